import Domain
import Storage
import Testing

@testable import TUI

@Suite("The accounts: created, changed, closed and opened again by forms")
struct AccountsTests {
  private func desk(_ office: SharedOffice, _ person: Operator) throws -> Desk {
    let desk = try Desk(person, shared: office.address)
    desk.press("6")
    #expect(desk.screen.contains("Lecture des comptes…"))
    try desk.takeAccounts()
    return desk
  }

  @Test("An administrator creates an agent, changes the roles, closes the account and opens it")
  func administrator() throws {
    let office = try SharedOffice(me: DeskPeople.adminA)
    let desk = try desk(office, DeskPeople.adminA)
    #expect(desk.screen.contains("Habitat des Coteaux") && !desk.screen.contains("Bailleur Bélier"))
    desk.press("+")
    #expect(!desk.screen.contains("Administrateur "), "not an administrator's to give")
    desk.type("lpetit")
    desk.press("<Tab>")
    desk.type("L. Petit")
    desk.press("<Tab> <Tab> o <Entrée>")
    #expect(desk.screen.contains("La base partagée est interrogée."))
    try desk.takeAccounts()
    #expect(desk.toast == "Compte créé : L. Petit (lpetit), contact 1.")
    desk.press("<Fin> <Entrée> <Tab> <Tab> n <Tab> o <Entrée>")
    try desk.takeAccounts()
    #expect(desk.toast == "Compte modifié : L. Petit (lpetit), contact 2.")
    var account = try #require(try office.accounts().first { $0.login == "lpetit" })
    #expect(account.person.person.roles == [.contact2])
    #expect(account.person.person.organisation == DeskPeople.bailleurA)
    let id = account.person.person.id
    desk.press("x")
    #expect(desk.screen.contains("n'aura plus accès à la base partagée"))
    desk.press("<Entrée>")
    try desk.takeAccounts()
    #expect(desk.screen.contains("– fermé"))
    account = try #require(try office.accounts().first { $0.login == "lpetit" })
    #expect(account.isDisabled && account.person.person.id == id)
    desk.press("x <Entrée>")
    try desk.takeAccounts()
    #expect(desk.toast?.hasPrefix("Compte rouvert") == true && !desk.screen.contains("fermé"))
  }

  @Test("What the shared database refuses stands in the form, which stays")
  func refused() throws {
    let office = try SharedOffice(me: DeskPeople.adminA)
    let desk = try desk(office, DeskPeople.adminA)
    desk.press("+")
    desk.type("fondateur")
    desk.press("<Tab>")
    desk.type("L. Petit")
    desk.press("<Tab> <Tab> o <Entrée>")
    try desk.takeAccounts()
    #expect(desk.screen.contains("✗ Ce compte est celui d'une autre personne"))
    desk.press("<Échap>")
    #expect(desk.app.overlay == nil)
  }

  @Test("Aatiko adds a bailleur, then its administrator; its own account is another's to change")
  func aatiko() throws {
    let office = try SharedOffice(me: DeskPeople.superAdmin)
    let desk = try desk(office, DeskPeople.superAdmin)
    desk.press("b")
    desk.type("Bailleur Cigale")
    desk.press("<Tab> 99900001100018 <Entrée>")
    try desk.takeAccounts()
    #expect(desk.toast == "Organisme enregistré : Bailleur Cigale.")
    desk.press("/cigale <Entrée> +")
    desk.type("gl")
    desk.press("<Tab>")
    desk.type("G. Laurent")
    desk.press("<Tab> <Tab> n <Tab> o <Entrée>")
    try desk.takeAccounts()
    #expect(desk.toast == "Compte créé : G. Laurent (gl), administrateur.")
    desk.press("<Échap> /fournier <Entrée> <Fin>")
    let me = try #require(desk.app.bailleurs.file?.me)
    #expect(me.id == DeskPeople.superAdmin.id)
  }

  @Test("Roles missing, an address that is none and a login with spaces are said at once")
  func checks() throws {
    let desk = try Desk(DeskPeople.adminA)
    AccountScene.administrator(desk)
    desk.press("6 +")
    desk.type("l petit")
    desk.press("<Tab>")
    #expect(desk.screen.contains("sans espace"))
    desk.press("<Maj-Tab> <Ctrl-U>")
    desk.type("lpetit")
    desk.press("<Tab> P <Tab> rien <Tab>")
    #expect(desk.screen.contains("✗"))
    desk.press("<Maj-Tab> <Ctrl-U> <Entrée>")
    #expect(desk.toast?.hasPrefix("Donnez au moins un rôle") == true)
    #expect(!desk.asked.contains { if case .accounts(.put) = $0 { true } else { false } })
  }

  @Test("One's own account is closed by nobody but others; the selection holds by the account")
  func own() throws {
    let desk = try Desk(DeskPeople.superAdmin)
    AccountScene.aatiko(desk)
    desk.press("6 /fournier <Entrée> <Fin>")
    #expect(desk.screen.contains("S. Fournier (moi)"))
    for key in ["x", "<Entrée>"] {
      desk.press(key)
      #expect(desk.toast?.hasPrefix("Votre propre compte") == true, "\(key)")
    }
    desk.press("<Échap> r")
    guard case .account(let account) = desk.app.bailleurs.selected else {
      Issue.record("another row")
      return
    }
    #expect(account.person.person.id == DeskPeople.superAdmin.id)
  }

  @Test("Who sees to no account reads why; without a shared database nothing is asked of it")
  func nobody() throws {
    let office = try SharedOffice(me: DeskPeople.c1A)
    let desk = try desk(office, DeskPeople.c1A)
    #expect(desk.screen.contains("tenus par son administrateur"))
    desk.press("b")
    #expect(desk.toast == "Les organismes sont créés et modifiés par Aatiko.")
    let alone = try Desk()
    alone.press("6")
    #expect(alone.screen.contains("ce poste n'en suit aucune"))
    alone.press("x b + <Entrée>")
    #expect(alone.app.overlay == nil)
  }

  @Test("A login that the shared database does not know is told so")
  func unknown() throws {
    let office = try SharedOffice(me: nil)
    let desk = try desk(office, DeskPeople.c1A)
    #expect(desk.screen.contains("n'a pas d'accès à la base partagée"))
  }
}
