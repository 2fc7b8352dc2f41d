import Domain

extension SharedSQLite: SharedAccounts {
  /// The accounts that the login may see to, by organisation and login.
  public func accounts() throws(SharedError) -> [Account] {
    try reading { person in
      let organisations = try organisations()
      return try SharedPeople(connection: connection).accounts().filter { account in
        let its = account.person.person
        guard let organisation = organisations[its.organisation] else { return false }
        return AccountRights.maySeeTo(person, organisation: organisation, roles: its.roles)
      }
    }
  }

  /// Creates an account, or replaces what is known of that login.
  public func put(_ account: Account, password: String?) throws(SharedError) {
    guard password == nil else { throw SharedError(denied: SharedRefusal.noPasswords) }
    try writing { person in
      let people = SharedPeople(connection: connection)
      try requireForm(of: account)
      let its = account.person.person
      let known = try people.account(of: account.login)
      if let known, known.person.person.id != its.id {
        throw SharedError(denied: SharedRefusal.anothersLogin)
      }
      if let other = try people.account(of: its.id), other.login != account.login {
        throw SharedError(denied: SharedRefusal.secondLogin(other.login))
      }
      guard its.id != person.id else { throw SharedError(denied: SharedRefusal.ownAccount) }
      let organisations = try organisations()
      for its in [known?.person.person, its].compactMap(\.self) {
        guard let organisation = organisations[its.organisation] else {
          throw SharedError(denied: SharedRefusal.unknownOrganisation)
        }
        guard AccountRights.maySeeTo(person, organisation: organisation, roles: its.roles) else {
          throw SharedError(denied: SharedRefusal.accountRights)
        }
      }
      try people.put(account)
      try noteChangeOfDirectory()
    }
  }

  /// Refuses: the login is the system's.
  public func changePassword(to password: String) throws(SharedError) {
    throw SharedError(denied: SharedRefusal.noPasswords)
  }

  /// None: whoever the system let in is known to it.
  public var hasPasswords: Bool { false }

  /// Creates an organisation, or replaces what is known of it.
  public func put(_ organisation: Organisation) throws(SharedError) {
    try writing { person in
      guard AccountRights.mayEditOrganisations(person) else {
        throw SharedError(denied: SharedRefusal.organisationRights)
      }
      guard organisation.isWellFormed else {
        throw SharedError(denied: SharedRefusal.organisationForm)
      }
      let known = try organisations()[organisation.id]
      guard known == nil || known?.kind == organisation.kind else {
        throw SharedError(denied: SharedRefusal.organisationKind)
      }
      try DirectoryTable(connection).put(organisation)
      try noteChangeOfDirectory()
    }
  }

  private func organisations() throws(StorageError) -> [OrganisationID: Organisation] {
    Directory(organisations: try DirectoryTable(connection).organisations()).organisations
  }

  private func requireForm(of account: Account) throws(SharedError) {
    guard account.isWellFormed else {
      throw SharedError(denied: SharedRefusal.accountForm)
    }
  }

  private func noteChangeOfDirectory() throws(StorageError) {
    let meta = Meta(connection)
    try meta.set(SharedNote.directory.rawValue, to: String(try meta.number(.directory) + 1))
  }
}

extension Account {
  /// Whether login, name and address are such as can be shown and compared.
  var isWellFormed: Bool {
    let names = [person.person.name, person.email ?? "-"]
    let isLogin = login.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    return isLogin && (1...SharedRights.longestKey).contains(login.utf8.count)
      && person.person.id.isPlain && names.allSatisfy(\.isNameLike)
  }
}

extension Organisation {
  /// Whether identity and name are such as can be shown and compared, and the identity is none of
  /// a part of an organisation's affairs.
  var isWellFormed: Bool { id.isPlain && !id.isPart && name.isNameLike }
}

extension String {
  fileprivate var isNameLike: Bool {
    (1...SharedRights.longestKey).contains(utf8.count) && isOneLine
  }
}
