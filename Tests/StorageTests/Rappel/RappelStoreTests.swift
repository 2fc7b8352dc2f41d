import Domain
import Testing

@testable import Storage

/// Rappels in a store: durable, shown, kept apart, mailed.
@Suite struct RappelStoreTests {
  @Test func `Acts are durable, shown, and their rows are those of a rebuild`() throws {
    let fixture = try StoreFixture()
    let stream: StreamID
    do {
      var rappels = try RappelFixture(fixture.store)
      stream = try rappels.propose(by: Cast.facilitator)
      try rappels.send(stream)
    }
    try fixture.reopen()
    let store = try fixture.store
    let session = try RappelFixture(store).session(Cast.gie)
    let file = try #require(try store.rappel(stream, for: session))
    #expect(file.rappel.stage == .information)
    #expect(file.rappel.constat?.facts.count == 3)
    #expect(Array(file.texts.values) == ["Madame, Monsieur,\n\nle texte de la lettre.\n"])
    #expect(file.contested == [])
    let rows = try store.rappels(for: session)
    #expect(rows.map(\.summary.reference) == [file.reference])
    #expect(rows.first?.followUp?.daysLeft(on: session.today) == 60)
    #expect(try store.rappelStream(named: file.reference.lowercased(), for: session) == stream)
    let shown = try store.viewDump()
    #expect(shown.contains("rappel_row"))
    try store.rebuildViews()
    #expect(try store.viewDump() == shown)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }

  @Test func `An act that only the log has comes back with its texts`() throws {
    let fixture = try StoreFixture()
    try fixture.reopen {
      let store = try Store(fixture.location)
      var rappels = try RappelFixture(store)
      try rappels.send(try rappels.propose())
      for table in ["pending", "rappel_row", "vault", "claim", "stream"] {
        try store.writer.execute("DELETE FROM \(table);")
      }
      store.close()
    }
    let session = try RappelFixture(fixture.store).session(Cast.gie)
    let row = try #require(try fixture.store.rappels(for: session).first)
    let file = try #require(try fixture.store.rappel(row.summary.stream, for: session))
    #expect(file.texts.count == 1 && file.rappel.stage == .information)
  }

  @Test func `A bailleur's pilote and administrator read its own, its agents none`() throws {
    let fixture = try StoreFixture()
    let store = try fixture.store
    try store.put(organisations: SharedCast.organisations, operators: SharedCast.people)
    let rappels = try RappelFixture(store)
    let a = try rappels.propose()
    let b = try rappels.propose(Cast.bailleurB)
    for (person, seen) in [
      (SharedCast.admA, [a]), (Cast.c1A, []), (Cast.infA, []), (Cast.pilB, [b]),
      (Cast.c1B, []), (Cast.gie, [a, b]), (Cast.facilitator, [a, b]), (Cast.superAdmin, [a, b]),
      (SharedCast.actimage, []), (Cast.aorif, []), (Cast.partner, []),
    ] {
      let session = rappels.session(person)
      #expect(
        Set(try store.rappels(for: session).map(\.summary.stream)) == Set(seen), "\(person.id)")
      #expect(
        try [a, b].filter { try store.rappel($0, for: session) != nil } == seen, "\(person.id)")
    }
  }

  @Test func `A second one of the same bailleur waits for the first to end`() throws {
    let fixture = try StoreFixture()
    var rappels = try RappelFixture(fixture.store)
    let first = try rappels.propose()
    #expect(throws: Refusal.self) { try rappels.propose() }
    try rappels.propose(Cast.bailleurB)
    try rappels.dismiss(first, "Vu ensemble.")
    let second = try rappels.propose()
    #expect(second != first)
    let session = rappels.session(Cast.gie)
    let rows = try fixture.store.rappels(for: session)
    #expect(rows.map(\.summary.stage).filter { !$0.isOpen } == [.dismissed])
    #expect(rows.last?.summary.stream == first)
    let file = try #require(try fixture.store.rappel(second, for: session))
    #expect(file.others.map(\.stream) == [first])
  }

  @Test func `A letter by mail is written with its act, to the pilote, once`() throws {
    let fixture = try StoreFixture()
    let store = try fixture.store
    try store.put(organisations: SharedCast.organisations, operators: SharedCast.people)
    var rappels = try RappelFixture(store)
    try rappels.put(Cast.pilB, email: "p.leroy@bailleur-b.example")
    try rappels.put(SharedCast.admB, email: "e.michel@bailleur-b.example")
    let stream = try rappels.propose(Cast.bailleurB)
    let receipt = try rappels.send(stream, "Bonjour,\n\nLettre.", channel: .mail)
    let mail = try #require(try store.mails(limit: 9).first)
    #expect(receipt.mail == mail.id)
    #expect(mail.recipientText == "P. Leroy <p.leroy@bailleur-b.example>")
    #expect(
      mail.subject
        == "Échanger Habiter : rappel d'information (\(receipt.rappel.reference(of: stream)))")
    #expect(mail.body == "Bonjour,\n\nLettre.")
    #expect(try store.mails(limit: 9).count == 1)
  }

  @Test func `Without a pilote's address it goes to the administrator; without any, nowhere`()
    throws
  {
    let fixture = try StoreFixture()
    let store = try fixture.store
    try store.put(organisations: SharedCast.organisations, operators: SharedCast.people)
    var rappels = try RappelFixture(store)
    let stream = try rappels.propose(Cast.bailleurB)
    let why = #expect(throws: Refusal.self) { try rappels.send(stream, channel: .mail) }
    #expect(why?.message.hasPrefix("Personne n'a d'adresse chez Bailleur Bélier") == true)
    let session = rappels.session(Cast.gie)
    #expect(try store.rappel(stream, for: session)?.rappel.stage == .proposed)
    #expect(try store.mails(limit: 9).isEmpty)
    try rappels.put(SharedCast.admB, email: "e.michel@bailleur-b.example")
    try rappels.send(stream, channel: .mail)
    #expect(
      try store.mails(limit: 9).map(\.recipientText) == [
        "E. Michel <e.michel@bailleur-b.example>"
      ])
  }

  @Test func `A letter is exported as text and as a mail to be edited`() throws {
    let fixture = try StoreFixture()
    let store = try fixture.store
    let rappels = try RappelFixture(store)
    try rappels.put(Cast.pilB, email: "p.leroy@bailleur-b.example")
    let stream = try rappels.propose(Cast.bailleurB)
    let file = try #require(try store.rappel(stream, for: rappels.session(Cast.gie)))
    let path = fixture.directory.file("lettre")
    let letter = RappelLetterFile(
      "Madame, Monsieur,\n\nà bientôt", .information, of: file,
      from: try Mailbox(parsing: "GIE <gie@example.org>"))
    try letter.write(to: path)
    let bytes = { (suffix: String) in
      String(decoding: try fixture.directory.bytes("lettre.\(suffix)"), as: UTF8.self)
    }
    #expect(try bytes("txt") == "Madame, Monsieur,\n\nà bientôt\n")
    let mail = try bytes("eml")
    #expect(
      mail.hasPrefix(
        "X-Unsent: 1\r\nFrom: GIE <gie@example.org>\r\n"
          + "To: =?utf-8?q?P=2E_Leroy?=\r\n <p.leroy@bailleur-b.example>\r\nSubject: =?"), "\(mail)"
    )
    #expect(mail.hasSuffix("\r\n\r\nMadame, Monsieur,\r\n\r\n=C3=A0 bient=C3=B4t\r\n"), "\(mail)")
    #expect(FileSystem.permissions(of: path + ".eml") == 0o600)
  }

  @Test func `Of two proposed apart for one bailleur one stands, the other is told`() throws {
    let world = try SharedWorld()
    let (gie, aatiko) = try (SyncDesk(Cast.gie, in: world), SyncDesk(Cast.facilitator, in: world))
    for desk in [gie, aatiko] { try desk.sync() }
    try RappelFixture(gie.fixture.store).propose()
    try RappelFixture(aatiko.fixture.store).propose(by: Cast.facilitator)
    for desk in [gie, aatiko, gie, aatiko] { try desk.sync() }
    #expect(try gie.fixture.store.conflicts().isEmpty)
    let conflict = try #require(try aatiko.fixture.store.conflicts().first)
    #expect(conflict.cause.message.hasPrefix("Un rappel est déjà ouvert pour"))
    for desk in [gie, aatiko] {
      let session = try RappelFixture(desk.fixture.store).session(desk.person)
      #expect(try desk.fixture.store.rappels(for: session).count == 1, "\(desk.person.id)")
    }
  }
}
