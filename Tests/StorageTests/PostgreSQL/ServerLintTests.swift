import Domain
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("The catalogue of a PostgreSQL base keeps its rules, and each breach is found")
  struct ServerLintTests {
    /// A change that an administrator may make, with a word of what the verification says of it.
    static let breaches: [(sql: String, word: String)] = [
      ("ALTER TABLE event NO FORCE ROW LEVEL SECURITY", "un autre rôle : event"),
      ("ALTER TABLE vault DISABLE ROW LEVEL SECURITY", "un autre rôle : vault"),
      ("CREATE TABLE copie AS SELECT * FROM vault", "un autre rôle : copie"),
      ("CREATE VIEW vue AS SELECT * FROM vault", "un autre rôle : vue"),
      ("ALTER TABLE scope OWNER TO postgres", "un autre rôle : scope"),
      ("GRANT SELECT ON vault TO {users}", "Droits accordés sur des tables"),
      ("GRANT SELECT ON vault TO PUBLIC", "Droits accordés sur des tables"),
      ("GRANT SELECT (value) ON vault TO {users}", "Droits accordés sur des tables"),
      ("GRANT UPDATE ON event TO {writers}", "Droits accordés sur des tables"),
      ("GRANT UPDATE (payload) ON event TO {writers}", "Droits accordés sur des tables"),
      ("GRANT DELETE ON command TO {writers}", "Droits accordés sur des tables"),
      ("GRANT INSERT ON vault TO {readers}", "Droits accordés sur des tables"),
      ("ALTER POLICY reading ON vault USING (true)", "Règles de lignes"),
      ("DROP POLICY reading ON event", "Règles de lignes"),
      ("CREATE POLICY more ON claim TO {readers} USING (true)", "Règles de lignes"),
      (
        """
        DO $$ BEGIN
          CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
          CREATE TRIGGER t BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION public.f();
        END $$
        """, "Déclencheurs"
      ),
      ("CREATE RULE r AS ON DELETE TO claim DO INSTEAD NOTHING", "Déclencheurs"),
      ("GRANT CREATE ON SCHEMA habiter TO {users}", "Droits accordés à tous, ou de créer"),
      ("GRANT USAGE ON SCHEMA habiter TO PUBLIC", "Droits accordés à tous, ou de créer"),
      ("ALTER SCHEMA habiter OWNER TO postgres", "propriétaire du schéma"),
      (
        """
        DO $$ BEGIN
          EXECUTE 'GRANT CONNECT ON DATABASE ' || current_database() || ' TO PUBLIC';
        END $$
        """,
        "base"
      ),
      (
        "CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "manquantes ou réglées autrement : more"
      ),
      ("DROP FUNCTION erase(text)", "manquantes ou réglées autrement : erase"),
      (
        "CREATE FUNCTION void(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "réglées autrement : void"
      ),
      ("ALTER FUNCTION pull(text, bigint, bigint) SECURITY INVOKER", "réglées autrement : pull"),
      (
        "ALTER FUNCTION denial(act, person, text[], boolean) SECURITY DEFINER",
        "réglées autrement : denial"
      ),
      ("ALTER FUNCTION me() RESET search_path", "réglées autrement : me"),
      ("ALTER FUNCTION me() SET search_path = public", "réglées autrement : me"),
      ("ALTER FUNCTION hello() OWNER TO postgres", "réglées autrement : hello"),
      ("GRANT EXECUTE ON FUNCTION me() TO PUBLIC", "d'autres peuvent appeler"),
      (
        "GRANT EXECUTE ON FUNCTION set_login(text, text, boolean, boolean, boolean) TO {users}",
        "d'autres peuvent appeler"
      ),
      ("REVOKE EXECUTE ON FUNCTION hello() FROM {users}", "d'autres peuvent appeler"),
      (
        """
        CREATE OR REPLACE FUNCTION reads_all() RETURNS boolean LANGUAGE plpgsql STABLE
        SECURITY DEFINER SET search_path = pg_catalog, habiter, pg_temp
        AS 'BEGIN RETURN true; END'
        """,
        "dont le texte n'est pas"
      ),
      ("ALTER ROLE {writers} LOGIN", "peuvent se connecter"),
      ("ALTER ROLE {readers} BYPASSRLS", "trop de droits"),
      ("ALTER ROLE {writers} CREATEROLE", "trop de droits"),
      ("GRANT {writers} TO {users}", "tenus par quelqu'un"),
      ("GRANT {tables} TO \"c1-a\"", "tenus par quelqu'un"),
      ("GRANT pg_read_all_data TO {readers}", "membres d'un autre rôle"),
      ("GRANT pg_read_all_data TO {users}", "membres d'un autre rôle"),
      ("ALTER ROLE \"c1-a\" CREATEROLE", "passe outre les règles"),
      ("REVOKE {users} FROM \"c1-a\"", "ne laisse pas entrer : c1-a"),
      ("UPDATE account SET disabled = true WHERE login = 'c1-a'", "laisse encore entrer : c1-a"),
      (
        "UPDATE event_kind SET anywhere = '{contact1}' WHERE kind = 'dossier.cancelled'",
        "table « event_kind » : 2"
      ),
      (
        "UPDATE event_kind SET erases = false WHERE kind = 'dossier.personal_data_erased'",
        "table « event_kind » : 2"
      ),
      (
        "UPDATE event_kind SET part = NULL WHERE kind = 'patrimoine.file_imported'",
        "table « event_kind » : 2"
      ),
      ("DELETE FROM role_right WHERE role = 'aorif'", "table « role_right » : 1"),
      (
        "UPDATE part_right SET reads_all = true WHERE (part, role) = ('locataire', 'actimage')",
        "table « part_right » : 2"
      ),
      (
        "DELETE FROM part_right WHERE role = 'contact1'",
        "table « part_right » : \(AudiencePart.allCases.count)"
      ),
      ("ALTER TABLE part_right NO FORCE ROW LEVEL SECURITY", "un autre rôle : part_right"),
      ("GRANT SELECT ON part_right TO {users}", "Droits accordés sur des tables"),
      (
        "UPDATE account_right SET own = true WHERE holder = 'contact1' AND role = 'pilote'",
        "table « account_right » : 2"
      ),
      (
        "UPDATE event SET payload = '{\\\"a\\\":1}' WHERE seq = 2",
        "l'événement 2 n'est pas celui qui a été reçu"
      ),
      (
        "UPDATE event SET seal_body = seal_body || ' ' WHERE seal_body IS NOT NULL",
        "l'événement 3 n'est pas"
      ),
      ("UPDATE event SET seal_body = NULL WHERE seal_body IS NOT NULL", "corps scellés manquent"),
      ("UPDATE stream SET erased = true", "des textes restent"),
      ("UPDATE event SET seq = 9 WHERE seq = 2", "l'événement 2 manque"),
      ("DELETE FROM event WHERE seq = 3", "l'événement 3 manque"),
      ("UPDATE scope SET seq = 2 WHERE seq = 3", "la fin n'est pas celle"),
      ("UPDATE scope SET chain = sha256('') WHERE seq = 3", "la fin n'est pas celle"),
      ("UPDATE stream SET version = 9", "Flux dont la version est fausse"),
      ("UPDATE command SET last_seq = 9 WHERE last_seq = 3", "Actes mal inscrits"),
      ("DELETE FROM command WHERE first_seq = 1", "Actes mal inscrits"),
    ]

    @Test("A base in use has no fault, with a word for each breach") func breaches() throws {
      let harness = try #require(try SharedImplementation.postgreSQL.harness() as? PostgresHarness)
      var course = SharedCourse()
      let acts = [
        try course.creation(), try course.note(by: Cast.superAdmin),
        try course.note(by: Cast.superAdmin, .internal_),
      ]
      _ = try harness.connect(Cast.superAdmin).append(Batch(course.scope, acts))
      try harness.withShippedClock()
      let installation = try ServerInstallation(
        at: PostgresAddress(harness.server.superuser(harness.database)))
      let findings = try installation.verify()
      #expect(findings == SharedFindings(audiences: 2, events: 3, faults: []))
      try installation.run("SET idle_in_transaction_session_timeout = 0")
      for (sql, word) in Self.breaches {
        // In a transaction that is undone: each breach stands alone.
        try installation.run("BEGIN")
        try installation.run("SET LOCAL search_path = habiter")
        try installation.run(installation.roles.filled(sql))
        try installation.run("SET LOCAL search_path = pg_catalog")
        let faults = try installation.verify().faults
        try installation.run("ROLLBACK")
        #expect(faults.contains { $0.contains(word) }, "\(sql): \(faults)")
      }
      #expect(try installation.verify() == findings)
    }

    @Test("What was changed by hand in the rights is put right by the next upgrade")
    func rights() throws {
      let harness = try PostgresHarness()
      let installation = try ServerInstallation(
        at: PostgresAddress(harness.server.superuser(harness.database)))
      try harness.run("DELETE FROM role_right")
      try harness.run("DELETE FROM part_right")
      try harness.run("UPDATE event_kind SET schema = 7, part = 'locataire'")
      #expect(try harness.connect(Cast.superAdmin).accounts().count == 1)
      try installation.upgrade()
      #expect(try installation.verify().faults.filter { $0.contains("Droits de la table") } == [])
    }
  }
}

extension PostgresHarness {
  /// Puts the schema's own clock back.
  func withShippedClock() throws {
    let roles = try #require(ServerRoles(database: database))
    let text = try #require(ServerFunction.sources(in: roles)["clock"])
    try run(
      """
      CREATE OR REPLACE FUNCTION habiter.clock() RETURNS bigint LANGUAGE plpgsql VOLATILE
      SET search_path = \(ServerFunction.path) AS $function$\(text)$function$
      """)
  }
}
