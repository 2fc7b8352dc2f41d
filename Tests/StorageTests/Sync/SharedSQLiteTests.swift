import Domain
import Foundation
import Glibc
import Testing

@testable import Storage

@Suite("The shared SQLite file")
struct SharedSQLiteTests {
  private func kind(_ call: () throws -> Void) -> SharedError.Kind? {
    do {
      try call()
      return nil
    } catch let error as SharedError {
      return error.kind
    } catch {
      return .other
    }
  }

  @Test("It is installed whole, for a group, once")
  func installation() throws {
    let harness = try SQLiteHarness()
    let folder = harness.directory
    #expect(try folder.permissions("bourse") == 0o2770)
    #expect(try folder.permissions("bourse/bourse.sqlite") == 0o660)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("bourse")) == [
        "bourse.sqlite"
      ])
    _ = try harness.connect(Cast.superAdmin).append("org-a", try creation())
    #expect(try folder.permissions("bourse/bourse.sqlite-journal") == 0o660)
    let bytes = try folder.bytes("bourse/bourse.sqlite")
    #expect(kind { try install(at: harness.path) } == .setting)
    #expect(try folder.bytes("bourse/bourse.sqlite") == bytes)
    let connection = try Connection(path: harness.path, mode: .shared)
    let journal: String? = try connection.scalar("PRAGMA journal_mode")
    let synchronous: Int? = try connection.scalar("PRAGMA synchronous")
    #expect(journal == "truncate" && synchronous == 2)
  }

  @Test("The first account is Aatiko's")
  func firstAccount() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("b.sqlite")
    for person in [Cast.facilitator, Cast.gie, SharedCast.admA] {
      let organisation = try #require(
        SharedCast.organisations.first { $0.id == person.organisation })
      let error = kind {
        try SharedSQLite.install(at: path, first: SharedCast.account(of: person), of: organisation)
      }
      #expect(error == .denied)
      #expect(try directory.names().isEmpty)
    }
    try install(at: path)
    #expect(try SharedSQLite(at: path, login: "aat-1").hello().me == Cast.superAdmin)
    #expect(kind { _ = try SharedSQLite(at: path).hello() } == .refusedLogin)
  }

  @Test("What is no shared file is refused and left as it is")
  func foreign() throws {
    let directory = try TemporaryDirectory()
    let store = StoreLocation(directory: directory.file("habiter"))
    try Store(store).close()
    let text = try directory.write(Array("bonjour, ceci n'est pas une base".utf8), to: "t.sqlite")
    let empty = try directory.write([], to: "e.sqlite")
    for path in [store.database, text, empty, directory.file("absent"), directory.file("a/b")] {
      let bytes = FileManager.default.contents(atPath: path)
      #expect(kind { _ = try SharedSQLite(at: path) } == .notInstalled, "\(path)")
      #expect(FileManager.default.contents(atPath: path) == bytes)
    }
    #expect(try Store(store).pendingCount() == 0)
    // Conversely, a store is not opened on a shared file.
    let shared = directory.file("habiter2")
    try install(at: StoreLocation(directory: shared).database)
    let error = #expect(throws: StorageError.self) {
      try Store(StoreLocation(directory: shared))
    }
    #expect(error?.kind == .foreign(applicationID: 0x4841_4253))
  }

  @Test("A later format is refused, and one that is damaged is told")
  func newer() throws {
    let harness = try SQLiteHarness()
    try harness.run("PRAGMA user_version=2")
    #expect(kind { _ = try harness.connect(Cast.superAdmin) } == .newer)
    try Damage.bytes(of: harness.path) { bytes in
      for index in 100..<bytes.count { bytes[index] = 0x5a }
    }
    try Damage.bytes(of: harness.path) { $0[63] = 1 }
    #expect(kind { _ = try harness.connect(Cast.superAdmin).hello() } == .damaged)
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
        if let error = kind({ try call(desk) }) { #expect(allowed.contains(error)) }
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
    #expect(kind { _ = try desk.append(course.scope, note) } == .cannotWrite)
    #expect(try desk.journal(course.scope).count == 1)
    disk.empty()
    #expect(try desk.append(course.scope, note) == .accepted(seq: 2))
  }

  @Test("A connection in memory serves many logins, and can lose what came after a copy")
  func inMemory() throws {
    let connection = try Connection(path: ":memory:", mode: .shared)
    let backup = try Connection(path: ":memory:", mode: .shared)
    var random = SeededGenerator(seed: 1)
    try SharedSQLite.install(
      on: connection, first: SharedCast.account(of: Cast.superAdmin),
      of: SharedCast.organisations[3], random: &random)
    let clock = { Moment(seconds: 1_774_600_000) }
    let desk = try SharedSQLite(connection, login: "aat-1", clock: clock)
    for organisation in SharedCast.organisations { try desk.put(organisation) }
    try desk.put(SharedCast.account(of: Cast.c1A))
    let other = try SharedSQLite(connection, login: "c1-a", clock: clock)
    var course = SharedCourse()
    _ = try desk.append(course.scope, try course.creation())
    try connection.copy(into: backup)
    var note = try course.note(by: Cast.c1A)
    #expect(try other.append(course.scope, note) == .accepted(seq: 2))
    let lost = try #require(try other.chain(of: course.scope, at: 2))
    other.close()
    try backup.copy(into: connection)
    #expect(try desk.journal(course.scope).count == 1)
    let batch = Batch(scope: course.scope, seq: 2, chain: lost, submissions: [note])
    #expect(try other.append(batch) == [.fork])
    note.version = 1
    #expect(try other.append(course.scope, note) == .accepted(seq: 2))
    #expect(try desk.hello().epoch == other.hello().epoch)
  }

  @Test("Network file systems are known by the kernel's list of mounts")
  func network() {
    let mounts = """
      24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
      31 24 0:45 / /srv/partage rw - nfs4 serveur:/partage rw,vers=4.2
      32 24 0:46 / /mnt/s rw shared:3 master:2 - fuse.sshfs moi@serveur: rw
      33 24 0:47 / /mnt/9 rw - 9p hôte rw
      garbage -
      """
    #expect(NetworkFileSystem.name(ofDevice: 0x801, in: mounts) == nil)
    #expect(NetworkFileSystem.name(ofDevice: 45, in: mounts) == "nfs4")
    #expect(NetworkFileSystem.name(ofDevice: 46, in: mounts) == "fuse.sshfs")
    #expect(NetworkFileSystem.name(ofDevice: 47, in: mounts) == nil)
    #expect(NetworkFileSystem.name(ofDevice: 99, in: mounts) == nil)
    #expect(NetworkFileSystem.name(ofDevice: 45, in: "") == nil)
    #expect(NetworkFileSystem.name(at: "/proc/self/nowhere") == nil)
  }

  @Test("What the engine asks is found through indexes; of the audiences alone all are read")
  func indexes() throws {
    let harness = try SQLiteHarness()
    let connection = try Connection(path: harness.path, mode: .shared)
    let desk = try SharedSQLite(connection, login: "aat-1") { Moment(seconds: 1_774_600_000) }
    var course = SharedCourse()
    let creation = try course.creation()
    try expectIndexed(on: connection) {
      _ = try desk.hello()
      _ = try desk.append(course.scope, creation)
      _ = try desk.pull(course.scope, after: 0, limit: 9)
      _ = try desk.texts(of: course.scope, after: 0, limit: 9)
      _ = try desk.void("c", in: course.scope)
      try desk.erase(creation.texts[0].subject)
    }
    var statement = ""
    connection.trace = {
      if case .executed(let sql) = $0, sql.contains("EXISTS") { statement = sql }
    }
    _ = try desk.heads(of: nil)
    connection.trace = nil
    #expect(try costlySteps(of: statement, on: connection) == ["SCAN scope"])
  }

  private func creation() throws -> Submission {
    var course = SharedCourse(1, of: (Cast.bailleurA, Cast.bailleurA))
    return try course.creation()
  }

  private func install(at path: String) throws {
    try SharedSQLite.install(
      at: path, first: SharedCast.account(of: Cast.superAdmin), of: SharedCast.organisations[3])
  }
}
