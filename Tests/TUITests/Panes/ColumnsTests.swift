import Domain
import Storage
import Testing

@testable import TUI

@Suite("Columns, orders and vues by keys")
struct ColumnsTests {
  private func desk(_ person: Operator = DeskPeople.c1A) throws -> Desk {
    let desk = try Desk(person, columns: 140, rows: 45)
    desk.press("2 <Maj-Tab> <Fin> k <Entrée>")
    return desk
  }

  private func kept(_ desk: Desk) -> [ListLayout] {
    desk.asked.compactMap { if case .keepLayout(let layout) = $0 { layout } else { nil } }
  }

  private func command(_ text: String, _ desk: Desk) {
    desk.press(":")
    desk.type(text)
    desk.press("<Entrée>")
  }

  private func vues(_ desk: Desk) throws -> [DossierVue] {
    try desk.store.vues(of: desk.app.world.actor.id)
  }

  private func heading(_ desk: Desk) -> String {
    desk.screen.split(separator: "\n").first { $0.contains("Qui doit agir") }.map(String.init) ?? ""
  }

  @Test("« o » sorts on each column in turn, « O » turns the order round; both are kept")
  func sort() throws {
    let desk = try desk(DeskPeople.facilitator)
    desk.press("j j")
    let selected = desk.selected
    for sort in [DossierSort.actor, .latest, .reference, .step, .bailleurs, .due] {
      desk.press("o")
      let order = desk.app.dossiers.layout.order
      #expect(order == DossierOrder(sort) && kept(desk).last?.order == order)
      #expect(desk.screen.contains("tri : \(order.words)"))
      desk.press("O")
      #expect(desk.screen.contains("\(sort.label) \(sort == .latest ? "▲" : "▼")"))
      #expect(desk.selected == selected)
      desk.press("O")
      #expect(desk.app.dossiers.layout.order == order)
    }
    #expect(heading(desk).contains("Échéance ▲"))
  }

  @Test("A click on a heading sorts on the column, a second one turns the order round")
  func click() throws {
    let desk = try desk()
    let lines = desk.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("Qui doit agir") })
    let before = try #require(lines[row].range(of: "Étape")).lowerBound
    let column = lines[row].distance(from: lines[row].startIndex, to: before)
    for isReversed in [false, true, false] {
      desk.send(.mouse(MouseEvent(kind: .click, position: Position(column: column, row: row))))
      #expect(desk.app.dossiers.layout.order == DossierOrder(.step, isReversed: isReversed))
    }
  }

  @Test("Columns are hidden, moved and widened where one sees it, and kept at each change")
  func columns() throws {
    let desk = try desk()
    desk.press("C")
    #expect(desk.screen.contains("Colonnes · tri") && heading(desk).contains("Avec"))
    desk.press("j j <espace>")
    #expect(!heading(desk).contains("Avec") && kept(desk).count == 1)
    desk.press("m m")
    #expect(kept(desk).last?.columns.first?.sort == .bailleurs)
    desk.press("<espace> <Droite>")
    let width = try #require(kept(desk).last?.columns.first?.width)
    desk.press("<Gauche> <Gauche>")
    #expect(kept(desk).last?.columns.first?.width == width - 2)
    #expect(desk.screen.contains("largeur \(width - 2)"))
    desk.press("<Fin> <espace>")
    #expect(heading(desk).contains("Mouvement"))
    desk.press("o O")
    #expect(desk.app.dossiers.layout.order == DossierOrder(.latest, isReversed: true))
    desk.press("r <Échap>")
    #expect(desk.app.sheet == nil && desk.app.dossiers.layout.columns == ListLayout().columns)
    #expect(desk.app.dossiers.layout.order.sort == .latest)
  }

  @Test("The last column stays")
  func lastColumn() throws {
    let desk = try desk()
    desk.press("C <espace> j <espace> j <espace> j <espace>")
    #expect(desk.app.dossiers.layout.shown.map(\.sort) == [.actor])
    desk.press("j <espace>")
    #expect(desk.app.dossiers.layout.shown.map(\.sort) == [.actor])
    #expect(desk.toast == "Une colonne au moins reste montrée.")
  }

  @Test("The columns are the post's: another profile finds them as they are")
  func profile() throws {
    let desk = try desk()
    desk.press("C <espace> <Échap>")
    let layout = desk.app.dossiers.layout
    command("trier mouv", desk)
    #expect(desk.app.dossiers.layout.order == DossierOrder(.latest))
    command("trier mouv", desk)
    #expect(desk.app.dossiers.layout.order == DossierOrder(.latest, isReversed: true))
    #expect(desk.app.dossiers.layout.columns == layout.columns)
    command("trier zzz", desk)
    #expect(desk.toast?.hasPrefix("Colonnes : dossier, étape") == true)
  }

  @Test("A vue keeps queue, filter and order under a name, and opens by its digit or its name")
  func vue() throws {
    let desk = try desk()
    desk.press("/010 <Entrée> o V")
    #expect(desk.screen.contains("Aucune vue."))
    desk.press("+")
    desk.type("Retards  d'Évry")
    desk.press("<Entrée>")
    let present = desk.app.dossiers.present
    let vue = try #require(try vues(desk).first)
    #expect(vue.name == "Retards d'Évry" && vue.filter == "010")
    #expect(vue.queue == present.queue && vue.order == DossierOrder(.actor))
    let count = desk.listed.count
    #expect(desk.screen.contains("filtre : 010 · tri : qui doit agir") && count > 1)
    #expect(
      desk.screen.split(separator: "\n").contains {
        $0.contains("Retards d'Évry") && $0.contains(" \(count) ")
      })
    desk.press("<Échap> <Échap> o <Maj-Tab> <Début> V a")
    #expect(desk.app.dossiers.present == present && desk.app.sheet == nil)
    #expect(desk.screen.contains("Vue Retards d'Évry · "))
    desk.press("O")
    #expect(!desk.screen.contains("Vue Retards"))
    desk.press("1")
    command("vue retards", desk)
    #expect(desk.app.dossiers.present == present && desk.app.active == .dossiers)
    command("vue zzz", desk)
    #expect(desk.toast == "Aucune vue « zzz », ou plusieurs. :vues les montre toutes.")
  }

  @Test("A vue is renamed, deleted, put back; a name is given once and is never empty")
  func editing() throws {
    let desk = try desk()
    for name in ["a", "b"] {
      desk.press("V +")
      desk.type(name)
      desk.press("<Entrée> <Échap>")
    }
    desk.press("V + A <Entrée>")
    #expect(desk.toast?.hasPrefix("Une vue porte déjà le nom « A ».") == true)
    desk.press("<Ctrl-U> <Entrée>")
    #expect(desk.toast?.hasPrefix("Un nom a de 1 à 40") == true)
    desk.press("<Échap> r")
    desk.send(.paste("\n2"))
    desk.press("<Entrée>")
    #expect(try vues(desk).map(\.name) == ["a2", "b"])
    desk.press("x")
    #expect(try vues(desk).map(\.name) == ["b"])
    desk.press("u")
    #expect(try vues(desk).map(\.name) == ["a2", "b"])
    desk.press("u")
    #expect(desk.toast == "Aucune vue n'a été supprimée ici.")
    desk.press("c")
    #expect(desk.toast == "Il n'y a pas de 3e vue.")
  }
}
