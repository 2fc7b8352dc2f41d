import Domain

/// The organisations of the bourse and their people, as this store knows them.
public struct DirectoryTable {
  private let connection: Connection

  /// The directory of a database whose schema is up to date.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// Writes an organisation, in the place of what was known of it.
  ///
  /// - Throws: `StorageError`.
  public func put(_ organisation: Organisation) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO organisation(id, name, siret, kind, member) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, siret = excluded.siret, kind = excluded.kind, member = excluded.member
      """,
      [
        organisation.id, organisation.name, organisation.siret?.text, organisation.kind,
        organisation.member,
      ])
  }

  /// Writes an operator, in the place of what was known of them.
  ///
  /// - Parameter email: the address, nil to leave the one that is known.
  /// - Throws: `StorageError` of kind `constraint` when the organisation is not known.
  public func put(_ person: Operator, email: String? = nil) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO operator(id, name, email, organisation, roles) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, email = coalesce(excluded.email, email),
        organisation = excluded.organisation,
        roles = excluded.roles
      """,
      [
        person.id, person.name, email, person.organisation,
        try JSONText.encode(person.roles.sorted()),
      ])
  }

  /// One organisation, or nil when it is not known.
  ///
  /// - Throws: `StorageError`.
  public func organisation(_ id: OrganisationID) throws(StorageError) -> Organisation? {
    try organisations("WHERE id = ?", [id]).first
  }

  /// Everybody.
  ///
  /// - Throws: `StorageError`.
  func directory() throws(StorageError) -> Directory {
    Directory(organisations: try organisations("", []), operators: try people("", []))
  }

  /// All organisations, by name.
  ///
  /// - Throws: `StorageError`.
  public func organisations() throws(StorageError) -> [Organisation] {
    try organisations("ORDER BY name, id", [])
  }

  /// One operator, or nil when not known.
  ///
  /// - Throws: `StorageError`.
  public func person(_ id: OperatorID) throws(StorageError) -> Operator? {
    try people("WHERE id = ?", [id]).first
  }

  /// All operators, by name.
  ///
  /// - Throws: `StorageError`.
  public func people() throws(StorageError) -> [Operator] {
    try people("ORDER BY name, id", [])
  }

  /// The operators of an organisation, by name.
  ///
  /// - Throws: `StorageError`.
  public func people(of organisation: OrganisationID) throws(StorageError) -> [Operator] {
    try people("WHERE organisation = ? ORDER BY name, id", [organisation])
  }

  /// An operator's e-mail address, or nil when it is not known.
  ///
  /// - Throws: `StorageError`.
  public func email(of person: OperatorID) throws(StorageError) -> String? {
    let email: String?? = try connection.scalar(
      "SELECT email FROM operator WHERE id = ?", [person])
    return email ?? nil
  }

  private func organisations(
    _ clause: String, _ arguments: [any SQLBindable]
  ) throws(StorageError) -> [Organisation] {
    var organisations: [Organisation] = []
    try connection.query(
      "SELECT id, name, kind, siret, member FROM organisation \(clause)", arguments
    ) { row throws(StorageError) in
      organisations.append(
        Organisation(
          id: try row.get(0), name: try row.get(1), kind: try row.get(2),
          siret: try Self.siret(try row.get(3)), member: try row.get(4)))
    }
    return organisations
  }

  private func people(
    _ clause: String, _ arguments: [any SQLBindable]
  ) throws(StorageError) -> [Operator] {
    var people: [Operator] = []
    // Hundreds of people share a few sets of roles: each text is decoded once.
    var decoded: [String: Set<Role>] = [:]
    try connection.query(
      "SELECT id, name, organisation, roles FROM operator \(clause)", arguments
    ) { row throws(StorageError) in
      let text: String = try row.get(3)
      var roles = decoded[text] ?? []
      if roles.isEmpty {
        roles = try self.roles(text)
        decoded[text] = roles
      }
      people.append(
        Operator(
          id: try row.get(0), name: try row.get(1), organisation: try row.get(2), roles: roles))
    }
    return people
  }

  /// SQLite reads the list: at opening this spares the time that a decoder needs for its first one.
  private func roles(_ json: String) throws(StorageError) -> Set<Role> {
    var roles: Set<Role> = []
    try connection.query("SELECT value FROM json_each(?)", [json]) { row throws(StorageError) in
      roles.insert(try row.get(0))
    }
    return roles
  }

  private static func siret(_ text: String?) throws(StorageError) -> SIRET? {
    guard let text else { return nil }
    do {
      return try SIRET(parsing: text)
    } catch {
      throw StorageError(.corrupt, "an organisation's SIRET is not one")
    }
  }
}
