import Foundation
import Testing

@testable import Storage

@Suite struct HostNamesTests {
  private func names(_ lookUp: @escaping @Sendable (String) -> [String]) -> HostNames {
    HostNames(wait: SocketWait(stop: nil), lookUp: lookUp)
  }

  private static var patience: ContinuousClock.Instant { .now + .seconds(60) }

  @Test func `A name becomes each of its addresses, and stays the name of the certificate`() throws
  {
    let names = names { $0 == "db.exemple.fr" ? ["2001:db8::1", "192.0.2.1"] : [] }
    let server = PostgresHost(name: "db.exemple.fr", port: "5433")
    #expect(
      try names.resolve(server, until: Self.patience) == [
        PostgresHost(name: "db.exemple.fr", address: "2001:db8::1", port: "5433"),
        PostgresHost(name: "db.exemple.fr", address: "192.0.2.1", port: "5433"),
      ])
  }

  @Test(arguments: [
    PostgresHost(), PostgresHost(name: "/run/postgresql"), PostgresHost(name: "@abstrait"),
    PostgresHost(name: "db", address: "192.0.2.1"),
  ])
  func `What has no name to look up is left as it is`(server: PostgresHost) throws {
    let names = names { _ in ["203.0.113.9"] }
    #expect(try names.resolve(server, until: Self.patience) == [server])
  }

  @Test func `The system knows this machine and numbers`() throws {
    let names = HostNames(wait: SocketWait(stop: nil))
    for (name, address) in [("localhost", "127.0.0.1"), ("192.0.2.7", "192.0.2.7")] {
      let found = try names.resolve(PostgresHost(name: name), until: Self.patience)
      #expect(found.contains(PostgresHost(name: name, address: address)))
    }
  }

  @Test func `A name that nobody knows is said to be unknown`() throws {
    let error = try postgresError {
      try names { _ in [] }.resolve(PostgresHost(name: "db"), until: Self.patience)
    }
    #expect(error.kind == .unknownHost)
  }

  @Test func `A resolver that hangs is left to itself at the deadline or at the program's end`()
    throws
  {
    let hanging = DispatchSemaphore(value: 0)
    defer { for _ in 0..<2 { hanging.signal() } }
    let server = PostgresHost(name: "db")
    let lookUp: @Sendable (String) -> [String] = { _ in
      hanging.wait()
      return ["192.0.2.1"]
    }
    let deadline = ContinuousClock.now + .milliseconds(50)
    let late = try postgresError { try names(lookUp).resolve(server, until: deadline) }
    #expect(late.kind == .deadline)
    #expect(ContinuousClock.now >= deadline)

    let stop = try WakePipe()
    stop.wake()
    let stopping = HostNames(wait: SocketWait(stop: stop.reader), lookUp: lookUp)
    let error = try postgresError { try stopping.resolve(server, until: Self.patience) }
    #expect(error.kind == .stopped)
  }
}
