import Domain
import Storage
import Testing

@testable import TUI

@Suite("The list of dossiers keeps the operator's place")
struct DossiersPaneTests {
  /// The pane with every open dossier of the first bailleur listed.
  private func desk(_ person: Operator = DeskPeople.c1A, rows: Int = 45) throws -> Desk {
    let desk = try Desk(person, rows: rows)
    desk.press("2")
    desk.choose(.open)
    return desk
  }

  @Test("A reload keeps the selection by identity, even when rows come above it")
  func reload() throws {
    let desk = try desk()
    desk.press("o j j j")
    let selected = try #require(desk.selected)
    try desk.meanwhile(
      .cancel(reason: Reason(.creeParErreur)), on: desk.listed[0], by: DeskPeople.superAdmin)
    desk.reload()
    #expect(desk.selected == selected)
    #expect(desk.screen.contains("┌ \(selected) ·") || desk.screen.contains("\(selected) ·"))
  }

  @Test("A page above and below are held once the screen is drawn")
  func readAhead() throws {
    let desk = try desk(rows: 16)
    let count = try #require(desk.app.dossiers.list.count)
    #expect(count > desk.app.dossiers.list.viewport.height)
    for keys in ["j", "<PgSuiv>", "<PgSuiv>", "k"] {
      desk.press(keys)
      let list = desk.app.dossiers.list
      let (visible, height) = (list.viewport.visible, list.viewport.height)
      let around = max(0, visible.lowerBound - height)..<min(count, visible.upperBound + height)
      for index in around { #expect(list.row(at: index) != nil, "row \(index) after \(keys)") }
    }
  }

  @Test("Rows that do not come are asked for ahead once, and never in the place of those shown")
  func aheadInVain() throws {
    let desk = try desk(rows: 16)
    var list = desk.app.dossiers.list
    let sequence = try #require(list.sequence)
    list.setHeight(5)
    let (selected, visible) = (list.selected, list.viewport.visible)
    list.take(list.rows, at: visible.upperBound + 50, of: sequence)
    #expect(list.selected == selected && list.row(at: 0)?.stream == selected)
    var short = DossierList()
    short.setHeight(5)
    short.take(sequence, index: nil)
    short.take(Array(list.rows.prefix(5)), at: 0, of: sequence)
    #expect(short.ahead(for: .dossiers).count == 1)
    short.take([], at: 5, of: sequence)
    #expect(short.ahead(for: .dossiers).isEmpty)
  }

  @Test("y puts the reference of the dossier selected on the terminal's clipboard")
  func copy() throws {
    let desk = try desk()
    desk.press("j y")
    #expect(desk.copied == desk.selected)
  }

  @Test("When its row leaves the queue, the one that took its place is selected")
  func rowLeaves() throws {
    let desk = try Desk()
    desk.press("2")
    let before = desk.listed
    let index = try #require(before.firstIndex(of: "D-2026-0103"))
    desk.press(String(repeating: "j ", count: index))
    #expect(desk.selected == "D-2026-0103")
    desk.press("v <Entrée>")
    #expect(desk.commands == [.validatePreInstruction(volets: [.a])])
    #expect(!desk.listed.contains("D-2026-0103"))
    #expect(desk.selected == before[min(index + 1, before.count - 1)])
    #expect(desk.app.dossiers.detail?.dossier.reference == desk.selected)
  }

  @Test("A dossier that is open stays so when it leaves the queue; the list goes on afterwards")
  func openLeaves() throws {
    let desk = try Desk()
    desk.press("2")
    desk.open("D-2026-0103")
    desk.press("v <Entrée>")
    #expect(desk.app.dossiers.detail?.dossier.reference == "D-2026-0103")
    #expect(!desk.listed.contains("D-2026-0103"))
    desk.press("<Échap>")
    let selected = try #require(desk.selected)
    #expect(desk.listed.contains(selected))
    #expect(desk.app.dossiers.detail?.dossier.reference == selected)
  }

  @Test("Another queue starts at its top, with its own dossiers")
  func queueChange() throws {
    let desk = try Desk()
    desk.press("2 j j <Maj-Tab>")
    let before = desk.app.dossiers.queue
    desk.press("j")
    let queues = DossiersPane.queues(for: desk.app.world)
    #expect(desk.app.dossiers.queue == queues[(queues.firstIndex(of: before) ?? 0) + 1])
    #expect(desk.selected == desk.listed.first)
    desk.press("<Entrée>")
    #expect(desk.app.dossiers.focus == .list)
  }

  @Test("The filter narrows as it is typed, Enter keeps it, Escape clears it")
  func filter() throws {
    let desk = try desk()
    let all = try #require(desk.app.dossiers.list.count)
    desk.press("/")
    desk.type("montreuil")
    #expect(desk.app.dossiers.list.count == all)
    desk.press("<Ctrl-U>")
    desk.type("0104")
    #expect(desk.listed == ["D-2026-0104"])
    desk.press("<Entrée>")
    #expect(desk.screen.contains("filtre : 0104"))
    desk.press("<Échap>")
    #expect(desk.app.dossiers.list.count == all)
    desk.press("/")
    desk.type("zzz")
    #expect(desk.screen.contains("Aucun dossier pour « zzz ». Échap efface le filtre."))
    desk.press("<Échap>")
    #expect(desk.app.dossiers.list.count == all)
  }

  @Test("Tab goes round the three regions; z gives one the screen and back")
  func regions() throws {
    let desk = try desk()
    #expect(desk.app.dossiers.focus == .list)
    desk.press("<Tab>")
    #expect(desk.app.dossiers.focus == .detail)
    desk.press("<Tab>")
    #expect(desk.app.dossiers.focus == .queues)
    desk.press("<Maj-Tab> <Maj-Tab>")
    #expect(desk.app.dossiers.focus == .list)
    desk.press("z")
    #expect(desk.app.dossiersLayout.detail.isEmpty)
    desk.press("z")
    #expect(!desk.app.dossiersLayout.detail.isEmpty)
  }

  @Test("Escape leaves a page, then the detail, then the filter")
  func escape() throws {
    let desk = try desk()
    desk.press("/")
    desk.type("d-2026")
    desk.press("<Entrée> <Entrée> h")
    #expect(desk.app.dossiers.page == .why)
    desk.press("<Échap>")
    #expect(desk.app.dossiers.page == .dossier)
    #expect(desk.app.dossiers.focus == .detail)
    desk.press("<Échap>")
    #expect(desk.app.dossiers.focus == .list)
    #expect(!desk.app.dossiers.isZoomed)
    #expect(desk.app.dossiers.filter == "d-2026")
    desk.press("<Échap>")
    #expect(desk.app.dossiers.filter.isEmpty)
  }

  @Test("Each page turns from any other, and its key again gives the detail back")
  func pages() throws {
    let desk = try Desk()
    desk.open("D-2026-0108")
    desk.press("h")
    #expect(desk.screen.contains("date limite fixée par la commission = 02/04"))
    desk.press("t")
    #expect(desk.screen.contains("▼ aujourd'hui") || desk.screen.contains("aujourd'hui 24/03 ▼"))
    desk.press("H")
    #expect(desk.screen.contains("Décision : attribution sous condition"))
    desk.press("H")
    let page = desk.app.dossiers.page
    #expect(page == .dossier)
  }

  @Test("« g g » goes to the first row and « G » to the last, a page at a time between")
  func ends() throws {
    let desk = try desk(rows: 20)
    let queries = desk.store.dossiers
    let sequence = try #require(desk.app.dossiers.list.sequence)
    let streams = try queries.streams(sequence.listing)
    desk.press("G")
    #expect(desk.app.dossiers.list.selected == streams.last)
    desk.press("g")
    #expect(desk.app.dossiers.list.selected == streams.last)
    desk.press("g")
    #expect(desk.app.dossiers.list.selected == streams.first)
    desk.press("<PgSuiv>")
    #expect(desk.app.dossiers.list.selected != streams.first)
    desk.press("<PgPréc>")
    #expect(desk.app.dossiers.list.selected == streams.first)
    desk.press("<Fin> <Début>")
    #expect(desk.app.dossiers.list.selected == streams.first)
  }

  @Test("A dossier of others is not found")
  func foreign() throws {
    let desk = try Desk()
    desk.open("D-2026-0117")
    #expect(desk.toast == "Aucun dossier « D-2026-0117 ». Vérifiez la référence.")
    #expect(try Desk(DeskPeople.gie).found("D-2026-0117"))
  }

  @Test("A click selects a row, a queue, and the wheel moves")
  func mouse() throws {
    let desk = try desk()
    let list = desk.app.dossiersLayout.list
    desk.send(
      .mouse(
        MouseEvent(kind: .click, position: Position(column: list.column + 4, row: list.row + 4))))
    #expect(desk.selected == desk.listed[2])
    desk.send(
      .mouse(MouseEvent(kind: .wheelDown, position: Position(column: 60, row: 5))))
    #expect(desk.selected == desk.listed[3])
  }
}

extension Desk {
  /// Shows a queue of the pane Dossiers with the keys that an operator uses.
  func choose(_ queue: DossierQueue) {
    let queues = DossiersPane.queues(for: app.world)
    let target = queues.firstIndex(of: queue) ?? 0
    press("<Maj-Tab> " + String(repeating: "<PgPréc> ", count: 2))
    press("<Début> " + String(repeating: "j ", count: target) + "<Entrée>")
  }

  /// Whether the palette finds that dossier.
  func found(_ reference: String) -> Bool {
    open(reference)
    return app.dossiers.detail?.dossier.reference == reference
  }
}
