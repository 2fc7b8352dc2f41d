/// What a connection is asked for: the options of an address, with this program's defaults, and
/// the servers to try in turn.
struct PostgresSettings: Sendable {
  /// All options but those that say where the server is.
  let options: [(keyword: String, value: String)]
  let servers: [PostgresHost]
  /// How long each server may take to answer, nil for no limit but the deadline.
  let patience: Duration?

  /// Given where the address, its service and the environment say nothing, or what libpq does
  /// anyway when nobody says anything (`insteadOf`): the two cannot be told apart.
  private static let defaults: [(keyword: String, value: String, insteadOf: String?)] = [
    ("connect_timeout", "3", nil),
    // A cut is noticed in seconds; the system's own limits are hours.
    ("keepalives_idle", "3", nil), ("keepalives_interval", "2", nil),
    ("keepalives_count", "2", nil), ("tcp_user_timeout", "5000", nil),
    // The one of several servers that takes writes.
    ("target_session_attrs", "read-write", "any"),
    // libpq's own would send personal data in clear to whoever answers.
    ("sslmode", "verify-full", "prefer"),
    ("application_name", "habiter", nil),
  ]

  private static let places: Set = ["host", "hostaddr", "port"]

  /// - Throws: `PostgresError`: `invalidAddress` when there is no such service or the lists do not
  ///   agree, `openPasswordFile`.
  init(_ address: PostgresAddress, library: LibPQ) throws(PostgresError) {
    let resolved = try Self.resolve(address, library: library)
    let given = address.options.map { (keyword: $0.keyword, value: $0.value) }
    let defaults = Self.defaults.filter { preset in
      guard address.value(preset.keyword) == nil else { return false }
      let value = resolved[preset.keyword]
      return value == nil || value == preset.insteadOf
    }
    options =
      given.filter { !Self.places.contains($0.keyword) }
      + defaults.map { ($0.keyword, $0.value) }
      // Results are read as UTF-8, whatever the address says: the last one counts.
      + [("client_encoding", "UTF8")]
    servers = PostgresHost.list(
      hosts: resolved["host"], addresses: resolved["hostaddr"], ports: resolved["port"])
    let timeout = options.last { $0.keyword == "connect_timeout" }?.value
    let seconds = (timeout ?? resolved["connect_timeout"]).flatMap { Int64($0) } ?? 0
    // Nothing positive is libpq's way to say that there is no limit.
    patience = seconds > 0 ? .seconds(seconds) : nil
    try PasswordFile.check(resolved["passfile"])
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
