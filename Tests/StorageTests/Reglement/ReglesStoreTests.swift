import Domain
import Testing

@testable import Storage

@Suite("The règlement in the store and on other desks")
struct ReglesStoreTests {
  private static func version(_ value: Int, from day: Day) -> RuleVersion {
    RuleVersion(rule: .preInstruction, value: value, effectiveFrom: day)
  }

  @Test func `A change judges what begins from its day on, and a rebuild finds the same`() throws {
    let fixture = try StoreFixture()
    let start = StoreFixture.start
    let before = try fixture.dossier(1, upTo: .nurs)
    let changed = try fixture.store.change(
      Self.version(10, from: start + 1), as: fixture.session(Cast.gie))
    #expect(changed.reglement.value(of: .preInstruction, on: start + 1).value == 10)
    #expect(try fixture.store.reglement == changed.reglement)
    let after = try fixture.dossier(2, upTo: .nurs, from: start + 1)
    let due = try [before, after].map { stream in
      let dossier: Dossier = try fixture.store.streams.load(stream)
      return dossier.deadlines(under: try fixture.store.reglement)
        .first { $0.clock == .preInstruction }?.due
    }
    #expect(due == [start + 7, start + 11])
    let dump = try fixture.store.viewDump()
    try fixture.reopen()
    #expect(try fixture.store.reglement == changed.reglement)
    #expect(try fixture.store.viewDump() == dump)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }

  @Test func `A refused change leaves everything as it was`() throws {
    let fixture = try StoreFixture()
    for person in [Cast.superAdmin, Cast.c1A, Cast.partner] {
      #expect(throws: Refusal.self) {
        try fixture.store.change(
          Self.version(10, from: StoreFixture.start), as: fixture.session(person))
      }
    }
    #expect(try fixture.store.reglement == .default)
    #expect(try fixture.store.regles() == .empty)
  }

  @Test func `Every desk learns it, and its rows follow, whatever came first`() throws {
    let world = try SharedWorld()
    let gie = try SyncDesk(Cast.gie, in: world)
    let agent = try SyncDesk(Cast.c1A, in: world)
    let aatiko = try SyncDesk(Cast.superAdmin, in: world)
    try aatiko.sync()
    try agent.sync()
    try gie.sync()
    let day = StoreFixture.start
    try gie.fixture.store.change(Self.version(10, from: day), as: gie.fixture.session(Cast.gie))
    try gie.sync()
    #expect(try gie.fixture.store.pendingCount() == 0 && gie.fixture.store.conflictCount() == 0)
    // Begun under the value that this desk knew; judged, as everywhere, by the one that held.
    let base = aatiko.fixture
    let stream = try base.dossier(1, upTo: .created)
    for (volet, number) in [(VoletName.a, 2), (.b, 3)] {
      let nur = try base.seal(nur: number)
      try aatiko.act(stream, .enterNUR(volet: volet, nur: nur.sealed), secrets: [nur.secret])
    }
    for desk in [aatiko, agent, aatiko, agent] { try desk.sync() }
    for desk in [aatiko, agent] {
      let store = try desk.fixture.store
      #expect(store.reglement.value(of: .preInstruction, on: day).value == 10)
      #expect(try store.streams.readConfirmed(stream, as: Dossier.self).state.createdOn != nil)
      #expect(try StoreVerification.run(desk.fixture.location).problems == [])
    }
  }

  @Test(
    "A shared database takes a change from the GIE alone, and gives it to everybody",
    arguments: SharedImplementation.allCases)
  func server(_ implementation: SharedImplementation) throws {
    let base = try StoreFixture()
    let store = try base.store
    try store.put(organisations: SharedCast.organisations, operators: SharedCast.people)
    try store.change(Self.version(10, from: StoreFixture.start), as: base.session(Cast.gie))
    let harness = try implementation.harness()
    try store.send(to: harness)
    for person in SharedCast.people {
      let answers = try harness.answers(to: person)
      #expect(answers.contains("regles.changed"), "\(person.id)")
    }
  }
}
