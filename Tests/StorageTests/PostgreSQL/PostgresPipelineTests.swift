import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite struct PostgresPipelineTests {
    private let address: String

    init() async throws {
      address = try await PostgresServer.shared.superuser("postgres")
    }

    @Test func `A refusal in the middle stops nothing`() throws {
      let connection = try PostgresConnection(address)
      try connection.query("CREATE TEMP TABLE t(a int8 PRIMARY KEY)")
      let insert = "INSERT INTO t VALUES ($1) RETURNING a * 10"
      let results = connection.pipeline(
        [1, 2, 1, 3].map { PostgresStatement(insert, [.int8($0)]) }, until: PostgreSQL.patience)
      let outcomes = results.map { result in
        Result { try result.get().first?.get(0, as: Int.self) }
      }
      #expect(try outcomes[0].get() == 10)
      #expect(try outcomes[1].get() == 20)
      let error = try postgresError { try outcomes[2].get() }
      #expect(error.state == "23505")
      #expect(!error.endsConnection)
      #expect(try outcomes[3].get() == 30)
      #expect(try connection.value("SELECT count(*) FROM t") == 3)
    }

    @Test func `A refusal at the moment of a commit is that statement's`() throws {
      let connection = try PostgresConnection(address)
      try connection.query("CREATE TEMP TABLE t(a int8 UNIQUE DEFERRABLE INITIALLY DEFERRED)")
      let results = connection.pipeline(
        [1, 1, 2].map { PostgresStatement("INSERT INTO t VALUES ($1)", [.int8($0)]) },
        until: PostgreSQL.patience)
      #expect(try results[0].get().affected == 1)
      #expect(try postgresError { try results[1].get() }.state == "23505")
      #expect(try results[2].get().affected == 1)
      #expect(try connection.value("SELECT count(*) FROM t") == 2)
    }

    @Test func `More than fits on the line goes both ways at once`() throws {
      let connection = try PostgresConnection(address)
      let bytes = [UInt8](repeating: 7, count: 20_000)
      let results = connection.pipeline(
        (0..<1_000).map { PostgresStatement("SELECT $1, $2", [.bytea(bytes), .int8($0)]) },
        until: PostgreSQL.patience)
      #expect(try results.map { try $0.get().first?.get(1, as: Int.self) } == Array(0..<1_000))
    }

    @Test func `After a pipeline the connection takes single statements, and none is no matter`()
      throws
    {
      let connection = try PostgresConnection(address)
      #expect(connection.pipeline([], until: PostgreSQL.patience).isEmpty)
      #expect(try connection.value("SELECT 1") == 1)
      let results = connection.pipeline([.init("SELECT 2")], until: PostgreSQL.patience)
      #expect(try results[0].get().first?.get(0) == 2)
      #expect(try connection.value("SELECT 3") == 3)
    }

    @Test func `A closed connection gives each statement its error`() throws {
      let connection = try PostgresConnection(address)
      connection.close()
      let results = connection.pipeline(
        [.init("SELECT 1"), .init("SELECT 2")], until: PostgreSQL.patience)
      #expect(results.count == 2)
      for result in results { #expect(try postgresError { try result.get() }.kind == .lost) }
    }
  }

  @Suite struct PostgresNotificationTests {
    private let address: String

    init() async throws {
      let server = try await PostgresServer.shared
      address = server.superuser(try await server.database())
    }

    @Test func `Words of others come with their payload`() throws {
      let listener = try PostgresConnection(address)
      try listener.query("LISTEN portee")
      let other = try PostgresConnection(address)
      try other.query("SELECT pg_notify('portee', 'A,B')")
      try other.query("NOTIFY portee")
      var heard: [PostgresNotification] = []
      while heard.count < 2 {
        guard case .heard(let words) = try listener.news(until: PostgreSQL.patience) else { break }
        heard += words
      }
      #expect(
        heard == [
          PostgresNotification(channel: "portee", payload: "A,B"),
          PostgresNotification(channel: "portee", payload: ""),
        ])
    }

    @Test func `Words that came with the answer of a statement are kept`() throws {
      let listener = try PostgresConnection(address)
      try listener.query("LISTEN portee")
      try listener.query("NOTIFY portee, 'moi'")
      #expect(
        try listener.news(until: .now)
          == .heard([PostgresNotification(channel: "portee", payload: "moi")]))
    }

    @Test func `No news is no error, and a local act ends the wait`() throws {
      let listener = try PostgresConnection(address)
      try listener.query("LISTEN portee")
      #expect(try listener.news(until: .now + .milliseconds(20)) == .silence)
      let wake = try WakePipe()
      wake.wake()
      let late = PostgreSQL.patience
      #expect(try listener.news(wake: wake.reader, until: late) == .woken)
      #expect(ContinuousClock.now < late)
      #expect(try listener.value("SELECT 1") == 1)
    }
  }
}
