import PrivatePostgres
import Testing

@testable import Storage

/// The tests that need a PostgreSQL server, one at a time: they block a thread for some
/// milliseconds, and two cores have two of Swift's. A file of this folder adds its suite as
/// `extension PostgreSQL { @Suite struct … }`; the limits hold for each test in it.
@Suite(.serialized, .timeLimit(.minutes(10))) enum PostgreSQL {
  /// Long enough for any machine that is not broken; what is tested is never that it is reached.
  static var patience: ContinuousClock.Instant { .now + .seconds(60) }
}

extension PostgresConnection {
  /// Connects with patience.
  convenience init(_ text: String, stop: Int32? = nil) throws {
    try self.init(PostgresAddress(text), stop: stop, until: PostgreSQL.patience)
  }

  /// Runs a statement with patience.
  @discardableResult
  func query(_ sql: String, _ parameters: [PostgresValue] = []) throws(PostgresError)
    -> PostgresResult
  {
    try query(sql, parameters, until: PostgreSQL.patience)
  }

  /// The first column of the first row.
  func value<Value: PostgresReadable>(
    _ sql: String, _ parameters: [PostgresValue] = [], as type: Value.Type = Value.self
  ) throws -> Value {
    try #require(try query(sql, parameters).first).get(0)
  }
}

/// Runs `body` and gives the error it must throw.
func postgresError<Value>(_ body: () throws -> Value) throws -> PostgresError {
  try #require(#expect(throws: PostgresError.self) { _ = try body() })
}
