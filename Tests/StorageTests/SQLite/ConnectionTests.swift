import Storage
import Testing

@Suite struct ConnectionTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = try directory.write([], to: "t.sqlite")
  }

  private func writer() throws -> Connection {
    try Connection(path: path, mode: .readWrite, busyTimeout: 0)
  }

  @Test(arguments: [
    ("journal_mode", SQLValue.text("wal")), ("synchronous", .integer(2)),
    ("foreign_keys", .integer(1)), ("trusted_schema", .integer(0)),
    ("cell_size_check", .integer(1)), ("wal_autocheckpoint", .integer(1000)),
    ("secure_delete", .integer(1)), ("mmap_size", .integer(0)), ("temp_store", .integer(2)),
  ])
  func `The writer is durable and trusts no schema`(pragma: String, value: SQLValue) throws {
    let read: SQLValue? = try writer().scalar("PRAGMA \(pragma)")
    #expect(read == value)
  }

  @Test func `A reader never checkpoints, not even when it closes last`() throws {
    let writer = try writer()
    try writer.execute("CREATE TABLE t(a INTEGER) STRICT")
    let reader = try Connection(path: path, mode: .readOnly)
    let threshold: Int? = try reader.scalar("PRAGMA wal_autocheckpoint")
    #expect(threshold == 0)
    let main = try directory.bytes("t.sqlite")
    let log = try directory.bytes("t.sqlite-wal")
    // A copy of both files is what a writer that was killed leaves.
    let copy = try directory.write(main, to: "copy.sqlite")
    _ = try directory.write(log, to: "copy.sqlite-wal")
    let last = try Connection(path: copy, mode: .readOnly)
    let tables: Int? = try last.scalar("SELECT count(*) FROM sqlite_schema")
    #expect(tables == 1)
    last.close()
    #expect(try directory.bytes("copy.sqlite") == main)
    #expect(try directory.bytes("copy.sqlite-wal") == log)
  }

  @Test func `A reader cannot write`() throws {
    let writer = try writer()
    try writer.execute("CREATE TABLE t(a INTEGER) STRICT")
    let reader = try Connection(path: path, mode: .readOnly)
    let error = #expect(throws: StorageError.self) { try reader.run("INSERT INTO t VALUES (1)") }
    #expect(error?.kind == .readOnly)
  }

  @Test func `A reader sees what is committed and nothing else`() throws {
    let writer = try writer()
    try writer.execute("CREATE TABLE t(a INTEGER) STRICT")
    let reader = try Connection(path: path, mode: .readOnly)
    try writer.transaction {
      try writer.run("INSERT INTO t VALUES (1)")
      let before: Int? = try reader.scalar("SELECT count(*) FROM t")
      #expect(before == 0)
    }
    let after: Int? = try reader.scalar("SELECT count(*) FROM t")
    #expect(after == 1)
  }

  @Test func `Names that look like a URI are names`() throws {
    let strange = try directory.write([], to: "a?mode=memory#b%41 é.sqlite")
    let connection = try Connection(path: strange, mode: .readWrite)
    try connection.execute("CREATE TABLE t(a INTEGER) STRICT")
    connection.close()
    #expect(try directory.bytes("a?mode=memory#b%41 é.sqlite").count > 0)
  }

  @Test func `An absent file is not created`() throws {
    let error = #expect(throws: StorageError.self) {
      try Connection(path: directory.file("absent.sqlite"), mode: .readWrite)
    }
    #expect(error?.kind == .cannotOpen)
    #expect(try directory.names() == ["t.sqlite"])
  }

  @Test func `A closed connection refuses, and says so`() throws {
    let connection = try writer()
    connection.close()
    let error = #expect(throws: StorageError.self) { try connection.run("SELECT 1") }
    #expect(error?.kind == .misuse)
  }

  @Test(arguments: [
    "SELECT load_extension('x')",
    "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema",
    "SELECT \"not a column\"",
  ])
  func `What a hostile file or a slip could use is off`(sql: String) throws {
    let connection = try writer()
    try connection.execute("CREATE TABLE t(a INTEGER) STRICT")
    #expect(throws: StorageError.self) { try connection.execute(sql) }
  }

  @Test func `The same text is prepared once and run many times`() throws {
    let connection = try writer()
    var events: [Connection.TraceEvent] = []
    connection.trace = { events.append($0) }
    for number in 0..<3 { _ = try connection.scalar("SELECT ?", [number], as: Int.self) }
    let once = Connection.TraceEvent.executed("SELECT ?")
    #expect(events == [.prepared("SELECT ?"), once, once, once])
  }

  @Test func `The least recently used statement leaves the cache`() throws {
    let connection = try Connection(path: path, mode: .readWrite, cachedStatements: 2)
    var prepared: [String] = []
    connection.trace = { if case .prepared(let sql) = $0 { prepared.append(sql) } }
    for sql in ["SELECT 1", "SELECT 2", "SELECT 1", "SELECT 3", "SELECT 1", "SELECT 3", "SELECT 2"]
    {
      _ = try connection.scalar(sql, as: Int.self)
    }
    #expect(prepared == ["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 2"])
  }

  @Test func `A query may run its own text again inside its loop`() throws {
    let connection = try writer()
    try connection.execute("CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES (1), (2)")
    var pairs: [[Int]] = []
    try connection.query("SELECT a FROM t ORDER BY a") { outer throws(StorageError) in
      let left = try outer.get(0, as: Int.self)
      try connection.query("SELECT a FROM t ORDER BY a") { inner throws(StorageError) in
        pairs.append([left, try inner.get(0)])
      }
    }
    #expect(pairs == [[1, 1], [1, 2], [2, 1], [2, 2]])
  }

  @Test func `A query reads no further than its body wants`() throws {
    let connection = try writer()
    var seen = 0
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    #expect(throws: StorageError.self) {
      try connection.query(endless) { row throws(StorageError) in
        seen = try row.get(0)
        if seen == 3 { throw StorageError(.misuse, "enough") }
      }
    }
    #expect(seen == 3)
    let first: Int? = try connection.scalar(endless)
    #expect(first == 1)
  }

  @Test func `run counts the rows it changed`() throws {
    let connection = try writer()
    try connection.execute("CREATE TABLE t(a INTEGER) STRICT")
    #expect(try connection.run("INSERT INTO t VALUES (1), (2), (3)") == 3)
    #expect(try connection.run("UPDATE t SET a = 0 WHERE a > ?", [1]) == 2)
    #expect(try connection.run("DELETE FROM t WHERE a = 9") == 0)
    #expect(try connection.run("SELECT 1") == 0)
  }

  @Test(arguments: [
    ("SELECT ?", [1, 2]), ("SELECT ?, ?", [1]), ("SELECT 1; SELECT 2", []), ("  ", []),
  ])
  func `A wrong call is refused before it runs`(sql: String, arguments: [Int]) throws {
    let connection = try writer()
    let error = #expect(throws: StorageError.self) { try connection.run(sql, arguments) }
    #expect(error?.kind == .misuse)
  }
}
