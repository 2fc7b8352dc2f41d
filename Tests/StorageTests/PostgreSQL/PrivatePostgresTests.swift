import Foundation
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  /// The servers of the tests themselves.
  @Suite struct PrivatePostgresTests {
    @Test func `Servers go with what started them, and leave nothing behind`() async throws {
      var server: PostgresServer? = try await .start()
      _ = try await server?.standby("standby")
      let folder = try #require(server?.folder)
      let address = try #require(server?.superuser("postgres"))
      #expect(try PostgresConnection(address).value("SELECT 1") == 1)
      server = nil
      while FileManager.default.fileExists(atPath: folder) {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(throws: PostgresError.self) { try PostgresConnection(address) }
    }

    @Test func `What a server refuses is said`() async throws {
      let server = try await PostgresServer.shared
      let error = await #expect(throws: ProgramFailure.self) { try await server.run("SELEC") }
      #expect(error?.description.contains("syntax error") == true)
    }
  }
}
