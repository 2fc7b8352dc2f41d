import Domain
import Testing

@testable import TUI

@Suite("Back and forward among the places visited")
struct VisitsTests {
  @Test("Dossiers, queues and screens come back, then forward again")
  func walk() throws {
    let desk = try Desk()
    desk.press("P")
    desk.open("D-2026-0105")
    desk.open("D-2026-0108")
    desk.press("<")
    #expect(desk.app.dossiers.detail?.dossier.reference == "D-2026-0105")
    desk.press("< ")
    guard case .due = desk.app.sheet else {
      Issue.record("the forecast is not back: \(desk.screen)")
      return
    }
    desk.press("<")
    #expect(desk.app.sheet == nil && desk.app.active == .accueil)
    desk.press("<")
    #expect(desk.toast == "Rien avant cet endroit.")
    desk.press("> > >")
    #expect(desk.app.dossiers.detail?.dossier.reference == "D-2026-0108")
    desk.press(">")
    #expect(desk.toast == "Rien après cet endroit.")
  }

  @Test("The columns are a place, and Alt with an arrow goes as a browser does")
  func columns() throws {
    let desk = try Desk()
    desk.press("2 :")
    desk.type("colonnes")
    desk.press("<Entrée> 1")
    #expect(desk.app.sheet == nil)
    desk.send(.key(.wordLeft))
    guard case .columns = desk.app.sheet else {
      Issue.record("the columns are not back: \(desk.screen)")
      return
    }
    desk.send(.key(.wordRight))
    #expect(desk.app.sheet == nil && desk.app.active == .accueil)
  }

  @Test("Going elsewhere forgets what was ahead; a search comes back with its words")
  func branch() throws {
    let desk = try Desk()
    desk.press("f")
    desk.type("evry")
    desk.press("<Entrée>")
    let found = try #require(desk.app.dossiers.detail?.dossier.reference)
    desk.press("<")
    guard case .search(let search) = desk.app.sheet else {
      Issue.record("the search is not back")
      return
    }
    #expect(search.text == "evry")
    desk.press("<Échap>")
    desk.press("2 >")
    #expect(desk.toast == "Rien après cet endroit.")
    #expect(!found.isEmpty)
  }

  @Test("Queues run through by the arrows are one place only")
  func queues() throws {
    let desk = try Desk()
    desk.press("2 <Maj-Tab> <Bas> <Bas> <Bas> <Entrée>")
    let last = desk.app.dossiers.queue
    desk.press("<")
    #expect(desk.app.dossiers.queue == .mine && last != .mine)
    desk.press(">")
    #expect(desk.app.dossiers.queue == last)
  }
}
