import Domain
import Storage

/// The alerts of today, as the store knows them.
struct AlertsFile: Equatable, Sendable {
  var alerts = DayAlerts()
  /// How many mails wait until the shared journal has their cause.
  var held = 0
}

/// The alerts of today: a line for each contact who is to be told, and the mail of the chosen one.
struct AlertsSheet {
  /// What was read, nil while it is being read.
  private(set) var file: AlertsFile?
  private(set) var viewport = ListViewport()
  /// Whether the mail takes the whole room.
  private(set) var isReading = false
  /// The first line of the mail on the screen.
  private(set) var top = 0
  private var textHeight = 1
  private var textCount = 0

  /// The digest chosen, nil when there is none.
  var selected: DigestDraft? {
    guard let file, let index = viewport.selected, file.alerts.drafts.indices.contains(index)
    else { return nil }
    return file.alerts.drafts[index]
  }

  /// Where the keys are looked up.
  var place: Place { isReading ? .alert : .alerts }

  /// Takes what was read; the selection holds by contact.
  mutating func take(_ loaded: AlertsFile) {
    let before = selected?.recipient
    file = loaded
    let drafts = loaded.alerts.drafts
    viewport.setCount(drafts.count, selected: drafts.firstIndex { $0.recipient == before })
    if drafts.isEmpty { isReading = false }
  }

  mutating func fit(_ room: Size) {
    viewport.setHeight(max(1, AlertsSheetView.listHeight(in: room, self)))
    textHeight = max(1, room.rows)
    textCount = selected.map { AlertsSheetView.lines(of: $0, in: room.columns).count } ?? 0
    top = min(top, max(0, textCount - textHeight))
  }

  /// Shows the mail chosen, or the list again.
  mutating func read(_ isReading: Bool) {
    self.isReading = isReading && selected != nil
    top = 0
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    guard isReading else { return viewport.move(action) }
    guard let rows = action.rows(page: max(1, textHeight - 1)) else { return false }
    top = min(max(0, top + rows), max(0, textCount - textHeight))
    return true
  }
}

/// Draws the alerts of today.
struct AlertsSheetView {
  let sheet: AlertsSheet
  let world: World

  func draw(on surface: inout Surface, in rect: Rect) {
    let title = "Alertes du \(world.today.french)"
    guard let file = sheet.file else {
      let inside = surface.drawBox(rect, title: title, .title)
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    if sheet.isReading, let draft = sheet.selected {
      let inside = surface.drawBox(rect, title: draft.mailbox.text, .title)
      let lines = Self.lines(of: draft, in: inside.width)
      surface.draw(lines[sheet.top...], in: inside.inset(columns: 1, rows: 0))
      surface.drawScrollIndicator(
        Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
        first: sheet.top, visible: inside.height, total: lines.count)
      return
    }
    let inside = surface.drawBox(rect, title: title, .title)
    let head = Self.head(of: file, world.directory, in: inside.width)
    let (above, rest) = inside.splitTop(head.count)
    surface.draw(head, in: above.inset(columns: 1, rows: 0))
    surface.drawDivider(in: rect, row: rest.row)
    let list = rest.splitTop(1).rest
    Table(columns: Self.columns).draw(
      into: &surface, in: list, viewport: sheet.viewport, isFocused: true
    ) { range in range.map { row(file.alerts.drafts[$0]) } }
  }

  /// The rows that the list has in that room.
  static func listHeight(in room: Size, _ sheet: AlertsSheet) -> Int {
    let head = sheet.file.map { self.head(of: $0, Directory(), in: room.columns).count } ?? 1
    return room.rows - head - 2
  }

  /// The mail, wrapped.
  static func lines(of draft: DigestDraft, in width: Int) -> [StyledLine] {
    let body = draft.text.body.split(separator: "\n", omittingEmptySubsequences: false)
    return
      ([FlowLine("Sujet : \(draft.text.subject)", .label), FlowLine()]
      + body.map { FlowLine(String($0)) }).flatMap { $0.wrapped(to: width - 2) }
  }

  private static func head(
    of file: AlertsFile, _ names: Directory, in width: Int
  ) -> [StyledLine] {
    let alerts = file.alerts
    let count = alerts.drafts.count
    var lines = [
      FlowLine(
        count == 0
          ? "Aucun récapitulatif n'est à envoyer." : "\(count.french("récapitulatif")) à envoyer.")
    ]
    if !alerts.issued.isEmpty {
      lines.append(FlowLine("✓ \(alerts.issued.count) déjà émis aujourd'hui."))
    }
    if file.held > 0 {
      lines.append(
        FlowLine(
          "· \(file.held.french("courriel")) : part dès que la base partagée a noté l'alerte.",
          .warning))
    }
    if !alerts.unaddressed.isEmpty {
      let whom = Set(alerts.unaddressed.map { names.name(of: $0.bailleur) }).sorted()
      lines.append(
        FlowLine(
          "! \(alerts.unaddressed.count.french("alerte")) sans destinataire connu : "
            + whom.joined(separator: ", "), .warning))
    }
    return lines.flatMap { $0.wrapped(to: width - 2) }
  }

  private static let columns = [
    TableColumn(title: "Destinataire", minimum: 18, flex: 2, priority: 9),
    TableColumn(title: "Bailleur", minimum: 18, flex: 2, priority: 8),
    TableColumn(title: "Alertes", minimum: 7, priority: 7),
    TableColumn(title: "Lesquelles", minimum: 16, flex: 3, priority: 6),
  ]

  private func row(_ draft: DigestDraft) -> TableRow {
    let which = draft.mentions.map { mention in
      switch mention {
      case .dossier(_, let reference, let alert, _, _, _): "\(alert.rawValue) \(reference)"
      case .patrimoine: "patrimoine"
      }
    }
    return TableRow(cells: [
      TableCell(draft.text.name), TableCell(world.directory.name(of: draft.bailleur)),
      TableCell("\(draft.text.items.count)"), TableCell(which.joined(separator: ", ")),
    ])
  }
}
