import Domain
import Storage

/// Draws the journal: what it is narrowed to, a line for each thing that happened, and the one
/// chosen in full.
struct JournalSheetView {
  let sheet: JournalSheet
  let world: World

  /// What it is narrowed to, and the heads of the columns.
  private static let headHeight = 2
  /// A rule and the lines below the rows, which say whole what the columns may cut.
  private static let footHeight = 4

  /// The lines that fit into the room inside the frame.
  static func listHeight(in room: Size) -> Int { room.rows - headHeight - footHeight }

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: "Journal", .title)
    let (head, rest) = inside.splitTop(1)
    surface.draw(narrowing, in: head.inset(columns: 1, rows: 0), sheet.text.isEmpty ? .dim : .key)
    guard sheet.page != nil else {
      surface.draw("Lecture…", in: rest.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let (list, foot) = rest.splitBottom(Self.footHeight)
    if sheet.lines.isEmpty {
      surface.drawParagraph(empty, in: list.inset(columns: 1, rows: 1), .dim)
    } else {
      Table(columns: Self.columns).draw(
        into: &surface, in: list, viewport: sheet.viewport, isFocused: true
      ) { range in range.map { row(sheet.lines[$0]) } }
    }
    surface.drawDivider(in: rect, row: foot.row, title: note, .dim)
    guard let line = sheet.selected else { return }
    let words = JournalWords(line: line, names: world.directory)
    let told = [
      words.what, words.signature,
      "\(words.when), \(line.isWaiting ? "⇅ sur ce poste, pas encore envoyé" : "confirmé")",
    ]
    let lines = told.map { FlowLine($0) }.flatMap { $0.wrapped(to: inside.width - 2) }
    surface.draw(lines[...], in: foot.splitTop(1).rest.inset(columns: 1, rows: 0))
  }

  private var narrowing: String {
    sheet.text.isEmpty
      ? "Tous les actes que vous pouvez lire, les derniers d'abord."
      : "« \(CellText.sanitized(sheet.text)) », les derniers d'abord. Échap l'efface."
  }

  private var empty: String {
    if let back = sheet.page?.lookedBackTo {
      return "Rien trouvé depuis le \(back.frenchTime). Fin cherche plus loin."
    }
    return sheet.text.isEmpty
      ? "Aucun acte." : "Aucun acte ne correspond. / en change, Échap l'efface."
  }

  /// What the list cannot say of itself.
  private var note: String {
    if let back = sheet.page?.lookedBackTo {
      return "cherché jusqu'au \(back.frenchTime) ; Fin cherche plus loin"
    }
    return sheet.page?.next == nil ? "\(sheet.lines.count.french("ligne"))" : ""
  }

  private static let columns = [
    TableColumn(title: "", minimum: 1, priority: 10),
    TableColumn(title: "Quand", minimum: 16, priority: 8),
    TableColumn(title: "Objet", minimum: 12, maximum: 24, flex: 1, priority: 7),
    TableColumn(title: "Quoi", minimum: 24, flex: 4, priority: 9),
    TableColumn(title: "Qui", minimum: 12, maximum: 24, flex: 1, priority: 6),
    TableColumn(title: "Organisme", minimum: 14, maximum: 30, flex: 2, priority: 4),
    TableColumn(title: "État", minimum: 14, priority: 5),
  ]

  private func row(_ line: JournalLine) -> TableRow {
    let words = JournalWords(line: line, names: world.directory)
    return TableRow(cells: [
      line.isWaiting ? TableCell("⇅", .waiting) : TableCell("✓", .done),
      TableCell(words.when), TableCell(line.reference), TableCell(words.what),
      TableCell(words.who), TableCell(world.directory.name(of: line.organisation)),
      TableCell(words.state, line.isWaiting ? .waiting : .done),
    ])
  }
}
