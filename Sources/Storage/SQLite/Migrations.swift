/// One numbered change of the schema. Once shipped it is never edited: a later one corrects it.
public struct Migration: Sendable {
  /// 1, 2, 3 … without a hole.
  public let number: Int
  /// What it does to the schema or the rows.
  public let apply: @Sendable (Connection) throws(StorageError) -> Void

  /// A change made by code.
  public init(_ number: Int, apply: @escaping @Sendable (Connection) throws(StorageError) -> Void) {
    self.number = number
    self.apply = apply
  }

  /// A change made by a script of SQL statements.
  public init(_ number: Int, sql: String) {
    self.init(number) { connection throws(StorageError) in try connection.execute(sql) }
  }
}

/// The history of a file's schema, and the only way in which a store's file is opened.
///
/// The file says whose it is (`application_id`) and how far it went (`user_version`).
public struct Migrations: Sendable {
  /// The number in the file's header that says the file is ours.
  public let applicationID: Int32
  /// All changes, in order.
  public let steps: [Migration]

  /// A history whose steps are numbered 1, 2, 3 …; another numbering is refused at opening.
  public init(applicationID: Int32, steps: [Migration]) {
    self.applicationID = applicationID
    self.steps = steps
  }

  /// The schema number this program writes.
  public var latest: Int { steps.count }

  /// Opens the file for the one writer and brings its schema up to date.
  ///
  /// The file is first looked at without a lock or a side file, then read-only, so a file of
  /// another program or of a later version is left exactly as it was.
  ///
  /// - Throws: `StorageError`: `notADatabase`, `foreign`, `newer`, and what a migration throws.
  public func openForWriting(_ path: String) throws -> Connection {
    let (writer, reader) = try openBoth(path)
    reader.close()
    return writer
  }

  /// Opens the file for the one writer, brings its schema up to date, and opens a reader of it: the
  /// connection that had the look before.
  ///
  /// - Throws: as `openForWriting`.
  func openBoth(_ path: String) throws -> (writer: Connection, reader: Connection) {
    try lookFirst(at: path)
    let reader = try Connection(path: path, mode: .readOnly)
    _ = try version(of: reader)
    let writer = try Connection(path: path, mode: .readWrite)
    try migrate(writer)
    return (writer, reader)
  }

  /// Opens the file for reading; its schema must be up to date.
  ///
  /// - Throws: `StorageError`: `notADatabase`, `foreign`, `newer`, `older`.
  public func openForReading(_ path: String) throws(StorageError) -> Connection {
    try lookFirst(at: path)
    let connection = try reader(path)
    try requireUpToDate(connection)
    return connection
  }

  /// Opens a file that many write; its schema must be up to date.
  ///
  /// A look that takes no lock may fall between the two halves of another's commit: what then seems
  /// damaged is looked at again under a lock.
  ///
  /// - Throws: `StorageError`: `notADatabase`, `foreign`, `newer`, `older`; a file without anything
  ///   in it is `older`.
  func openForSharing(_ path: String, busyTimeout: Int32) throws(StorageError) -> Connection {
    do throws(StorageError) {
      _ = try look(at: path)
    } catch {
      guard error.kind == .corrupt else { throw error }
      let reader = try Connection(path: path, mode: .readOnly, busyTimeout: busyTimeout)
      defer { reader.close() }
      _ = try version(of: reader)
    }
    let connection = try Connection(path: path, mode: .shared, busyTimeout: busyTimeout)
    try requireUpToDate(connection)
    return connection
  }

  /// Refuses a database whose schema is not this program's.
  ///
  /// - Throws: `StorageError`: `foreign`, `newer`, `older`.
  func requireUpToDate(_ connection: Connection) throws(StorageError) {
    let found = try version(of: connection)
    guard found == latest else {
      throw StorageError(
        .older(found: found, known: latest), "schema \(found)", path: connection.path)
    }
  }

  /// Looks at a file that nobody writes, and leaves it as it is.
  ///
  /// - Returns: its schema number, 0 for a file without anything in it.
  /// - Throws: `StorageError`: `notADatabase`, `foreign`, `newer`, `cannotOpen`.
  func look(at path: String) throws(StorageError) -> Int {
    let look = try Connection(path: path, mode: .immutable)
    defer { look.close() }
    return try version(of: look)
  }

  /// Refuses a file of another program or of a later version without touching it.
  ///
  /// A crash or a full disk may end while the write-ahead log is moved into the file, which then
  /// makes no sense without that log: only the two together tell whether it is damaged.
  private func lookFirst(at path: String) throws(StorageError) {
    do throws(StorageError) {
      _ = try look(at: path)
    } catch {
      guard error.kind == .corrupt, FileSystem.size(of: path + "-wal") > 0 else { throw error }
    }
  }

  /// A reader of a file that is ours.
  ///
  /// A reader needs the side files of the write-ahead log. Where they can be neither found nor made
  /// (a read-only folder, a full disk), and nothing is left in the log, the file alone is read.
  private func reader(_ path: String) throws(StorageError) -> Connection {
    do throws(StorageError) {
      let connection = try Connection(path: path, mode: .readOnly)
      _ = try version(of: connection)
      return connection
    } catch {
      guard [.cannotOpen, .readOnly, .full, .io].contains(error.kind),
        FileSystem.size(of: path + "-wal") == 0
      else { throw error }
      return try Connection(path: path, mode: .immutable)
    }
  }

  /// Runs the steps the database has not seen, each in its own transaction.
  ///
  /// - Throws: `StorageError`: `foreign`, `newer`, `constraint` when a step leaves a row whose
  ///   foreign key points nowhere; the steps before it stand.
  public func migrate(_ connection: Connection) throws {
    let start = try version(of: connection)
    // A step may rebuild a table, which an enforced foreign key would forbid; the check below
    // replaces it. The pragma does nothing inside a transaction.
    try connection.execute("PRAGMA foreign_keys=OFF")
    for step in steps where step.number > start {
      try connection.transaction {
        try step.apply(connection)
        try checkForeignKeys(connection)
        try connection.execute(
          "PRAGMA application_id=\(applicationID); PRAGMA user_version=\(step.number)")
      }
    }
    try connection.execute("PRAGMA foreign_keys=ON")
  }

  /// The schema number of a file that is ours, 0 for a file without anything in it.
  private func version(of connection: Connection) throws(StorageError) -> Int {
    guard zip(1..., steps).allSatisfy({ $0 == $1.number }) else {
      throw StorageError(.misuse, "migrations are not numbered 1, 2, 3 …")
    }
    let path = connection.path
    let owner: Int = try connection.scalar("PRAGMA application_id") ?? 0
    let version: Int = try connection.scalar("PRAGMA user_version") ?? 0
    if owner == 0 {
      let tables: Int = try connection.scalar("SELECT count(*) FROM sqlite_schema") ?? 0
      if tables == 0 && version == 0 { return 0 }
    }
    guard owner == Int(applicationID) else {
      throw StorageError(.foreign(applicationID: owner), "application id \(owner)", path: path)
    }
    guard version <= latest else {
      throw StorageError(.newer(found: version, known: latest), "schema \(version)", path: path)
    }
    return version
  }

  private func checkForeignKeys(_ connection: Connection) throws(StorageError) {
    let orphan = try connection.first("PRAGMA foreign_key_check") { row throws(StorageError) in
      try row.get(0, as: String.self)
    }
    if let orphan {
      throw StorageError(.constraint, "foreign key check failed in \(orphan)")
    }
  }
}
