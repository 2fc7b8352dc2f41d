import Domain
import Storage
import Testing

@testable import TUI

@Suite("The palette offers what can be done here")
struct PaletteEntriesTests {
  @Test("Nothing typed, every command, act, queue and key is there, closed acts with their reason")
  func all() throws {
    let desk = try Desk(columns: 80, rows: 24)
    desk.open("D-2026-0105")
    desk.press(":")
    let titles = try #require(desk.app.palette?.titles)
    for act in ActCatalogue.offered { #expect(titles.contains(act.traits.label), "\(act)") }
    for command in App.commands {
      #expect(titles.contains { $0.hasPrefix(":\(command.name) ·") }, "\(command.name)")
    }
    for queue in DossiersPane.queues(for: desk.app.world) {
      #expect(titles.contains("File : \(queue.label)"))
    }
    #expect(titles.contains("Les étapes des volets face à leurs échéances"))
    desk.press("clore")
    #expect(desk.app.palette?.selected?.closedBecause != nil)
    #expect(desk.screen.contains("Clore le volet"))
    let why = try #require(desk.app.palette?.selected?.closedBecause)
    #expect(desk.screen.contains(why.prefix(40)))
    desk.press("<Entrée>")
    #expect(desk.toast == why && !desk.hasForm)
  }

  @Test("The columns to sort on and the operator's vues complete by their names")
  func names() throws {
    let desk = try Desk()
    let vue = DossierVue(
      name: "Montreuil", queue: .open, filter: "montreuil", order: DossierOrder())
    try desk.store.keep(
      [vue], as: Session(actor: DeskPeople.c1A) { DeskStore.moment(on: DeskStore.today) })
    desk.press("2 :")
    let titles = try #require(desk.app.palette?.titles)
    #expect(titles.contains(":vue Montreuil") && titles.contains(":trier étape"))
    desk.type("vue mon")
    desk.press("<Entrée>")
    #expect(desk.app.dossiers.filter == "montreuil")
    desk.press(":")
    desk.type("trier étape")
    desk.press("<Entrée>")
    #expect(desk.app.dossiers.layout.order.sort == .step)
  }

  @Test(
    "Words without accents, letters in their order, a key's own words",
    arguments: [
      ("refuser pre", "Refuser en pré-instruction"), ("note", "Ajouter une note"),
      ("frise", "Les étapes des volets face à leurs échéances"),
      ("retard", "File : En retard"), ("them som", ":theme sombre"), ("prvs", ":previsions"),
    ])
  func match(_ typed: String, _ title: String) throws {
    let desk = try Desk()
    desk.open("D-2026-0102")
    desk.press(":")
    desk.type(typed)
    #expect(
      desk.app.palette?.titles.contains { $0.hasPrefix(title) } == true,
      "\(desk.app.palette?.titles ?? [])")
  }

  @Test("Enter opens an act's form, from the dossier or from Accueil; arrows choose another")
  func chosen() throws {
    let desk = try Desk()
    desk.open("D-2026-0105")
    desk.press(": ajouter <Entrée>")
    #expect(desk.hasForm)
    #expect(desk.commands.isEmpty)
    let other = try Desk()
    let reference = try #require(other.selected)
    other.press(": ajouter <Entrée>")
    #expect(other.hasForm && other.app.dossiers.detail?.dossier.reference == reference)
    let queue = try Desk()
    queue.press(":")
    queue.type("file : clos")
    queue.press("<Entrée>")
    #expect(queue.app.dossiers.queue == .closed && queue.app.active == .dossiers)
    let moved = try Desk()
    moved.press(":theme <Bas> <Entrée>")
    #expect(moved.app.settings.theme.name == "standard")
  }

  @Test("A theme is changed at once; an unknown one is answered with those there are")
  func themes() throws {
    let desk = try Desk()
    desk.press(":")
    desk.type("theme daltonien")
    desk.press("<Entrée>")
    #expect(desk.app.settings.theme.name == "daltonien")
    #expect(
      desk.asked.contains {
        if case .setTheme(let theme) = $0 { theme.name == "daltonien" } else { false }
      })
    desk.press(":")
    desk.type("theme rose")
    desk.press("<Entrée>")
    #expect(desk.toast == "Thème : daltonien. Thèmes : \(Theme.names).")
  }
}
