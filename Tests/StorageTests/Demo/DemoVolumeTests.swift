import Domain
import Testing

@testable import Storage

/// The volumes, mixes and shares of `domaine.md` §8.4.
@Suite struct DemoVolumeTests {
  @Test func `The realistic bourse has 300 open dossiers and two years of closed ones`()
    async throws
  {
    let demo = try await RealisticDemo.shared.value
    #expect(demo.open.count == 300)
    #expect(demo.dossiers.count == 1_800)
    #expect(demo.pending == 0)
    let days = demo.dossiers.compactMap(\.createdOn)
    #expect(days.allSatisfy { $0 >= demo.today - DemoPlanner.depth - 40 && $0 < demo.today })
    let lastYear = days.count { $0 >= demo.today - 365 }
    #expect((750...1_050).contains(lastYear), "\(lastYear) opened in a year, 900 wanted")
    let exchanges = demo.dossiers.count { $0.status == .realised }
    #expect(exchanges == 660, "330 exchanges a year")
  }

  @Test func `References are distinct, numbered by creation`() async throws {
    let demo = try await RealisticDemo.shared.value
    let references = demo.dossiers.sorted { $0.reference < $1.reference }
    #expect(Set(references.map(\.reference)).count == demo.dossiers.count)
    let days = references.compactMap(\.createdOn)
    #expect(zip(days, days.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test(arguments: DemoPlanner.openShares.map(\.status))
  func `Each status has its share of the open dossiers`(_ status: DossierStatus) async throws {
    let demo = try await RealisticDemo.shared.value
    let share = try #require(DemoPlanner.openShares.first { $0.status == status }?.share)
    #expect(demo.open.count { $0.status == status } == 3 * share)
  }

  @Test(arguments: DemoPlanner.closedShares.map(\.outcome))
  func `Each outcome has its share of the closed dossiers`(
    _ outcome: Closing.Outcome
  ) async throws {
    let demo = try await RealisticDemo.shared.value
    let share = try #require(DemoPlanner.closedShares.first { $0.outcome == outcome }?.share)
    #expect(demo.dossiers.count { $0.closing?.outcome == outcome } == 15 * share)
  }

  @Test func `One dossier in eight is within one bailleur`() async throws {
    let demo = try await RealisticDemo.shared.value
    let share = Double(demo.dossiers.count(where: \.isSameBailleur)) / 1_800
    #expect((0.09...0.15).contains(share))
  }

  @Test(arguments: [
    (Deadline.Clock.preInstruction, 0.22), (.instruction, 0.28),
  ])
  func `The clocks of a volet are late as often as wanted, the lax ones making 60 %`(
    _ clock: Deadline.Clock, _ wanted: Double
  ) async throws {
    let demo = try await RealisticDemo.shared.value
    let clocks = demo.clocks(clock)
    let late = clocks.filter { $0.deadline.daysLate(on: demo.today) > 0 }
    let share = Double(late.count) / Double(clocks.count)
    #expect((wanted - 0.04...wanted + 0.04).contains(share), "\(share)")
    let lax = late.count { Self.lax.contains($0.bailleur) }
    let laxShare = Double(lax) / Double(late.count)
    #expect((0.5...0.7).contains(laxShare), "\(laxShare)")
  }

  @Test func `Gaps, moving dates and closings are late as often as wanted`() async throws {
    let demo = try await RealisticDemo.shared.value
    let gaps = demo.dossiers.compactMap { $0.caleolGap(under: .default) }
    Self.expect(gaps.count { !$0.conforms }, of: gaps.count, near: 0.15)
    let dated = demo.dossiers.filter { $0.allEffectiveOn != nil }
    let lateDates = dated.filter { dossier in
      dossier.deadlines(under: .default)
        .contains { $0.clock == .movingDate && $0.daysLate(on: demo.today) > 0 }
    }
    Self.expect(lateDates.count, of: dated.count, near: 0.18)
    let moved = demo.dossiers.filter { dossier in
      dossier.move.map { $0.agreedOn != nil && $0.date < demo.today } ?? false
    }
    let alerted = moved.filter { dossier in
      dossier.volets.contains {
        ($0.closedOn ?? demo.today) > (dossier.move?.date ?? demo.today)
      }
    }
    Self.expect(alerted.count, of: moved.count, near: 0.06)
  }

  @Test func `One bailleur is late three times over in one dossier, another rarely in hundreds`()
    async throws
  {
    let demo = try await RealisticDemo.shared.value
    func record(_ bailleur: OrganisationID) -> (dossiers: Int, breaches: Int) {
      let theirs = demo.dossiers.filter { $0.volets.contains { $0.bailleur == bailleur } }
      let breaches = theirs.flatMap { $0.breaches(on: demo.today, under: .default) }
      return (theirs.count, breaches.count { $0.bailleur == bailleur })
    }
    #expect(record("demo-b06") == (1, 3))
    let exemplary = record("demo-b02")
    #expect(exemplary.dossiers > 200)
    #expect((3...40).contains(exemplary.breaches), "\(exemplary)")
  }

  private static let lax: Set<OrganisationID> = ["demo-b01", "demo-b03", "demo-b10", "demo-b11"]

  private static func expect(
    _ count: Int, of total: Int, near wanted: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let share = Double(count) / Double(total)
    let range = wanted - 0.04...wanted + 0.04
    #expect(range.contains(share), "\(count) of \(total)", sourceLocation: sourceLocation)
  }
}
