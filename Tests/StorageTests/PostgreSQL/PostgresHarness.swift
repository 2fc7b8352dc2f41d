import Domain
import Foundation
import PrivatePostgres
import Testing

@testable import Storage

/// A base of the bourse on the common server, with its logins, dropped with the object.
///
/// The server's clock is a function of the schema, which the tests replace. Logins are roles of the
/// whole server: those of the cast are there before any base, which lets them in; others are made
/// by the base and go with it.
///
/// What changes is on the server alone, so threads may share it; the clock is behind a lock.
final class PostgresHarness: SharedHarness, @unchecked Sendable {
  let server: PostgresServer
  let database: String
  let passwords: String
  private let isOnCommonServer: Bool
  private let lock = NSLock()
  private var clock = Moment(seconds: 1_774_600_000)

  /// Makes the logins of the cast on a server where there are none yet, and the file of their
  /// password.
  /// - Returns: the file.
  private static func cast(on server: PostgresServer) throws -> String {
    try server.withSuperuser("postgres") { connection in
      for login in SharedCast.people.map(\.id.text) + ["nobody"] {
        try connection.query(
          """
          DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '\(login)') THEN
              CREATE ROLE "\(login)" LOGIN PASSWORD '\(password)';
            END IF;
          EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
          """)
      }
    }
    let file = "\(server.folder)/pgpass-cast"
    if !FileManager.default.fileExists(atPath: file) {
      let draft = "\(file)-\(UUID().uuidString)"
      try Data("*:*:*:*:\(password)\n".utf8).write(to: URL(filePath: draft))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
      rename(draft, file)
    }
    return file
  }

  static let password = "s3cret"

  /// - Parameter own: a server of the test's own, which ends with it; nil for the common one.
  init(on own: PostgresServer? = nil) throws {
    server = try own ?? .sharedNow()
    isOnCommonServer = own == nil
    passwords = try Self.cast(on: server)
    let name = "t_\(UUID().uuidString.lowercased().prefix(8))"
    if isOnCommonServer { try Self.abandoned.drop(on: server) }
    database = name
    try server.withSuperuser("postgres") { try $0.query("CREATE DATABASE \(name)") }
    let installation = try ServerInstallation(at: PostgresAddress(server.superuser(database)))
    defer { installation.close() }
    try installation.install(
      first: SharedCast.account(of: Cast.superAdmin),
      of: try #require(SharedCast.organisations.first { $0.kind == .aatiko }))
    for person in SharedCast.people {
      try installation.run("GRANT \(installation.roles.users) TO \"\(person.id)\"")
    }
    now = clock
  }

  deinit {
    if isOnCommonServer { Self.abandoned.add(database) }
  }

  /// Bases that no test needs any more; a connection may outlive its harness.
  private static let abandoned = AbandonedBases()

  var now: Moment {
    get { lock.withLock { clock } }
    set {
      lock.withLock { clock = newValue }
      do {
        try run(
          """
          CREATE OR REPLACE FUNCTION habiter.clock() RETURNS bigint LANGUAGE sql
          AS 'SELECT \(newValue.seconds)::bigint'
          """)
      } catch {
        Issue.record("the clock does not move: \(error)")
      }
    }
  }

  func connect(login: String) throws -> any SharedAccounts {
    // A role that the base has made has no password.
    if !SharedCast.people.contains(where: { $0.id.text == login }), login != "nobody" {
      try run(
        """
        DO $$ BEGIN ALTER ROLE "\(login)" PASSWORD '\(Self.password)';
        EXCEPTION WHEN undefined_object THEN NULL; END $$
        """)
    }
    return try SharedPostgreSQL(at: PostgresAddress(address(of: login)))
  }

  /// The address for a login.
  func address(of login: String, port: Int? = nil, _ options: String = "") -> String {
    server.address(database, login: login, port: port, "passfile=\(passwords) \(options)")
  }

  func run(_ sql: String) throws {
    try server.withSuperuser(database) { connection in
      try connection.query("SET search_path = habiter")
      try connection.query(sql)
    }
  }
}

/// Bases to drop once nobody is connected to them; what is left goes with the server.
private final class AbandonedBases: @unchecked Sendable {
  private let lock = NSLock()
  // Every access is behind the lock.
  private var names: Set<String> = []

  func add(_ name: String) { _ = lock.withLock { names.insert(name) } }

  func drop(on server: PostgresServer) throws {
    for name in lock.withLock({ names }) {
      let isIdle = try server.withSuperuser("postgres") { connection in
        try connection.value(
          "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = $1)", [.text(name)],
          as: Bool.self)
      }
      guard isIdle, lock.withLock({ names.remove(name) }) != nil else { continue }
      try drop(name, on: server)
    }
  }

  private func drop(_ name: String, on server: PostgresServer) throws {
    let made = try server.withSuperuser(name) { connection in
      try connection.query("SELECT login FROM habiter.account WHERE made").rows
        .map { try $0.get(0, as: String.self) }
    }
    try server.withSuperuser("postgres") { connection in
      try connection.query("DROP DATABASE \(name)")
      for role in made + (ServerRoles(database: name)?.all ?? []) {
        try connection.query("DROP ROLE \"\(role.replacing("\"", with: "\"\""))\"")
      }
    }
  }
}

extension PostgresServer {
  /// A connection of the superuser, for the duration of `body`.
  @discardableResult
  func withSuperuser<Value>(
    _ database: String, _ body: (PostgresConnection) throws -> Value
  ) throws -> Value {
    let connection = try PostgresConnection(superuser(database))
    defer { connection.close() }
    return try body(connection)
  }
}
