import CSQLite

/// Why the store could not do what was asked: the one error type of this module.
///
/// It carries SQLite's own words and the SQL text, in which values are parameters: never a value,
/// so an error may be logged or shown whatever the store holds.
public struct StorageError: Error, Equatable, Sendable {
  /// What went wrong, as far as the program or the operator would act differently.
  public enum Kind: Equatable, Sendable {
    /// Another connection holds the database longer than the busy timeout.
    case busy
    /// Another process works on the store; its process id when the lock file names it.
    case locked(by: Int32?)
    /// No room left on the device, or the database reached its page limit.
    case full
    /// The file, its directory or this connection only allows reading.
    case readOnly
    /// The database or a file of the store is damaged.
    case corrupt
    /// The file is not an SQLite database at all.
    case notADatabase
    /// The file was written by a later version of the program (schema numbers).
    case newer(found: Int, known: Int)
    /// The file must be upgraded before it can be opened read-only (schema numbers).
    case older(found: Int, known: Int)
    /// The file is a database of another program (its application id).
    case foreign(applicationID: Int)
    /// An event that this version of the program cannot read; its stream is left as it is.
    case unreadable(event: String)
    /// A unique, check, not null, foreign key or strict type rule refused the row.
    case constraint
    /// The row or the stream changed since it was read.
    case stale(expected: Int, found: Int)
    /// The personal data was erased for good; only its tombstone is left.
    case erased
    /// A column does not hold the type that was asked for.
    case typeMismatch
    /// A file or directory cannot be opened or created.
    case cannotOpen
    /// A read, a write or a sync failed on the device.
    case io
    /// The program used the store wrongly: a mistake in the code, not in the data.
    case misuse
    /// Anything else that SQLite reports.
    case other
  }

  /// What went wrong.
  public let kind: Kind
  /// SQLite's extended result code, or the `errno` of a file operation, or 0.
  public let code: Int32
  /// The technical words, in English: SQLite's, the system's or ours.
  public let message: String
  /// The SQL text being prepared or run, with parameters in the place of values.
  public let sql: String?
  /// The file concerned, when there is one.
  public let path: String?

  /// An error found by this module itself.
  public init(
    _ kind: Kind, _ message: String, code: Int32 = 0, sql: String? = nil, path: String? = nil
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.sql = sql
    self.path = path
  }

  /// An error reported by SQLite, from its extended result code.
  init(sqlite code: Int32, message: String, sql: String? = nil, path: String? = nil) {
    self.init(Self.kind(ofResult: code), message, code: code, sql: sql, path: path)
  }

  private static func kind(ofResult code: Int32) -> Kind {
    // The only reason for which the index of the write-ahead log cannot grow is want of room.
    if code == SQLITE_IOERR | (19 << 8) { return .full }
    return switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .full
    case SQLITE_READONLY: .readOnly
    case SQLITE_CORRUPT: .corrupt
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cannotOpen
    case SQLITE_IOERR: .io
    case SQLITE_MISMATCH: .typeMismatch
    case SQLITE_MISUSE, SQLITE_RANGE: .misuse
    default: .other
    }
  }
}

extension StorageError: CustomStringConvertible {
  /// One line for a log: kind, code, message, file and SQL.
  public var description: String {
    var line = "\(kind) (\(code)): \(message)"
    if let path { line += " [\(path)]" }
    if let sql { line += " — \(sql)" }
    return line
  }
}
