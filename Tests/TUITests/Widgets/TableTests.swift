import Testing

@testable import TUI

@Suite("A table asks for the rows on screen only, and says what it has none of")
struct TableTests {
  static let columns = [
    TableColumn(title: "Dossier", minimum: 11, priority: 9, sort: .ascending),
    TableColumn(title: "Étape", minimum: 10, maximum: 20, flex: 1, priority: 2),
    TableColumn(title: "Bailleurs", minimum: 12, flex: 2, priority: 1),
    TableColumn(title: "Échéance", minimum: 8, priority: 8, alignment: .right),
  ]

  static func rows(_ range: Range<Int>) -> [TableRow] {
    range.map { index in
      TableRow(
        cells: [
          TableCell("D-2026-\(100 + index)"), "en pré-instruction", "Bailleur A ⇄ 日本 Habitat",
          TableCell("+\(index) j !", .late),
        ], isMarked: index == 1)
    }
  }

  @Test("Header, marker, marks, selected row and scroll indicator")
  func golden() {
    var surface = Surface(size: Size(columns: 64, rows: 4))
    var viewport = ListViewport(count: 9, height: 3)
    viewport.select(1)
    var asked: [Range<Int>] = []
    Table(columns: Self.columns).draw(
      into: &surface, in: surface.bounds, viewport: viewport, isFocused: true
    ) {
      asked.append($0)
      return Self.rows($0)
    }
    #expect(asked == [0..<3])
    #expect(
      surface.text == """
          Dossier ▲    Étape            Bailleurs              Échéance
          D-2026-100   en pré-instruc…  Bailleur A ⇄ 日本 Ha…    +0 j !█
        ▸*D-2026-101   en pré-instruc…  Bailleur A ⇄ 日本 Ha…    +1 j !│
          D-2026-102   en pré-instruc…  Bailleur A ⇄ 日本 Ha…    +2 j !│
        """)
    #expect(surface.styledText.contains("⟦late+reverse:+1 j !⟧"))
    #expect(surface.styledText.contains("⟦late:+2 j !⟧"))
    #expect(surface.styledText.contains("⟦selected:D-2026-101"))
  }

  @Test(
    "Columns of low priority leave when room is short; what is left is shared",
    arguments: [
      (100, [11, 20, 55, 8]), (47, [11, 10, 12, 8]), (46, [11, 20, nil, 8]),
      (40, [11, 17, nil, 8]),
      (33, [11, 10, nil, 8]), (32, [11, nil, nil, 8]), (12, [11, nil, nil, nil]),
      (5, [5, nil, nil, nil]),
    ] as [(Int, [Int?])])
  func widths(width: Int, expected: [Int?]) {
    #expect(TableLayout.widths(of: Self.columns, in: width) == expected)
  }

  @Test(
    "Each state has its words, and the last good rows stay",
    arguments: [
      (ListState.empty("Rien à faire avant le 12/06."), 0, "  Rien à faire avant le 12/06."),
      (.filtered("Aucune ligne. Échap efface."), 0, "  Aucune ligne. Échap efface."),
      (.loading("dossiers, 40 %"), 2, "… dossiers, 40 %"),
      (.failed("Base occupée.", remedy: "F5 réessaie."), 2, "✗ Base occupée. F5 réessaie."),
    ])
  func states(state: ListState, count: Int, expected: String) {
    var surface = Surface(size: Size(columns: 64, rows: 4))
    let table = Table(columns: Self.columns, state: state)
    let viewport = ListViewport(count: count, height: table.bodyHeight(in: surface.bounds))
    table.draw(
      into: &surface, in: surface.bounds, viewport: viewport, isFocused: true, rows: Self.rows)
    #expect(surface.lines[1] == expected)
    #expect(surface.lines[2].contains("D-2026-100") == (count > 0))
  }

  @Test("A click finds the row under it, and none beside")
  func clicks() {
    let table = Table(columns: Self.columns)
    let rect = Rect(column: 5, row: 2, width: 60, height: 6)
    var viewport = ListViewport(count: 20, height: table.bodyHeight(in: rect))
    viewport.select(10)
    #expect(table.row(at: Position(column: 9, row: 3), in: rect, viewport: viewport) == 6)
    #expect(table.row(at: Position(column: 9, row: 2), in: rect, viewport: viewport) == nil)
    #expect(table.row(at: Position(column: 4, row: 3), in: rect, viewport: viewport) == nil)
    #expect(table.row(at: Position(column: 9, row: 8), in: rect, viewport: viewport) == nil)
  }
}
