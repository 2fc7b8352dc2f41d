import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  /// Servers that go away while they are used, and come back.
  @Suite struct PostgresLossTests {
    private let server: PostgresServer
    private let database: String
    private let address: String

    init() async throws {
      server = try await .shared
      database = try await server.database()
      address = server.superuser(database)
    }

    @Test func `A cut line is a loss, and a new connection works`() async throws {
      let proxy = try TCPProxy(to: server.port)
      let login = try await server.login()
      let through = server.address(database, login: login, port: proxy.port)
      let connection = try PostgresConnection(through)
      proxy.cut()
      let error = try postgresError { try connection.query("SELECT 1") }
      #expect(error.kind == .lost)
      #expect(error.endsConnection)
      #expect(error.french.contains("La connexion a été coupée."))
      #expect(try PostgresConnection(through).value("SELECT 1") == 1)
    }

    @Test func `Who waits for news learns of a cut`() async throws {
      let proxy = try TCPProxy(to: server.port)
      let login = try await server.login()
      let connection = try PostgresConnection(
        server.address(database, login: login, port: proxy.port))
      proxy.cut()
      let error = try postgresError { try connection.news(until: PostgreSQL.patience) }
      #expect(error.kind == .lost)
      #expect(!connection.isOpen)
    }

    @Test func `A connection that the administrator ended says so`() async throws {
      let connection = try PostgresConnection(address)
      try await server.terminateBackends(of: database)
      let error = try postgresError { try connection.query("SELECT 1") }
      #expect(error.kind == .shutdown)
      #expect(error.state == "57P01")
      #expect(error.endsConnection)
      #expect(!connection.isOpen)
    }

    @Test func `A statement ended by the server at its own limit leaves the connection`() throws {
      let connection = try PostgresConnection(address)
      try connection.query("SET statement_timeout = 50")
      let error = try postgresError { try connection.query("SELECT pg_sleep(600)") }
      #expect(error.kind == .deadline)
      #expect(!error.endsConnection)
      #expect(try connection.value("SELECT 1") == 1)
    }

    @Test func `A pipeline keeps the answers that came before a cut`() throws {
      let connection = try PostgresConnection(address)
      let results = connection.pipeline(
        [
          .init("SELECT 1"), .init("SELECT pg_terminate_backend(pg_backend_pid())"),
          .init("SELECT 3"),
        ], until: PostgreSQL.patience)
      #expect(results.count == 3)
      #expect(try results[0].get().first?.get(0) == 1)
      for result in results[1...] {
        let error = try postgresError { try result.get() }
        #expect([.shutdown, .lost].contains(error.kind))
        #expect(error.endsConnection)
      }
      #expect(!connection.isOpen)
    }

    @Test func `A server that stops and starts is found again`() async throws {
      let server = try await PostgresServer.start()
      let address = server.superuser("postgres")
      let connection = try PostgresConnection(address)
      try await server.stop(.immediate)
      let error = try postgresError { try connection.query("SELECT 1") }
      #expect([.lost, .shutdown].contains(error.kind))
      #expect(try postgresError { try PostgresConnection(address) }.kind == .unreachable)
      try await server.start()
      #expect(try PostgresConnection(address).value("SELECT 1") == 1)
    }

    @Test func `The server that takes writes is found, before and after a promotion`() async throws
    {
      let server = try await PostgresServer.start()
      let database = try await server.database()
      let login = try await server.login()
      let standby = try await server.standby("standby")
      let both =
        server.address(database, login: login, port: standby)
        .split(separator: " ").filter { !$0.hasPrefix("port=") }.joined(separator: " ")
        + " host=localhost,localhost hostaddr=127.0.0.1,127.0.0.1 port=\(standby),\(server.port)"
      #expect(try PostgresConnection(both).place == "localhost:\(server.port)")

      try await server.stop(.immediate)
      let error = try postgresError { try PostgresConnection(both) }
      #expect(error.kind == .readOnly)
      #expect(error.place == "localhost:\(standby)")

      try await server.promote("standby")
      let connection = try PostgresConnection(both)
      #expect(connection.place == "localhost:\(standby)")
      #expect(try connection.value("SELECT pg_is_in_recovery()") == false)
    }

    @Test func `A standby reads, and says that it takes no writes`() async throws {
      let server = try await PostgresServer.start()
      let standby = try await server.standby("standby")
      let connection = try PostgresConnection(
        server.superuser("postgres", port: standby) + " target_session_attrs=any")
      let error = try postgresError { try connection.query("CREATE TABLE t()") }
      #expect(error.kind == .readOnly)
      #expect(error.state == "25006")
      #expect(try connection.value("SELECT pg_is_in_recovery()") == true)
    }
  }
}
