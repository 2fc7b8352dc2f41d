import Domain

/// Where the shared database is: a SQLite file of this machine, or a PostgreSQL server.
///
/// It never holds a password: one in an address is refused before it is kept or shown.
public struct SharedAddress: Equatable, Sendable {
  /// The file that all accounts of a machine share when nothing else was said.
  public static let standardFile = "/var/lib/habiter/bourse.sqlite"
  /// Begins the address of a file.
  private static let filePrefix = "sqlite:"

  /// The address as it was typed.
  public let text: String
  private let place: Place

  private enum Place: Equatable, Sendable {
    case file(String)
    case server(PostgresAddress)
  }

  /// Reads an address: `sqlite:/chemin/bourse.sqlite`, or what libpq takes.
  ///
  /// - Throws: `SharedError` of kind `setting`.
  public init(_ text: String) throws(SharedError) {
    self.text = text
    guard text.hasPrefix(Self.filePrefix) else {
      do {
        place = .server(try PostgresAddress(text))
      } catch {
        throw SharedError(error)
      }
      return
    }
    let path = String(text.dropFirst(Self.filePrefix.count))
    guard path.hasPrefix("/") else {
      throw SharedError(
        .setting, "L'adresse d'un fichier est complète : sqlite:/var/lib/habiter/bourse.sqlite.")
    }
    place = .file(path)
  }

  private init(file path: String) {
    text = Self.filePrefix + path
    place = .file(path)
  }

  /// The file that all accounts of this machine share.
  public static var standard: SharedAddress { SharedAddress(file: standardFile) }

  /// Where it is, for people.
  public var label: String {
    switch place {
    case .file(let path): path
    case .server(let address): address.description
    }
  }

  /// The file, nil for a server.
  public var file: String? {
    if case .file(let path) = place { path } else { nil }
  }

  /// The address of the server, nil for a file.
  public var server: PostgresAddress? {
    if case .server(let address) = place { address } else { nil }
  }

  /// Whether the file is there; of a server only a connection tells.
  public var isThere: Bool { file.map { FileSystem.permissions(of: $0) != nil } ?? true }

  /// Opens a connection, on the thread that will use it.
  ///
  /// - Throws: `SharedError`.
  public func open() throws(SharedError) -> any SharedAccounts {
    switch place {
    case .file(let path): try SharedSQLite(at: path)
    case .server(let address): try SharedPostgreSQL(at: address)
    }
  }
}

extension SharedError {
  /// What went wrong between this program and a PostgreSQL server.
  init(_ error: PostgresError) {
    let kind: Kind =
      switch error.kind {
      case .libraryMissing, .invalidAddress, .secretInAddress, .openPasswordFile: .setting
      case .unknownHost, .unreachable, .lost, .shutdown, .tooManyConnections, .stopped: .unreachable
      case .deadline, .lockTimeout, .serialization: .deadline
      case .passwordMissing, .refusedLogin: .refusedLogin
      case .tlsFailed: .untrusted
      case .unknownDatabase, .undefined: .notInstalled
      case .denied: .denied
      case .readOnly, .diskFull: .cannotWrite
      case .raised, .typeMismatch, .misuse, .other: .other
      }
    self.init(kind, error.french, detail: error.description)
  }
}
