import Domain
import Storage

/// The règlement: every rule with its value of today, where it comes from and who changed it.
struct RulesSheet {
  /// What the GIE did to the rules, nil while it is being read.
  private(set) var regles: Regles?
  private(set) var viewport = ListViewport()

  /// The rule chosen.
  var selected: Rule? {
    guard let index = viewport.selected, Rule.allCases.indices.contains(index) else { return nil }
    return Rule.allCases[index]
  }

  /// Takes what was read; the selection holds.
  mutating func take(_ loaded: Regles) {
    regles = loaded
    viewport.setCount(Rule.allCases.count, selected: viewport.selected ?? 0)
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }
}

/// Draws the rules, and below them the values that the chosen one has had and will have.
struct RulesSheetView {
  let sheet: RulesSheet
  let world: World

  private static let footHeight = 5

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: "Règlement", .title)
    guard sheet.regles != nil else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let (list, foot) = inside.splitBottom(Self.footHeight)
    Table(columns: Self.columns).draw(
      into: &surface, in: list, viewport: sheet.viewport, isFocused: true
    ) { range in range.map { row(Rule.allCases[$0]) } }
    surface.drawDivider(in: rect, row: foot.row)
    guard let rule = sheet.selected else { return }
    let lines = ([FlowLine(rule.label, .label)] + history(of: rule)).flatMap {
      $0.wrapped(to: foot.width - 2)
    }
    // The last versions are those that judge now and from some day on.
    let room = Self.footHeight - 1
    let shown = lines.count > room ? [lines[0]] + lines.suffix(room - 1) : lines
    surface.draw(shown, in: foot.splitTop(1).rest.inset(columns: 1, rows: 0))
  }

  /// The rows that the list has in that room.
  static func listHeight(in room: Size) -> Int { room.rows - footHeight - 1 }

  private static let columns = [
    TableColumn(title: "Code", minimum: 12, maximum: 24, flex: 1, priority: 9),
    TableColumn(title: "Règle", minimum: 24, flex: 4, priority: 8),
    TableColumn(title: "Valeur", minimum: 9, priority: 10),
    TableColumn(title: "Depuis le", minimum: 10, priority: 6),
    TableColumn(title: "Source", minimum: 14, maximum: 32, flex: 2, priority: 7),
  ]

  private func row(_ rule: Rule) -> TableRow {
    let version = world.reglement.value(of: rule, on: world.today)
    let isChanged = world.reglement.history(of: rule).count > 1
    return TableRow(cells: [
      TableCell(rule.code), TableCell(rule.label),
      TableCell(version.french + (isChanged ? " *" : ""), isChanged ? .label : .normal),
      TableCell(version.effectiveFrom.french, .dim), TableCell(rule.source, .dim),
    ])
  }

  private func history(of rule: Rule) -> [FlowLine] {
    world.reglement.history(of: rule).map { version in
      let from = "\(version.french), du \(version.effectiveFrom.french)"
      guard let change = sheet.regles?.change(to: version) else {
        return FlowLine("\(from) : \(rule.source)", indent: 2)
      }
      let who = world.directory.name(of: change.signature.operatorID) ?? "le GIE"
      let begins = version.effectiveFrom > world.today ? "à venir, " : ""
      return FlowLine("\(from) : \(begins)fixé par \(who) le \(change.day.french)", indent: 2)
    }
  }
}

extension EffectForm {
  /// The form that sets a rule's value from a day on.
  init(_ rule: Rule, in world: World, openedBy: Key?) {
    let today = world.today
    let standing = world.reglement.value(of: rule, on: today)
    let fields = [
      FormField(
        id: "valeur", label: "Valeur", kind: .integer(-1...10_000_000),
        help: "En \(rule.unit.label). Elle vaut \(standing.french) aujourd'hui.",
        initial: .number(standing.value)),
      FormField(
        id: "effet", label: "Date d'effet", kind: .date(),
        help: "À partir d'aujourd'hui : les jours passés gardent leur valeur.",
        initial: .day(today)),
    ]
    let form = Form(
      title: "\(rule.code) · \(rule.label)",
      rules: [
        "Source : \(rule.source).",
        "Ce qui commence à partir de la date d'effet sera jugé par la nouvelle valeur, chez tous.",
      ], fields: fields, today: today, openedBy: openedBy)
    self.init(form) { values throws(Refusal) in
      guard let value = values.number("valeur"), let day = values.day("effet") else {
        throw Refusal("Il manque la valeur ou sa date d'effet.")
      }
      let version = RuleVersion(rule: rule, value: value, effectiveFrom: day)
      try world.reglement.check(version, today: today)
      return [.rules(.change(version))]
    }
  }
}

extension Rule.Unit {
  /// « jours », « pour cent ».
  var label: String {
    switch self {
    case .days: "jours"
    case .hours: "heures"
    case .seconds: "secondes"
    case .months: "mois"
    case .percent: "pour cent"
    case .count: "nombre"
    case .euros: "euros"
    }
  }
}
