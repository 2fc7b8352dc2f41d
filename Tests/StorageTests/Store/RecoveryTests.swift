import Domain
import Foundation
import Testing

@testable import Storage

/// Database and log each hold every act; what one loses, the other gives back, once.
@Suite struct RecoveryTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  private var store: String { fixture.location.directory }

  private func copyDatabase(to copy: String) throws {
    try FileManager.default.createDirectory(
      atPath: fixture.directory.file(copy), withIntermediateDirectories: true)
    try move(from: store, to: fixture.directory.file(copy))
  }

  /// Puts an older copy of the database beside the log.
  private func restoreDatabase(from copy: String) throws {
    try move(from: fixture.directory.file(copy), to: store)
  }

  private func move(from: String, to: String) throws {
    let files = FileManager.default
    for suffix in ["", "-wal", "-shm"] {
      let name = "habiter.sqlite" + suffix
      if files.fileExists(atPath: "\(to)/\(name)") {
        try files.removeItem(atPath: "\(to)/\(name)")
      }
      if files.fileExists(atPath: "\(from)/\(name)") {
        try files.copyItem(atPath: "\(from)/\(name)", toPath: "\(to)/\(name)")
      }
    }
  }

  private func cutLog(by count: Int) throws {
    let path = fixture.location.pendingLog
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try bytes.dropLast(count).write(to: URL(fileURLWithPath: path))
  }

  private func keepInLog(_ count: Int) throws {
    let log = try PendingLog(path: fixture.location.pendingLog)
    try log.rewrite(keeping: Array(log.recovered.records.prefix(count)))
  }

  /// The store as it must be, and the acts that the log must name once each.
  private func expectWhole(
    _ contents: String, _ commands: [CommandID], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try fixture.contents() == contents, sourceLocation: sourceLocation)
    let logged = try fixture.loggedActs().map(\.pending.command)
    #expect(logged.sorted() == commands.sorted(), sourceLocation: sourceLocation)
  }

  private func issued() throws -> [CommandID] {
    try fixture.store.streams.outbox.all().map(\.command)
  }

  @Test(arguments: StoreFixture.Stage.allCases)
  func `An older copy of the database gets its acts, texts and claims back from the log`(
    stage: StoreFixture.Stage
  ) throws {
    try fixture.dossier(1)
    try fixture.reopen { try copyDatabase(to: "older") }
    try fixture.dossier(2, upTo: stage)
    let (contents, commands) = (try fixture.contents(), try issued())
    try fixture.reopen { try restoreDatabase(from: "older") }
    try expectWhole(contents, commands)
    try fixture.reopen()
    try expectWhole(contents, commands)
  }

  @Test func `A database that is gone but for its people comes back from the log`() throws {
    try fixture.reopen { try copyDatabase(to: "empty") }
    let stream = try fixture.dossier(1, upTo: .closed)
    let (contents, commands) = (try fixture.contents(), try issued())
    try fixture.reopen { try restoreDatabase(from: "empty") }
    try expectWhole(contents, commands)
    let detail = try fixture.store.detail(stream, for: fixture.session(Cast.c1A))
    #expect(detail?.texts.values.contains("Locataire A1") == true)
    #expect(detail?.texts.values.contains { $0.contains("•") } == true)
  }

  @Test func `A database without any table comes back from the log`() throws {
    let stream = try fixture.dossier(1, upTo: .scheduled)
    let before = try fixture.store.dossier(stream)
    let dump = try fixture.store.viewDump()
    try fixture.reopen {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: fixture.location.database + suffix)
      }
    }
    #expect(try fixture.store.dossier(stream) == before)
    #expect(try fixture.store.viewDump() == dump)
  }

  @Test(arguments: [0, 1, 3])
  func `A log that lost acts gets them back from the database, with their texts`(
    kept: Int
  ) throws {
    try fixture.reopen { try copyDatabase(to: "empty") }
    try fixture.dossier(1, upTo: .preInstructed)
    let (contents, commands) = (try fixture.contents(), try issued())
    let acts = try fixture.loggedActs()
    try fixture.reopen { try keepInLog(kept) }
    try expectWhole(contents, commands)
    #expect(Set(try fixture.loggedActs().map(\.secrets.count)) == Set(acts.map(\.secrets.count)))
    // The log is then whole again: it can restore the database by itself.
    try fixture.reopen { try restoreDatabase(from: "empty") }
    try expectWhole(contents, commands)
  }

  @Test(arguments: [1, 7, 60])
  func `A log whose end is torn loses nothing that the database has`(bytes: Int) throws {
    try fixture.dossier(1, upTo: .nurs)
    let (contents, commands) = (try fixture.contents(), try issued())
    try fixture.reopen { try cutLog(by: bytes) }
    try expectWhole(contents, commands)
    #expect(try fixture.directory.bytes("habiter/pending.log.torn").isEmpty == false)
  }

  @Test func `An act on behalf and a note come back with their reason and words`() throws {
    let stream = try fixture.dossier(1, upTo: .nurs)
    let reason = fixture.seal("Le contact 1 est absent.", as: .reason)
    let note = fixture.seal("À rappeler lundi.", as: .note)
    try fixture.act(
      stream, .addNote(note: note.subject, visibility: .internal_), by: Cast.c1A, secrets: [note])
    try fixture.act(
      stream, .validatePreInstruction(volets: [.a]), by: Cast.facilitator, secrets: [reason],
      onBehalf: OnBehalf(organisation: Cast.bailleurA, reason: reason.subject))
    let contents = try fixture.contents()
    try fixture.reopen { try keepInLog(0) }
    #expect(try fixture.contents() == contents)
    #expect(try fixture.loggedActs().suffix(2).map(\.secrets) == [[note], [reason]])
  }

  @Test func `A text that was erased does not come back`() throws {
    let stream = try fixture.dossier(1)
    let subject = try #require(try fixture.store.dossier(stream)[.a]?.locataire)
    try Vault(fixture.store.writer).erase(subject)
    try fixture.reopen { try keepInLog(0) }
    #expect(try fixture.loggedActs().flatMap(\.secrets).contains { $0.subject == subject } == false)
    #expect(try Vault(fixture.store.writer).get(subject, "name")?.value == nil)
  }

  @Test func `An act that the journal has confirmed is not put back`() throws {
    let stream = try fixture.dossier(1, upTo: .nurs)
    try fixture.confirm(stream)
    let contents = try fixture.contents()
    try fixture.reopen()
    #expect(try fixture.contents() == contents)
    #expect(try fixture.store.pendingCount() == 0)
  }

  /// A kill or a full disk while SQLite moves its log into the file: page 1 is there, which tells
  /// of pages that are not.
  @Test func `A move of the write-ahead log cut short is finished at the next opening`() throws {
    try fixture.dossier(1, upTo: .closed)
    let contents = try fixture.contents()
    try copyDatabase(to: "open")
    try fixture.reopen {
      let moved = try fixture.directory.bytes("habiter/habiter.sqlite")
      try restoreDatabase(from: "open")
      try Damage.bytes(of: fixture.location.database) { bytes in
        bytes = Array(moved.prefix(4096)) + bytes.dropFirst(4096)
        #expect(bytes.count < moved.count)
      }
    }
    #expect(try fixture.contents() == contents)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }
}
