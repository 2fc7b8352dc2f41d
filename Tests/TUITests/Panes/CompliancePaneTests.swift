import Domain
import Testing

@testable import TUI

@Suite("Pane 7: the figures of compliance, and the dossiers behind them")
struct CompliancePaneTests {
  @Test("From the table to the dossiers, to one of them, to its arithmetic, and back")
  func path() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press("7")
    let lines = try #require(desk.app.conformite.board?.table.lines)
    guard case .bailleur(let line) = desk.app.conformite.selected else {
      Issue.record("no bailleur: \(desk.screen)")
      return
    }
    #expect(line.total.late > 0 && line.total.late == lines.map(\.total.late).max())
    desk.press("<Entrée>")
    guard case .figure(let figure) = desk.app.sheet else {
      Issue.record("no dossiers: \(desk.screen)")
      return
    }
    #expect(figure.found?.total == line.total.late)
    let reference = try #require(figure.selected?.row.reference)
    desk.press("<Entrée> h")
    #expect(desk.app.active == .dossiers)
    #expect(desk.selected == reference)
    #expect(desk.screen.contains("R-"))
    desk.press("<Échap> <Échap>")
    #expect(desk.app.active == .conformite && desk.app.sheet != nil)
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil && desk.app.place == .conformites)
  }

  @Test("Every line of the detail opens on as many dossiers as it says")
  func figures() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press("7 i")
    #expect(desk.app.place == .conformite)
    var opened = 0
    for _ in 0..<20 {
      guard let item = desk.app.conformite.detail.selected else { break }
      if case .figure(let question) = item {
        desk.press("<Entrée>")
        guard case .figure(let figure) = desk.app.sheet else {
          Issue.record("\(question) opened nothing")
          return
        }
        #expect(figure.found != nil)
        opened += 1
        desk.press("<Échap>")
      }
      desk.press("j")
    }
    #expect(opened >= 6)
  }

  @Test("Periods by a key, or typed; what is no month is refused and stays to be corrected")
  func periods() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press("7")
    func shown() -> Int? { desk.app.conformite.board?.table.period.months }
    #expect(shown() == 12)
    desk.press("p")
    #expect(shown() == 1)
    desk.press("p")
    #expect(shown() == 3)
    desk.press("p")
    #expect(shown() == 12)
    desk.press("d")
    desk.type("2026-13")
    desk.press("<Entrée>")
    #expect(desk.toast?.contains("n'est pas un mois") == true)
    desk.press("<Ctrl-U>")
    desk.type("11/2025 2026-02")
    desk.press("<Entrée>")
    #expect(shown() == 4)
    #expect(desk.screen.contains("De novembre 2025 à février 2026"))
    desk.press("d")
    desk.type("2026-01")
    desk.press("<Échap>")
    #expect(shown() == 4)
  }

  @Test("Sorted by breaches, rate, number or name, either way; found by a word of the name")
  func order() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press("7")
    func values(_ value: (ComplianceFigure) -> Int) -> [Int] {
      desk.app.conformite.rows.compactMap {
        if case .bailleur(let line) = $0 { value(line.total) } else { nil }
      }
    }
    #expect(values(\.late) == values(\.late).sorted(by: >))
    desk.press("o")
    #expect(values { $0.permille ?? -1 } == values { $0.permille ?? -1 }.sorted(by: >))
    desk.press("o O")
    #expect(values(\.count) == values(\.count).sorted())
    desk.press("/")
    desk.type("belier")
    #expect(desk.app.conformite.rows.map(\.bailleur) == [DeskPeople.bailleurB])
    desk.press("<Échap>")
    #expect(desk.app.conformite.rows.count > 1)
  }

  @Test("A bailleur's administrator sees its own line and the median; an agent is told who does")
  func rights() throws {
    let desk = try Desk(DeskPeople.adminA)
    desk.press("7")
    #expect(desk.app.conformite.rows.map(\.bailleur) == [DeskPeople.bailleurA])
    #expect(desk.screen.contains("médiane des bailleurs"))
    #expect(!desk.screen.contains("Bélier"))
    for keys in ["<Maj-Tab> <Fin> <Entrée>", "<Maj-Tab> <Fin> k <Entrée>"] {
      desk.press(keys)
      #expect(desk.app.conformite.rows.allSatisfy { $0.bailleur == DeskPeople.bailleurA })
    }
    let agent = try Desk(DeskPeople.c1A)
    agent.press("7")
    #expect(agent.screen.contains("consulter le tableau de conformité revient à"))
    agent.press("p j <Entrée>")
    #expect(agent.app.conformite.board == nil)
  }

  @Test("A key opens the rappels à la charte, Escape comes back to the board")
  func rappels() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press("7 a")
    guard case .rappels = desk.app.sheet else {
      Issue.record("no rappels: \(desk.screen)")
      return
    }
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil && desk.app.active == .conformite)
  }

  @Test("The forecast by contact opens on its dossiers")
  func forecast() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press("7 <Maj-Tab> <Fin> k <Entrée>")
    let outlook = try #require(desk.app.conformite.outlook)
    let first = try #require(outlook.contacts.first?.first)
    desk.press("<Entrée> <Entrée>")
    #expect(desk.app.active == .dossiers)
    #expect(desk.app.dossiers.detail?.dossier.reference == first.reference)
  }
}
