import Domain

/// The shared database on a PostgreSQL server: one call is one statement, of a function of the
/// schema, which judges by itself who calls (`docs/sync.md`).
///
/// A connection that is lost stays lost: whoever holds it opens another one.
public final class SharedPostgreSQL {
  /// How long a call may take, besides the connection's own limits.
  static let patience = Duration.seconds(60)

  let connection: PostgresConnection
  /// The audiences by what NOTIFY says of them, as of the last look at the heads.
  var audiences: [String: ScopeID] = [:]
  /// What NOTIFY said of audiences that the login does not read.
  var strangers: Set<String> = []
  /// The words that this connection sent and will hear itself.
  var echoes: [String: Int] = [:]
  var isListening = false
  /// What was heard since the heads were last asked for.
  var news: Hint?

  /// Connects to the server of an address that takes writes.
  ///
  /// - Parameter stop: a descriptor that is readable from the moment when the program ends.
  /// - Throws: `SharedError`.
  public convenience init(
    at address: PostgresAddress, stop: Int32? = nil
  ) throws(SharedError) {
    do {
      self.init(try PostgresConnection(address, stop: stop, until: .now + Self.patience))
    } catch {
      throw SharedError(connecting: error)
    }
  }

  init(_ connection: PostgresConnection) {
    self.connection = connection
  }

  /// Ends the connection.
  public func close() { connection.close() }

  /// Calls a function of the schema.
  ///
  /// - Throws: `SharedError`; of kind `unreachable` or `deadline`, the call may have been done.
  func call(
    _ sql: String, _ parameters: [PostgresValue] = []
  ) throws(SharedError) -> PostgresResult {
    do {
      return try connection.query(sql, parameters, until: .now + Self.patience)
    } catch {
      throw SharedError(calling: error)
    }
  }

  /// Reads what a call gave, as the types that the schema promises.
  func read<Value>(
    _ body: () throws(PostgresError) -> Value
  ) throws(SharedError) -> Value {
    do {
      return try body()
    } catch {
      throw SharedError(unexpected: error.description)
    }
  }
}

extension SharedError {
  /// What the server answered is not what the schema promises.
  init(unexpected detail: String) {
    self.init(
      .damaged,
      "La base partagée a répondu autre chose que ce qui est attendu. Prévenez votre "
        + "administrateur ; « habiter serveur verifier » dit ce qui est touché.",
      detail: detail)
  }
}
