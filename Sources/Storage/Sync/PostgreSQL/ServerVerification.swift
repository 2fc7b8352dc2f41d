import Domain

/// The rules that the catalogue of a base must keep, each as a statement that gives the names of
/// what breaks it.
struct ServerVerification {
  /// A rule.
  struct Rule: Sendable {
    let french: String
    let sql: String
  }

  /// All policies of the base in one word, noted by the installation.
  static let policies = """
    SELECT encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', tablename, policyname,
      permissive, roles::text, cmd, qual, with_check), E'\\n' ORDER BY tablename, policyname), ''),
      'UTF8')), 'hex') FROM pg_policies WHERE schemaname = 'habiter'
    """

  /// The rules for the roles of a base.
  static func rules(for roles: ServerRoles) -> [Rule] {
    [
      tables, columns, policyDigest, relations, schemas, functions, functionRights, ownersLogin,
      ownersPower, members, powerfulUsers, accounts, openAccounts,
    ].map { Rule(french: $0.french, sql: roles.filled($0.sql)) }
  }

  private static let tables = Rule(
    french: "Tables dont les lignes ne sont pas filtrées, ou qui appartiennent à un autre rôle",
    sql: """
      SELECT relname FROM pg_class
      WHERE relnamespace = 'habiter'::regnamespace AND relkind NOT IN ('i', 'I', 't')
        AND (relowner <> '{tables}'::regrole OR relkind NOT IN ('r', 'c')
          OR relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity))
      """)

  private static let columns = Rule(
    french: "Droits accordés sur des tables à d'autres que les fonctions",
    sql: """
      SELECT DISTINCT relname FROM (
        SELECT relname, relkind, NULL AS attname, aclexplode(relacl) AS item FROM pg_class
        WHERE relnamespace = 'habiter'::regnamespace AND relkind = 'r'
        UNION ALL
        SELECT relname, relkind, attname, aclexplode(attacl) FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE attacl IS NOT NULL AND relnamespace = 'habiter'::regnamespace
      ) AS rights
      WHERE NOT ((item).grantee = '{tables}'::regrole
        OR (item).grantee = '{readers}'::regrole AND (item).privilege_type = 'SELECT'
        OR (item).grantee = '{writers}'::regrole
          AND ((item).privilege_type IN ('SELECT', 'INSERT')
            OR (item).privilege_type = 'UPDATE' AND relname IN (
              'organisation', 'account', 'scope', 'stream', 'vault', 'claim', 'meta')
            OR (item).privilege_type = 'UPDATE' AND relname = 'event'
              AND attname IS NOT DISTINCT FROM 'seal_body'
            OR (item).privilege_type = 'DELETE' AND relname = 'claim'))
      """)

  private static let policyDigest = Rule(
    french: "Règles de lignes changées depuis l'installation",
    sql: """
      SELECT 'règles' WHERE (\(policies))
        IS DISTINCT FROM (SELECT value FROM habiter.meta WHERE key = 'policies')
      """)

  private static let relations = Rule(
    french: "Déclencheurs ou règles de réécriture étrangers",
    sql: """
      SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
        WHERE c.relnamespace = 'habiter'::regnamespace AND NOT tgisinternal
      UNION ALL SELECT rulename FROM pg_rewrite JOIN pg_class c ON c.oid = ev_class
        WHERE c.relnamespace = 'habiter'::regnamespace
      """)

  private static let schemas = Rule(
    french: "Droits accordés à tous, ou de créer, sur la base ou son schéma",
    sql: """
      SELECT what FROM (
        SELECT 'schéma habiter' AS what, aclexplode(nspacl) AS item FROM pg_namespace
          WHERE nspname = 'habiter'
        UNION ALL SELECT 'base', aclexplode(coalesce(datacl, acldefault('d', datdba)))
          FROM pg_database WHERE datname = current_database()
      ) AS rights
      WHERE (item).grantee = 0
        OR what <> 'base' AND (item).privilege_type <> 'USAGE'
          AND (item).grantee <> '{tables}'::regrole
      UNION ALL SELECT 'propriétaire du schéma' FROM pg_namespace
        WHERE nspname = 'habiter' AND nspowner <> '{tables}'::regrole
      """)

  private static let functions = Rule(
    french: "Fonctions étrangères, manquantes ou réglées autrement",
    sql: """
      SELECT coalesce(p.proname, f.name) FROM (VALUES \(ServerFunction.rows))
        AS f(name, owner, callers, is_definer)
      FULL JOIN (SELECT * FROM pg_proc WHERE pronamespace = 'habiter'::regnamespace) p
        ON p.proname = f.name
      WHERE f.name IS NULL OR p.proname IS NULL OR p.proowner <> f.owner::regrole
        OR p.prosecdef <> f.is_definer OR p.proconfig IS NULL
        OR NOT 'search_path={path}' = ANY (p.proconfig)
        OR EXISTS (SELECT FROM pg_proc o WHERE o.proname = p.proname
          AND o.pronamespace = p.pronamespace AND o.oid <> p.oid)
      """)

  private static let functionRights = Rule(
    french: "Fonctions que d'autres peuvent appeler, ou que les comptes ne peuvent plus appeler",
    sql: """
      SELECT f.name FROM (VALUES \(ServerFunction.rows)) AS f(name, owner, callers, is_definer)
      JOIN pg_proc p ON p.proname = f.name AND p.pronamespace = 'habiter'::regnamespace
      WHERE ARRAY(
          SELECT r.grantee::regrole::text FROM aclexplode(coalesce(p.proacl,
            acldefault('f', p.proowner))) r ORDER BY 1)
        <> ARRAY(SELECT unnest(string_to_array(f.callers, ', ') || f.owner) ORDER BY 1)
      """)

  private static let ownersLogin = Rule(
    french: "Rôles propriétaires absents, ou qui peuvent se connecter",
    sql: """
      SELECT n FROM unnest(ARRAY['{tables}', '{readers}', '{writers}', '{logins}', '{users}']) n
      LEFT JOIN pg_roles ON rolname = n WHERE rolcanlogin IS NOT FALSE
      """)

  private static let ownersPower = Rule(
    french: "Rôles propriétaires qui ont trop de droits",
    sql: """
      SELECT rolname FROM pg_roles
      WHERE rolname IN ('{tables}', '{readers}', '{writers}', '{logins}', '{users}')
        AND (rolsuper OR rolcreatedb OR rolreplication OR rolbypassrls
          OR rolcreaterole AND rolname <> '{logins}')
      """)

  private static let members = Rule(
    french: "Rôles propriétaires tenus par quelqu'un, ou membres d'un autre rôle",
    sql: """
      SELECT member::regrole::text FROM pg_auth_members
      WHERE roleid::regrole::text IN ('{tables}', '{readers}', '{writers}', '{logins}')
        OR member::regrole::text IN ('{tables}', '{readers}', '{writers}', '{users}')
        OR member = '{logins}'::regrole AND roleid <> '{users}'::regrole
      """)

  private static let powerfulUsers = Rule(
    french: "Comptes dont le rôle passe outre les règles (superutilisateur, création de rôles …)",
    sql: """
      SELECT rolname FROM pg_roles r WHERE (rolsuper OR rolbypassrls OR rolcreaterole
          OR rolreplication)
        AND (EXISTS (SELECT FROM habiter.account WHERE login = rolname)
          OR EXISTS (SELECT FROM pg_auth_members
            WHERE member = r.oid AND roleid = '{users}'::regrole AND rolname <> '{logins}'))
      """)

  private static let accounts = Rule(
    french: "Comptes ouverts que le serveur ne laisse pas entrer",
    sql: """
      SELECT login FROM habiter.account LEFT JOIN pg_roles ON rolname = login
      WHERE NOT disabled AND (rolcanlogin IS NOT TRUE OR NOT EXISTS (
        SELECT FROM pg_auth_members WHERE member = oid AND roleid = '{users}'::regrole))
      """)

  private static let openAccounts = Rule(
    french: "Comptes fermés que le serveur laisse encore entrer",
    sql: """
      SELECT login FROM habiter.account JOIN pg_roles ON rolname = login
      WHERE disabled AND (made AND rolcanlogin OR EXISTS (
        SELECT FROM pg_auth_members WHERE member = oid AND roleid = '{users}'::regrole))
      """)
}
