import Domain
import Glibc

/// The shared database as a SQLite file: one host, several Unix accounts, a group-owned directory.
///
/// Each call is one transaction, in which the login's account is read anew: a right withdrawn is
/// withdrawn at once. The rules are kept by this program, not by the file: who may write the file
/// may write anything in it (`docs/sync.md`).
public final class SharedSQLite {
  /// How long a call waits for other programs' transactions, in milliseconds.
  private static let patience: Int32 = 10_000

  let connection: Connection
  let login: String
  let clock: () -> Moment
  /// What tells of writes, from the first wait on; nil where the clock alone does.
  private(set) lazy var watch: FileWatch? = isOwner ? FileWatch(of: connection.path) : nil
  /// The state of the file when the heads were last asked for, as SQLite numbers them.
  var seenState: Int64?
  private let isOwner: Bool

  /// Opens a shared file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - login: the Unix account that the process runs under.
  ///   - clock: what the time is.
  /// - Throws: `SharedError`: `notInstalled`, `newer`, `older`, `refusedLogin` when the system lets
  ///   the account read nothing there, `setting` on a network file system.
  public init(
    at path: String, login: String = UnixAccount.name,
    clock: @escaping () -> Moment = Moment.systemClock
  ) throws(SharedError) {
    self.login = login
    self.clock = clock
    isOwner = true
    try Self.requireReachable(path)
    do {
      connection = try SharedSchema.migrations.openForSharing(path, busyTimeout: Self.patience)
    } catch {
      throw SharedError(of: error, at: path)
    }
  }

  /// A shared database on a connection that others may use too, one after the other.
  init(
    _ connection: Connection, login: String, clock: @escaping () -> Moment
  ) throws(SharedError) {
    do {
      try SharedSchema.migrations.requireUpToDate(connection)
    } catch {
      throw SharedError(of: error, at: connection.path)
    }
    self.connection = connection
    self.login = login
    self.clock = clock
    isOwner = false
  }

  /// Ends the connection.
  public func close() {
    if isOwner { connection.close() }
  }

  /// Reads one state of the database, as the person that the login is.
  func reading<Value>(_ body: (Operator) throws -> Value) throws(SharedError) -> Value {
    try told {
      try connection.snapshot {
        try body(try SharedPeople(connection: connection).person(of: login))
      }
    }
  }

  /// Changes the database, all of `body` or nothing, as the person that the login is.
  func writing<Value>(_ body: (Operator) throws -> Value) throws(SharedError) -> Value {
    try told {
      try connection.transaction {
        try body(try SharedPeople(connection: connection).person(of: login))
      }
    }
  }

  /// Says what went wrong as the shared database's users are told.
  func told<Value>(_ body: () throws -> Value) throws(SharedError) -> Value {
    do {
      return try body()
    } catch {
      throw SharedError(of: error, at: connection.path)
    }
  }

  var scopes: SharedScopes { SharedScopes(connection: connection) }

  /// Refuses a file that is absent, closed to this account, or where locks do not hold.
  private static func requireReachable(_ path: String) throws(SharedError) {
    guard FileSystem.permissions(of: path) != nil else {
      throw errno == EACCES ? SharedError(closed: path) : SharedError(absent: path)
    }
    guard FileSystem.isReadable(path) else { throw SharedError(closed: path) }
    if let name = NetworkFileSystem.name(at: path) { throw SharedError(onNetwork: path, name) }
  }
}
