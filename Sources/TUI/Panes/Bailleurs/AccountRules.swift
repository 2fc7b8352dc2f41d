import Domain
import Storage

/// What a person may do with accounts, for forms, for the list and for scripts alike.
struct AccountRules {
  let me: Operator

  /// The roles that one may give in an organisation.
  func roles(in organisation: Organisation) -> [Role] {
    Role.allCases.filter {
      AccountRights.maySeeTo(me, organisation: organisation, roles: [$0])
    }
  }

  /// Whether one may see to some account of an organisation.
  func seesTo(_ organisation: Organisation) -> Bool { !roles(in: organisation).isEmpty }

  /// Why an account may not be changed by this person, nil when it may.
  func refusal(for account: Account) -> Refusal? {
    guard account.person.person.id == me.id else { return nil }
    return Refusal(
      "Votre propre compte est à modifier par quelqu'un d'autre qui en a le droit.")
  }

  /// Why one sees to no account, for those who do not.
  var nobody: String {
    me.roles.contains(where: \.isOfBailleur)
      ? "Les comptes de votre organisme sont tenus par son administrateur."
      : "Votre rôle ne donne aucun compte à tenir."
  }

  /// Why an organisation may not be created, nil when it may.
  var organisationRefusal: Refusal? {
    AccountRights.mayEditOrganisations(me)
      ? nil : Refusal("Les organismes sont créés et modifiés par Aatiko.")
  }
}

extension Account {
  /// « L. Petit (l.petit) ».
  var holder: String { "\(person.person.name) (\(login))" }

  /// « L. Petit (l.petit), contact 1, contact 2 ».
  var words: String {
    "\(holder), \(person.person.roles.sorted().map(\.label).joined(separator: ", "))"
  }
}
