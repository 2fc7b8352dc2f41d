import Domain
import Storage

@testable import TUI

/// The accounts of the desk's people, as those who see to them find them.
enum AccountScene {
  static func account(_ person: Operator, isDisabled: Bool = false) -> Account {
    let login = String(person.name.lowercased().filter { $0.isLetter && $0.isASCII })
    return Account(
      login: login,
      person: SharedPerson(person: person, email: "\(login)@bailleur.example"),
      isDisabled: isDisabled)
  }

  static let organisations = DeskPeople.organisations.filter { $0.id != DeskPeople.bailleurC }

  /// What the administrator of the first bailleur sees to.
  static func administrator(_ desk: Desk) {
    var agents = [DeskPeople.c1A, DeskPeople.c2A, DeskPeople.otherA].map { account($0) }
    agents[2].isDisabled = true
    desk.accounts = AccountsFile(
      me: DeskPeople.adminA, accounts: agents, organisations: organisations)
  }

  /// What a super administrator of Aatiko sees to: everybody.
  static func aatiko(_ desk: Desk) {
    let people = DeskPeople.people.filter { $0.organisation != DeskPeople.bailleurC }
    desk.accounts = AccountsFile(
      me: DeskPeople.superAdmin, accounts: people.map { account($0) },
      organisations: organisations)
  }
}
