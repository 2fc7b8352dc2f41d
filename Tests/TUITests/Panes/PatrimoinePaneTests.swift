import Domain
import Storage
import Testing

@testable import TUI

@Suite("The patrimoines: queues, the list, the account of a bailleur")
struct PatrimoinePaneTests {
  private func desk(
    _ person: Operator, _ scene: (Desk) throws -> Void = PatrimoineScene.imported
  ) throws -> Desk {
    let desk = try Desk(person)
    try scene(desk)
    desk.press("5")
    return desk
  }

  @Test("Queues count, narrow the list, and what is late stands in the top line")
  func queues() throws {
    let desk = try desk(DeskPeople.gie, PatrimoineScene.forty)
    let pane = desk.app.patrimoines
    #expect(pane.rows.count == 40 && pane.counts[.all] == 40)
    #expect(pane.counts[.never] == 7, "\(pane.counts)")
    let late = try #require(pane.counts[.late])
    #expect(late > 5 && pane.alarming == late)
    #expect(desk.screen.contains(" 5 Patrimoine \(late)! "))
    let today = DeskStore.today
    #expect(
      pane.rows.map { $0.status(on: today) } == pane.rows.map { $0.status(on: today) }.sorted())
    #expect(!pane.queues.contains(.held))
    desk.press("<Maj-Tab> <Début> j <Entrée>")
    #expect(desk.app.patrimoines.rows.count == late)
    #expect(desk.app.patrimoines.rows.allSatisfy { $0.status(on: today) == .late })
    desk.press("/27 <Entrée>")
    #expect(desk.app.patrimoines.rows.count < late && !desk.app.patrimoines.rows.isEmpty)
    desk.press("<Échap>")
    #expect(desk.app.patrimoines.rows.count == late)
  }

  @Test(
    "Who reads no import is told who does; a bailleur's people read their own",
    arguments: [DeskPeople.c1A, DeskPeople.c2A, PatrimoineScene.aorif])
  func rights(_ person: Operator) throws {
    let desk = try desk(person, PatrimoineScene.forty)
    #expect(desk.app.patrimoines.rows.isEmpty)
    #expect(desk.screen.contains("Les imports du patrimoine"), "\(desk.screen)")
    for keys in ["a", "m", "i", "<Entrée>", "l"] {
      desk.press(keys)
      #expect(desk.app.overlay == nil && desk.app.sheet == nil, "\(keys)")
      #expect(desk.toast?.contains("sont ouverts à") == true, "\(keys): \(desk.toast ?? "")")
    }
    let own = try self.desk(PatrimoineScene.referent, PatrimoineScene.forty)
    #expect(own.app.patrimoines.rows.map(\.id) == [DeskPeople.bailleurA])
  }

  @Test("Enter opens the account; a code opens its lines, or says that the report is elsewhere")
  func lines() throws {
    let desk = try desk(PatrimoineScene.referent)
    desk.press("<Entrée>")
    #expect(desk.app.place == .patrimoine)
    #expect(desk.screen.contains("fichier accepté le 02/03/2026"), "\(desk.screen)")
    #expect(desk.app.patrimoines.detail.selected == .code("PAT-L25"))
    desk.press("<Entrée>")
    #expect(desk.screen.contains("PAT-L25 · Surface hors bornes · 2 lignes"), "\(desk.screen)")
    #expect(desk.screen.contains("surface_habitable") && desk.screen.contains("700"))
    desk.press("<Échap> <Échap>")
    #expect(desk.app.sheet == nil && desk.app.place == .patrimoines)
    let elsewhere = try self.desk(PatrimoineScene.referent, PatrimoineScene.refused)
    elsewhere.press("<Entrée> <Entrée>")
    #expect(elsewhere.toast?.contains("n'est pas sur ce poste") == true)
    #expect(elsewhere.screen.contains("le fichier du 23/03/2026, reçu le 24/03/2026"))
  }

  @Test("An attempt opens what it changed; two that are marked are compared with each other")
  func differences() throws {
    let desk = try desk(PatrimoineScene.referent)
    desk.press("<Entrée> <Fin> k <Entrée>")
    #expect(desk.screen.contains("par colonne : loyer_actuel 3"), "\(desk.screen)")
    desk.press("<Fin> <Entrée>")
    #expect(desk.screen.contains("Logement L-000000"))
    desk.press("<Échap> <Échap> <espace>")
    #expect(desk.app.patrimoines.detail.marks.count == 1)
    desk.press("<espace> <Entrée>")
    #expect(desk.screen.contains("entre les envois reçus le 02/02/2026 et le 02/03/2026"))
    desk.press("<Échap> <Échap>")
    #expect(desk.app.patrimoines.detail.marks.isEmpty)
  }

  @Test("Of the first file there is nothing to compare; of a refused one neither")
  func nothingToCompare() throws {
    let desk = try desk(PatrimoineScene.referent, PatrimoineScene.refused)
    desk.press("<Entrée> <Fin> <Entrée>")
    #expect(desk.toast?.hasPrefix("C'est le premier envoi accepté") == true, "\(desk.screen)")
    desk.press("k k <Entrée>")
    #expect(desk.toast?.contains("n'a rien changé au patrimoine") == true, "\(desk.screen)")
  }

  @Test("A click chooses a queue, a bailleur, the account")
  func clicks() throws {
    let desk = try desk(DeskPeople.gie, PatrimoineScene.forty)
    let second = desk.app.patrimoines.rows[1].id
    desk.send(.mouse(MouseEvent(kind: .click, position: Position(column: 40, row: 4))))
    #expect(desk.app.patrimoines.selected?.id == second)
    #expect(desk.app.patrimoines.detail.file?.bailleur == second)
    desk.send(.mouse(MouseEvent(kind: .click, position: Position(column: 40, row: 30))))
    #expect(desk.app.place == .patrimoine)
    desk.send(.mouse(MouseEvent(kind: .click, position: Position(column: 5, row: 3))))
    #expect(desk.app.patrimoines.queue == .late)
  }

  @Test("The palette has the acts of the bailleur selected, the closed ones with their reason")
  func palette() throws {
    let desk = try desk(PatrimoineScene.referent)
    desk.press(":relancer")
    let entry = try #require(desk.app.palette?.selected)
    #expect(entry.target == .action(.patrimoine(.remind)) && entry.closedBecause != nil)
    desk.press("<Échap> :essayer <Bas> <Haut> <Entrée>")
    #expect(desk.screen.contains("Essayer un fichier, sans rien enregistrer"))
    guard case .patrimoine = desk.app.overlay else {
      Issue.record("no form: \(desk.screen)")
      return
    }
  }

  @Test("The bars of a figure: sizes near the largest, errors from zero")
  func bars() {
    #expect(Sparkline.nearLargest([100, 100, 99, 80, 0, 100]) == "██▇▁▁█")
    #expect(Sparkline.fromZero([0, 5, 10, 7]) == "▁▄█▅")
    #expect(Sparkline.nearLargest([]).isEmpty && Sparkline.fromZero([0, 0]) == "▁▁")
  }

  @Test("A long name keeps its end, at any width")
  func names() {
    let name = "Société anonyme d'habitations à loyer modéré du Val n° 27"
    for width in 13...60 {
      let text = PatrimoineTable.name(name, in: width)
      #expect(CellText.width(of: text) <= width && text.hasSuffix("27"), "\(text)")
    }
    #expect(PatrimoineTable.name("Bailleur A", in: 30) == "Bailleur A")
  }

  @Test("A logement is found by any reference; its card leads to its dossier")
  func logement() throws {
    let desk = try desk(DeskPeople.adminA)
    desk.press("l")
    desk.type("rp 12")
    #expect(desk.screen.contains("Rien pour") || desk.screen.contains("L-00000012"))
    desk.press("<Ctrl-U>")
    desk.type("log a 101")
    #expect(desk.screen.contains("1 trouvé"), "\(desk.screen)")
    desk.press("<Entrée>")
    #expect(desk.screen.contains("Logement LOG-A-101") && desk.screen.contains("loyer_actuel"))
    #expect(desk.screen.contains("D-2026-0101"), "\(desk.screen)")
    desk.press("y")
    #expect(desk.copied == "LOG-A-101")
    desk.press("<Début> j <Entrée>")
    #expect(desk.app.active == .dossiers)
    #expect(desk.app.dossiers.detail?.dossier.reference == "D-2026-0101")
    desk.press(":logement")
    desk.type(" l 13")
    desk.press("<Entrée>")
    #expect(desk.screen.contains("L-00000013"))
  }

  @Test("Nothing of another bailleur is read, whoever asks")
  func others() throws {
    let desk = try desk(DeskPeople.agent(.contact1, of: DeskPeople.bailleurB))
    desk.tell(.patrimoine(.listed([])))
    let wanted: [PatrimoineRequest] = [
      .card(DeskPeople.bailleurA, reference: "LOG-A-101"),
      .differences(DifferenceQuestion(bailleur: DeskPeople.bailleurA, from: 1, to: 2)),
      .lines(ReportQuestion(bailleur: DeskPeople.bailleurA, attempt: "x", code: "PAT-L25")),
    ]
    for request in wanted {
      desk.ask(.patrimoine(request))
      #expect(desk.toast?.contains("Vous ne voyez pas le patrimoine") == true)
    }
    desk.ask(.patrimoine(.find("log a 101")))
    #expect(desk.app.patrimoines.detail.file == nil)
  }
}
