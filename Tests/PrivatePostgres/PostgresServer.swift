import Foundation

/// Private PostgreSQL servers for tests: a primary, and standbys when asked for.
///
/// They are those of `Tests/Fixtures/private-postgres.sh`, and end with this process, however it
/// ends. Methods may take a second or two; they block a thread of their own, none of Swift's.
public final class PostgresServer: Sendable {
  /// How a server is stopped.
  public enum Stop: String, Sendable {
    /// Connections are ended, what they were doing is undone.
    case fast
    /// As by a crash.
    case immediate
  }

  /// The name of a server among those of this object.
  public typealias Name = String

  /// Holds the socket, `ca.crt` (the authority of the servers' certificate), `other-ca.crt` (one
  /// that signed nothing) and `pgpass`.
  public let folder: String
  /// The port of the primary.
  public let port: Int
  private let script: Program
  /// Where this object waits; one thing at a time.
  private let queue = DispatchQueue(label: "PostgresServer")

  private static let common = Result { try PostgresServer() }

  /// The server that the tests of this process have in common. Do not stop it.
  public static var shared: PostgresServer {
    get async throws { try await onAThread { try sharedNow() } }
  }

  /// The same, for who cannot but block a thread: the first time for a second or two.
  public static func sharedNow() throws -> PostgresServer { try common.get() }

  /// Starts a primary for the caller alone, which goes with the object.
  public static func start() async throws -> PostgresServer {
    try await onAThread { try PostgresServer() }
  }

  private init() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/private-postgres.sh").standardizedFileURL.path
    script = try Program([path])
    let words = (script.line() ?? "").split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3, words[0] == "ready", let port = Int(words[2]) else {
      let rest = script.finish().output
      throw ProgramFailure(description: (words + rest).joined(separator: " "))
    }
    folder = words[1]
    self.port = port
  }

  deinit {
    let script = script
    // The script stops the servers and clears the folder away.
    DispatchQueue.global().async { script.finish() }
  }

  /// Starts a server that was stopped.
  public func start(_ name: Name = "primary") async throws { try await order("start \(name)") }

  /// Stops a server.
  public func stop(_ mode: Stop = .fast, _ name: Name = "primary") async throws {
    try await order("stop \(name) \(mode.rawValue)")
  }

  /// Stops a server and starts it again.
  public func restart(_ name: Name = "primary") async throws { try await order("restart \(name)") }

  /// Starts a standby that follows the primary, with its logins.
  /// - Returns: its port.
  public func standby(_ name: Name) async throws -> Int { try await order("standby \(name)") }

  /// Makes a standby take writes.
  public func promote(_ name: Name) async throws { try await order("promote \(name)") }

  /// Runs SQL as the superuser, through psql.
  /// - Returns: the rows, their columns separated by `|`.
  @discardableResult
  public func run(
    _ sql: String, in database: String = "postgres", port: Int? = nil
  ) async throws -> [String] {
    let arguments = [
      "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
      "--set=ON_ERROR_STOP=1", "--dbname=\(superuser(database, port: port))", "--command=\(sql)",
    ]
    return try await onAThread(queue) {
      let (output, code) = try Program(arguments, environment: ["LC_ALL": "C.UTF-8"]).finish()
      guard code == 0 else {
        throw ProgramFailure(description: "\(sql): \(output.joined(separator: " "))")
      }
      return output
    }
  }

  /// A new database, a copy of `template`.
  /// - Returns: its name.
  public func database(template: String = "template1") async throws -> String {
    let name = "t_\(UUID().uuidString.lowercased().prefix(8))"
    try await run("CREATE DATABASE \(name) TEMPLATE \(template)")
    return name
  }

  /// A new role that may log in with a password, which `pgpass` then knows.
  /// - Returns: its name.
  public func login(_ prefix: String = "agent", password: String = "s3cret") async throws -> String
  {
    let name = "\(prefix)_\(UUID().uuidString.lowercased().prefix(8))"
    try await run("CREATE ROLE \(name) LOGIN PASSWORD '\(password)'")
    try remember("*:*:*:\(name):\(password)")
    return name
  }

  /// Adds a line to the file of passwords.
  private func remember(_ line: String) throws {
    let file = open(passwords, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { close(file) }
    let bytes = Array("\(line)\n".utf8)
    guard write(file, bytes, bytes.count) == bytes.count else {
      throw ProgramFailure.ofSystem(passwords)
    }
  }

  /// The file of passwords.
  public var passwords: String { "\(folder)/pgpass" }

  /// The address of a database for the superuser, through the socket.
  public func superuser(_ database: String, port: Int? = nil) -> String {
    "host=\(folder) port=\(port ?? self.port) dbname=\(database) user=postgres sslmode=disable"
  }

  /// The address of a database for a login, through TLS, with `options` that come last and count.
  public func address(
    _ database: String, login: String, port: Int? = nil, _ options: String = ""
  ) -> String {
    "host=localhost hostaddr=127.0.0.1 port=\(port ?? self.port) dbname=\(database) user=\(login) "
      + "sslmode=verify-full sslrootcert=\(folder)/ca.crt passfile=\(passwords) \(options)"
  }

  /// Ends every connection to a database, as an administrator would.
  public func terminateBackends(of database: String) async throws {
    try await run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database)'")
  }

  @discardableResult
  private func order(_ line: String) async throws -> Int {
    try await onAThread(queue) { [script] in
      try script.say(line)
      let answer = script.line() ?? "nothing"
      guard answer.hasPrefix("ok "), let port = Int(answer.dropFirst(3)) else {
        throw ProgramFailure(description: answer)
      }
      return port
    }
  }
}

/// Runs what blocks on a queue, which leaves Swift's few threads to the other tests.
func onAThread<Value: Sendable>(
  _ queue: DispatchQueue = .global(), _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    queue.async { continuation.resume(with: Result { try body() }) }
  }
}
