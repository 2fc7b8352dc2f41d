/// Where a store's files are.
public struct StoreLocation: Equatable, Sendable {
  /// The directory that holds the files of this store and of no other.
  public let directory: String
  /// The SQLite database.
  public let database: String
  /// True for invented data, which the frame of the screen must say.
  public let isDemo: Bool

  /// The file whose lock says which process writes.
  public var lock: String { "\(directory)/habiter.lock" }
  /// The second copy of the commands that no other machine has yet.
  public var pendingLog: String { "\(directory)/pending.log" }

  /// The folder of the patrimoines' stocks and reports.
  public var stocks: String { "\(directory)/patrimoine" }

  /// A store in a directory of one's choice.
  public init(directory: String, isDemo: Bool = false) {
    self.directory = directory
    self.isDemo = isDemo
    database = "\(directory)/\(isDemo ? "demo" : "habiter").sqlite"
  }

  /// The operator's store: `$XDG_DATA_HOME/habiter`, by default `~/.local/share/habiter`.
  ///
  /// - Parameter environment: the process's environment variables.
  /// - Throws: `StorageError` of kind `cannotOpen` when neither XDG_DATA_HOME nor HOME is usable.
  public static func real(environment: [String: String]) throws(StorageError) -> StoreLocation {
    StoreLocation(directory: try dataHome(environment) + "/habiter")
  }

  /// The sample data: another file name in a folder of its own, so neither can be taken for the
  /// other.
  ///
  /// - Parameters:
  ///   - environment: the process's environment variables.
  ///   - size: how much data there is.
  /// - Throws: `StorageError` of kind `cannotOpen` when neither XDG_DATA_HOME nor HOME is usable.
  public static func demo(
    environment: [String: String], size: DemoSize = .realiste
  ) throws(StorageError) -> StoreLocation {
    StoreLocation(directory: try dataHome(environment) + "/habiter/\(size.folder)", isDemo: true)
  }

  /// XDG Base Directory Specification: a relative path is invalid and ignored.
  private static func dataHome(_ environment: [String: String]) throws(StorageError) -> String {
    if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") { return path }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/share" }
    throw StorageError(.cannotOpen, "ni XDG_DATA_HOME ni HOME ne donnent un dossier")
  }

  /// Makes the directory (0700) and the database file (0600, with its side files), whatever the
  /// umask; what exists already is only restricted.
  ///
  /// - Throws: `StorageError`: `cannotOpen`, `readOnly`, `full`.
  public func prepare() throws(StorageError) {
    try FileSystem.makePrivateDirectory(directory)
    try FileSystem.makePrivateFile(database)
    // SQLite gives new side files the mode of the database; older ones may be wider.
    for suffix in ["-wal", "-shm", "-journal"] {
      try FileSystem.restrict(database + suffix, to: 0o600)
    }
  }
}
