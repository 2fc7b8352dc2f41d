import Domain
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("A PostgreSQL base is prepared, brought up to date and looked over")
  struct ServerInstallationTests {
    private let server: PostgresServer
    private let database: String
    private let aatiko = Organisation(id: "org-aatiko", name: "Aatiko", kind: .aatiko)

    init() async throws {
      server = try await .shared
      database = try await server.database()
    }

    private func installation() throws -> ServerInstallation {
      try ServerInstallation(at: PostgresAddress(server.superuser(database)))
    }

    private func first(_ login: String) -> Account {
      var account = SharedCast.account(of: Cast.superAdmin)
      account.login = login
      return account
    }

    private func sharedError(_ body: () throws -> Void) throws -> SharedError {
      try #require(#expect(throws: SharedError.self) { try body() })
    }

    @Test("It is prepared once, and again nothing changes") func twice() throws {
      let login = "first_\(database)"
      let installation = try installation()
      #expect(try installation.schema() == 0)
      #expect(try installation.install(first: first(login), of: aatiko, password: "pass"))
      #expect(try installation.schema() == ServerSchema.latest)
      let before = try rows(installation)
      #expect(try !installation.install(first: first("other"), of: aatiko))
      #expect(try installation.upgrade() == ServerSchema.latest)
      #expect(try rows(installation) == before)
      #expect(try installation.verify() == SharedFindings())
    }

    private func rows(_ installation: ServerInstallation) throws -> [String] {
      try installation.run(
        """
        SELECT login FROM habiter.account
        UNION ALL SELECT key || '=' || value FROM habiter.meta ORDER BY 1
        """
      ).rows.map { try $0.get(0, as: String.self) }
    }

    @Test("Of texts that are there an upgrade finds out where they came in") func erasures() throws
    {
      let installation = try installation()
      for step in 1...11 {
        try installation.run(ServerSchema.statement(of: step, in: installation.roles))
      }
      let chain = "decode('\(String(repeating: "ab", count: 32))', 'hex')"
      for sql in BeforeErasures.rows(schema: "habiter.", chain: chain, no: "false") {
        try installation.run(sql)
      }
      #expect(try installation.upgrade() == 11)
      let streams = try installation.run(
        "SELECT subject || ' ' || stream FROM habiter.vault ORDER BY subject"
      ).rows.map { try $0.get(0, as: String.self) }
      #expect(streams == BeforeErasures.streams)
      let faults = try installation.verify().faults
      #expect(!faults.contains { $0.contains("fonction") || $0.contains("règle") }, "\(faults)")
    }

    @Test("Who read the patrimoines still does while the rights are written anew, and no more")
    func parts() throws {
      let installation = try installation()
      for step in 1...13 {
        try installation.run(ServerSchema.statement(of: step, in: installation.roles))
      }
      for (role, own, all) in [
        ("referentInformatique", true, false), ("actimage", true, true), ("contact1", false, false),
      ] {
        try installation.run(
          """
          INSERT INTO habiter.role_right VALUES ('\(role)', 'bailleur', false, false, false, false,
            false, false, false, false, \(own), \(all))
          """)
      }
      try installation.run(
        """
        INSERT INTO habiter.event_kind VALUES ('patrimoine.file_imported', 1, '{}', '{}', '{}'),
          ('dossier.personal_data_erased', 1, '{}', '{}', '{}'),
          ('dossier.created', 1, '{}', '{}', '{}')
        """)
      try installation.run(ServerSchema.statement(of: 14, in: installation.roles))
      func rows(_ sql: String) throws -> [String] {
        try installation.run(sql).rows.map { try $0.get(0, as: String.self) }
      }
      let kept = try rows(
        "SELECT concat_ws(' ', part, role, reads_own, reads_all) FROM habiter.part_right ORDER BY 1"
      )
      #expect(
        kept == [
          "patrimoine actimage t t", "patrimoine contact1 f f",
          "patrimoine referentInformatique t f",
        ])
      #expect(
        try rows(
          "SELECT concat_ws(' ', kind, part, erases) FROM habiter.event_kind ORDER BY kind") == [
            "dossier.created f", "dossier.personal_data_erased t",
            "patrimoine.file_imported patrimoine f",
          ])
      #expect(try installation.upgrade() == 14)
      let rights = try rows("SELECT part || role FROM habiter.part_right")
      #expect(rights.count == AudiencePart.allCases.count * Role.allCases.count)
      #expect(try installation.verify().faults == [])
    }

    @Test("What was begun is ended") func resumed() throws {
      let installation = try installation()
      for step in 1...4 {
        try installation.run(ServerSchema.statement(of: step, in: installation.roles))
      }
      #expect(try installation.schema() == 4)
      #expect(try sharedError { _ = try installation.verify() }.kind == .older)
      #expect(try installation.install(first: first("begun_\(database)"), of: aatiko))
      #expect(try installation.verify().faults == [])
    }

    @Test("A step that fails leaves nothing behind, and the rest is done later") func failing()
      throws
    {
      let installation = try installation()
      try installation.run("CREATE SCHEMA habiter")
      _ = try sharedError { try installation.install(first: first("f_\(database)"), of: aatiko) }
      #expect(try installation.schema() == 0)
      try installation.run("DROP SCHEMA habiter")
      try installation.install(first: first("f_\(database)"), of: aatiko)
      #expect(try installation.verify().faults == [])
    }

    @Test("Two at once prepare it once") func atOnce() async throws {
      let results = Collected<Bool>()
      await onThreads(3) { index in
        let made = try? installation().install(
          first: first("at_once_\(database)_\(index)"), of: aatiko)
        results.add([made ?? false])
      }
      #expect(results.values.count { $0 } == 1)
      #expect(try installation().verify().faults == [])
    }

    @Test("A later schema is left as it is") func newer() throws {
      let installation = try installation()
      try installation.install(first: first("newer_\(database)"), of: aatiko)
      try installation.run("UPDATE habiter.meta SET value = '99' WHERE key = 'schema'")
      for attempt: () throws -> Void in [
        { try installation.install(first: first("x"), of: aatiko) },
        { try installation.upgrade() }, { _ = try installation.verify() },
      ] {
        let error = try sharedError(attempt)
        #expect(error.kind == .newer)
        #expect(error.french.contains("99") && error.french.contains("Installez"))
      }
    }

    @Test("Only a superuser prepares a base, of a plain name, in UTF-8") func refusals()
      async throws
    {
      #expect(try sharedError { _ = try installation().upgrade() }.kind == .notInstalled)
      let login = try await server.login()
      let error = try sharedError {
        _ = try ServerInstallation(at: PostgresAddress(server.address(database, login: login)))
      }
      #expect(error.kind == .denied && error.french.contains("superutilisateur"))
      try await server.run("CREATE DATABASE \"Une base\"")
      let name = try sharedError {
        _ = try ServerInstallation(
          at: PostgresAddress(
            server.superuser("postgres").replacing("dbname=postgres", with: "dbname='Une base'")))
      }
      #expect(name.kind == .setting && name.french.contains("minuscules"))
      try await server.run(
        "CREATE DATABASE latin_\(database) ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
      let encoding = try sharedError {
        _ = try ServerInstallation(at: PostgresAddress(server.superuser("latin_\(database)")))
      }
      #expect(encoding.kind == .setting && encoding.french.contains("UTF-8"))
    }

    @Test("A role that may more than log in is not the base's, nor its first account's")
    func roles() async throws {
      let installation = try installation()
      let error = try sharedError { try installation.install(first: first("postgres"), of: aatiko) }
      #expect(error.kind == .denied && error.french.contains("autre rôle"))
      try installation.install(first: first("again_\(database)"), of: aatiko)
      #expect(try installation.verify().faults == [])
      let other = try await server.database()
      try await server.run("CREATE ROLE habiter_\(other)_writers LOGIN")
      let taken = try sharedError {
        try ServerInstallation(at: PostgresAddress(server.superuser(other)))
          .install(first: first("x_\(other)"), of: aatiko)
      }
      #expect(taken.kind == .setting && taken.french.contains("habiter_\(other)_"))
    }

    @Test("The first account is Aatiko's") func firstAccount() throws {
      let installation = try installation()
      var wrong = first("x")
      wrong.person.person.roles = [.aatikoFacilitator]
      #expect(
        try sharedError { try installation.install(first: wrong, of: aatiko) }.kind == .denied)
      #expect(try installation.schema() == 0)
    }

    @Test("The tables and functions of the roles are those of the schema") func names() throws {
      let made = ServerFunction.sources(in: try #require(ServerRoles(database: "b"))).keys
      #expect(Set(made) == Set(ServerFunction.all.map(\.name)))
      #expect(ServerFunction.all.count == made.count)
      for step in ServerSchema.steps.indices {
        let text = ServerSchema.statement(
          of: step + 1, in: try #require(ServerRoles(database: "b")))
        #expect(!text.contains("{tables}") && !text.contains(/\{[a-z][A-Za-z]+\}/), "\(step + 1)")
      }
      for name in ["", "Base", "a-b", "1a", "a b", "é", String(repeating: "a", count: 41)] {
        #expect(ServerRoles(database: name) == nil, "\(name)")
      }
    }
  }
}
