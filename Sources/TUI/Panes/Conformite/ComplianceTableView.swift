import Domain
import Storage

/// The table of the pane, with the columns of the queue shown.
struct ComplianceTableView {
  let pane: CompliancePane
  let world: World
  private var words: ComplianceWords { ComplianceWords(world) }

  init(pane: CompliancePane, world: World) {
    self.pane = pane
    self.world = world
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    // The bar of the table stands on the frame.
    let place = Rect(
      column: rect.column, row: rect.row, width: rect.width + 1, height: rect.height)
    var table = Table(columns: columns)
    if pane.isReading, pane.board == nil { table.state = .loading("Lecture…") }
    let widths = TableLayout.widths(of: table.columns, in: rect.width - 2)
    let name = widths.first.flatMap(\.self) ?? 0
    table.draw(
      into: &surface, in: place, viewport: pane.viewport, isFocused: pane.focus == .list
    ) { range in range.map { TableRow(cells: cells(of: pane.rows[$0], name)) } }
  }

  private static let bailleur = TableColumn(
    title: "Bailleur", minimum: 16, maximum: 60, flex: 3, priority: 10)

  private static func number(_ title: String, _ width: Int, _ priority: Int) -> TableColumn {
    TableColumn(title: title, minimum: width, priority: priority, alignment: .right)
  }

  private static let trend = TableColumn(title: "Douze mois", minimum: 18, priority: 7)

  private var columns: [TableColumn] {
    switch pane.queue {
    case .whole:
      [
        Self.bailleur, Self.number("Manq.", 6, 9), Self.number("sur", 6, 5),
        Self.number("Taux", 8, 8), Self.number("Ouverts", 7, 3),
        Self.number("Retard", 7, 6), Self.number("Alertes", 7, 4), Self.trend,
      ]
    case .indicator(.answers):
      [
        Self.bailleur, Self.number("Attendues", 9, 8), Self.number("Au-delà", 8, 9),
        Self.number("Médiane", 8, 7),
      ]
    case .indicator(.patrimoine):
      [
        Self.bailleur, Self.number("Manqués", 8, 9), Self.number("Mois", 6, 5),
        Self.number("Taux", 8, 8), Self.trend,
      ]
    case .indicator:
      [
        Self.bailleur, Self.number("Manq.", 6, 9), Self.number("sur", 6, 5),
        Self.number("Taux", 8, 8), Self.number("Médiane", 8, 6), Self.trend,
      ]
    case .fairness:
      [
        Self.bailleur, Self.number("Pour 100", 9, 9), Self.number("Manq.", 6, 7),
        Self.number("Dossiers", 8, 6), Self.number("Attente", 8, 8),
        Self.number("Locataire", 9, 5), Self.number("Réserv.", 8, 4),
        Self.number("Autre bailleur", 14, 3),
      ]
    case .forecast:
      [
        Self.bailleur, TableColumn(title: "Contact", minimum: 9, priority: 8),
        TableColumn(title: "Agent", minimum: 12, maximum: 24, flex: 1, priority: 7),
        Self.number("Actes", 6, 9), TableColumn(title: "Premier", minimum: 16, priority: 6),
      ]
    case .proposals:
      [
        Self.bailleur,
        TableColumn(title: "Constat", minimum: 30, flex: 4, priority: 9),
      ]
    }
  }

  private func cells(of row: ComplianceRow, _ width: Int) -> [TableCell] {
    let mark = row.bailleur.map { pane.repeated.contains($0) } ?? false ? "! " : ""
    let name = TableCell(
      mark + PatrimoineTable.name(words.name(row.bailleur), in: width - mark.count),
      mark.isEmpty ? .normal : .late)
    switch row {
    case .bailleur(let line): return [name] + figures(of: line)
    case .contact(let acts): return [name] + cells(of: acts)
    case .proposal(let repeated):
      return [name, TableCell(words.criteria(repeated).joined(separator: " ; "))]
    }
  }

  private func figures(of line: ComplianceLine) -> [TableCell] {
    let figure = pane.queue.figure(line)
    let late = TableCell(figure.late.french, figure.late > 0 ? .late : .dim)
    let count = TableCell(figure.count.french)
    let rate = TableCell(
      figure.share.french + sign(figure, of: line), figure.late > 0 ? .normal : .dim)
    let trend = TableCell(ComplianceWords.trend(figure), .waiting)
    switch pane.queue {
    case .whole:
      return [
        late, count, rate, TableCell(line.openDossiers.french), flagged(line.lateDossiers),
        flagged(line.openAlerts), trend,
      ]
    case .indicator(.answers):
      return [count, flagged(figure.late), TableCell(ComplianceWords.days(figure.median))]
    case .indicator(.patrimoine): return [late, count, rate, trend]
    case .fairness:
      return [
        TableCell(line.breachesPerHundred.map { "\(($0 / 10).french),\($0 % 10)" } ?? "–"),
        late, TableCell(line.activeDossiers.french),
        TableCell(ComplianceShare(count: line.total.late, late: line.waiting).french),
      ]
        + DutyCourse.Waits.each.map {
          TableCell(line.waits(for: $0).french, line.waits(for: $0) > 0 ? .waiting : .dim)
        }
    default:
      return [late, count, rate, TableCell(ComplianceWords.days(figure.median)), trend]
    }
  }

  /// Above what the bailleur in the middle does.
  private func sign(_ figure: ComplianceFigure, of line: ComplianceLine) -> String {
    let median: Int? =
      switch pane.queue {
      case .indicator(let indicator): pane.board?.table.medians?[indicator]
      default: pane.board?.table.medians?.total
      }
    guard let rate = figure.permille, let median, rate > median else { return " " }
    return "~"
  }

  private func flagged(_ count: Int) -> TableCell {
    TableCell(count > 0 ? "\(count.french)!" : "0 ", count > 0 ? .late : .dim)
  }

  private func cells(of acts: [DueAct]) -> [TableCell] {
    guard let first = acts.first else { return [] }
    let left = first.due - world.today
    let when = left == 0 ? "ce jour ~" : left == 1 ? "demain ~" : "dans \(left) j"
    return [
      TableCell(first.contact.label),
      TableCell(
        world.directory.name(of: first.person).map(CellText.sanitized) ?? "non désigné",
        first.person == nil ? .warning : .normal),
      TableCell(acts.count.french),
      TableCell("\(first.due.frenchShort) \(when)", left <= 1 ? .soon : .normal),
    ]
  }
}
