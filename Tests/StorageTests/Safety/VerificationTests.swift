import Domain
import Foundation
import Testing

@testable import Storage

/// What `habiter verifier` finds, and that it changes nothing.
@Suite struct VerificationTests {
  private let fixture: StoreFixture

  /// A store with confirmed events, acts in waiting, a note and an act on behalf.
  init() throws {
    fixture = try StoreFixture()
    let confirmed = try fixture.dossier(1, upTo: .closed)
    let other = try fixture.dossier(2, upTo: .scheduled, of: (Cast.bailleurB, Cast.bailleurC))
    try fixture.confirm(confirmed, other)
    let waiting = try fixture.dossier(3, upTo: .nurs)
    let note = fixture.seal("À rappeler lundi.", as: .note)
    try fixture.act(
      waiting, .addNote(note: note.subject, visibility: .internal_), by: Cast.c1A, secrets: [note])
    // The log of a desk that synchronises holds what waits, no more.
    try fixture.reopen {
      let log = try PendingLog(path: fixture.location.pendingLog)
      try log.rewrite(keeping: Array(log.recovered.records.suffix(4)))
    }
    try fixture.reopen()
  }

  private func verify() throws -> VerificationReport {
    try StoreVerification.run(fixture.location)
  }

  @Test func `A whole store is in order, open or closed, and stays as it is`() throws {
    #expect(try verify().problems == [])
    fixture.close()
    let files = ["habiter/habiter.sqlite", "habiter/pending.log"]
    let before = try files.map(fixture.directory.bytes)
    let report = try verify()
    #expect(report.problems == [] && report.remarks == [])
    #expect(report.french.last == "Tout est en ordre.")
    #expect(report.french.count == VerificationStep.ofStore.count + 1)
    #expect(try files.map(fixture.directory.bytes) == before)
  }

  @Test(
    arguments: [
      ("UPDATE event SET payload = payload || ' ' WHERE seq = 2", .chain),
      ("DELETE FROM event WHERE seq = 3", .chain),
      ("UPDATE head SET seq = seq - 1 WHERE seq > 0", .chain),
      ("UPDATE head SET epoch = 'x'", .chain),
      ("DELETE FROM head", .chain),
      ("UPDATE scope SET members = '[\"org-a\"]'", .chain),
      ("UPDATE event SET version = version + 100 WHERE seq = 2", .versions),
      ("UPDATE stream SET aggregate = 'other'", .versions),
      ("INSERT INTO stream SELECT 's-9', scope, 'dossier' FROM stream LIMIT 1", .versions),
      ("UPDATE pending SET events = '[]'", .outbox),
      ("UPDATE pending SET issued_at = issued_at + 1", .outbox),
      ("DELETE FROM pending WHERE ord = (SELECT max(ord) FROM pending)", .outbox),
      ("UPDATE event SET kind = 'dossier.later' WHERE seq = 2", .dossiers),
      ("DELETE FROM vault", .texts),
      (
        "INSERT INTO vault(scope, subject, field, value, version) "
          + "SELECT scope, 'nobody', field, value, version FROM vault LIMIT 1",
        .texts
      ),
      ("DELETE FROM claim", .claims),
      ("UPDATE claim SET key = key || 'x'", .claims),
      ("DELETE FROM dossier_row", .views),
      ("UPDATE dossier_row SET reference = reference || 'x'", .views),
      ("DELETE FROM dossier_due", .views),
      ("UPDATE dossier_count SET dossiers = dossiers + 1", .views),
      ("DELETE FROM dossier_person", .views),
      ("CREATE INDEX another ON dossier_row(reference)", .views),
      ("UPDATE operator SET organisation = 'gone'", .file),
      ("UPDATE vault SET scope = 'gone'", .file),
      ("UPDATE meta SET value = '1' WHERE key = 'views'", .file),
    ] as [(String, VerificationStep)])
  func `Each damage is told under what it damages`(sql: String, step: VerificationStep) throws {
    fixture.close()
    try Damage.sql(sql, at: fixture.location.database)
    let report = try verify()
    #expect(report.problems.contains { $0.step == step }, "\(report.problems)")
    let french = report.french.joined(separator: "\n")
    #expect(french.contains("À faire : \(step.remedy)"))
    // The report may be sent to whoever helps.
    for text in ["Locataire", "À rappeler", "0750326"] { #expect(!french.contains(text)) }
  }

  @Test func `A log that lost acts, or is gone, is told until the store is opened again`() throws {
    let path = fixture.location.pendingLog
    let contents = try fixture.contents()
    for damage in [
      { try Damage.bytes(of: path) { $0.removeLast(20) } },
      { try Damage.bytes(of: path) { $0[$0.count / 2] ^= 1 } },
      { try Damage.bytes(of: path) { $0 = [] } },
      { try FileManager.default.removeItem(atPath: path) },
    ] as [() throws -> Void] {
      fixture.close()
      try damage()
      #expect(try verify().problems.contains { $0.step == .outbox })
      try fixture.reopen()
      #expect(try verify().problems == [])
      #expect(try fixture.contents() == contents)
    }
  }

  @Test func `Every flipped bit of the log is told, and costs no act`() throws {
    let path = fixture.location.pendingLog
    let contents = try fixture.contents()
    fixture.close()
    let whole = try fixture.directory.bytes("habiter/pending.log")
    for position in stride(from: 0, to: whole.count, by: 7) {
      try Damage.bytes(of: path) { $0[position] ^= 1 << (position % 8) }
      #expect(try PendingLog.read(path: path).tornBytes > 0, "byte \(position)")
      if position % 210 == 0 {
        try fixture.reopen()
        #expect(try fixture.contents() == contents)
        fixture.close()
      }
      try Damage.bytes(of: path) { $0 = whole }
    }
  }

  @Test func `An act that the log alone has is a remark: opening takes it in`() throws {
    fixture.close()
    let older = try fixture.directory.bytes("habiter/habiter.sqlite")
    try fixture.reopen()
    try fixture.dossier(4)
    fixture.close()
    for suffix in ["-wal", "-shm"] { unlink(fixture.location.database + suffix) }
    try Damage.bytes(of: fixture.location.database) { $0 = older }
    let report = try verify()
    #expect(report.problems == [] && report.remarks.count == 1)
    try fixture.reopen()
    #expect(try verify().remarks == [])
  }

  @Test(arguments: [0, 1, 50, 100, 4096, 5000, 20_000, -4096, -1])
  func `A database cut short is told, and restored with every act`(length: Int) throws {
    let copy = fixture.directory.file("copie.sqlite")
    _ = try StoreBackup.save(try fixture.store, to: copy)
    try fixture.dossier(5, upTo: .nurs)
    let contents = try fixture.contents()
    try fixture.reopen {
      try Damage.bytes(of: fixture.location.database) { bytes in
        bytes = Array(bytes.prefix(length < 0 ? bytes.count + length : length))
      }
      let report = try verify()
      #expect(!report.isClean)
      #expect(report.french.last?.contains("à traiter") == true)
      if length >= 0 {
        let error = #expect(throws: StorageError.self) { try Store(fixture.location) }
        #expect(error?.french.contains(fixture.location.database) == true)
      }
      let moment = Moment(seconds: 1_774_310_400)
      let summary = try StoreRestore.run(from: copy, to: fixture.location, at: moment)
      #expect(summary.putBack == 3)
    }
    #expect(try fixture.contents() == contents)
    #expect(try verify().problems == [])
  }
}
