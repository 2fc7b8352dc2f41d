import Domain
import Testing

@testable import Storage

/// What is due and which commission sits when, against a look at every dossier.
@Suite struct CalendarTests {
  private struct Worked {
    let fixture: StoreFixture
    let dossiers: [(stream: StreamID, dossier: Dossier)]
    let lastDay: Day
  }

  private static func worked(seed: UInt64) throws -> Worked {
    let fixture = try StoreFixture()
    var walk = RandomWalk(seed: seed)
    try walk.walk(450, in: fixture)
    return Worked(
      fixture: fixture,
      dossiers: try walk.streams.map { ($0, try fixture.store.dossier($0)) }, lastDay: walk.day)
  }

  private static let people = [Cast.c1A, Cast.c2B, Cast.pilB, Cast.superAdmin, Cast.gie]

  private struct Due: Hashable {
    let stream: StreamID
    let volet: VoletName
    let day: Day
  }

  /// The acts of a scope among the dossiers that the person sees, by the Domain alone.
  private func naive(_ worked: Worked, _ person: Operator, _ scope: DueScope) -> [Due] {
    worked.dossiers.flatMap { stream, dossier -> [Due] in
      guard dossier.visible(to: person) != nil else { return [] }
      return dossier.blockers(under: .default).compactMap { blocker in
        guard let due = blocker.due, let volet = dossier[blocker.volet] else { return nil }
        let isIn =
          switch scope {
          case .person(let id): volet.contacts[blocker.contact] == id
          case .bailleur(let id): volet.bailleur == id
          case .everyone: true
          }
        return isIn ? Due(stream: stream, volet: volet.name, day: due) : nil
      }
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `Acts and load are those of every dossier that the person sees`(seed: UInt64) throws {
    let worked = try Self.worked(seed: seed)
    var found = 0
    for person in Self.people {
      let session = worked.fixture.session(person, on: worked.lastDay)
      let calendar = try worked.fixture.store.calendar(for: session)
      for scope in [.everyone, .bailleur(person.organisation), .person(person.id)] as [DueScope] {
        let expected = naive(worked, person, scope)
        let window = (worked.lastDay - 30)...(worked.lastDay + 30)
        let acts = try calendar.acts(scope, in: window, limit: 10_000)
        #expect(
          Set(acts.map { Due(stream: $0.stream, volet: $0.volet, day: $0.due) })
            == Set(expected.filter { window.contains($0.day) }), "\(scope)")
        #expect(acts.map(\.due) == acts.map(\.due).sorted())
        found += acts.count
        let load = try calendar.load(scope, today: worked.lastDay, through: worked.lastDay + 30)
        #expect(load.late == expected.count { $0.day < worked.lastDay })
        for day in 0...30 {
          let day = worked.lastDay + day
          #expect(load.byDay[day] ?? 0 == expected.count { $0.day == day })
        }
      }
    }
    #expect(found > 20, "the walk left nothing due")
  }

  @Test func `An act says who can do it, by which rule, and its dossier's reference`() throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier(1, upTo: .nurs)
    let session = fixture.session(Cast.c1A)
    let dossier = try fixture.store.dossier(stream)
    let due = try #require(dossier.blockers(under: .default).first?.due)
    let acts = try fixture.store.calendar(for: session)
      .acts(.person(Cast.c1A.id), in: due...due, limit: 5)
    #expect(
      acts == [
        DueAct(
          stream: stream, reference: dossier.reference, volet: .a, bailleur: Cast.bailleurA,
          contact: .contact1, person: Cast.c1A.id, act: .validatePreInstruction,
          rule: .preInstruction, due: due)
      ])
  }

  @Test func `Sessions and cases are those of the dossiers before their commissions`() throws {
    let worked = try Self.worked(seed: 3)
    var found = 0
    for person in Self.people {
      let session = worked.fixture.session(person, on: worked.lastDay)
      let calendar = try worked.fixture.store.calendar(for: session)
      let seen = worked.dossiers.filter { item in
        item.dossier.isOpen && item.dossier.visible(to: person) != nil
          && item.dossier.volets.allSatisfy { $0.preValidatedOn != nil }
          && item.dossier.volets.contains { $0.decision == nil }
      }
      for group in try calendar.caleolGroups() {
        let expected = seen.filter {
          $0.dossier.volets.map(\.bailleur).sorted() == group.bailleurs
        }
        let cases = try calendar.cases(between: group.bailleurs.reversed())
        #expect(cases.map(\.stream).sorted() == expected.map(\.stream).sorted())
        #expect(group.dossiers == cases.count)
        #expect(group.toSchedule == cases.count(where: \.isToSchedule))
        for item in cases {
          let dossier = try worked.fixture.store.dossier(item.stream)
          #expect(item.reference == dossier.reference)
          #expect(item.sides.map(\.session) == dossier.volets.map(\.caleol?.date))
          #expect(item.sides.map(\.isDecided) == dossier.volets.map { $0.decision != nil })
          found += 1
        }
      }
      let first = worked.lastDay - 40
      for bailleur in [Cast.bailleurA, Cast.bailleurB] {
        let days = seen.flatMap(\.dossier.volets).filter { $0.bailleur == bailleur }
          .compactMap(\.caleol?.date).filter { $0 >= first }
        #expect(
          try calendar.sessions(of: bailleur, from: first)
            == Dictionary(days.map { ($0, 1) }, uniquingKeysWith: +))
      }
    }
    #expect(found > 5, "the walk left no dossier before its commissions")
  }

  @Test func `Who may see no dossier is told of none`() throws {
    let fixture = try StoreFixture()
    try fixture.dossier(1, upTo: .instructed)
    try fixture.dossier(2, upTo: .nurs)
    let nobody = Operator(
      id: OperatorID("partenaire"), name: "P", organisation: OrganisationID("org-p"),
      roles: [.partenaire])
    let calendar = try fixture.store.calendar(for: fixture.session(nobody))
    let ever = Day(number: 0)...Day(number: 100_000)
    #expect(try calendar.acts(.everyone, in: ever, limit: 10).isEmpty)
    #expect(try calendar.caleolGroups().isEmpty)
  }

  @Test func `Every question is a range of an index`() throws {
    let fixture = try StoreFixture()
    try fixture.dossier(1, upTo: .instructed)
    let store = try fixture.store
    let calendar = store.calendar(for: fixture.session(Cast.c1A))
    let today = StoreFixture.start
    try expectIndexed(on: store.reader, walksIndexes: false) {
      for scope in [.everyone, .bailleur(Cast.bailleurA), .person(Cast.c1A.id)] as [DueScope] {
        _ = try calendar.load(scope, today: today, through: today + 30)
        _ = try calendar.acts(scope, in: today...(today + 7), limit: 10)
      }
      _ = try calendar.sessions(of: Cast.bailleurA, from: today)
      _ = try calendar.cases(between: [Cast.bailleurA, Cast.bailleurB])
      _ = try calendar.caleolGroups()
    }
  }
}
