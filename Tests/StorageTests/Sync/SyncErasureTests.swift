import Domain
import Testing

@testable import Storage

@Suite("An erasure reaches every store, and leaves history and statistics whole")
struct SyncErasureTests {
  private let office: Office
  private let stream: StreamID
  private static let erasing = SharedErasureTests.erasing
  /// What nobody may find any more.
  private static let traces = [
    "Locataire A1", "Locataire B1", "Note partagée", "Note interne", "Motif typé", "07503260",
  ]

  init() throws {
    office = try Office()
    stream = try office.dossier()
    try office.enterNURs(stream)
    for (text, visibility) in [
      ("Note partagée", NoteVisibility.shared), ("Note interne", .internal_),
    ] {
      let note = office.agentA.fixture.seal(text, as: .note)
      try office.agentA.act(
        stream, .addNote(note: note.subject, visibility: visibility), secrets: [note])
    }
    try office.agentA.act(stream, .requestPiece(volet: .a, piece: .avisImposition))
    let reason = office.aatiko.fixture.seal("Motif typé", as: .reason)
    try office.sync()
    try office.aatiko.act(
      stream, .cancel(reason: Reason(.autreAnnulation, note: reason.subject)), secrets: [reason])
    try office.sync()
  }

  private func holds(_ desk: SyncDesk, _ trace: String) throws -> Bool {
    String(decoding: try desk.bytes(), as: UTF8.self).contains(trace)
  }

  private func bodies(of connection: Connection) throws -> Int {
    try connection.scalar(
      "SELECT count(*) FROM event WHERE stream = ? AND seal_body IS NOT NULL", [stream]) ?? 0
  }

  @Test func `What is erased is gone from every store and from the shared database`() throws {
    for trace in Self.traces { #expect(try holds(office.agentA, trace), "\(trace)") }
    let digest = try #require(
      try office.agentA.fixture.store.dossier(stream)[.a]?.nur?.value.digest)
    try office.aatiko.act(stream, Self.erasing)
    try office.sync()
    for desk in office.desks {
      for trace in Self.traces { #expect(try !holds(desk, trace), "\(desk.person.id): \(trace)") }
      let store = try desk.fixture.store
      #expect(try bodies(of: store.writer) == 0)
      #expect(try store.dossier(stream)[.a]?.nur?.value.digest != digest)
      #expect(try store.pendingCount() == 0 && store.conflicts().isEmpty)
      #expect(try store.dossiers.row(stream)?.status == .cancelled)
      let rows = try store.viewDump()
      try store.rebuildViews()
      #expect(try store.viewDump() == rows)
      #expect(try StoreVerification.run(desk.fixture.location).problems.map(\.text) == [])
    }
    #expect(try bodies(of: office.world.connection) == 0)
    let texts: Int? = try office.world.connection.scalar(
      "SELECT count(*) FROM vault WHERE value IS NOT NULL")
    #expect(texts == 0)
    let keys: Int? = try office.world.connection.scalar(
      "SELECT count(*) FROM claim WHERE key GLOB 'nur/*'")
    #expect(keys == 0)
    let late = try SyncDesk(Cast.gie, in: office.world)
    try late.sync()
    for trace in Self.traces { #expect(try !holds(late, trace)) }
    #expect(try late.journal() == office.world.journal())
  }

  @Test func `Until it is confirmed the texts stay in the store, and are shown no more`() throws {
    office.aatiko.isOffline = true
    try office.aatiko.act(stream, Self.erasing)
    #expect(try holds(office.aatiko, "Locataire A1"))
    let store = try office.aatiko.fixture.store
    let session = office.aatiko.fixture.session(Cast.superAdmin)
    let detail = try #require(try store.detail(stream, for: session))
    #expect(detail.texts.isEmpty && detail.dossier[.a]?.nur?.value.isWithheld == true)
    office.aatiko.isOffline = false
    try office.sync()
    #expect(try !holds(office.aatiko, "Locataire A1"))
  }

  @Test func `An act done meanwhile elsewhere is put aside, its text with the rest`() throws {
    office.agentA.isOffline = true
    let note = office.agentA.fixture.seal("Note hors ligne", as: .note)
    let receipt = try office.agentA.act(
      stream, .addNote(note: note.subject, visibility: .shared), secrets: [note])
    try office.aatiko.act(stream, Self.erasing)
    try office.sync()
    office.agentA.isOffline = false
    try office.sync()
    let store = try office.agentA.fixture.store
    #expect(try store.conflicts().map(\.act.command) == [receipt.command])
    #expect(
      try store.conflicts().first?.cause.message.contains("effacées depuis le") == true)
    #expect(try !holds(office.agentA, "Note hors ligne"))
    #expect(try store.pendingCount() == 0)
  }

  @Test func `A crash before the files are wiped is made good at the next opening`() throws {
    let desk = office.agentA
    try office.aatiko.act(stream, Self.erasing)
    try office.aatiko.sync()
    // The transaction is there, what comes after it is not.
    let entries = try office.world.database(for: desk.person).journal("org-a+org-b").suffix(1)
    _ = try desk.fixture.store.takeIn(
      Array(entries), of: "org-a+org-b", at: office.world.now, isDeferring: false)
    #expect(try Wiping(connection: desk.fixture.store.writer).isAsked)
    try desk.fixture.reopen()
    for trace in Self.traces { #expect(try !holds(desk, trace), "\(trace)") }
    #expect(try !Wiping(connection: desk.fixture.store.writer).isAsked)
  }

  @Test func `What an older program did not understand is emptied when a newer one opens`() throws {
    let desk = office.agentA
    let subject = try #require(try desk.fixture.store.dossier(stream).volets.first).locataire
    try office.aatiko.act(stream, Self.erasing)
    try office.sync()
    try desk.fixture.store.write {
      let writer = try desk.fixture.store.writer
      try writer.run("UPDATE vault SET value = 'Locataire A1' WHERE subject = ?", [subject])
      try Meta(writer).set("views", to: "0")
    }
    #expect(try holds(desk, "Locataire A1"))
    try desk.fixture.reopen()
    #expect(try !holds(desk, "Locataire A1"))
  }

  @Test func `An erasure that a failover lost is done again by its author`() throws {
    let backup = try office.world.snapshot()
    try office.aatiko.act(stream, Self.erasing)
    try office.sync()
    try office.world.restore(backup)
    try office.sync()
    try office.sync()
    #expect(try bodies(of: office.world.connection) == 0)
    let texts: Int? = try office.world.connection.scalar(
      "SELECT count(*) FROM vault WHERE value IS NOT NULL")
    #expect(texts == 0)
    for desk in office.desks {
      for trace in Self.traces { #expect(try !holds(desk, trace), "\(desk.person.id): \(trace)") }
      #expect(try desk.fixture.store.dossier(stream).erasure != nil)
    }
  }
}
