import Storage
import Testing

@Suite struct MigrationTests {
  private static let ours: Int32 = 0x7465_7374
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = try directory.write([], to: "t.sqlite")
  }

  private func migrations(_ scripts: String...) -> Migrations {
    Migrations(
      applicationID: Self.ours,
      steps: scripts.enumerated().map { Migration($0.offset + 1, sql: $0.element) })
  }

  private static let parents = "CREATE TABLE parent(id INTEGER PRIMARY KEY) STRICT"
  private static let children = """
    CREATE TABLE child(parent INTEGER NOT NULL REFERENCES parent(id)) STRICT;
    """

  @Test func `Each step runs once, in order, and the file says how far it is`() throws {
    try migrations(Self.parents).openForWriting(path).close()
    let connection = try migrations(Self.parents, Self.children).openForWriting(path)
    let version: Int? = try connection.scalar("PRAGMA user_version")
    let owner: Int? = try connection.scalar("PRAGMA application_id")
    let enforced: Bool? = try connection.scalar("PRAGMA foreign_keys")
    #expect(version == 2)
    #expect(owner == Int(Self.ours))
    #expect(enforced == true)
    #expect(throws: StorageError.self) { try connection.run("INSERT INTO child VALUES (1)") }
  }

  @Test func `A step that fails leaves the state before it`() throws {
    let broken = migrations(Self.parents, "CREATE TABLE half(a INTEGER) STRICT; SELECT nothing")
    #expect(throws: StorageError.self) { try broken.openForWriting(path) }
    let connection = try migrations(Self.parents).openForWriting(path)
    let tables: Int? = try connection.scalar("SELECT count(*) FROM sqlite_schema")
    #expect(tables == 1)
  }

  @Test func `A step that leaves a row without its parent is undone`() throws {
    let orphan = Self.children + "INSERT INTO child VALUES (7)"
    let error = #expect(throws: StorageError.self) {
      try migrations(Self.parents, orphan).openForWriting(path)
    }
    #expect(error?.kind == .constraint)
    let connection = try migrations(Self.parents).openForWriting(path)
    let version: Int? = try connection.scalar("PRAGMA user_version")
    #expect(version == 1)
  }

  @Test(arguments: [[2], [1, 3], [1, 1]])
  func `Steps are numbered without a hole`(numbers: [Int]) throws {
    let holed = Migrations(
      applicationID: Self.ours, steps: numbers.map { Migration($0, sql: Self.parents) })
    let error = #expect(throws: StorageError.self) { try holed.openForWriting(path) }
    #expect(error?.kind == .misuse)
  }

  /// Makes a file, gives its bytes and side files, and what opening it must say.
  private func expectRefusedUntouched(
    _ kind: StorageError.Kind, _ migrations: Migrations,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let bytes = try directory.bytes("t.sqlite")
    let names = try directory.names()
    let attempts = [
      { try migrations.openForWriting(path) }, { try migrations.openForReading(path) },
    ]
    for open in attempts {
      let error = #expect(throws: StorageError.self, sourceLocation: sourceLocation) {
        try open()
      }
      #expect(error?.kind == kind, sourceLocation: sourceLocation)
      #expect(try directory.bytes("t.sqlite") == bytes, sourceLocation: sourceLocation)
      #expect(try directory.names() == names, sourceLocation: sourceLocation)
    }
  }

  @Test func `A file of a later version is refused, untouched`() throws {
    try migrations(Self.parents, Self.children).openForWriting(path).close()
    try expectRefusedUntouched(.newer(found: 2, known: 1), migrations(Self.parents))
  }

  @Test(arguments: [
    ("PRAGMA application_id=7", 7), ("PRAGMA user_version=1", 0), ("PRAGMA journal_mode=DELETE", 0),
  ])
  func `A database of another program is refused, untouched`(script: String, owner: Int) throws {
    let stranger = try Connection(path: path, mode: .readWrite)
    try stranger.execute("CREATE TABLE theirs(a INTEGER) STRICT; \(script)")
    stranger.close()
    try expectRefusedUntouched(.foreign(applicationID: owner), migrations(Self.parents))
  }

  @Test func `A file that is not a database is refused, untouched`() throws {
    _ = try directory.write(Array(repeating: 0x41, count: 5000), to: "t.sqlite")
    try expectRefusedUntouched(.notADatabase, migrations(Self.parents))
  }

  @Test func `What only the write-ahead log says is seen too`() throws {
    let later = try migrations(Self.parents, Self.children).openForWriting(path)
    defer { later.close() }
    let main = try directory.bytes("t.sqlite")
    let log = try directory.bytes("t.sqlite-wal")
    #expect(throws: StorageError.self) { try migrations(Self.parents).openForWriting(path) }
    #expect(try directory.bytes("t.sqlite") == main)
    #expect(try directory.bytes("t.sqlite-wal") == log)
  }

  @Test func `Read-only opens the present version and nothing older`() throws {
    try migrations(Self.parents).openForWriting(path).close()
    try migrations(Self.parents).openForReading(path).close()
    let error = #expect(throws: StorageError.self) {
      try migrations(Self.parents, Self.children).openForReading(path)
    }
    #expect(error?.kind == .older(found: 1, known: 2))
  }
}
