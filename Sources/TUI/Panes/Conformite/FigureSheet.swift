import Domain
import Storage

/// The dossiers behind a figure of the board, over the pane; each opens in the pane Dossiers.
struct FigureSheet {
  let question: ComplianceQuestion
  /// What was read, nil before.
  private(set) var found: ComplianceCases?
  private(set) var viewport = ListViewport()

  init(_ question: ComplianceQuestion) { self.question = question }

  /// The dossier on which Enter works.
  var selected: ComplianceCase? {
    guard let found, let index = viewport.selected, found.cases.indices.contains(index) else {
      return nil
    }
    return found.cases[index]
  }

  /// Takes what was read; the selection holds by dossier.
  mutating func take(_ cases: ComplianceCases, of asked: ComplianceQuestion) {
    guard asked == question else { return }
    let before = selected
    found = cases
    viewport.setCount(
      cases.cases.count,
      selected: before.flatMap { old in
        cases.cases.firstIndex {
          $0.row.number == old.row.number && $0.evidence.volet == old.evidence.volet
        }
      })
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }
}

/// Draws the dossiers behind a figure.
struct FigureSheetView {
  let sheet: FigureSheet
  let world: World

  /// The heads of the columns above the rows.
  static func listHeight(in room: Size) -> Int { room.rows - 1 }

  /// One bailleur's dossiers need no column for it.
  private var columns: [TableColumn] {
    [
      TableColumn(title: "Dossier", minimum: 11, maximum: 16, flex: 1, priority: 10),
      sheet.question.bailleur == nil
        ? TableColumn(title: "Bailleur", minimum: 12, maximum: 40, flex: 2, priority: 4)
        : nil,
      TableColumn(title: "Obligation", minimum: 14, maximum: 22, flex: 1, priority: 6),
      TableColumn(title: "Constat", minimum: 45, maximum: 60, flex: 4, priority: 9),
      TableColumn(title: "Attente", minimum: 16, maximum: 28, flex: 1, priority: 3),
      TableColumn(title: "Étape", minimum: 20, maximum: 28, flex: 1, priority: 2),
    ].compactMap(\.self)
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: title, .title)
    guard let found = sheet.found else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    guard !found.cases.isEmpty else {
      surface.draw(
        "Aucun dossier derrière ce chiffre. Échap revient.",
        in: inside.line(1).inset(columns: 1, rows: 0), .dim)
      return
    }
    let columns = columns
    let widths = TableLayout.widths(of: columns, in: inside.width - 3)
    Table(columns: columns).draw(
      into: &surface, in: inside, viewport: sheet.viewport, isFocused: true
    ) { range in range.map { row(found.cases[$0], (widths[1]) ?? 0) } }
  }

  private var title: String {
    let words = ComplianceWords(world)
    let subject =
      switch sheet.question.subject {
      case .duties(let indicator, true): "\(indicator.label) : manquements"
      case .duties(let indicator, false): "\(indicator.label) : toutes les obligations"
      case .breaches: "manquements"
      case .waiting(let wait): "manquements où l'on attend \(ComplianceWords.label(wait))"
      case .open(true): "dossiers ouverts en retard"
      case .open(false): "dossiers ouverts"
      case .alerts: "alertes en cours"
      }
    let when: String? =
      switch sheet.question.subject {
      case .open, .alerts: nil
      default: sheet.question.period.french
      }
    var parts = [words.name(sheet.question.bailleur), subject] + [when].compactMap(\.self)
    if let found = sheet.found {
      let isCut = found.cases.count < found.total
      parts.append(
        isCut
          ? "les \(found.cases.count.french) premiers de \(found.total.french)"
          : found.total.french)
    }
    return parts.joined(separator: " · ")
  }

  private func row(_ item: ComplianceCase, _ nameWidth: Int) -> TableRow {
    let words = ComplianceWords(world)
    let course = item.evidence.course
    let isBreach = course?.isBreach(on: world.today) ?? false
    let isLate = course?.isLate(on: world.today) ?? (item.evidence.alertOn != nil)
    let told =
      course.map(words.course)
      ?? item.evidence.alertOn.map { "alerte depuis le \($0.french)" } ?? item.row.statusLabel
    let name =
      sheet.question.bailleur == nil
      ? [TableCell(PatrimoineTable.name(words.name(item.evidence.bailleur), in: nameWidth))] : []
    return TableRow(
      cells: [TableCell(CellText.sanitized(item.row.reference))] + name + [
        TableCell(course?.indicator.label ?? ""),
        TableCell((isLate ? "! " : isBreach ? "~ " : "  ") + told, isLate ? .late : .normal),
        TableCell(course.map { ComplianceWords.waits($0.waits) } ?? "", .waiting),
        TableCell(item.row.statusLabel, .dim),
      ])
  }
}
