import Domain
import Storage

/// Draws the search: the text on top, the dossiers found below, what matched in bold.
struct SearchSheetView {
  let sheet: SearchSheet
  let world: World

  /// The rows above the list: the text, the line below it, the heads of the columns.
  private static let headHeight = 3
  /// The rows below it, which say whole what its columns may cut: a rule and three lines.
  private static let footHeight = 4

  /// The dossiers that fit into the room inside the frame.
  static func listHeight(in room: Size) -> Int { room.rows - headHeight - footHeight }

  func draw(on surface: inout Surface, in rect: Rect) {
    let frame = surface.drawBox(rect, title: "Recherche dans tous les dossiers", .title)
    let (head, rest) = frame.inset(columns: 1, rows: 0).splitTop(2)
    sheet.prompt.draw(into: &surface, in: head.line(0), note: note)
    surface.draw(news.text, in: head.line(1), news.style)
    guard !sheet.search.found.isEmpty else {
      if sheet.answered == nil { drawAdvice(on: &surface, in: rest) }
      return
    }
    let (list, foot) = rest.splitBottom(Self.footHeight)
    Table(columns: columns).draw(
      into: &surface, in: list, viewport: sheet.viewport, isFocused: true
    ) { range in range.map { row(sheet.search.found[$0]) } }
    surface.drawDivider(
      in: rect, row: foot.row, title: sheet.selected?.row.reference ?? "", .title)
    if let selected = sheet.selected { draw(selected, on: &surface, in: foot.splitTop(1).rest) }
  }

  private func draw(_ found: DossierSearch.Found, on surface: inout Surface, in rect: Rect) {
    let words = DossierRowWords(row: found.row, world: world)
    let bailleurs = found.row.bailleurs.map { world.directory.name(of: $0) }
    surface.draw(found.names.isEmpty ? "Locataires effacés" : found.names, in: rect.line(0))
    surface.draw(found.row.logements, in: rect.line(1))
    let (status, due) = rect.line(2).splitRight(CellText.width(of: words.due.text))
    surface.draw(
      "\(found.row.statusLabel) · \(bailleurs.joined(separator: " ⇄ "))", in: status)
    surface.draw(words.due.text, in: due, words.due.style)
  }

  private var note: String {
    let count = sheet.search.found.count
    if sheet.search.isCut { return "les \(count) premiers" }
    return sheet.answered == nil || count == 0 ? "" : "\(count) dossier\(count > 1 ? "s" : "")"
  }

  /// What the list cannot say of itself.
  private var news: (text: String, style: Style) {
    if sheet.search.isNear {
      return ("Aucun dossier n'a cette référence. Les plus proches :", .warning)
    }
    if sheet.search.isCut { return ("Un mot ou une lettre de plus précise la recherche.", .dim) }
    guard sheet.answered != nil, sheet.search.found.isEmpty else { return ("", .dim) }
    return ("Aucun dossier. Chaque mot doit commencer un mot du dossier ; Retour efface.", .warning)
  }

  private func drawAdvice(on surface: inout Surface, in rect: Rect) {
    let lines = [
      "Chaque mot se cherche par son début, sans accents ni majuscules :",
      "",
      "  2026-412             une référence, même avec une faute de frappe",
      "  durand montr         un locataire et une commune",
      "  coteaux instruction  un bailleur et une étape",
      "",
      "Les dossiers ouverts viennent d'abord, les plus récents en tête.",
    ]
    for (index, line) in lines.enumerated() {
      surface.draw(line, in: rect.line(index), .dim)
    }
  }

  private var columns: [TableColumn] {
    [
      TableColumn(title: "Dossier", minimum: 13, priority: 9),
      TableColumn(title: "Locataires", minimum: 16, maximum: 44, flex: 3, priority: 8),
      TableColumn(title: "Logements", minimum: 22, maximum: 52, flex: 3, priority: 7),
      TableColumn(title: "Étape", minimum: 16, maximum: 25, flex: 2, priority: 6),
      TableColumn(title: "Échéance", minimum: 16, priority: 4),
      TableColumn(
        title: world.audience == nil ? "Bailleurs" : "Avec", minimum: 20, maximum: 50, flex: 2,
        priority: 5),
    ]
  }

  private func row(_ found: DossierSearch.Found) -> TableRow {
    let words = DossierRowWords(row: found.row, world: world, width: 50)
    return TableRow(cells: [
      cell(found.row.reference), cell(found.names), cell(found.row.logements),
      cell(found.row.statusLabel), TableCell(words.due.text, words.due.style),
      cell(words.bailleurs),
    ])
  }

  /// A cell, in bold when a word that was typed begins one of its words.
  private func cell(_ text: String) -> TableCell {
    let words = text.folded.split { !$0.isLetter && !$0.isNumber }
    let isFound = typed.contains { typed in words.contains { $0.hasPrefix(typed) } }
    return TableCell(text, isFound ? Style.normal.adding(.bold) : .normal)
  }

  private var typed: [Substring] {
    (sheet.answered ?? "").folded.split { !$0.isLetter && !$0.isNumber }
  }
}
