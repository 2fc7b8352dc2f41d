import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  /// What is refused before a password or a word of a dossier leaves, and how that is said.
  @Suite struct PostgresTLSTests {
    private let server: PostgresServer
    private let login: String

    init() async throws {
      server = try await .shared
      login = try await server.login()
    }

    private func address(_ options: String = "", port: Int? = nil) -> String {
      server.address("postgres", login: login, port: port, options)
    }

    private func error(of address: String) throws -> PostgresError {
      try postgresError { try PostgresConnection(address) }
    }

    private func error(ofServerThatSays answer: String) throws -> PostgresError {
      let fake = try FakeServer(answer: answer)
      return try withExtendedLifetime(fake) { try error(of: address(port: fake.port)) }
    }

    @Test func `The right name and the right authority are accepted`() throws {
      for options in ["", "host=127.0.0.1"] {
        let connection = try PostgresConnection(address(options))
        #expect(try connection.value("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
      }
    }

    @Test func `Encryption with a known server is the default`() throws {
      let silent = address().split(separator: " ").filter { !$0.hasPrefix("sslmode=") }
        .joined(separator: " ")
      let error = try error(of: silent + " sslrootcert=\(server.folder)/other-ca.crt")
      #expect(error.kind == .tlsFailed(.wrongAuthority))
      #expect(try PostgresConnection(silent).value("SELECT 1") == 1)
    }

    @Test func `Another name is refused`() throws {
      let error = try error(of: address("host=base.exemple.fr"))
      #expect(error.kind == .tlsFailed(.wrongName))
      #expect(
        error.french
          == "La base partagée n'a pas pu être ouverte (base.exemple.fr:\(server.port)). "
          + "Le certificat du serveur est celui d'un autre nom. Écrivez dans l'adresse le nom "
          + "exact du serveur ; s'il y est, prévenez votre administrateur : rien n'a été envoyé.")
    }

    @Test func `Another authority is refused`() throws {
      let error = try error(of: address("sslrootcert=\(server.folder)/other-ca.crt"))
      #expect(error.kind == .tlsFailed(.wrongAuthority))
      #expect(error.french.contains("n'est pas signé par l'autorité attendue, ou il est périmé."))
    }

    @Test func `A missing authority is said`() throws {
      let error = try error(of: address("sslrootcert=\(server.folder)/absent.crt"))
      #expect(error.kind == .tlsFailed(.noAuthority))
      #expect(error.french.contains("Placez-le dans ~/.postgresql/root.crt"))
    }

    @Test func `A server without TLS is refused`() throws {
      let error = try error(ofServerThatSays: "N")
      #expect(error.kind == .tlsFailed(.notOffered))
      #expect(error.french.contains("Le serveur n'offre pas de connexion chiffrée."))
    }

    @Test func `Whatever answers that is no PostgreSQL server is refused`() throws {
      let error = try error(ofServerThatSays: "HTTP/1.1 400 Bad Request\r\n")
      #expect(error.kind == .tlsFailed(.other))
    }

    @Test func `A connection in clear is refused by the server`() throws {
      let error = try error(of: address("sslmode=disable"))
      #expect(error.kind == .refusedLogin)
      #expect(error.state == "28000")
    }

    @Test func `A wrong password, an unknown login and none at all are told apart`() async throws {
      let stranger = server.address("postgres", login: "inconnu")
      #expect(try error(of: stranger).kind == .passwordMissing)
      #expect(try error(of: stranger).french.contains("~/.pgpass"))

      let other = try await server.login(password: "autre")
      try await server.run("ALTER ROLE \(other) PASSWORD 'changé'")
      let refused = try error(of: server.address("postgres", login: other))
      #expect(refused.kind == .refusedLogin)
      #expect(refused.state == "28P01")
      #expect(!"\(refused)".contains("autre"))
    }

    @Test func `A base that is not there and a closed one are told apart`() async throws {
      let absent = try error(of: server.address("absente", login: login))
      #expect(absent.kind == .unknownDatabase)
      let closed = try await server.database()
      try await server.run("REVOKE CONNECT ON DATABASE \(closed) FROM PUBLIC")
      #expect(try error(of: server.address(closed, login: login)).kind == .denied)
    }

    @Test func `A login beyond its connections is told that the server is full`() async throws {
      try await server.run("ALTER ROLE \(login) CONNECTION LIMIT 1")
      let first = try PostgresConnection(address())
      #expect(try error(of: address()).kind == .tooManyConnections)
      #expect(first.isOpen)
    }
  }
}
