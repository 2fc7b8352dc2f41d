import Foundation
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  /// What depends on the environment of a process, in one of its own: `DeskAtWork connect`.
  @Suite struct PostgresEnvironmentTests {
    private let server: PostgresServer
    private let login: String

    init() async throws {
      server = try await .shared
      login = try await server.login()
    }

    /// All that a program says which connects to `address`, on its standard error too.
    private func said(_ address: String, _ environment: [String: String] = [:]) async throws
      -> [String]
    {
      let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let desk = URL(filePath: bundle).deletingLastPathComponent().appending(path: "DeskAtWork")
      return try await Program.output(of: [desk.path, "connect", address], environment)
    }

    @Test
    func `A service is read where libpq reads it, and a server's warnings stay off the screen`()
      async throws
    {
      let directory = try TemporaryDirectory()
      let words = server.address("postgres", login: login).split(separator: " ")
      let service = "[bourse]\n" + words.joined(separator: "\n") + "\nconnect_timeout=50\n"
      let file = try directory.write(Array(service.utf8), to: "services")
      let said = try await said("service=bourse", ["PGSERVICEFILE": file])
      #expect(said == ["connected localhost:\(server.port) patience 50.0 seconds"])
    }

    @Test(arguments: ["C.UTF-8", "fr_FR.UTF-8", "C"])
    func `Failures are told apart in any language of the operator`(locale: String) async throws {
      let language = ["LC_ALL": locale, "LANGUAGE": "fr"]
      let wrong = server.address("postgres", login: login, "host=base.exemple.fr")
      #expect(try await said(wrong, language) == ["\(PostgresError.Kind.tlsFailed(.wrongName))"])
    }

    @Test func `A file of passwords that others may read is refused without a word of libpq's`()
      async throws
    {
      let directory = try TemporaryDirectory()
      let file = try directory.write(Array("*:*:*:*:s3cret\n".utf8), to: "pgpass")
      let address = server.address("postgres", login: login, "passfile=\(file)")
      #expect(try await said(address) == ["\(PostgresError.Kind.openPasswordFile(path: file))"])
    }
  }
}
