import Domain
import Foundation
import Testing

@testable import Storage

/// The board of the realistic demonstration, its figures made a second time, and who sees what.
@Suite(.serialized) struct ComplianceBoardTests {
  /// The demonstration, opened once.
  private static let demo = Task { try Opened() }

  /// A store that the tests of this suite look at one after the other.
  private final class Opened: @unchecked Sendable {
    let fixture: DemoFixture

    private var exports: [Day: String] = [:]

    init() throws { fixture = try DemoFixture(.realiste) }

    /// The export of a day, written once.
    func export(on day: Day = DemoFixture.today) throws -> String {
      if let known = exports[day] { return known }
      var text = ""
      try fixture.store.exportDossiers(
        as: try session(.coordinateur), on: day, format: .json
      ) { text += $0 }
      exports[day] = text
      return text
    }

    func session(_ profile: DemoProfile) throws -> Session {
      let actor = try #require(Demo.actor(for: profile, in: fixture.store))
      return Session(actor: actor) { .paris(DemoFixture.today, minute: 600) }
    }
  }

  private static let lax: Set<OrganisationID> = ["demo-b01", "demo-b03", "demo-b10", "demo-b11"]

  private static let year = CompliancePeriod(
    lastMonths: 12, endingWith: CivilMonth(of: DemoFixture.today))

  @Test func `The four bailleurs that are often late come first`() async throws {
    let demo = try await Self.demo.value
    let table = try demo.fixture.store.compliance(Self.year, for: try demo.session(.coordinateur))
    #expect(table.lines.count >= 30)
    let first = table.lines.sorted { $0.total.late > $1.total.late }.prefix(4)
    #expect(Set(first.compactMap(\.bailleur)) == Self.lax)
    // Their rates tell them apart from large bailleurs that are seldom late.
    let median = try #require(table.medians?.total)
    for line in first { #expect((line.total.permille ?? 0) > 2 * median) }
    let repeated = try demo.fixture.store.repeatedBreaches(for: try demo.session(.coordinateur))
    #expect(Self.lax.isSubset(of: repeated.map(\.bailleur)))
  }

  @Test(arguments: [(12, 0), (1, 0), (3, 2), (1, 5)])
  func `Every figure is made again from the export alone`(
    _ months: Int, _ ago: Int
  ) async throws {
    let demo = try await Self.demo.value
    let session = try demo.session(.coordinateur)
    let period = CompliancePeriod(
      lastMonths: months, endingWith: CivilMonth(of: DemoFixture.today) - ago)
    let table = try demo.fixture.store.compliance(period, for: session)
    let naive = try NaiveCompliance(try demo.export(), period)
    #expect(naive.bailleurs.count > 30)
    let names = demo.fixture.store.directory
    for line in table.lines {
      let name = try #require(line.bailleur.map { names.name(of: $0) })
      #expect(Figures(line) == naive.figures(of: name), "\(name)")
    }
  }

  @Test func `The duties of the export follow from its dates`() async throws {
    let demo = try await Self.demo.value
    let faults = try NaiveCompliance(try demo.export(), Self.year).faults
    #expect(faults == [])
  }

  @Test func `Every figure opens on as many dossiers as it says`() async throws {
    let demo = try await Self.demo.value
    let session = try demo.session(.coordinateur)
    let store = demo.fixture.store
    for line in try store.compliance(Self.year, for: session).lines {
      let cases = try store.complianceCases(
        ComplianceQuestion(bailleur: line.bailleur, subject: .breaches, period: Self.year),
        for: session)
      #expect(cases.total == line.total.late)
      #expect(cases.cases.allSatisfy { $0.row.bailleurs.contains($0.evidence.bailleur) })
    }
  }

  @Test func `A bailleur sees itself and the median, an agent nothing`() async throws {
    let demo = try await Self.demo.value
    let store = demo.fixture.store
    let pilote = try demo.session(.administrateur)
    let own = pilote.actor.organisation
    let table = try store.compliance(Self.year, for: pilote)
    #expect(table.lines.map(\.bailleur) == [own])
    #expect(table.whole == nil && table.medians != nil)
    #expect(Set(try store.repeatedBreaches(for: pilote).map(\.bailleur)).isSubset(of: [own]))
    let other = try #require(Self.lax.first { $0 != own })
    for bailleur in [other, nil] {
      #expect(throws: Refusal.self) {
        try store.complianceCases(
          ComplianceQuestion(bailleur: bailleur, subject: .breaches, period: Self.year),
          for: pilote)
      }
    }
    let test = try store.complianceBacktest(from: DemoFixture.today - 7, for: pilote)
    #expect(test.forecast.items.allSatisfy { $0.bailleur == own })
    let agent = try demo.session(.contact1)
    #expect(throws: Refusal.self) { try store.compliance(Self.year, for: agent) }
    #expect(throws: Refusal.self) { try store.repeatedBreaches(for: agent) }
    #expect(throws: Refusal.self) {
      try store.complianceBacktest(from: DemoFixture.today, for: agent)
    }
  }

  @Test func `The forecast of a week ago is judged by what was known then`() async throws {
    let demo = try await Self.demo.value
    let day = DemoFixture.today - 7
    let test = try demo.fixture.store.complianceBacktest(
      from: day, for: try demo.session(.coordinateur))
    // The same, dossier by dossier, from the export of the two days.
    let then = try NaiveCompliance(try demo.export(on: day), Self.year)
    let now = try NaiveCompliance(try demo.export(), Self.year)
    let foreseen = then.falling(dueIn: day...(day + 6))
    #expect(test.forecast.items.count == foreseen.count)
    #expect(test.late.count == foreseen.count { now.isBroken($0) })
    #expect(test.forecast.items.count > 5)
  }
}

/// The figures that are compared.
struct Figures: Equatable {
  var duties: [String: [Int?]] = [:]
  var trends: [String: [Int]] = [:]
  var dossiers: [Int]
  var waits: [Int]

  init(_ line: ComplianceLine) {
    for indicator in Indicator.allCases {
      let figure = line[indicator]
      duties[indicator.rawValue] = [figure.count, figure.late, figure.median, figure.permille]
      trends[indicator.rawValue] = figure.trend.flatMap { [$0.count, $0.late] }
    }
    dossiers = [
      line.openDossiers, line.lateDossiers, line.activeDossiers, line.openAlerts,
      line.breachesPerHundred ?? -1,
    ]
    waits = line.waits + [line.waiting]
  }

  init(dossiers: [Int], waits: [Int]) {
    self.dossiers = dossiers
    self.waits = waits
  }
}
