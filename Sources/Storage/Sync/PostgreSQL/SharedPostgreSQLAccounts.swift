import Domain

extension SharedPostgreSQL: SharedAccounts {
  /// The accounts that the login may see to, by organisation and login.
  public func accounts() throws(SharedError) -> [Account] {
    let result = try call(
      """
      SELECT login, operator, name, organisation, roles, email, disabled FROM habiter.accounts()
      """)
    return try read { () throws(PostgresError) in
      var accounts: [Account] = []
      for row in result.rows {
        let person = Operator(
          id: OperatorID(try row.get(1)), name: try row.get(2),
          organisation: OrganisationID(try row.get(3)), roles: try row.roles(4))
        accounts.append(
          Account(
            login: try row.get(0), person: SharedPerson(person: person, email: try row.get(5)),
            isDisabled: try row.get(6)))
      }
      return accounts
    }
  }

  /// Creates an account with its role on the server, or replaces what is known of that login. A
  /// password stays on this desk: what is sent is what the server compares with (SCRAM).
  public func put(_ account: Account, password: String?) throws(SharedError) {
    guard account.isWellFormed else { throw SharedError(denied: SharedRefusal.accountForm) }
    let person = account.person.person
    let verifier = try password.map { text throws(SharedError) in
      try self.verifier(of: text, for: account.login)
    }
    _ = try call(
      "SELECT habiter.put_account($1, $2, $3, $4, $5, $6, $7, $8)",
      [
        .text(account.login), .text(person.id.text), .text(person.name),
        .text(person.organisation.text), .textArray(person.roles.sorted().map(\.rawValue)),
        account.person.email.map { .text($0) } ?? .null, .bool(account.isDisabled),
        verifier.map { .text($0) } ?? .null,
      ])
    wakeOthers("")
  }

  /// Gives one's own login another password, which stays on this desk.
  public func changePassword(to password: String) throws(SharedError) {
    let result = try call("SELECT session_user")
    let login: String = try read { () throws(PostgresError) in try result.only.get(0) }
    // It holds letters, digits and a few signs, and no quote.
    let verifier = try verifier(of: password, for: login)
    _ = try call("ALTER ROLE SESSION_USER PASSWORD '\(verifier)'")
  }

  /// Logins are roles of the server, which may have one.
  public var hasPasswords: Bool { true }

  /// Creates an organisation, or replaces what is known of it.
  public func put(_ organisation: Organisation) throws(SharedError) {
    guard organisation.isWellFormed else {
      throw SharedError(denied: SharedRefusal.organisationForm)
    }
    _ = try call(
      "SELECT habiter.put_organisation($1, $2, $3, $4, $5)",
      [
        .text(organisation.id.text), .text(organisation.name), .text(organisation.kind.rawValue),
        organisation.siret.map { .text($0.text) } ?? .null, .bool(organisation.member),
      ])
    wakeOthers("")
  }

  /// What the server compares a password with, computed here.
  private func verifier(
    of password: String, for login: String
  ) throws(SharedError) -> String {
    do {
      return try connection.verifier(of: password, for: login)
    } catch {
      throw SharedError(error)
    }
  }
}
