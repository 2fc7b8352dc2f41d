import Foundation

import Testing

@testable import Storage

@Suite struct StoreFilesTests {
  private let directory: TemporaryDirectory
  private let location: StoreLocation

  init() throws {
    directory = try TemporaryDirectory()
    location = StoreLocation(directory: directory.file("share/habiter"))
  }

  @Test(arguments: [
    (["XDG_DATA_HOME": "/data", "HOME": "/h"], "/data/habiter/habiter.sqlite"),
    (["HOME": "/h"], "/h/.local/share/habiter/habiter.sqlite"),
    (["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/habiter/habiter.sqlite"),
    (["XDG_DATA_HOME": "", "HOME": "/h"], "/h/.local/share/habiter/habiter.sqlite"),
  ])
  func `The store is where XDG says`(environment: [String: String], path: String) throws {
    #expect(try StoreLocation.real(environment: environment).database == path)
  }

  @Test func `Without a home there is no store`() {
    let error = #expect(throws: StorageError.self) { try StoreLocation.real(environment: [:]) }
    #expect(error?.kind == .cannotOpen)
  }

  @Test func `The demo shares no file with the real store`() throws {
    let real = try StoreLocation.real(environment: ["HOME": "/h"])
    let demo = try StoreLocation.demo(environment: ["HOME": "/h"])
    #expect(demo.database == "/h/.local/share/habiter/demo/demo.sqlite")
    #expect(demo.isDemo && !real.isDemo)
    #expect(
      Set([real.database, real.lock, real.pendingLog])
        .isDisjoint(with: [demo.database, demo.lock, demo.pendingLog]))
  }

  @Test func `Every file of the store is for its owner alone, whatever the umask`() throws {
    let umaskBefore = umask(0)
    defer { umask(umaskBefore) }
    try location.prepare()
    let lock = try StoreLock(location)
    let connection = try Connection(path: location.database, mode: .readWrite)
    try connection.execute("CREATE TABLE t(a INTEGER) STRICT")
    let log = try PendingLog(path: location.pendingLog)
    try log.append([1])
    #expect(try directory.permissions("share/habiter") == 0o700)
    for name in ["habiter.sqlite", "habiter.sqlite-wal", "habiter.sqlite-shm", "habiter.lock"] {
      #expect(try directory.permissions("share/habiter/\(name)") == 0o600, "\(name)")
    }
    #expect(try directory.permissions("share/habiter/pending.log") == 0o600)
    withExtendedLifetime(connection) {}
    _ = consume lock
  }

  @Test func `What was too open is closed`() throws {
    try location.prepare()
    chmod(location.directory, 0o755)
    chmod(location.database, 0o644)
    try location.prepare()
    #expect(try directory.permissions("share/habiter") == 0o700)
    #expect(try directory.permissions("share/habiter/habiter.sqlite") == 0o600)
  }

  @Test func `Preparing again leaves the data alone`() throws {
    try location.prepare()
    let connection = try Connection(path: location.database, mode: .readWrite)
    try connection.execute("CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES (5)")
    connection.close()
    try location.prepare()
    let again = try Connection(path: location.database, mode: .readOnly)
    let value: Int? = try again.scalar("SELECT a FROM t")
    #expect(value == 5)
  }

  @Test func `A second writing process is refused and told who writes`() throws {
    try location.prepare()
    let first = try StoreLock(location)
    let error = #expect(throws: StorageError.self) { _ = try StoreLock(location) }
    #expect(error?.kind == .locked(by: getpid()))
    #expect(error?.french.hasSuffix("Fermez-le, puis recommencez.") == true)
    _ = consume first
  }

  @Test func `The lock is free again once its owner is gone`() throws {
    try location.prepare()
    do { _ = try StoreLock(location) }
    _ = try StoreLock(location)
  }

  @Test func `A child that another thread starts does not keep the lock`() throws {
    try location.prepare()
    let lock = try StoreLock(location)
    let heldByChild = dup(lock.descriptor)
    defer { close(heldByChild) }
    _ = consume lock
    _ = try StoreLock(location)
  }

  @Test func `A relative directory is made where the process stands, not at the root`() throws {
    let name = "habiter-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: name) }
    try StoreLocation(directory: "\(name)/store").prepare()
    #expect(FileManager.default.fileExists(atPath: "\(name)/store/habiter.sqlite"))
    #expect(!FileManager.default.fileExists(atPath: "/\(name)"))
  }

  @Test func `A directory that cannot be made is said`() throws {
    let file = try directory.write([], to: "file")
    let error = #expect(throws: StorageError.self) {
      try StoreLocation(directory: file + "/habiter").prepare()
    }
    #expect(error?.kind == .cannotOpen)
  }
}
