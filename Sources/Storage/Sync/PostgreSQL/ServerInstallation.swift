import Domain

/// What an administrator of the server does with a base of the bourse: prepare it, bring it up to
/// date, look it over. It needs a superuser, whom nothing of the schema belongs to.
public final class ServerInstallation {
  /// The oldest server that has what the schema uses.
  private static let leastServer = 150_000
  private static let patience = Duration.seconds(600)

  let connection: PostgresConnection
  let roles: ServerRoles

  /// Connects to a base, as the administrator that the address names.
  ///
  /// - Throws: `SharedError`: `setting` when the server is too old, the name of the base is no
  ///   plain one or its texts are not UTF-8; `denied` without the rights of a superuser.
  public init(at address: PostgresAddress) throws(SharedError) {
    do {
      connection = try PostgresConnection(address, until: .now + .seconds(60))
    } catch {
      throw SharedError(connecting: error)
    }
    roles = try Self.roles(over: connection)
    // As the catalogue words rules depends on it.
    try run("SET search_path = pg_catalog, pg_temp")
  }

  /// The number of the schema that is there, 0 for none.
  public func schema() throws(SharedError) -> Int {
    guard try value("SELECT to_regclass('habiter.meta') IS NOT NULL", as: Bool.self) else {
      return 0
    }
    return Int(try value("SELECT value FROM habiter.meta WHERE key = 'schema'", as: String.self))
      ?? 0
  }

  /// Prepares the base, with the first account: that of a super administrator of Aatiko, who
  /// creates the others. Where it was begun it is ended, where it is done nothing changes.
  ///
  /// - Parameters:
  ///   - first: the first account; its login may be a role that the server has already.
  ///   - organisation: the organisation of that account.
  ///   - password: the password of a login that is made here, nil for one that the server knows in
  ///     another way (peer, certificate).
  /// - Returns: whether the first account was made.
  /// - Throws: `SharedError`.
  @discardableResult
  public func install(
    first: Account, of organisation: Organisation, password: String? = nil
  ) throws(SharedError) -> Bool {
    guard first.isFirst(of: organisation) else {
      throw SharedError(denied: SharedRefusal.firstAccount)
    }
    try bringUpToDate()
    guard try value("SELECT NOT EXISTS (SELECT FROM habiter.account)", as: Bool.self) else {
      return false
    }
    try make(first, of: organisation, password)
    return true
  }

  /// Brings the base up to this program's schema and rights.
  ///
  /// - Returns: the number of the schema that was there.
  /// - Throws: `SharedError`: `notInstalled`, `newer`.
  @discardableResult
  public func upgrade() throws(SharedError) -> Int {
    let found = try schema()
    guard found > 0 else { throw notInstalled }
    try bringUpToDate()
    return found
  }

  /// Ends the connection.
  public func close() { connection.close() }

  var notInstalled: SharedError {
    SharedError(
      .notInstalled,
      "La base « \(roles.database) » n'est pas encore une base d'habiter. Préparez-la par "
        + "« habiter serveur installer ».")
  }

  func newer(_ found: Int) -> SharedError {
    SharedError(
      .newer,
      "La base « \(roles.database) » vient d'une version plus récente d'habiter (format \(found), "
        + "connu ici : \(ServerSchema.latest)). Elle n'a pas été touchée. Installez la dernière "
        + "version d'habiter.")
  }

  private func bringUpToDate() throws(SharedError) {
    let found = try schema()
    guard found <= ServerSchema.latest else { throw newer(found) }
    try run("SET statement_timeout = 0")
    for step in ServerSchema.steps.indices {
      try run(ServerSchema.statement(of: step + 1, in: roles))
    }
    try run(
      """
      DO $habiter$
      DECLARE
        rights jsonb := $rights$\(try ServerRights.json())$rights$;
      BEGIN
        DELETE FROM habiter.event_kind;
        INSERT INTO habiter.event_kind
          SELECT * FROM jsonb_populate_recordset(NULL::habiter.event_kind, rights -> 'kinds');
        DELETE FROM habiter.role_right;
        INSERT INTO habiter.role_right
          SELECT * FROM jsonb_populate_recordset(NULL::habiter.role_right, rights -> 'roles');
        DELETE FROM habiter.part_right;
        INSERT INTO habiter.part_right
          SELECT * FROM jsonb_populate_recordset(NULL::habiter.part_right, rights -> 'parts');
        DELETE FROM habiter.account_right;
        INSERT INTO habiter.account_right
          SELECT * FROM jsonb_populate_recordset(NULL::habiter.account_right, rights -> 'accounts');
      END
      $habiter$
      """)
    var random = SystemRandomNumberGenerator()
    try run(
      """
      INSERT INTO habiter.meta VALUES
        ('epoch', $1), ('nur_key', $2), ('least_protocol', $3), ('directory', '1')
      ON CONFLICT DO NOTHING
      """,
      [
        .text(SharedKey.random(&random)), .text(SharedKey.random(&random)),
        .text(String(Welcome.protocolVersion)),
      ])
    try run(
      """
      INSERT INTO habiter.meta VALUES ('policies', (\(ServerVerification.policies)))
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """)
  }

  /// Makes the first account, and the role of its login where there is none.
  private func make(
    _ account: Account, of organisation: Organisation, _ password: String?
  ) throws(SharedError) {
    let verifier: PostgresValue
    do {
      verifier =
        try password.map { text throws(PostgresError) in
          .text(try connection.verifier(of: text, for: account.login))
        } ?? .null
    } catch {
      throw SharedError(error)
    }
    let person = account.person.person
    // One statement: all of it or nothing.
    try run(
      """
      WITH organisation AS (
        INSERT INTO habiter.organisation(id, name, siret, kind, member)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET name = excluded.name
        RETURNING id)
      INSERT INTO habiter.account(
        login, operator, organisation, roles, name, email, disabled, made)
      SELECT $6, $7, id, $8, $9, $10, false,
        -- A role that the server has already is let in: who asks may do that.
        coalesce(habiter.set_login($6, $11, true,
          EXISTS (SELECT FROM pg_roles WHERE rolname = $6), NULL), false)
      FROM organisation
      """,
      [
        .text(organisation.id.text), .text(organisation.name),
        organisation.siret.map { .text($0.text) } ?? .null, .text(organisation.kind.rawValue),
        .bool(organisation.member), .text(account.login), .text(person.id.text),
        .textArray(person.roles.sorted().map(\.rawValue)), .text(person.name),
        account.person.email.map { .text($0) } ?? .null, verifier,
      ])
  }
}

extension ServerInstallation {
  @discardableResult
  func run(
    _ sql: String, _ parameters: [PostgresValue] = []
  ) throws(SharedError) -> PostgresResult {
    do {
      return try connection.query(sql, parameters, until: .now + Self.patience)
    } catch {
      throw SharedError(installing: error, in: roles)
    }
  }

  func value<Value: PostgresReadable>(
    _ sql: String, as type: Value.Type = Value.self
  ) throws(SharedError) -> Value {
    let result = try run(sql)
    do {
      return try result.only.get(0)
    } catch {
      throw SharedError(unexpected: error.description)
    }
  }

  private static func roles(over connection: PostgresConnection) throws(SharedError) -> ServerRoles
  {
    let facts: (version: Int, isSuper: Bool, database: String, encoding: String)
    do {
      let row = try connection.query(
        """
        SELECT current_setting('server_version_num')::int, rolsuper, current_database(),
          current_setting('server_encoding')
        FROM pg_roles WHERE rolname = session_user
        """, until: .now + .seconds(60)
      ).only
      facts = (try row.get(0), try row.get(1), try row.get(2), try row.get(3))
    } catch {
      throw SharedError(error)
    }
    guard facts.version >= leastServer else {
      throw SharedError(
        .setting, "Ce serveur PostgreSQL est trop ancien : il faut la version 15 ou une suivante.")
    }
    guard facts.isSuper else {
      throw SharedError(
        denied: "Cette commande demande un rôle d'administrateur du serveur (superutilisateur), "
          + "par exemple : sudo -u postgres habiter serveur …")
    }
    guard facts.encoding == "UTF8" else {
      throw SharedError(
        .setting,
        "La base « \(facts.database) » n'est pas en UTF-8. Créez-en une par "
          + "« createdb --encoding=UTF8 --template=template0 ».")
    }
    guard let roles = ServerRoles(database: facts.database) else {
      throw SharedError(
        .setting,
        "Le nom de la base (« \(facts.database) ») sert à nommer des rôles : il doit "
          + "être fait de 40 lettres minuscules, chiffres et « _ » au plus, et commencer par une "
          + "lettre.")
    }
    return roles
  }
}

extension SharedError {
  /// What stopped an installation.
  fileprivate init(installing error: PostgresError, in roles: ServerRoles) {
    switch error.state {
    case "H0003" where error.message.hasPrefix("account."): self.init(calling: error)
    case "H0010":
      self.init(
        .setting,
        "Un rôle du serveur porte déjà un nom que la base réserve (habiter_\(roles.database)_…) et "
          + "peut se connecter ou administrer. Retirez-le ou renommez la base.",
        detail: error.description)
    default: self.init(error)
    }
  }
}
