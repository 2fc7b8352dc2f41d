import Storage
import Testing

@testable import TUI

@Suite("The columns of the list, and what is kept of them")
struct ListLayoutTests {
  private func changed() -> ListLayout {
    var layout = ListLayout()
    _ = layout.toggle(1)
    _ = layout.toggle(5)
    _ = layout.move(5, by: -5)
    layout.setWidth(2, 31)
    layout.order = DossierOrder(.actor, isReversed: true)
    return layout
  }

  @Test("A layout comes back from its text as it was")
  func text() {
    for layout in [ListLayout(), changed()] {
      #expect(ListLayout(text: layout.text) == layout)
    }
    #expect(changed().columns.first == DossierColumn(sort: .latest))
  }

  @Test(
    "A damaged text gives the columns as shipped, or what can be understood of it",
    arguments: [
      "", "\n\n", "autre chose\n", "habiter-liste\n", "habiter-liste 2\ncolumn due shown 9\n",
      "habiter-liste 1\ncolumn due hidden auto\n", "habiter-liste 1\ncolumn\norder\ncolumn x y z\n",
      "habiter-liste 1\norder prix natural\n", "\u{0}\u{1B}[2J\u{FFFD}",
    ])
  func damaged(text: String) {
    #expect(ListLayout(text: text) == ListLayout())
  }

  @Test("A file with a part of the columns has the others after them; a mad width is none")
  func partial() {
    let layout = ListLayout(
      text: """
        habiter-liste 1
        column due shown 9999
        column due shown 12
        column reference hidden 20
        order step reversed
        """)
    #expect(layout.columns.map(\.sort) == [.due, .reference, .step, .bailleurs, .actor, .latest])
    #expect(layout.columns[0].width == nil && layout.columns[1].width == 20)
    #expect(layout.order == DossierOrder(.step, isReversed: true))
  }

  @Test("Only a later version is left alone")
  func newer() {
    #expect(ListLayout.isNewer("habiter-liste 2\n"))
    for text in [ListLayout().text, "", "habiter-liste x", "liste 3"] {
      #expect(!ListLayout.isNewer(text))
    }
  }

  @Test("The columns never take more than the room, and are never all gone", arguments: 1...160)
  func room(width: Int) {
    for layout in [ListLayout(), changed()] {
      let columns = ColumnWidths(layout, in: width).columns
      let taken = columns.reduce(ColumnWidths.gutter + columns.count - 1) { $0 + $1.width }
      #expect(!columns.isEmpty && columns.allSatisfy { $0.width >= 0 })
      #expect(taken <= max(width, ColumnWidths.gutter))
      let shown = layout.shown.map(\.sort).filter { sort in columns.contains { $0.sort == sort } }
      #expect(columns.map(\.sort) == shown, "the order of the columns is the operator's")
    }
  }

  @Test("A width that was chosen is kept as long as the column has room")
  func chosen() {
    #expect(ColumnWidths(changed(), in: 120)[.step] == nil)
    var layout = ListLayout()
    layout.setWidth(0, 20)
    for width in [60, 90, 140] { #expect(ColumnWidths(layout, in: width)[.reference] == 20) }
    layout.setWidth(0, 1_000)
    #expect(layout.columns[0].width == DossierColumn.widths.upperBound)
  }

  @Test("The file of a later version is not written over; a folder that is none stops nothing")
  func keeper() throws {
    let path = try DeskFolder().path + "-etat"
    let folder = StateFolder(path: path)
    try LayoutKeeper(folder).keep(changed())
    #expect(LayoutKeeper(folder).layout == changed())
    try folder.write("habiter-liste 9\n", to: ListLayout.fileName)
    let keeper = LayoutKeeper(folder)
    #expect(keeper.layout == ListLayout())
    try keeper.keep(changed())
    #expect(folder.read(ListLayout.fileName) == "habiter-liste 9\n")
    #expect(LayoutKeeper(nil).layout == ListLayout())
    try LayoutKeeper(nil).keep(changed())
  }

  @Test("Of two names a short one leaves its room to the other")
  func names() throws {
    let desk = try Desk(DeskPeople.superAdmin)
    let row = try #require(desk.app.dossiers.list.rows.first { $0.bailleurs.count == 2 })
    var world = desk.app.world
    func words(_ first: String, _ second: String, _ width: Int) -> String {
      for (id, name) in zip(row.bailleurs, [first, second]) {
        world.directory.organisations[id]?.name = name
      }
      return DossierRowWords(row: row, world: world, width: width).bailleurs
    }
    let long = String(repeating: "a", count: 40)
    #expect(words(long, "court", 60) == "\(long) ⇄ court")
    #expect(words(long, "court", 30) == String(repeating: "a", count: 21) + "… ⇄ court")
    #expect(words("court", long, 30) == "court ⇄ " + String(repeating: "a", count: 21) + "…")
    let half = String(repeating: "a", count: 12) + "…"
    #expect(words(long, long, 29) == "\(half) ⇄ \(half)")
  }
}
