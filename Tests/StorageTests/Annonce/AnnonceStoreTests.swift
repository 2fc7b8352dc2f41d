import Domain
import Testing

@testable import Storage

/// Annonces in a store: durable, shown, kept apart.
@Suite struct AnnonceStoreTests {
  @Test func `Acts are durable, shown, and their rows are those of a rebuild`() throws {
    let fixture = try StoreFixture()
    let stream = Annonce.stream(of: "A-1", bailleur: Cast.bailleurA)
    do {
      var annonces = try AnnonceFixture(fixture.store)
      try fixture.store.drawSalts(as: annonces.session(Cast.superAdmin))
      try annonces.publish("A-1")
      try annonces.report(stream)
      try annonces.decide(stream, .masked(part: .photo(2)))
      try annonces.publish("A-1", version: 2, title: "Autre titre")
      try annonces.publish("A-2")
    }
    try fixture.reopen()
    let store = try fixture.store
    let reader = try AnnonceFixture(store)
    let file = try #require(try store.annonce(stream, for: reader.session(Cast.c1A)))
    #expect(file.annonce.status == .corrected)
    #expect(file.texts[2]?.title == "Autre titre")
    #expect(file.texts[1]?.text == "Texte de A-1\nsuite")
    #expect(file.texts[1]?.photos == ["A-1-1.jpg", "A-1-2.jpg"])
    #expect(file.notes.values.sorted() == ["On lit un téléphone\nen bas."])
    #expect(file.drawn == nil)
    let shown = try store.viewDump()
    #expect(shown.contains("annonce_pick"))
    try store.rebuildViews()
    #expect(try store.viewDump() == shown)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }

  @Test func `An act that only the log has comes back with its texts`() throws {
    let fixture = try StoreFixture()
    try fixture.reopen {
      let store = try Store(fixture.location)
      var annonces = try AnnonceFixture(store)
      try annonces.publish("A-1")
      try store.writer.execute(
        "DELETE FROM pending; DELETE FROM annonce_row; DELETE FROM vault; DELETE FROM stream;")
      store.close()
    }
    let annonces = try AnnonceFixture(fixture.store)
    let page = try fixture.store.annonces(in: .online, for: annonces.session(Cast.c1A))
    #expect(page.rows.map(\.title) == ["Bel appartement"])
  }

  @Test func `A bailleur sees its own tenants' annonces alone, others none`() throws {
    let fixture = try StoreFixture()
    var annonces = try AnnonceFixture(fixture.store)
    let a = try annonces.publish("A-1")
    let b = try annonces.publish("B-1", of: Cast.bailleurB)
    for (person, seen) in [
      (Cast.c1A, ["A-1"]), (Cast.pilB, ["B-1"]), (Cast.facilitator, ["A-1", "B-1"]),
      (Cast.gie, ["A-1", "B-1"]), (Cast.aorif, []), (Cast.partner, []),
    ] {
      #expect(try Set(annonces.rows(.online, for: person)) == Set(seen), "\(person.id)")
      let session = annonces.session(person)
      let opened = try [a, b].compactMap { try fixture.store.annonce($0, for: session) }
      #expect(opened.map(\.annonce.number) == seen, "\(person.id)")
      let found = try ["A-1", "B-1"].compactMap {
        try fixture.store.annonceStream(numbered: $0, for: session)
      }
      #expect(found.count == seen.count, "\(person.id)")
    }
  }

  @Test func `Queues hold what they say, in their order, page by page`() throws {
    let fixture = try StoreFixture()
    var annonces = try AnnonceFixture(fixture.store)
    var streams: [StreamID] = []
    for number in 1...7 {
      annonces.day = StoreFixture.start + number
      streams.append(try annonces.publish("A-\(number)"))
    }
    annonces.day = StoreFixture.start + 10
    try annonces.report(streams[4])
    annonces.day = StoreFixture.start + 11
    try annonces.report(streams[1])
    try annonces.decide(streams[2], .correction)
    annonces.day = StoreFixture.start + 12
    try annonces.decide(streams[0], .conforme)
    try annonces.decide(streams[5], .suspended)
    try annonces.publish("A-6", version: 2)
    #expect(try annonces.rows(.reported, for: Cast.facilitator) == ["A-5", "A-2"])
    #expect(try annonces.rows(.correction, for: Cast.facilitator) == ["A-3"])
    #expect(try annonces.rows(.review, for: Cast.facilitator) == ["A-6"])
    #expect(try Set(annonces.rows(.decided, for: Cast.facilitator)) == ["A-1", "A-3", "A-6"])
    let session = annonces.session(Cast.facilitator)
    #expect(
      try fixture.store.annonceCounts(for: session)
        == [.reported: 2, .drawn: 0, .review: 1, .correction: 1, .decided: 3, .online: 7])
    var paged: [String] = []
    var mark: AnnoncePage.Mark?
    repeat {
      let page = try fixture.store.annonces(in: .online, after: mark, limit: 2, for: session)
      #expect(page.rows.count <= 2)
      paged += page.rows.map(\.annonce)
      mark = page.next
    } while mark != nil
    #expect(paged == (try annonces.rows(.online, for: Cast.facilitator)))
    #expect(paged.first == "A-6" && Set(paged).count == 7)
    #expect(try annonces.rows(.online, for: Cast.facilitator, filter: "coteaux a-7") == ["A-7"])
    #expect(try annonces.rows(.online, for: Cast.facilitator, filter: "montreuil").count == 7)
    #expect(try annonces.rows(.online, for: Cast.facilitator, filter: "bélier").isEmpty)
  }

  @Test func `Every question of the pane is answered through indexes`() throws {
    let fixture = try StoreFixture()
    var annonces = try AnnonceFixture(fixture.store)
    try annonces.publish("A-1")
    let store = try fixture.store
    for person in [Cast.facilitator, Cast.c1A] {
      let session = annonces.session(person)
      try expectIndexed(on: store.reader) {
        _ = try store.annonceCounts(for: session)
        for queue in AnnonceQueue.allCases { _ = try store.annonces(in: queue, for: session) }
        _ = try store.annonceStream(numbered: "A-1", for: session)
      }
    }
  }

  @Test func `An act on an annonce reaches the desks that see it, and no other`() throws {
    let world = try SharedWorld()
    let aatiko = try SyncDesk(Cast.superAdmin, in: world)
    let agent = try SyncDesk(Cast.c1A, in: world)
    let other = try SyncDesk(Cast.pilB, in: world)
    let gie = try SyncDesk(Cast.gie, in: world)
    for desk in [aatiko, agent, other, gie] { try desk.sync() }
    var annonces = try AnnonceFixture(aatiko.fixture.store)
    let stream = try annonces.publish("A-1", title: "Titre bien reconnaissable")
    try aatiko.sync()
    for desk in [agent, other, gie] { try desk.sync() }
    for (desk, isSeen) in [(agent, true), (gie, true), (other, false)] {
      let reader = try AnnonceFixture(desk.fixture.store)
      let file = try desk.fixture.store.annonce(stream, for: reader.session(desk.person))
      #expect((file != nil) == isSeen, "\(desk.person.id)")
      #expect(
        file?.texts[1]?.title == (isSeen ? "Titre bien reconnaissable" : nil),
        "\(desk.person.id)")
      let bytes = try desk.bytes()
      let needle = Array("reconnaissable".utf8)
      let holds = bytes.indices.dropLast(needle.count).contains {
        bytes[$0] == needle[0] && bytes[$0..<($0 + needle.count)].elementsEqual(needle)
      }
      #expect(holds == isSeen, "\(desk.person.id)")
      #expect(try StoreVerification.run(desk.fixture.location).problems == [])
    }
    var own = try AnnonceFixture(agent.fixture.store)
    try own.report(stream)
    try agent.sync()
    try aatiko.sync()
    #expect(try annonces.rows(.reported, for: Cast.facilitator) == ["A-1"])
    #expect(try agent.fixture.store.pendingCount() == 0)
  }

  @Test func `The same decision on two desks is one; another one asks for somebody`() throws {
    for (second, conflicts) in [(AnnonceRuling.conforme, 0), (.suspended, 0), (.correction, 0)] {
      let world = try SharedWorld()
      let desks = try [Cast.superAdmin, Cast.facilitator].map { try SyncDesk($0, in: world) }
      var annonces = try desks.map { try AnnonceFixture($0.fixture.store) }
      for desk in desks { try desk.sync() }
      let stream = try annonces[0].publish("A-1")
      for desk in desks + desks { try desk.sync() }
      try annonces[0].decide(stream, .conforme, by: Cast.superAdmin)
      try annonces[1].decide(stream, second, by: Cast.facilitator)
      for desk in desks + desks { try desk.sync() }
      for desk in desks {
        #expect(try desk.fixture.store.conflictCount() == conflicts)
        #expect(try desk.fixture.store.pendingCount() == 0)
      }
      let statuses = try desks.map { desk -> AnnonceStatus? in
        let annonce: Annonce = try desk.fixture.store.streams.load(stream)
        return annonce.status
      }
      #expect(statuses[0] == statuses[1])
    }
  }

  @Test(
    "A shared database takes what each may do, and from nobody else",
    arguments: SharedImplementation.allCases)
  func server(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let scope = ScopeID(of: [AudiencePart.annonce.of(Cast.bailleurA)])
    let published = AnnonceEvent.published(
      annonce: "A-1", bailleur: Cast.bailleurA,
      version: AnnonceVersion(
        number: 1, publishedOn: StoreFixture.start, commune: "Montreuil", typologie: .t3,
        text: "s-1", digest: "d"))
    let decided = AnnonceEvent.decided(
      decision: AnnonceDecision(version: 1, ruling: .conforme, origin: .initiative))
    let reported = AnnonceEvent.reported(
      report: AnnonceReport(
        version: 1, part: .comment, motive: .publicite, source: .bailleur,
        day: StoreFixture.start))
    let cases: [(Operator, AnnonceEvent, Bool)] = [
      (Cast.c1A, published, false), (SharedCast.admA, published, false),
      (Cast.gie, published, false), (Cast.superAdmin, published, true),
      (Cast.c1A, decided, false), (SharedCast.admB, decided, false),
      (SharedCast.admA, decided, true), (Cast.pilB, reported, false),
      (Cast.c1A, reported, true), (Cast.partner, reported, false),
    ]
    for (place, (person, event, isTaken)) in cases.enumerated() {
      let act = try Self.submission(of: event, by: person, number: place)
      let verdict = try harness.connect(person).append(scope, act)
      if case .accepted = verdict {
        #expect(isTaken, "\(place) \(person.id) \(event.kind)")
      } else {
        #expect(!isTaken, "\(place) \(person.id) \(event.kind) \(verdict)")
      }
    }
  }

  private static func submission(
    of event: AnnonceEvent, by person: Operator, number: Int
  ) throws -> Submission {
    let at = SharedCourse.start
    return Submission(
      command: CommandID("command-\(number)"), stream: StreamID("annonce-\(number)"),
      aggregate: Annonce.aggregate, version: 0, reads: [],
      envelope: Envelope(
        occurredOn: ParisTime.day(of: at), recordedAt: at, operatorID: person.id,
        organisation: person.organisation, role: person.roles.sorted()[0], onBehalfOf: nil,
        onBehalfReason: nil),
      events: [
        SubmittedEvent(
          shown: PendingCommand.Event(
            kind: event.kind, schema: AnnonceEvent.schema,
            payload: try EventCoding().payload(of: event)), seal: nil)
      ],
      claims: ClaimChange(from: [], to: [], isOpen: true), texts: [])
  }
}
