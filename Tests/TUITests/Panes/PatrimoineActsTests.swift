import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("The acts on a patrimoine, by forms and beside the screen")
struct PatrimoineActsTests {
  private func desk(
    _ person: Operator, _ scene: (Desk) throws -> Void = PatrimoineScene.imported
  ) throws -> Desk {
    let desk = try Desk(person)
    try scene(desk)
    desk.press("5")
    return desk
  }

  private func account(_ desk: Desk) throws -> Patrimoine {
    try desk.store.patrimoine(
      of: DeskPeople.bailleurA,
      for: PatrimoineScene.session(PatrimoineScene.referent, on: DeskStore.today))
  }

  @Test(
    "A step is registered with its day; one to come is refused beside the field; it is withdrawn")
  func steps() throws {
    let desk = try desk(PatrimoineScene.referent)
    desk.press("e <Tab> <Ctrl-U> +3")
    #expect(desk.screen.contains("Cette date est à venir."), "\(desk.screen)")
    desk.press("<Ctrl-U> 12/03 <Entrée>")
    #expect(desk.toast?.contains("étape 6 « Documentation lue » enregistrée") == true)
    #expect(try account(desk).day(of: .documentation) == DeskStore.today - 12)
    #expect(desk.screen.contains("12/03/2026"))
    desk.press("r <Tab> <Entrée>")
    #expect(try account(desk).day(of: .documentation) == nil, "\(desk.screen)")
    desk.press("r")
    #expect(desk.toast == "Aucune étape n'est enregistrée.")
  }

  @Test("Enter on a step of the account opens its form on that step")
  func stepOfTheAccount() throws {
    let desk = try desk(DeskPeople.gie)
    desk.press("/coteaux <Entrée> <Entrée> <Fin>")
    while desk.app.patrimoines.detail.selected != .step(.referent) { desk.press("k") }
    desk.press("<Entrée> <Tab> <Entrée>")
    #expect(try account(desk).day(of: .referent) == DeskStore.today, "\(desk.screen)")
  }

  @Test("A reminder is proposed with the facts, follows its subject, and keeps what was typed")
  func reminders() throws {
    let desk = try desk(DeskPeople.gie, PatrimoineScene.refused)
    desk.press("/coteaux <Entrée> R")
    #expect(desk.screen.contains("les erreurs du dernier fichier"))
    desk.press("<Haut> <Tab>")
    guard case .patrimoine(let form) = desk.app.overlay else {
      Issue.record("no form")
      return
    }
    #expect(form.message?.contains("dernier fichier accepté date du 02/03/2026") == true)
    desk.press("<Entrée>")
    #expect(desk.toast?.contains("relance enregistrée, sans courriel") == true)
    let sent = desk.asked.compactMap { effect -> String? in
      if case .patrimoine(.remind(_, .monthlyFile, let text)) = effect { text } else { nil }
    }
    #expect(sent.first?.contains("Merci d'envoyer le fichier de mars") == true)
    #expect(try account(desk).reminders.count == 1)
    desk.press("R <Tab> x <Maj-Tab> <Haut>")
    guard case .patrimoine(let touched) = desk.app.overlay else { return }
    #expect(touched.message?.hasSuffix("x") == true)
    let agent = try self.desk(PatrimoineScene.referent)
    agent.press("R")
    #expect(agent.toast?.contains("la relance revient à") == true, "\(agent.toast ?? "")")
  }

  @Test("An import that waits is confirmed, or abandoned, by those who import")
  func held() throws {
    for (key, isAccepted) in [("v", true), ("x", false)] {
      let desk = try desk(PatrimoineScene.referent, PatrimoineScene.held)
      #expect(desk.screen.contains("À CONFIRMER"))
      #expect(desk.app.patrimoines.queues.contains(.held))
      desk.press("\(key) <Tab> <Entrée>")
      let patrimoine = try account(desk)
      #expect(patrimoine.held == nil && patrimoine.imports.last?.isAccepted == isAccepted)
    }
    let other = try desk(DeskPeople.gie, PatrimoineScene.held)
    other.press("/coteaux <Entrée> v")
    #expect(other.app.overlay == nil && other.toast?.contains("revient à") == true)
  }

  @Test("The public key of a synchronisation is checked, its fingerprint journaled, itself sealed")
  func sync() throws {
    let desk = try desk(PatrimoineScene.referent)
    let key =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBq0vXvZ6m0s6N2i1iYkTt7pQ3m0mZxg0e9iF6v4xJtA depot@a"
    desk.press("d")
    desk.type("ssh-ed25519 AAAA")
    desk.press("<Tab>")
    #expect(desk.screen.contains("incomplète ou altérée"), "\(desk.screen)")
    desk.press("<Maj-Tab> <Ctrl-U>")
    desk.send(.paste(key + "\n"))
    desk.press("<Tab> depot-a <Entrée>")
    let sync = try #require(try account(desk).sync, "\(desk.screen)")
    #expect(try sync.fingerprint == SSHPublicKey(parsing: key).fingerprint)
    desk.press("<Entrée> <Fin>")
    #expect(desk.screen.contains(String(sync.fingerprint.prefix(20))), "\(desk.screen)")
  }

  @Test("A file is imported beside the screen: a key answers meanwhile, then its report is shown")
  func imports() throws {
    let desk = try desk(PatrimoineScene.referent)
    let folder = try DeskFolder()
    let path = try PatrimoineScene.file(
      (3...70).map { PatrimoineScene.line($0) }, on: DeskStore.today, in: folder.path)
    desk.press("i")
    desk.type(path)
    desk.press("<Entrée>")
    #expect(desk.app.overlay == nil && desk.app.patrimoines.run != nil, "\(desk.screen)")
    #expect(desk.screen.contains("Échap annule"))
    desk.press("2 5")
    #expect(desk.app.active == .patrimoine)
    try desk.takeImport()
    #expect(desk.screen.contains("Fichier accepté"), "\(desk.screen)")
    let patrimoine = try account(desk)
    #expect(patrimoine.imports.count == 3)
    #expect(patrimoine.current?.facts.logements == 68)
    desk.press("<Échap> <Entrée>")
    #expect(desk.screen.contains("du 24/03/2026"), "\(desk.screen)")
  }

  @Test("A trial is told and records nothing; Tab completes the path")
  func trial() throws {
    let desk = try Desk(PatrimoineScene.referent)
    try PatrimoineScene.trial(desk)
    #expect(desk.screen.contains("Essai, rien n'est enregistré"), "\(desk.screen)")
    #expect(desk.screen.contains("PAT-L25") && desk.toast?.contains("essai") == true)
    #expect(try account(desk).imports.count == 2)
  }

  @Test("Escape stops a file under way: nothing is recorded, and no file is left")
  func stopped() throws {
    let desk = try desk(PatrimoineScene.referent)
    let folder = try DeskFolder()
    let path = try PatrimoineScene.file(
      (1...4).map { PatrimoineScene.line($0) }, on: DeskStore.today, in: folder.path)
    desk.gate.shut(true)
    desk.press("i")
    desk.type(path)
    desk.press("<Entrée>")
    #expect(desk.app.patrimoines.run != nil, "\(desk.screen)")
    desk.press("q")
    #expect(desk.toast?.contains("Encore q quitte") == true)
    desk.press("<Échap>")
    desk.gate.shut(false)
    try desk.takeImport()
    #expect(desk.toast?.contains("annulé") == true, "\(desk.toast ?? "")")
    #expect(try account(desk).imports.count == 2)
    let left = try FileManager.default.contentsOfDirectory(
      atPath: desk.store.stock(of: DeskPeople.bailleurA).path)
    #expect(!left.contains { $0.hasPrefix("travail") }, "\(left)")
  }

  @Test("What one person began is not recorded in the name of the next")
  func anotherPerson() throws {
    let desk = try desk(PatrimoineScene.referent)
    let folder = try DeskFolder()
    let path = try PatrimoineScene.file(
      (3...70).map { PatrimoineScene.line($0) }, on: DeskStore.today, in: folder.path)
    desk.gate.shut(true)
    desk.press("i")
    desk.type(path)
    desk.press("<Entrée> :profil")
    desk.type(" administrateur")
    desk.press("<Entrée>")
    #expect(desk.app.world.actor == DeskPeople.adminA)
    desk.gate.shut(false)
    try desk.takeImport()
    #expect(try account(desk).imports.count == 2, "\(desk.screen)")
  }

  @Test("A path that leads nowhere is refused in the form, which stays; Aatiko says why it acts")
  func onBehalf() throws {
    let desk = try desk(DeskPeople.superAdmin)
    desk.press("/coteaux <Entrée> i motif <Tab> /nulle/part.csv")
    #expect(desk.screen.contains("n'est pas de la forme attendue"), "\(desk.screen)")
    desk.press("<Entrée>")
    #expect(desk.screen.contains("n'existe pas"), "\(desk.screen)")
    #expect(desk.app.overlay != nil && desk.app.patrimoines.run == nil)
    let folder = try DeskFolder()
    let path = try PatrimoineScene.file(
      (3...70).map { PatrimoineScene.line($0) }, on: DeskStore.today, in: folder.path)
    desk.press("<Ctrl-U>")
    desk.type(path)
    desk.press("<Entrée>")
    try desk.takeImport()
    let last = try #require(try account(desk).imports.last)
    #expect(last.signature.onBehalf?.organisation == DeskPeople.bailleurA, "\(desk.screen)")
  }

  @Test("Whoever may not act reads why: each act by each role")
  func rights() throws {
    let closed: [(Operator, String)] = [
      (DeskPeople.gie, "itvxd"), (DeskPeople.facilitator, "itvx"), (PatrimoineScene.actimage, "R"),
      (PatrimoineScene.referent, "Rv"), (DeskPeople.adminA, "R"),
    ]
    let open: [(Operator, String)] = [
      (DeskPeople.gie, "eR"), (DeskPeople.superAdmin, "itR"), (PatrimoineScene.actimage, "ite"),
      (PatrimoineScene.referent, "itd"), (DeskPeople.adminA, "itd"),
    ]
    for (cases, isOpen) in [(closed, false), (open, true)] {
      for (person, keys) in cases {
        let desk = try desk(person)
        desk.press("/coteaux <Entrée>")
        for key in keys {
          desk.press(String(key))
          #expect(
            (desk.app.overlay != nil) == isOpen, "\(person.name) \(key): \(desk.toast ?? "")")
          desk.press("<Échap>")
        }
      }
    }
  }
}
