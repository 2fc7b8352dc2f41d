import Domain
import Foundation
import Glibc
import Testing

@testable import Storage

@Suite("The shared SQLite file")
struct SharedSQLiteTests {
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
    #expect(SharedError.kind { try install(at: harness.path) } == .setting)
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
      let error = SharedError.kind {
        try SharedSQLite.install(at: path, first: SharedCast.account(of: person), of: organisation)
      }
      #expect(error == .denied)
      #expect(try directory.names().isEmpty)
    }
    try install(at: path)
    #expect(try SharedSQLite(at: path, login: "aat-1").hello().me == Cast.superAdmin)
    #expect(SharedError.kind { _ = try SharedSQLite(at: path).hello() } == .refusedLogin)
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
      #expect(SharedError.kind { _ = try SharedSQLite(at: path) } == .notInstalled, "\(path)")
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
