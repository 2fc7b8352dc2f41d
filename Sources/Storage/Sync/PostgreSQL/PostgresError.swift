/// Why the shared database did not do what was asked.
///
/// It carries the primary message of the server or libpq, in English where libpq words it; never
/// the details, which may hold values, nor a password: it may be logged or shown.
public struct PostgresError: Error, Equatable, Sendable {
  /// What went wrong, as far as the program or the operator would act differently.
  public enum Kind: Equatable, Sendable {
    /// `libpq.so.5` is not installed, or too old for what this program calls.
    case libraryMissing
    /// The address cannot be read, or names a service that is not there.
    case invalidAddress
    /// The address holds a password, in the option named.
    case secretInAddress(keyword: String)
    /// The name of the server is not known.
    case unknownHost
    /// Nobody answers at the address.
    case unreachable
    /// No answer before the deadline, or the server gave up at its own.
    case deadline
    /// The program ends.
    case stopped
    /// The connection was cut while in use, or had been closed before.
    case lost
    /// The server wants a password, and none was found for it.
    case passwordMissing
    /// Others may read the file of passwords, or it is no file.
    case openPasswordFile(path: String)
    /// The server refuses the login or its password (28xxx).
    case refusedLogin
    /// No secure connection came about.
    case tlsFailed(TLSFault)
    /// The server has no such database (3D000).
    case unknownDatabase
    /// The login may not do that (42501).
    case denied
    /// The statement met another one; it may be tried again (40xxx).
    case serialization
    /// A lock was not free in time (55P03).
    case lockTimeout
    /// The server takes no writes: a standby (25006, or said while connecting).
    case readOnly
    /// The server stops, starts or has ended the connection (57P0x).
    case shutdown
    /// The server's disk is full (53100).
    case diskFull
    /// The server takes no more connections (53300).
    case tooManyConnections
    /// A function, table or schema is not there (42883, 42P01, 3F000).
    case undefined
    /// Raised by the functions of the shared schema: P0001, or a code that begins with H.
    case raised
    /// A column does not hold the type that was asked for.
    case typeMismatch
    /// The program used the connection wrongly: a mistake in the code.
    case misuse
    /// Anything else that the server reports.
    case other
  }

  /// What stood in the way of a secure connection.
  public enum TLSFault: Equatable, Sendable {
    /// The certificate is another server's.
    case wrongName
    /// No authority that is trusted signed the certificate, or its time is over.
    case wrongAuthority
    /// The file with the authority's certificate is missing or unreadable.
    case noAuthority
    /// The server does not offer TLS.
    case notOffered
    /// Anything else: versions, ciphers, a client's certificate.
    case other
  }

  /// What went wrong.
  public let kind: Kind
  /// The SQLSTATE, when the server gave one.
  public let state: String?
  /// The technical words, without values.
  public let message: String
  /// The server concerned, for people.
  public internal(set) var place: String?
  /// Whether the connection is gone with it: what was sent may then have been done or not.
  public internal(set) var endsConnection: Bool

  init(
    _ kind: Kind, _ message: String, state: String? = nil, place: String? = nil,
    endsConnection: Bool = false
  ) {
    self.kind = kind
    self.state = state
    self.message = message
    self.place = place
    self.endsConnection = endsConnection
  }

  /// An error that the server reports with its code.
  init(state: String, message: String, place: String?, endsConnection: Bool) {
    // Messages about data (class 22) quote it.
    let words = state.hasPrefix("22") ? "data exception (its words are left out)" : message
    self.init(
      Self.kind(ofState: state), words, state: state, place: place, endsConnection: endsConnection)
  }

  private static func kind(ofState state: String) -> Kind {
    switch state {
    case "42501": .denied
    case "55P03": .lockTimeout
    case "25006": .readOnly
    case "53100": .diskFull
    case "53300": .tooManyConnections
    case "57014": .deadline
    case "3D000": .unknownDatabase
    case "3F000", "42883", "42P01": .undefined
    case "P0001": .raised
    case _ where state.hasPrefix("28"): .refusedLogin
    case _ where state.hasPrefix("40"): .serialization
    case _ where state.hasPrefix("57P0"): .shutdown
    case _ where state.hasPrefix("08"): .lost
    // HV is SQL's own class, of foreign data.
    case _ where state.hasPrefix("H") && !state.hasPrefix("HV"): .raised
    default: .other
    }
  }
}

extension PostgresError: CustomStringConvertible {
  /// One line for a log: kind, code, message and place.
  public var description: String {
    var line = "\(kind)"
    if let state { line += " (\(state))" }
    line += ": \(message)"
    if let place { line += " [\(place)]" }
    return line
  }
}
