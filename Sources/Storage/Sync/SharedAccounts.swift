import Domain

/// Who may enter the shared database: a login, and the person behind it.
///
/// Logins are Unix accounts in front of a SQLite file, roles of the server in PostgreSQL.
public struct Account: Equatable, Sendable {
  /// The login.
  public var login: String
  /// The person, with organisation, roles and address.
  public var person: SharedPerson
  /// Whether it is closed: refused at its next connection.
  public var isDisabled: Bool

  /// An account.
  public init(login: String, person: SharedPerson, isDisabled: Bool = false) {
    self.login = login
    self.person = person
    self.isDisabled = isDisabled
  }
}

/// The accounts and organisations of the shared database (`spec.md` §1, scheme §III.3): Aatiko
/// creates the bailleurs' administrators, these create their agents.
public protocol SharedAccounts: SharedDatabase {
  /// The accounts that the login may see to, by organisation and login.
  func accounts() throws(SharedError) -> [Account]

  /// Creates an account, or replaces what is known of that login.
  ///
  /// - Parameter password: the login's new password, where logins have one (`hasPasswords`); nil
  ///   leaves the one there is, and a new login is then known in another way.
  /// - Throws: `SharedError`: `denied` when the login may not, with the reason in French.
  func put(_ account: Account, password: String?) throws(SharedError)

  /// Gives one's own login another password.
  ///
  /// - Throws: `SharedError`: `denied` where logins have none.
  func changePassword(to password: String) throws(SharedError)

  /// Whether logins may have a password: on a server, where they are its roles.
  var hasPasswords: Bool { get }

  /// Creates an organisation, or replaces what is known of it.
  ///
  /// - Throws: `SharedError`: `denied` when the login may not.
  func put(_ organisation: Organisation) throws(SharedError)
}

extension SharedAccounts {
  /// Creates an account, or replaces what is known of that login; its password stays.
  public func put(_ account: Account) throws(SharedError) {
    try put(account, password: nil)
  }
}

/// Who may see to which accounts, by the rights matrix.
public enum AccountRights {
  /// Whether a person may create, change or close an account of somebody with these roles.
  ///
  /// - Parameters:
  ///   - person: who wants to.
  ///   - organisation: the organisation of the account.
  ///   - roles: the roles of the account, before and after the change; none is nobody's to give.
  public static func maySeeTo(
    _ person: Operator, organisation: Organisation, roles: Set<Role>
  ) -> Bool {
    guard !roles.isEmpty, roles.allSatisfy({ $0.organisationKind == organisation.kind }) else {
      return false
    }
    return roles.allSatisfy { role in
      let action: Action =
        role == .administrateur || role == .pilote ? .createAdministrators : .createAgents
      if role.isOfBailleur { return person.standing(to: action, of: organisation.id) >= .act }
      // Those who are of no bailleur are Aatiko's super administrators' to create.
      return person.roles.contains(.aatikoSuperAdministrator)
    }
  }

  /// Whether a person may create and change organisations: those who create their administrators.
  public static func mayEditOrganisations(_ person: Operator) -> Bool {
    person.standing(to: .createAdministrators, of: nil) >= .act
  }
}
