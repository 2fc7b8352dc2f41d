import Domain
import Storage

/// What breaches would be under another value of a rule: a line for all, then for each bailleur.
struct SimulationSheet {
  let indicator: Indicator
  let value: Int
  /// What was reckoned, nil while it is being done.
  private(set) var simulation: RuleSimulation?
  private(set) var viewport = ListViewport()

  init(_ indicator: Indicator, value: Int) {
    self.indicator = indicator
    self.value = value
  }

  /// Takes what was reckoned, if it is what was asked for.
  mutating func take(_ reckoned: RuleSimulation) {
    guard reckoned.indicator == indicator, reckoned.value == value else { return }
    simulation = reckoned
    viewport.setCount(reckoned.lines.count, selected: viewport.selected)
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }
}

/// Draws a simulation.
struct SimulationSheetView {
  let sheet: SimulationSheet
  let world: World

  func draw(on surface: inout Surface, in rect: Rect) {
    let rule = sheet.indicator.rule
    let inside = surface.drawBox(
      rect, title: "Simulation · \(rule.code) à \(rule.french(sheet.value))", .title)
    guard let simulation = sheet.simulation else {
      surface.draw("Calcul…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let head = head(of: simulation, in: inside.width)
    let (above, rest) = inside.splitTop(head.count)
    surface.draw(head, in: above.inset(columns: 1, rows: 0))
    surface.drawDivider(in: rect, row: rest.row)
    Table(columns: columns).draw(
      into: &surface, in: rest.splitTop(1).rest, viewport: sheet.viewport, isFocused: true
    ) { range in range.map { row(simulation.lines[$0]) } }
  }

  /// The rows that the list has in that room.
  static func listHeight(in room: Size) -> Int { room.rows - 4 }

  private func head(of simulation: RuleSimulation, in width: Int) -> [StyledLine] {
    let rule = sheet.indicator.rule
    let standing = world.reglement.value(of: rule, on: world.today)
    return [
      FlowLine("\(rule.label) : \(standing.french) aujourd'hui.", .label),
      FlowLine("Douze mois, rien n'est changé : seul le GIE fixe une valeur, par :regles.", .dim),
    ].flatMap { $0.wrapped(to: width - 2) }
  }

  private var columns: [TableColumn] {
    [
      TableColumn(title: "Bailleur", minimum: 20, flex: 3, priority: 9),
      TableColumn(title: "Comptés", minimum: 8, priority: 5),
      TableColumn(title: "Manquements", minimum: 12, priority: 8),
      TableColumn(
        title: "À \(sheet.indicator.rule.french(sheet.value))", minimum: 12, priority: 8),
      TableColumn(title: "Différence", minimum: 11, priority: 7),
    ]
  }

  private func row(_ line: RuleSimulation.Line) -> TableRow {
    let name = line.bailleur.map { world.directory.name(of: $0) } ?? "Ensemble"
    let difference =
      line.difference == 0
      ? "=" : "\(line.difference > 0 ? "+" : "−")\(abs(line.difference).french)"
    return TableRow(cells: [
      TableCell(name, line.bailleur == nil ? .label : .normal), TableCell(line.now.count.french),
      TableCell("\(line.now.late.french) (\(line.now.french))"),
      TableCell("\(line.then.late.french) (\(line.then.french))"), TableCell(difference),
    ])
  }
}
