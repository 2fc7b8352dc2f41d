import Foundation
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  /// Calls that get no answer end all the same.
  @Suite struct PostgresDeadlineTests {
    private let server: PostgresServer
    private let login: String
    private let proxy: TCPProxy
    /// Through the proxy.
    private let address: String

    init() async throws {
      server = try await .shared
      login = try await server.login()
      proxy = try TCPProxy(to: server.port)
      address = server.address("postgres", login: login, port: proxy.port)
    }

    private static let short = Duration.milliseconds(300)

    private func expectLate(
      _ patience: Duration = short, _ body: (ContinuousClock.Instant) throws -> Void
    ) throws -> PostgresError {
      let deadline = ContinuousClock.now + patience
      let error = try postgresError { try body(deadline) }
      #expect(error.kind == .deadline)
      #expect(error.endsConnection)
      #expect(ContinuousClock.now >= deadline)
      return error
    }

    @Test func `A line that hangs ends a statement at its deadline`() throws {
      let connection = try PostgresConnection(address)
      proxy.hold()
      let error = try expectLate { try connection.query("SELECT 1", until: $0) }
      #expect(error.french.contains("Le serveur n'a pas répondu à temps."))
      #expect(error.french.contains("localhost:\(proxy.port)"))
      #expect(!connection.isOpen)
    }

    @Test func `A line that hangs ends a statement too large to be sent`() throws {
      let connection = try PostgresConnection(address)
      proxy.hold()
      let bytes = [UInt8](repeating: 7, count: 30_000_000)
      _ = try expectLate { try connection.query("SELECT $1", [.bytea(bytes)], until: $0) }
    }

    @Test func `A line that hangs ends a pipeline, answer by answer`() throws {
      let connection = try PostgresConnection(address)
      proxy.hold()
      let deadline = ContinuousClock.now + Self.short
      let results = connection.pipeline([.init("SELECT 1"), .init("SELECT 2")], until: deadline)
      #expect(results.count == 2)
      for result in results {
        #expect(try postgresError { try result.get() }.kind == .deadline)
      }
    }

    @Test func `A server that accepts and says nothing ends the connecting`() throws {
      proxy.hold()
      _ = try expectLate {
        _ = try PostgresConnection(PostgresAddress(address), until: $0)
      }
    }

    @Test
    func `A server that hangs is given the patience of the address, then the next one is asked`()
      throws
    {
      proxy.hold()
      let both = address.split(separator: " ").filter { !$0.hasPrefix("port=") }
        .joined(separator: " ")
      let began = ContinuousClock.now
      let deadline = PostgreSQL.patience
      let address = try PostgresAddress(
        "\(both) host=localhost,localhost hostaddr=127.0.0.1,127.0.0.1 "
          + "port=\(proxy.port),\(server.port) connect_timeout=1")
      let connection = try PostgresConnection(address, until: deadline)
      #expect(ContinuousClock.now - began >= .seconds(1))
      #expect(ContinuousClock.now < deadline)
      #expect(connection.place == "localhost:\(server.port)")
      #expect(try connection.value("SELECT 1") == 1)
    }

    @Test func `What stood still and goes on in time is answered`() throws {
      let connection = try PostgresConnection(address)
      proxy.hold()
      // Not a task: this very wait may hold the last of Swift's threads.
      DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { [proxy] in
        proxy.forward()
      }
      #expect(try connection.value("SELECT 1") == 1)
    }

    @Test func `A statement that nobody waits for is cancelled on the server`() async throws {
      let connection = try PostgresConnection(server.address("postgres", login: login))
      let deadline = ContinuousClock.now + Self.short
      #expect(throws: PostgresError.self) {
        try connection.query("SELECT pg_sleep(600)", until: deadline)
      }
      try await expectNobodySleeps()
    }

    @Test func `Closing cancels what runs`() async throws {
      let connection = try PostgresConnection(server.address("postgres", login: login))
      try connection.send(PostgresStatement("SELECT pg_sleep(600)"))
      // A cancel that comes before the statement has begun would be lost.
      while try await sleepers() == 0 { try await Task.sleep(for: .milliseconds(10)) }
      connection.close()
      try await expectNobodySleeps()
    }

    private func expectNobodySleeps() async throws {
      while try await sleepers() > 0 { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// How many statements of the login sleep on the server.
    private func sleepers() async throws -> Int {
      let count = try await server.run(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE usename = '\(login)' AND state = 'active' AND query LIKE '%pg_sleep%'
        """)
      return try #require(count.first.flatMap { Int($0) })
    }

    @Test func `The end of the program ends every wait at once`() throws {
      let stop = try WakePipe()
      let connection = try PostgresConnection(address, stop: stop.reader)
      let idle = try PostgresConnection(address, stop: stop.reader)
      proxy.hold()
      stop.wake()
      let late = PostgreSQL.patience
      #expect(
        try postgresError { try connection.query("SELECT 1", until: late) }.kind == .stopped)
      #expect(try postgresError { try idle.news(until: late) }.kind == .stopped)
      let error = try postgresError { try PostgresConnection(address, stop: stop.reader) }
      #expect(error.kind == .stopped)
      #expect(!connection.isOpen && !idle.isOpen)
      #expect(ContinuousClock.now < late)
    }
  }
}

/// A pipe that wakes who waits on its reading end.
struct WakePipe: ~Copyable {
  let reader: Int32
  private let writer: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    (reader, writer) = (ends[0], ends[1])
  }

  deinit {
    close(reader)
    close(writer)
  }

  func wake() { write(writer, "!", 1) }
}
