/// What a connection is asked for: the options of an address, with this program's defaults, and
/// the servers to try in turn.
struct PostgresSettings: Equatable, Sendable {
  /// All options but those that say where the server is.
  let options: [(keyword: String, value: String)]
  let servers: [PostgresHost]
  /// How long each server may take to answer.
  let patience: Duration

  /// Given where the address, its service and the environment are silent or give what libpq would
  /// do by itself.
  private static let defaults: [(keyword: String, value: String)] = [
    ("connect_timeout", "3"),
    // A cut is noticed in seconds; the system's own limits are hours.
    ("keepalives_idle", "3"), ("keepalives_interval", "2"), ("keepalives_count", "2"),
    ("tcp_user_timeout", "5000"),
    // The one of several servers that takes writes.
    ("target_session_attrs", "read-write"),
    // libpq's own (« prefer ») would send personal data in clear to whoever answers.
    ("sslmode", "verify-full"),
    ("application_name", "habiter"),
  ]

  /// What libpq does when nobody says anything, for the options where it says so.
  private static let silent: Set<[String]> = [
    ["target_session_attrs", "any"], ["sslmode", "prefer"],
  ]

  private static let places: Set = ["host", "hostaddr", "port"]

  /// - Throws: `PostgresError`: `invalidAddress` when there is no such service or the lists do not
  ///   agree, `openPasswordFile`.
  init(_ address: PostgresAddress, library: LibPQ) throws(PostgresError) {
    let resolved = try Self.resolve(address, library: library)
    func isSilent(_ keyword: String) -> Bool {
      guard address.value(keyword) == nil, let value = resolved[keyword] else {
        return address.value(keyword) == nil
      }
      return Self.silent.contains([keyword, value])
    }
    let given = address.options.map { (keyword: $0.keyword, value: $0.value) }
    options =
      given.filter { !Self.places.contains($0.keyword) }
      + Self.defaults.filter { isSilent($0.keyword) }
      // Results are read as UTF-8, whatever the address says: the last one counts.
      + [("client_encoding", "UTF8")]
    try PasswordFile.check(resolved["passfile"])
    servers = PostgresHost.list(
      hosts: resolved["host"], addresses: resolved["hostaddr"], ports: resolved["port"])
    let seconds = options.last { $0.keyword == "connect_timeout" }?.value
    patience = .seconds(
      (seconds ?? resolved["connect_timeout"]).flatMap { Int64($0) }.map { max($0, 1) } ?? 3)
  }

  static func == (left: PostgresSettings, right: PostgresSettings) -> Bool {
    left.servers == right.servers && left.patience == right.patience
      && left.options.elementsEqual(right.options, by: ==)
  }

  /// What stands in the address once libpq has added its service, the environment and its own
  /// defaults.
  ///
  /// libpq has no function for that, so a connection is begun with a value that it refuses after
  /// it has gathered the options and before it looks a name up or opens a socket. The password is
  /// there only that it reads no password file.
  private static func resolve(
    _ address: PostgresAddress, library: LibPQ
  ) throws(PostgresError) -> [String: String] {
    let probe = address.options.map { ($0.keyword, $0.value) }
    let attempt = PostgresHandshake.begin(
      probe + [("password", "-"), ("channel_binding", refused)], library: library)
    guard let attempt else { throw PostgresError(.other, "libpq: out of memory") }
    defer { library.finish(attempt) }
    let words = library.errorMessage(attempt).map { String(cString: $0) } ?? ""
    guard words.hasPrefix("invalid channel_binding value"), let list = library.conninfo(attempt)
    else {
      throw PostgresError(.invalidAddress, PostgresError.line(words), place: address.description)
    }
    return library.takeOptions(list).reduce(into: [:]) { values, option in
      if !option.isSecret && !option.value.isEmpty { values[option.keyword] = option.value }
    }
  }

  private static let refused = "habiter"
}
