import Domain
import Testing

@testable import Storage

/// Acts on patrimoines, in a store and from desk to desk.
@Suite struct PatrimoineStoreTests {
  static func order(
    _ day: Int, of bailleur: OrganisationID = Cast.bailleurA, base: CommandID? = nil,
    onBehalf: OnBehalf? = nil
  ) -> PatrimoineOrder {
    let facts = PatrimoineFacts(
      day: StoreFixture.start + day, number: 1, digest: "digest-\(day)", lines: 10, rejected: 1,
      codes: [PatrimoineCount(.invalidRent, count: 1, tenants: 1)])
    return PatrimoineOrder(
      bailleur, .importFile(bailleur: bailleur, facts: facts, base: base), onBehalf: onBehalf)
  }

  @Test func `An act is durable, shown, and its rows are those of a rebuild`() throws {
    let fixture = try StoreFixture()
    let session = fixture.session(Cast.infA)
    let receipt = try fixture.store.perform(
      Self.order(0), as: session, at: session.clock(), named: "import-1")
    #expect(receipt.command == "import-1")
    try fixture.reopen()
    let store = try fixture.store
    #expect(try store.patrimoine(of: Cast.bailleurA, for: session).current?.id == "import-1")
    #expect(try store.patrimoines(for: session).map(\.current) == ["import-1"])
    let shown = try store.viewDump()
    try store.rebuildViews()
    #expect(try store.viewDump() == shown)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }

  @Test func `What the files of an import cannot follow is not recorded either`() throws {
    struct Broken: Error {}
    let fixture = try StoreFixture()
    let session = fixture.session(Cast.infA)
    #expect(throws: Broken.self) {
      try fixture.store.perform(Self.order(0), as: session, at: session.clock()) { _ in
        throw Broken()
      }
    }
    #expect(try fixture.store.pendingCount() == 0)
    #expect(try fixture.store.patrimoines(for: session).isEmpty)
    try fixture.reopen()
    #expect(try fixture.store.pendingCount() == 0)
  }

  @Test func `An act that only the log has comes back at the next opening`() throws {
    let fixture = try StoreFixture()
    let session = fixture.session(Cast.infA)
    try fixture.reopen {
      let store = try Store(fixture.location)
      try store.perform(Self.order(0), as: session, at: session.clock(), named: "import-1")
      try store.writer.execute(
        "DELETE FROM pending; DELETE FROM patrimoine_row; DELETE FROM stream;")
      store.close()
    }
    #expect(try fixture.store.patrimoines(for: session).map(\.current) == ["import-1"])
  }

  @Test func `Imports reach the desks that see them, and no agent's`() throws {
    let world = try SharedWorld()
    let referent = try SyncDesk(Cast.infA, in: world)
    let gie = try SyncDesk(Cast.gie, in: world)
    let agent = try SyncDesk(Cast.c1A, in: world)
    let other = try SyncDesk(Cast.pilB, in: world)
    let session = referent.fixture.session(Cast.infA)
    try referent.sync()
    try referent.fixture.store.perform(
      Self.order(0), as: session, at: session.clock(), named: "import-1")
    for desk in [referent, gie, agent, other] { try desk.sync() }
    #expect(try referent.fixture.store.pendingCount() == 0)
    for (desk, isSeen) in [(referent, true), (gie, true), (agent, false), (other, false)] {
      let session = desk.fixture.session(desk.person)
      let seen = try desk.fixture.store.patrimoines(for: session).map(\.current)
      #expect(seen == (isSeen ? ["import-1"] : []), "\(desk.person.id)")
      #expect(try desk.journal().isEmpty != isSeen, "\(desk.person.id)")
      #expect(try StoreVerification.run(desk.fixture.location).problems == [])
    }
  }

  @Test func `Of two files imported apart the second asks for somebody`() throws {
    let world = try SharedWorld()
    let desks = try [0, 1].map { _ in try SyncDesk(Cast.infA, in: world) }
    for desk in desks { try desk.sync() }
    for (day, desk) in desks.enumerated() {
      let session = desk.fixture.session(Cast.infA)
      try desk.fixture.store.perform(
        Self.order(day), as: session, at: session.clock(), named: CommandID("import-\(day)"))
    }
    for desk in desks + desks { try desk.sync() }
    for desk in desks {
      let session = desk.fixture.session(Cast.infA)
      #expect(try desk.fixture.store.patrimoines(for: session).map(\.current) == ["import-0"])
    }
    #expect(try desks[0].fixture.store.conflictCount() == 0)
    #expect(try desks[1].fixture.store.conflicts().map(\.act.command) == ["import-1"])
  }

  @Test(
    "Both shared databases take an import from whoever may, and from nobody else",
    arguments: SharedImplementation.allCases)
  func server(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let scope = ScopeID(of: [AudiencePart.patrimoine.of(Cast.bailleurA)])
    let cases: [(Operator, OrganisationID?, Verdict)] = [
      (Cast.c1A, nil, .denied(.kind)), (Cast.pilB, nil, .denied(.kind)),
      (SharedCast.admB, nil, .denied(.kind)), (Cast.superAdmin, nil, .denied(.kind)),
      (Cast.gie, nil, .denied(.kind)), (SharedCast.actimage, nil, .denied(.kind)),
      (SharedCast.actimage, Cast.bailleurA, .accepted(seq: 1)),
      (Cast.infA, nil, .accepted(seq: 2)),
      (Cast.superAdmin, Cast.bailleurA, .accepted(seq: 3)),
    ]
    for (place, (person, acting, verdict)) in cases.enumerated() {
      let act = try Self.submission(by: person, for: acting, number: place)
      #expect(try harness.connect(person).append(scope, act) == verdict, "\(person.id)")
    }
    // A right kind in an audience that is not its own.
    var stray = try Self.submission(by: SharedCast.admA, for: nil, number: 90)
    stray.stream = "patrimoine-elsewhere"
    #expect(
      try harness.connect(SharedCast.admA).append(ScopeID(of: [Cast.bailleurA]), stray)
        == .denied(.kind))
    for person in [Cast.infA, SharedCast.actimage, Cast.gie, Cast.facilitator] {
      #expect(try harness.connect(person).journal(scope).count == 3, "\(person.id)")
      #expect(
        try harness.connect(person).heads(of: nil).map(\.scope).contains(scope), "\(person.id)")
    }
    for person in [Cast.c1A, SharedCast.admB, Cast.aorif, Cast.partner] {
      #expect(throws: SharedError.self, "\(person.id)") {
        try harness.connect(person).journal(scope)
      }
      #expect(try !harness.connect(person).heads(of: nil).map(\.scope).contains(scope))
    }
  }

  /// An import as a desk would send it, whether its author may or not.
  private static func submission(
    by person: Operator, for acting: OrganisationID?, number: Int
  ) throws -> Submission {
    let facts = PatrimoineFacts(
      day: StoreFixture.start, number: 1, digest: "d\(number)", lines: 1, rejected: 0, codes: [])
    let event = PatrimoineEvent.fileImported(bailleur: Cast.bailleurA, facts: facts, base: nil)
    let at = SharedCourse.start
    return Submission(
      command: CommandID("import-\(number)"), stream: StreamID("patrimoine-\(number)"),
      aggregate: Patrimoine.aggregate, version: 0, reads: [],
      envelope: Envelope(
        occurredOn: ParisTime.day(of: at), recordedAt: at, operatorID: person.id,
        organisation: person.organisation, role: person.roles.sorted()[0], onBehalfOf: acting,
        onBehalfReason: acting.map { _ in "reason" }),
      events: [
        SubmittedEvent(
          shown: PendingCommand.Event(
            kind: event.kind, schema: PatrimoineEvent.schema,
            payload: try EventCoding().payload(of: event)), seal: nil)
      ],
      claims: ClaimChange(from: [], to: [], isOpen: true), texts: [])
  }
}
