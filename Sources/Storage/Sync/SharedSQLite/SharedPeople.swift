import Domain

/// The accounts and organisations of a shared file.
struct SharedPeople {
  let connection: Connection

  /// The person that a login is.
  ///
  /// - Throws: `SharedError` of kind `refusedLogin`, `StorageError`.
  func person(of login: String) throws -> Operator {
    guard let account = try account(of: login) else {
      throw SharedError(
        .refusedLogin,
        "Le compte « \(login) » n'a pas d'accès à la base partagée. "
          + "Demandez-le à l'administrateur de votre bailleur, ou à Aatiko.")
    }
    guard !account.isDisabled else {
      throw SharedError(
        .refusedLogin,
        "L'accès du compte « \(login) » à la base partagée est fermé. "
          + "Adressez-vous à l'administrateur de votre bailleur, ou à Aatiko.")
    }
    return account.person.person
  }

  /// What is known of a login, nil for nothing.
  func account(of login: String) throws(StorageError) -> Account? {
    try accounts("WHERE login = ?", [login]).first
  }

  /// The account of a person, nil when there is none.
  func account(of person: OperatorID) throws(StorageError) -> Account? {
    try accounts("WHERE operator = ?", [person]).first
  }

  /// All accounts, by organisation and login.
  func accounts() throws(StorageError) -> [Account] {
    try accounts("ORDER BY organisation, login", [])
  }

  /// Writes an account, in the place of what was known of its login.
  func put(_ account: Account) throws(StorageError) {
    let person = account.person.person
    try connection.run(
      """
      INSERT INTO account(login, operator, organisation, roles, name, email, disabled)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (login) DO UPDATE SET
        organisation = excluded.organisation, roles = excluded.roles, name = excluded.name,
        email = excluded.email, disabled = excluded.disabled
      """,
      [
        account.login, person.id, person.organisation, try JSONText.encode(person.roles.sorted()),
        person.name, account.person.email, account.isDisabled,
      ])
  }

  private func accounts(
    _ clause: String, _ arguments: [any SQLBindable]
  ) throws(StorageError) -> [Account] {
    var accounts: [Account] = []
    try connection.query(
      """
      SELECT login, operator, organisation, roles, name, email, disabled FROM account \(clause)
      """, arguments
    ) { row throws(StorageError) in
      let roles = try JSONText.decode(try row.get(3), as: [Role].self)
      let person = Operator(
        id: try row.get(1), name: try row.get(4), organisation: try row.get(2), roles: Set(roles))
      accounts.append(
        Account(
          login: try row.get(0), person: SharedPerson(person: person, email: try row.get(5)),
          isDisabled: try row.get(6)))
    }
    return accounts
  }
}
