import Domain
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("What a valid login may try by hand-written SQL, and does not get")
  struct HostileClientTests {
    private let desk: HostileDesk

    init() throws {
      desk = try HostileDesk()
    }

    @Test("Tables are neither read nor written") func tables() throws {
      let before = try desk.everything()
      for table in ServerTables.all.map({ "habiter.\($0)" }) {
        for sql in [
          "SELECT * FROM \(table)", "SELECT count(*) FROM \(table)", "TABLE \(table)",
          "DELETE FROM \(table)", "TRUNCATE \(table) CASCADE",
          "INSERT INTO \(table) DEFAULT VALUES", "DROP TABLE \(table) CASCADE",
          "ALTER TABLE \(table) DISABLE ROW LEVEL SECURITY",
          "CREATE POLICY p ON \(table) USING (true)",
          "CREATE INDEX ON \(table) ((1))", "ALTER TABLE \(table) OWNER TO \"c1-a\"",
          "GRANT SELECT ON \(table) TO \"c1-a\"", "COPY \(table) TO '/tmp/x'",
          "CREATE VIEW habiter.v AS SELECT * FROM \(table)",
        ] {
          #expect(["42501", "0LP01"].contains(desk.state(sql)), "\(sql)")
        }
      }
      for table in ServerTables.all {
        try desk.connection.query("BEGIN")
        #expect(desk.state("LOCK habiter.\(table)") == "42501")
        try desk.connection.query("ROLLBACK")
      }
      for sql in [
        "UPDATE habiter.event SET payload = '{}'", "UPDATE habiter.event SET recorded_at = 0",
        "DELETE FROM habiter.event WHERE seq = 1", "UPDATE habiter.command SET status = 'voided'",
        "UPDATE habiter.vault SET value = 'x'", "SELECT value FROM habiter.vault",
        "SELECT seal_body FROM habiter.event", "SELECT value FROM habiter.meta",
        "UPDATE habiter.account SET roles = '{administrateur}' WHERE login = session_user",
        "INSERT INTO habiter.event_kind VALUES ('x', 1, '{contact1}', '{}', '{}')",
      ] {
        #expect(desk.state(sql) == "42501", "\(sql)")
      }
      #expect(try desk.everything() == before)
    }

    @Test("Of the functions only the calls of the protocol are anybody's") func functions() throws {
      let rights = try desk.harness.server.withSuperuser(desk.harness.database) { connection in
        try connection.query(
          """
          SELECT proname, has_function_privilege('c1-a', oid, 'EXECUTE')
          FROM pg_proc WHERE pronamespace = 'habiter'::regnamespace
          """
        ).rows.map { (try $0.get(0, as: String.self), try $0.get(1, as: Bool.self)) }
      }
      let open = Set(ServerFunction.all.filter { $0.callers.contains(.users) }.map(\.name))
      #expect(rights.count == ServerFunction.all.count && open.count == 12)
      for (name, isCallable) in rights { #expect(isCallable == open.contains(name), "\(name)") }
      let other = try desk.harness.connect(Cast.c1B)
      defer { other.close() }
      for sql in [
        "SELECT habiter.set_login('aat-1', NULL, false, true, true)",
        "SELECT habiter.note_directory()", "SELECT habiter.me()",
        "SELECT habiter.lock_scopes('{org-b}')", "SELECT habiter.clock()",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')", "SELECT pg_ls_dir('/')",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'c1-b'",
        "CREATE FUNCTION habiter.me() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TEMP TABLE account(login text)", "CREATE SCHEMA evil", "CREATE EXTENSION dblink",
        "ALTER FUNCTION habiter.me() RESET ALL",
      ] {
        #expect(["42501", "22023"].contains(desk.state(sql)), "\(sql)")
      }
    }

    @Test("No setting and no role makes one somebody else") func identity() throws {
      let roles = try #require(ServerRoles(database: desk.harness.database))
      for role in roles.all.dropLast() + ["postgres", "aat-1", "c1-b", "pg_read_all_data"] {
        #expect(desk.state("SET ROLE \"\(role)\"") == "42501", "\(role)")
        #expect(desk.state("SELECT set_config('role', '\(role)', false)") == "42501", "\(role)")
        #expect(desk.state("SET SESSION AUTHORIZATION \"\(role)\"") == "42501", "\(role)")
        #expect(desk.state("GRANT \"\(role)\" TO \"c1-a\"") == "42501", "\(role)")
      }
      for sql in [
        "ALTER ROLE \"c1-a\" SUPERUSER", "ALTER ROLE \"c1-a\" BYPASSRLS",
        "ALTER ROLE \"c1-a\" CREATEROLE", "ALTER ROLE \"c1-b\" PASSWORD 'x'",
        "CREATE ROLE evil", "DROP ROLE \"c1-b\"", "GRANT \(roles.users) TO nobody",
        "SET session_replication_role = replica", "SET log_statement = 'none'",
      ] {
        #expect(desk.state(sql) == "42501", "\(sql)")
      }
      // What anybody may set says nothing of who one is, and changes no answer.
      let right = try answers()
      for sql in [
        "SET ROLE \(roles.users)", "SET search_path = public, pg_temp",
        "SET habiter.login = 'aat-1'", "SET application_name = 'aat-1'",
        "SET standard_conforming_strings = off", "SET transform_null_equals = on",
        "SET TimeZone = 'Asia/Tokyo'", "SET DateStyle = 'German'", "SET bytea_output = 'escape'",
        "SET array_nulls = off", "SET client_encoding = 'LATIN1'", "SET enable_indexscan = off",
      ] {
        #expect(desk.state(sql) == nil, "\(sql)")
        #expect(try answers() == right, "\(sql)")
      }
      // Row security cannot be turned off: asked for, it is an error.
      #expect(desk.state("SET row_security = off") == nil)
      #expect(desk.state("SELECT * FROM habiter.heads(NULL)") == "42501")
    }

    /// What the agent is told, as text.
    private func answers() throws -> [String] {
      let scope = desk.ours.scope.text
      return try [
        "SELECT t::text FROM (SELECT operator, roles FROM habiter.hello()) t",
        "SELECT t::text FROM (SELECT scope, seq FROM habiter.heads(NULL)) t",
        "SELECT t::text FROM (SELECT command, payload FROM habiter.pull('\(scope)', 0, 99)) t",
        "SELECT t::text FROM habiter.texts('\(scope)', 0, 99) t",
        "SELECT verdict || detail FROM habiter.append(1, '\(scope)', 0, NULL, '[{}]')",
      ].flatMap { sql in
        try desk.connection.query(sql).rows.map { try $0.get(0, as: String.self) }
      }
    }

    @Test("A transaction that looks at a past state, or is kept open, writes nothing")
    func transactions() throws {
      for level in ["REPEATABLE READ", "SERIALIZABLE"] {
        try desk.connection.query("BEGIN ISOLATION LEVEL \(level)")
        let error = #expect(throws: PostgresError.self) { try desk.append() }
        #expect(error?.state == "H0003")
        try desk.connection.query("ROLLBACK")
      }
      try desk.connection.query("BEGIN READ ONLY")
      let error = #expect(throws: PostgresError.self) { try desk.append() }
      #expect(error?.state == "25006")
      try desk.connection.query("ROLLBACK")
      // Whoever keeps the audience locked is thrown out by the server, whatever they have set.
      try desk.connection.query("SET idle_in_transaction_session_timeout = 0")
      try desk.connection.query("BEGIN")
      #expect(try desk.append().verdict == "accepted")
      let limit: String = try desk.connection.value(
        "SELECT current_setting('idle_in_transaction_session_timeout')")
      #expect(limit == "5s")
      #expect(desk.state("PREPARE TRANSACTION 'kept'") == "55000")
      #expect(try desk.append().verdict == "accepted")
    }

    @Test("What NOTIFY says tells nobody who shares a journal with whom") func notifications()
      throws
    {
      try desk.connection.query("LISTEN habiter")
      let aatiko = try desk.harness.connect(Cast.superAdmin)
      var theirs = desk.theirs
      _ = try aatiko.append(theirs.scope, try theirs.note(by: Cast.superAdmin))
      guard case .heard(let words) = try desk.connection.news(until: PostgreSQL.patience) else {
        Issue.record("nothing was said")
        return
      }
      let readable = try desk.connection.query("SELECT wake FROM habiter.heads(NULL)").rows
        .map { try $0.get(0, as: String.self) }
      for word in words {
        #expect(!word.payload.contains("org") && !readable.contains(word.payload))
      }
    }

    @Test("Each role gets the bytes that it may know, by SQL as by the program")
    func bytes() throws {
      for person in SharedCast.people { try compareBytes(of: person) }
    }

    private func compareBytes(of person: Operator) throws {
      let connection = try PostgresConnection(desk.harness.address(of: person.id.text))
      let scopes = try desk.harness.server.withSuperuser(desk.harness.database) { connection in
        try connection.query("SELECT scope FROM habiter.scope").rows
          .map { try $0.get(0, as: String.self) }
      }
      var answers = ""
      for scope in scopes + [""] {
        for sql in [
          "hello()", "heads(NULL)", "heads(ARRAY['\(scope)'])", "directory()", "accounts()",
          "pull('\(scope)', 0, 10000)", "pull('\(scope)', -1, 10000)", "chain_at('\(scope)', 1)",
          "texts('\(scope)', 0, 10000)", "texts('\(scope)', -9, -1)",
        ] {
          let rows = try? connection.query("SELECT t::text FROM habiter.\(sql) t").rows
            .map { try $0.get(0, as: String?.self) ?? "" }
          // As a row's text doubles quotes.
          answers += (rows ?? []).joined(separator: "\n").replacing("\"\"", with: "\"")
        }
      }
      for trace in desk.traces {
        #expect(
          answers.contains(trace.trace) == trace.readers.contains(person),
          "\(person.id) and \(trace.what)")
      }
    }
  }
}
