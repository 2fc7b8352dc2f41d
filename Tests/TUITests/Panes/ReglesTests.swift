import Domain
import Storage
import Testing

@testable import TUI

@Suite("The règlement, the alerts of today and past days by keys")
struct ReglesTests {
  @Test("The GIE sets a value from a day on; the screens judge by it at once")
  func change() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press(":regles <Entrée>")
    #expect(desk.screen.contains("R-PRE"), "\(desk.screen)")
    desk.press("<Entrée> <Ctrl-U> 10 <Tab> <Entrée>")
    #expect(desk.toast?.hasPrefix("R-PRE : 10 jours à partir du") == true, "\(desk.screen)")
    #expect(desk.app.overlay == nil)
    #expect(desk.app.world.reglement.value(of: .preInstruction, on: DeskStore.today).value == 10)
    #expect(desk.screen.contains("fixé par V. Bonnet"), "\(desk.screen)")
  }

  @Test("A value that stands already, or for days past, is refused beside the form")
  func refused() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press(":regles <Entrée> <Entrée> <Tab> <Entrée>")
    #expect(desk.screen.contains("vaut déjà 7 jours"), "\(desk.screen)")
    desk.press("<Échap> <Entrée> <Ctrl-U> 9 <Tab> <Ctrl-U> hier <Entrée>")
    #expect(desk.screen.contains("est avant aujourd'hui"), "\(desk.screen)")
    #expect(try desk.store.regles() == .empty)
  }

  @Test("Others read the rules and change none")
  func others() throws {
    for person in [DeskPeople.c1A, DeskPeople.superAdmin] {
      let desk = try Desk(person)
      desk.press(":regles <Entrée> <Entrée>")
      #expect(desk.toast?.hasPrefix("Les règles sont fixées par le GIE.") == true)
      #expect(desk.app.overlay == nil)
    }
  }

  @Test("Alerts are read as they leave, sent once, and gone from the list")
  func alerts() throws {
    let desk = try Desk(DeskPeople.facilitator)
    try AlertScene.addresses(desk)
    desk.press(":alertes <Entrée>")
    guard case .alerts(let sheet) = desk.app.sheet else {
      Issue.record("no alerts are shown")
      return
    }
    let drafts = try #require(sheet.file?.alerts.drafts)
    #expect(!drafts.isEmpty)
    desk.press("<Entrée>")
    #expect(desk.screen.contains("schéma, ligne"), "\(desk.screen)")
    desk.press("e <Entrée>")
    #expect(desk.toast?.contains("à remettre") == true, "\(desk.screen)")
    #expect(try desk.store.mails(limit: 100).count == drafts.count)
    #expect(desk.screen.contains("déjà émis aujourd'hui"), "\(desk.screen)")
    desk.press("e")
    #expect(desk.toast?.contains("Aucune alerte n'est à envoyer") == true)
  }

  @Test("An agent does not see the alerts of all")
  func agents() throws {
    let desk = try Desk()
    desk.press(":alertes <Entrée>")
    #expect(desk.screen.contains("se voient chez Aatiko et au GIE"), "\(desk.screen)")
  }

  @Test("A past day is shown as it stood, records nothing, and is left by Escape")
  func past() throws {
    let desk = try Desk()
    let today = desk.screen
    desk.press(":au <espace> 01/02/2026 <Entrée>")
    try desk.takePast()
    #expect(desk.screen.contains("au 01/02/2026"), "\(desk.screen)")
    #expect(desk.app.world.today == Day(iso: "2026-02-01"))
    desk.press(":creer <Entrée>")
    #expect(desk.toast?.contains("vous regardez le 01/02/2026") == true, "\(desk.screen)")
    desk.press("1 <Échap>")
    #expect(desk.toast == "Vous êtes revenu à aujourd'hui.")
    desk.press("<Échap>")
    #expect(desk.screen == today)
  }

  @Test("A day that is not past, or no day, is refused; Escape gives up one on its way")
  func impossible() throws {
    let desk = try Desk()
    desk.press(":au <espace> 01/01/2099 <Entrée>")
    #expect(desk.toast?.contains("n'est pas encore passé") == true)
    desk.press(":au <espace> patate <Entrée>")
    #expect(desk.toast?.contains("n'est pas comprise") == true)
    desk.press("<Échap>")
    desk.gate.shut(true)
    desk.press(":au <espace> 01/02/2026 <Entrée> <Échap>")
    desk.gate.shut(false)
    try desk.takePast()
    #expect(desk.app.world.today == DeskStore.today)
  }
}
