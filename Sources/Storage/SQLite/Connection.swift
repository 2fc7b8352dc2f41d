import CSQLite

/// One connection to one SQLite database.
///
/// It is a class that is not Sendable, on purpose: the compiler then keeps it within the actor or
/// task that opened it, which is why SQLite's own mutexes are off (SQLITE_OPEN_NOMUTEX).
public final class Connection {
  /// What a connection may do.
  public enum Mode: Sendable {
    /// The one connection that writes and checkpoints.
    case readWrite
    /// A reader; it never checkpoints: before SQLite 3.51.3 that could corrupt the write-ahead log
    /// (sync.md §2).
    case readOnly
    /// One of many that write the same file: a rollback journal instead of a write-ahead log, which
    /// many writers could corrupt (sync.md §4).
    case shared
    /// A look at the main file alone: no lock, no side file, the write-ahead log ignored.
    case immutable
    /// The one connection to a file that nobody knows of yet: no journal, no sync, no other lock;
    /// what fails half-way is thrown away whole.
    case work
  }

  /// What happened to a statement, for tests and logs: the SQL text never holds a value.
  public enum TraceEvent: Equatable, Sendable {
    /// SQLite compiled the text; absent when the cache had it.
    case prepared(String)
    /// The statement was run with parameters.
    case executed(String)
  }

  /// The file, or `:memory:`.
  public let path: String
  /// What this connection may do.
  public let mode: Mode
  /// Called with each statement prepared or executed.
  public var trace: ((TraceEvent) -> Void)?

  private(set) var handle: OpaquePointer?
  private var cache: StatementCache
  /// Whether `transaction` or `snapshot` is running.
  public internal(set) var inTransaction = false
  /// Whether a commit waits until it is on the disk.
  var waitsForDisk = true
  /// Whether a stretch is open.
  var isStretching = false

  /// Opens an existing file (`StoreLocation.prepare` creates it) and sets its safety pragmas.
  ///
  /// - Parameters:
  ///   - path: the file, or `:memory:`.
  ///   - mode: what the connection may do.
  ///   - busyTimeout: how long to wait for a lock, in milliseconds.
  ///   - cachedStatements: how many idle statements are kept prepared.
  /// - Throws: `StorageError`, `notADatabase` and `cannotOpen` among others.
  public init(
    path: String, mode: Mode, busyTimeout: Int32 = 2_000, cachedStatements: Int = 64
  ) throws(StorageError) {
    self.path = path
    self.mode = mode
    cache = StatementCache(capacity: cachedStatements)
    let writes = mode == .readWrite || mode == .shared || mode == .work
    let access = writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
    let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI
    let code = sqlite3_open_v2(Self.uri(path, mode), &handle, flags, nil)
    guard code == SQLITE_OK else {
      let error = failure(code)
      sqlite3_close(handle)
      handle = nil
      throw error
    }
    waitForLocks(busyTimeout)
    do {
      try harden()
      try setPragmas()
    } catch {
      close()
      throw error
    }
  }

  deinit {
    close()
  }

  /// Finalises the cached statements and closes the file; every later call is refused.
  public func close() {
    // What cannot be committed any more is fetched again.
    try? endStretch()
    cache.removeAll()
    // A statement still running keeps the file open until it ends: close_v2 waits for it.
    sqlite3_close_v2(handle)
    handle = nil
  }

  /// Runs a script of one or more statements without parameters.
  ///
  /// - Throws: `StorageError` at the first statement that fails; the ones before it stand.
  public func execute(_ script: String) throws(StorageError) {
    trace?(.executed(script))
    let code = sqlite3_exec(try open(), script, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, sql: script) }
  }

  /// Gives each row to `body` as SQLite finds it, without building an array.
  ///
  /// - Parameters:
  ///   - sql: one statement.
  ///   - arguments: the values of its parameters, in order; as many as the statement has.
  ///   - body: what to do with a row; an error ends the query.
  /// - Throws: `StorageError`, from SQLite or from `body`.
  public func query(
    _ sql: String, _ arguments: [any SQLBindable] = [],
    _ body: (borrowing Row) throws(StorageError) -> Void
  ) throws(StorageError) {
    let statement = try takeStatement(sql)
    defer { giveBack(statement) }
    try statement.bind(arguments)
    trace?(.executed(sql))
    while try statement.step() {
      try body(Row(statement))
    }
  }

  /// The first row, read by `body`, or nil when there is none.
  ///
  /// - Throws: `StorageError`, from SQLite or from `body`.
  public func first<Value>(
    _ sql: String, _ arguments: [any SQLBindable] = [],
    _ body: (borrowing Row) throws(StorageError) -> Value
  ) throws(StorageError) -> Value? {
    let statement = try takeStatement(sql)
    defer { giveBack(statement) }
    try statement.bind(arguments)
    trace?(.executed(sql))
    return try statement.step() ? try body(Row(statement)) : nil
  }

  /// The first column of the first row, or nil when there is no row.
  ///
  /// - Throws: `StorageError`, of kind `typeMismatch` when the column holds another type.
  public func scalar<Value: SQLConvertible>(
    _ sql: String, _ arguments: [any SQLBindable] = [], as type: Value.Type = Value.self
  ) throws(StorageError) -> Value? {
    try first(sql, arguments) { row throws(StorageError) in try row.get(0) }
  }

  /// Runs one statement to its end.
  ///
  /// - Returns: the number of rows that an INSERT, UPDATE or DELETE changed, without those that its
  ///   triggers did.
  /// - Throws: `StorageError`, `constraint`, `full` and `readOnly` among others.
  @discardableResult
  public func run(
    _ sql: String, _ arguments: [any SQLBindable] = []
  ) throws(StorageError) -> Int {
    let before = sqlite3_total_changes64(try open())
    try query(sql, arguments) { _ in }
    // A statement that changes nothing leaves the count of the one before it.
    return sqlite3_total_changes64(try open()) == before ? 0 : Int(sqlite3_changes64(try open()))
  }

  /// Runs `body` between BEGIN IMMEDIATE and COMMIT; any error rolls everything back.
  ///
  /// - Throws: what `body` throws, or `StorageError`: `misuse` inside another transaction, `busy`
  ///   when another connection writes.
  public func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try bracket("BEGIN IMMEDIATE", body)
  }

  /// Runs the reads of `body` on one state of the database.
  ///
  /// - Throws: what `body` throws, or `StorageError` of kind `misuse` inside another transaction.
  public func snapshot<Value>(_ body: () throws -> Value) throws -> Value {
    try bracket("BEGIN DEFERRED", body)
  }

  /// Moves the write-ahead log into the file and empties it, so that what was erased is gone from
  /// both.
  ///
  /// - Throws: `StorageError` of kind `busy` while a reader still needs the log.
  public func checkpoint() throws(StorageError) {
    try endStretch()
    let blocked: Bool? = try scalar("PRAGMA wal_checkpoint(TRUNCATE)")
    if blocked != false { throw StorageError(.busy, "checkpoint blocked", path: path) }
  }

  private func bracket<Value>(_ begin: String, _ body: () throws -> Value) throws -> Value {
    guard !inTransaction else { throw StorageError(.misuse, "transaction inside a transaction") }
    try endStretch()
    try run(begin)
    inTransaction = true
    defer { inTransaction = false }
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      rollBack()
      throw error
    }
  }

  /// Undoes the open transaction, unless SQLite already did (disk full, input or output error).
  func rollBack() {
    guard let handle, sqlite3_get_autocommit(handle) == 0 else { return }
    sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
  }
}

extension Connection {
  private func open() throws(StorageError) -> OpaquePointer {
    guard let handle else { throw StorageError(.misuse, "the connection is closed", path: path) }
    return handle
  }

  private func takeStatement(_ sql: String) throws(StorageError) -> Statement {
    let handle = try open()
    if let cached = cache.take(sql) { return cached }
    trace?(.prepared(sql))
    return try Statement(sql, database: handle)
  }

  private func giveBack(_ statement: Statement) {
    statement.reset()
    if handle != nil { cache.giveBack(statement) }
  }

  private func failure(_ code: Int32, sql: String? = nil) -> StorageError {
    StorageError(
      sqlite: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql, path: path)
  }

  /// What the database file itself may not make this process do.
  private func harden() throws(StorageError) {
    let switches: [(option: Int32, value: Int32)] = [
      // A file without a journal is what the defence would forbid.
      (SQLITE_DBCONFIG_DEFENSIVE, mode == .work ? 0 : 1),
      (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
      (SQLITE_DBCONFIG_DQS_DML, 0),
      (SQLITE_DBCONFIG_DQS_DDL, 0),
    ]
    for (option, value) in switches {
      let code = habiter_configure(handle, option, value)
      guard code == SQLITE_OK else { throw failure(code) }
    }
  }

  private func setPragmas() throws(StorageError) {
    // mmap stays off: through it a failing disk is a SIGBUS instead of an error to show.
    // Temporary tables stay in memory, where no copy of personal data outlives the process.
    try execute(
      """
      PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;
      PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;
      """)
    switch mode {
    case .immutable: break
    case .readOnly: try execute("PRAGMA wal_autocheckpoint=0")
    case .readWrite:
      let journal: String? = try scalar("PRAGMA journal_mode=WAL")
      guard journal == "wal" || path == ":memory:" else {
        throw StorageError(
          .cannotOpen, "no write-ahead log on this file system", path: path)
      }
      // secure_delete: an erased vault row leaves nothing in the file's free pages.
      try execute(
        """
        PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=1000;
        PRAGMA journal_size_limit=67108864;
        """)
    case .work:
      // What a sort does not hold in memory goes to files without a name.
      try execute(
        """
        PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
        PRAGMA temp_store=FILE; PRAGMA cache_size=-16000; PRAGMA foreign_keys=OFF;
        PRAGMA cell_size_check=OFF; PRAGMA threads=1;
        """)
    case .shared:
      let journal: String? = try scalar("PRAGMA journal_mode=TRUNCATE")
      guard journal == "truncate" || path == ":memory:" else {
        throw StorageError(.cannotOpen, "the file has a write-ahead log", path: path)
      }
      try execute("PRAGMA synchronous=FULL; PRAGMA secure_delete=ON")
    }
  }

  /// The path as a `file:` URI (RFC 3986), because Debian's SQLite reads `file:` names as URIs
  /// whatever they are, and only a URI can ask for an immutable look.
  private static func uri(_ path: String, _ mode: Mode) -> String {
    guard path != ":memory:" else { return path }
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2f, 0x2e, 0x2d, 0x5f: encoded.append(byte)
      default: encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    let text = String(decoding: encoded, as: UTF8.self)
    return "file:\(text)\(mode == .immutable ? "?immutable=1" : "")"
  }
}
