import Domain
import Storage

/// Draws the rappels: on top how many ask for something, then one on each row.
struct RappelsSheetView {
  let sheet: RappelsSheet
  let world: World

  /// The counts and the heads of the columns above the rows.
  private static let headHeight = 3
  /// A rule and the lines below the rows: what the one chosen is about, and what comes next.
  private static let footHeight = 4

  func draw(on surface: inout Surface, in rect: Rect) {
    if let page = sheet.page { return page.draw(on: &surface, in: rect) }
    let inside = surface.drawBox(rect, title: "Rappels à la charte", .title)
    guard sheet.file != nil else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    surface.draw(counts, in: inside.line(0).inset(columns: 1, rows: 0), .normal)
    surface.drawDivider(in: rect, row: inside.row + 1)
    let (list, foot) = inside.splitTop(2).rest.splitBottom(Self.footHeight)
    if sheet.entries.isEmpty {
      surface.drawParagraph(
        "Aucun manquement répété, aucun rappel. Échap revient.",
        in: list.inset(columns: 1, rows: 1), .dim)
      return
    }
    Table(columns: Self.columns).draw(
      into: &surface, in: list, viewport: sheet.viewport, isFocused: true
    ) { range in range.map { row(sheet.entries[$0]) } }
    surface.drawDivider(in: rect, row: foot.row)
    guard let selected = sheet.selected else { return }
    surface.drawParagraph(
      told(of: selected), in: foot.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
  }

  /// The rows that the list has in that room.
  static func listHeight(in room: Size) -> Int { room.rows - headHeight - footHeight }

  private var counts: String {
    guard let file = sheet.file else { return "" }
    func count(_ stages: [RappelStage]) -> Int {
      file.rows.count { stages.contains($0.summary.stage) }
    }
    let over = count([.closed, .dismissed, .withdrawn])
    return [
      (file.findings.count, "à proposer"), (count([.proposed]), "à décider"),
      (count([.information, .formal, .instance]), "en suivi"),
      (over, over > 1 ? "terminés" : "terminé"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " · ")
  }

  private static let columns = [
    TableColumn(title: "Bailleur", minimum: 18, maximum: 40, flex: 2, priority: 9),
    TableColumn(title: "État", minimum: 22, priority: 8),
    TableColumn(title: "Du", minimum: 10, priority: 6),
    TableColumn(title: "Faits", minimum: 5, priority: 5),
    TableColumn(title: "Dernière lettre", minimum: 15, priority: 3),
    TableColumn(title: "Suivi", minimum: 19, priority: 7),
    TableColumn(title: "Référence", minimum: 13, priority: 2),
  ]

  private func row(_ entry: RappelEntry) -> TableRow {
    switch entry {
    case .finding(let finding):
      let facts = finding.constat.facts.count + finding.constat.more
      return TableRow(cells: [
        TableCell(world.directory.name(of: finding.bailleur)),
        TableCell("! à proposer", .warning), TableCell(world.today.french), TableCell("\(facts)"),
        TableCell(""), TableCell(""), TableCell(""),
      ])
    case .rappel(let row):
      let summary = row.summary
      let (sign, style) = RappelWords.sign(of: summary.stage)
      return TableRow(cells: [
        TableCell(world.directory.name(of: summary.bailleur)),
        TableCell("\(sign) \(summary.stage.label)", style),
        TableCell(summary.proposedOn.french), TableCell("\(summary.facts)"),
        TableCell(summary.letters.last?.day.french ?? ""),
        TableCell(RappelWords.followUp(of: row, on: world.today)), TableCell(summary.reference),
      ])
    }
  }

  private func told(of entry: RappelEntry) -> String {
    let key = { (edit: RappelEdit) in world.keyMap.keyName(of: .rappel(edit)) ?? edit.name }
    switch entry {
    case .finding(let finding):
      let criteria = finding.constat.criteria.map(\.french).joined(separator: " ; ")
      return "\(criteria). Entrée montre les faits, \(key(.propose)) propose un rappel."
    case .rappel(let row):
      let criteria = row.summary.criteria.map(\.french).joined(separator: " ; ")
      let followUp = row.followUp.map { " Suivi : \($0.french(on: world.today))." } ?? ""
      return "\(criteria).\(followUp)"
    }
  }
}
