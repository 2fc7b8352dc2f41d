import Domain
import Testing

@testable import Storage

@Suite("A shared SQLite file that is damaged, torn or full")
struct SharedDamageTests {
  @Test("A later format is refused, and one that is damaged is told")
  func newer() throws {
    let harness = try SQLiteHarness()
    try harness.run("PRAGMA user_version=900")
    #expect(SharedError.kind { _ = try harness.connect(Cast.superAdmin) } == .newer)
    try Damage.bytes(of: harness.path) { bytes in
      for index in 100..<bytes.count { bytes[index] = 0x5a }
    }
    try Damage.bytes(of: harness.path) { $0[63] = 1 }
    #expect(SharedError.kind { _ = try harness.connect(Cast.superAdmin).hello() } == .damaged)
  }

  @Test(
    "Strange content gives an error, whatever is asked",
    arguments: [
      "UPDATE scope SET seq = 9223372036854775807", "UPDATE scope SET seq = -1",
      "UPDATE scope SET text_seq = 9223372036854775807", "UPDATE scope SET chain = x'00'",
      "UPDATE stream SET version = 9223372036854775807", "UPDATE stream SET version = -5",
      "UPDATE vault SET version = 9223372036854775807", "UPDATE vault SET version = -1",
      "UPDATE vault SET seq = 1", "UPDATE vault SET seq = 9223372036854775807",
      "UPDATE account SET roles = '[\"empereur\"]'", "UPDATE account SET roles = '{'",
      "UPDATE account SET roles = '[]'", "UPDATE organisation SET siret = '1'",
      "UPDATE organisation SET kind = 'x'", "DELETE FROM meta", "DELETE FROM organisation",
      "UPDATE meta SET value = 'x'", "UPDATE meta SET value = '9223372036854775807'",
      "UPDATE event SET role = 'x'", "UPDATE event SET seq = seq + 9223372036854775000",
      "UPDATE event SET occurred_on = 9223372036854775807, recorded_at = -9223372036854775808",
      "UPDATE event SET seal_readers = '+++', seal_closed = NULL, seal_digest = x''",
      "UPDATE event SET chain = x''", "DELETE FROM event", "DELETE FROM command",
      "UPDATE scope SET scope = '' WHERE seq > 0", "UPDATE claim SET stream = 'x'",
      "DROP TABLE claim",
      "DROP TABLE vault", "DROP TABLE account", "ALTER TABLE event DROP COLUMN seal_body",
    ])
  func strange(_ damage: String) throws {
    let harness = try SQLiteHarness()
    var course = SharedCourse()
    let acts = [try course.creation(), try course.note(by: Cast.superAdmin, .internal_)]
    let desk = try harness.connect(Cast.superAdmin)
    _ = try desk.append(Batch(course.scope, acts))
    let head = try #require(try desk.heads(of: [course.scope]).first)
    let note = try course.note(by: Cast.superAdmin)
    var text = acts[0].texts[0]
    text.version = 2
    try harness.run(damage)
    let next = Batch(
      scope: course.scope, seq: head.seq, chain: head.chain, submissions: [note, acts[0]])
    let calls: [(any SharedAccounts) throws -> Void] = [
      { _ = try $0.hello() }, { _ = try $0.heads(of: nil) }, { _ = try $0.directory() },
      { _ = try $0.accounts() }, { _ = try $0.pull(course.scope, after: 0, limit: 9) },
      { _ = try $0.chain(of: course.scope, at: 1) },
      { _ = try $0.texts(of: course.scope, after: 0, limit: 9) }, { _ = try $0.append(next) },
      { _ = try $0.void("c-1", in: course.scope) }, { try $0.erase(text.subject) },
      { try $0.put(SharedCast.account(of: Cast.c1A)) },
      { try $0.put(SharedCast.organisations[0]) },
    ]
    let allowed: [SharedError.Kind] = [.damaged, .refusedLogin, .denied, .other]
    for desk in [desk, try harness.connect(Cast.superAdmin)] {
      for call in calls {
        if let error = SharedError.kind({ try call(desk) }) { #expect(allowed.contains(error)) }
      }
    }
  }

  @Test("Flipped bits give an error or an answer, never a crash")
  func flipped() throws {
    let harness = try SQLiteHarness()
    var course = SharedCourse()
    var acts = [try course.creation()]
    for _ in 0..<40 { acts.append(try course.note(by: Cast.superAdmin)) }
    _ = try harness.connect(Cast.superAdmin).append(Batch(course.scope, acts))
    let whole = try harness.directory.bytes("bourse/bourse.sqlite")
    let note = try course.note(by: Cast.superAdmin)
    var random = SeededGenerator(seed: 4)
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<20 {
        bytes[Int.random(in: 100..<bytes.count, using: &random)] ^=
          1 << UInt8.random(in: 0..<8, using: &random)
      }
      try Damage.bytes(of: harness.path) { $0 = bytes }
      guard let desk = try? harness.connect(Cast.superAdmin) else { continue }
      _ = try? desk.hello()
      _ = try? desk.heads(of: nil)
      _ = try? desk.pull(course.scope, after: 0, limit: 99)
      _ = try? desk.texts(of: course.scope, after: 0, limit: 99)
      _ = try? desk.directory()
      _ = try? desk.append(course.scope, note)
      desk.close()
    }
  }

  @Test("A write that a crash cut in two is undone by whoever opens the file next")
  func crash() throws {
    let harness = try SQLiteHarness()
    var course = SharedCourse()
    let desk = try harness.connect(Cast.superAdmin)
    _ = try desk.append(course.scope, try course.creation())
    let connection = try Connection(path: harness.path, mode: .shared)
    // So little memory that pages are written before the end of the transaction.
    try connection.execute("PRAGMA cache_size=1; PRAGMA foreign_keys=OFF")
    struct Cut: Error {}
    #expect(throws: Cut.self) {
      try connection.transaction {
        try connection.execute("UPDATE event SET payload = 'torn'; DELETE FROM scope")
        for index in 0..<50 {
          try connection.run(
            "INSERT INTO meta VALUES (?, ?)", ["k\(index)", String(repeating: "x", count: 4_000)])
        }
        for name in ["bourse.sqlite", "bourse.sqlite-journal"] {
          let bytes = try harness.directory.bytes("bourse/\(name)")
          #expect(bytes.count > 8_192)
          _ = try harness.directory.write(bytes, to: name)
        }
        throw Cut()
      }
    }
    let torn = try harness.directory.bytes("bourse.sqlite")
    #expect(String(decoding: torn, as: UTF8.self).contains("torn"))
    let next = try SharedSQLite(at: harness.directory.file("bourse.sqlite"), login: "aat-1")
    #expect(try next.journal(course.scope) == desk.journal(course.scope))
    let note = try course.note(by: Cast.superAdmin)
    #expect(try next.append(course.scope, note) == .accepted(seq: 2))
  }

  @Test(
    "A full disk refuses the act, and takes it when there is room again",
    .enabled(if: SmallDisk.isAllowed, SmallDisk.reason))
  func fullDisk() throws {
    let disk = try SmallDisk(kib: 512)
    let path = "\(disk.path)/b.sqlite"
    try install(at: path)
    let desk = try SharedSQLite(at: path, login: "aat-1")
    var course = SharedCourse()
    _ = try desk.append(course.scope, try course.creation())
    try disk.fill()
    var note = try course.note(by: Cast.superAdmin)
    note.texts[0].value = String(repeating: "x", count: 60_000)
    #expect(SharedError.kind { _ = try desk.append(course.scope, note) } == .cannotWrite)
    #expect(try desk.journal(course.scope).count == 1)
    disk.empty()
    #expect(try desk.append(course.scope, note) == .accepted(seq: 2))
  }

  private func install(at path: String) throws {
    try SharedSQLite.install(
      at: path, first: SharedCast.account(of: Cast.superAdmin), of: SharedCast.organisations[3])
  }
}
