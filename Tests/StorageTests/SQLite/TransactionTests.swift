import Testing

@testable import Storage

@Suite struct TransactionTests {
  private struct Unexpected: Error {}

  private let directory: TemporaryDirectory
  private let connection: Connection

  init() throws {
    directory = try TemporaryDirectory()
    connection = try Connection(path: try directory.write([], to: "t.sqlite"), mode: .readWrite)
    try connection.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT) STRICT")
  }

  private func count() throws -> Int? { try connection.scalar("SELECT count(*) FROM t") }

  @Test func `A transaction gives its value and stands`() throws {
    let value = try connection.transaction {
      try connection.run("INSERT INTO t VALUES (1, NULL)")
      return "done"
    }
    #expect(value == "done")
    #expect(try count() == 1)
  }

  @Test func `Any error undoes the whole transaction, and the next one works`() throws {
    #expect(throws: Unexpected.self) {
      try connection.transaction {
        try connection.run("INSERT INTO t VALUES (1, NULL)")
        throw Unexpected()
      }
    }
    #expect(try count() == 0)
    try connection.transaction { _ = try connection.run("INSERT INTO t VALUES (2, NULL)") }
    #expect(try count() == 1)
  }

  @Test func `A transaction inside a transaction is refused`() throws {
    let error = #expect(throws: StorageError.self) {
      try connection.transaction { try connection.transaction {} }
    }
    #expect(error?.kind == .misuse)
    #expect(throws: StorageError.self) {
      try connection.transaction { try connection.snapshot {} }
    }
  }

  @Test func `A stretch holds several transactions, until another one or the end`() throws {
    let reader = try Connection(path: directory.file("t.sqlite"), mode: .readOnly)
    func seen() throws -> Int? { try reader.scalar("SELECT count(*) FROM t") }
    for number in 1...2 {
      try connection.stretch { _ = try connection.run("INSERT INTO t VALUES (?, NULL)", [number]) }
    }
    #expect(try count() == 2)
    #expect(try seen() == 0)
    try connection.transaction { _ = try connection.run("INSERT INTO t VALUES (3, NULL)") }
    #expect(try seen() == 3)
    try connection.stretch { _ = try connection.run("INSERT INTO t VALUES (4, NULL)") }
    try connection.endStretch()
    try connection.endStretch()
    #expect(try seen() == 4)
    try connection.stretch { _ = try connection.run("INSERT INTO t VALUES (5, NULL)") }
    connection.close()
    #expect(try seen() == 5)
  }

  @Test func `An error undoes the whole stretch, and the next one works`() throws {
    try connection.stretch { _ = try connection.run("INSERT INTO t VALUES (1, NULL)") }
    #expect(throws: Unexpected.self) {
      try connection.stretch {
        try connection.run("INSERT INTO t VALUES (2, NULL)")
        throw Unexpected()
      }
    }
    #expect(try count() == 0)
    try connection.stretch { _ = try connection.run("INSERT INTO t VALUES (3, NULL)") }
    try connection.endStretch()
    #expect(try count() == 1)
  }

  @Test func `A second writer waits, then is told that the database is busy`() throws {
    let other = try Connection(
      path: directory.file("t.sqlite"), mode: .readWrite, busyTimeout: 0)
    try connection.transaction {
      let error = #expect(throws: StorageError.self) { try other.transaction {} }
      #expect(error?.kind == .busy)
    }
  }

  @Test func `A snapshot keeps one state of the database`() throws {
    let reader = try Connection(path: directory.file("t.sqlite"), mode: .readOnly)
    try reader.snapshot {
      let before: Int? = try reader.scalar("SELECT count(*) FROM t")
      try connection.run("INSERT INTO t VALUES (1, NULL)")
      let after: Int? = try reader.scalar("SELECT count(*) FROM t")
      #expect(before == after)
    }
  }

  @Test func `A full disk is said, undoes the transaction and leaves the rest intact`() throws {
    try connection.run("INSERT INTO t VALUES (1, 'kept')")
    let pages: Int = try #require(try connection.scalar("PRAGMA page_count"))
    try connection.execute("PRAGMA max_page_count=\(pages + 2)")
    let error = #expect(throws: StorageError.self) {
      try connection.transaction {
        for number in 2..<1000 {
          try connection.run(
            "INSERT INTO t VALUES (?, ?)", [number, String(repeating: "x", count: 500)])
        }
      }
    }
    #expect(error?.kind == .full)
    #expect(error?.french.contains("Le disque est plein. Libérez de la place") == true)
    #expect(try count() == 1)
    try connection.transaction { _ = try connection.run("UPDATE t SET b = 'still here'") }
  }
}
