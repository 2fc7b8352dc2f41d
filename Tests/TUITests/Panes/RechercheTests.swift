import Domain
import Storage
import Testing

@testable import TUI

@Suite("The search over everything")
struct RechercheTests {
  private func sheet(_ desk: Desk) -> SearchSheet? {
    if case .search(let sheet) = desk.app.sheet { sheet } else { nil }
  }

  private func found(_ desk: Desk) -> [String] {
    sheet(desk)?.search.found.map(\.row.reference) ?? []
  }

  @Test("Each letter narrows it; letters that are keys elsewhere are letters here")
  func typing() throws {
    let desk = try Desk(DeskPeople.facilitator)
    desk.press("f")
    #expect(sheet(desk)?.text == nil && desk.screen.contains("Chaque mot se cherche"))
    desk.type("evry")
    let all = found(desk)
    #expect(all.count > 10)
    #expect(desk.asked.count == 4)
    desk.type(" 0108 q:?/")
    #expect(sheet(desk)?.text == "evry 0108 q:?/")
    #expect(found(desk).isEmpty && desk.screen.contains("Aucun dossier."))
    for _ in 0..<5 { desk.press("<Retour>") }
    #expect(found(desk) == ["D-2026-0108"])
    desk.press("<Ctrl-U>")
    #expect(sheet(desk)?.search == DossierSearch())
    #expect(desk.screen.contains("Chaque mot se cherche"))
  }

  @Test("Enter opens the dossier, Escape comes back to the same row, then to where one was")
  func opening() throws {
    let desk = try Desk(DeskPeople.facilitator)
    desk.press("2 f")
    desk.type("montreuil")
    desk.press("<Bas> <Bas> <PgSuiv> <PgPréc> <Bas>")
    let chosen = try #require(sheet(desk)?.selected?.row)
    desk.press("<Entrée>")
    #expect(desk.app.sheet == nil)
    #expect(desk.app.dossiers.detail?.stream == chosen.stream)
    desk.press("<Échap>")
    #expect(sheet(desk)?.text == "montreuil")
    #expect(sheet(desk)?.selected?.row.stream == chosen.stream)
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil && desk.app.active == .dossiers)
  }

  @Test("An agent finds the dossiers of its bailleur alone")
  func rights() throws {
    let desk = try Desk(DeskPeople.c2B)
    desk.press("f")
    desk.type("evry")
    let rows = try #require(sheet(desk)?.search.found.map(\.row))
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0.bailleurs.contains(DeskPeople.bailleurB) })
  }

  @Test("A late answer to an earlier text changes nothing")
  func lateAnswer() throws {
    var sheet = SearchSheet("evry")
    sheet.take(DossierSearch(), for: "evr")
    #expect(sheet.answered == nil)
    sheet.take(DossierSearch(), for: "evry")
    #expect(sheet.answered == "evry")
  }

  @Test("The palette takes words, a paste goes into the text, a pane's key leaves")
  func palette() throws {
    let desk = try Desk(DeskPeople.facilitator)
    desk.press(":chercher <espace> 0102 <Entrée>")
    #expect(found(desk) == ["D-2026-0102"])
    desk.send(.paste(" evry\n"))
    #expect(sheet(desk)?.text == "0102 evry" && found(desk) == ["D-2026-0102"])
    desk.press("<F2>")
    #expect(desk.app.sheet == nil && desk.app.active == .dossiers)
  }

  @Test("What an act changes shows in the search that one comes back to")
  func afterAnAct() throws {
    let desk = try Desk()
    desk.press("f")
    desk.type("0102")
    let before = try #require(sheet(desk)?.selected?.row.statusLabel)
    desk.press("<Entrée> v <Entrée> <Échap>")
    let after = try #require(sheet(desk)?.selected?.row)
    #expect(after.reference == "D-2026-0102")
    #expect(after.statusLabel != before || after.awaited.isEmpty || after.awaited.count < 2)
  }
}
