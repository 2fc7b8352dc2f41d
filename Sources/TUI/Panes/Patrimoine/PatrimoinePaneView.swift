import Domain
import Storage

/// Draws the pane of the patrimoines.
struct PatrimoinePaneView {
  let pane: PatrimoinePane
  let world: World
  let layout: DossiersLayout

  func draw(on surface: inout Surface) {
    guard world.seesPatrimoines else { return drawNobody(on: &surface) }
    if layout.queuesAreLine {
      drawQueueLine(on: &surface)
    } else if !layout.queues.isEmpty {
      drawQueues(on: &surface)
    }
    if !layout.list.isEmpty { drawList(on: &surface) }
    if !layout.detail.isEmpty { drawDetail(on: &surface) }
    if let run = pane.run {
      let right = layout.detail.isEmpty ? layout.list : layout.detail
      ImportRunView(run: run, world: world).draw(
        on: &surface, in: right.isEmpty ? layout.queues : right)
    }
  }

  /// Whoever reads no import is told so, and who does.
  private func drawNobody(on surface: inout Surface) {
    let body = FrameLayout(surface.size).body
    let inside = surface.drawBox(body, title: "Patrimoine", .title)
    surface.drawParagraph(
      world.noPatrimoine, in: inside.splitTop(1).rest.inset(columns: 1, rows: 0))
  }

  private func border(_ region: PatrimoinePane.Region) -> Style {
    pane.focus == region ? .title : .border
  }

  private func drawQueues(on surface: inout Surface) {
    let inside = surface.drawBox(layout.queues, title: "Files", border(.queues))
    for (index, queue) in pane.queues.enumerated() {
      let row = inside.line(index)
      let isChosen = queue == pane.queue
      let count = pane.counts[queue] ?? 0
      let style: Style = isChosen ? .selected : queue.style(count)
      surface.fill(row, isChosen ? .selected : .normal)
      surface.draw(isChosen ? "▸" : " ", in: row, style)
      surface.draw(queue.label, in: row.splitLeft(1).rest.splitRight(5).rest, style)
      surface.draw("\(count)\(queue.sign(count))", in: row, style, alignment: .right)
    }
  }

  /// On a small screen, around the queue shown.
  private func drawQueueLine(on surface: inout Surface) {
    // Empty queues leave their room to the others; the left column shows them on a wider screen.
    let shown = pane.queues.filter { $0 == pane.queue || (pane.counts[$0] ?? 0) > 0 }
    let chosen = shown.firstIndex(of: pane.queue) ?? 0
    let texts = shown.map { queue in
      let count = pane.counts[queue] ?? 0
      return " \(queue.label) \(count)\(queue.sign(count)) "
    }
    var first = 0
    // The queue shown stays in sight, with as many before it as there is room for.
    while texts[first...chosen].reduce(0, { $0 + CellText.width(of: $1) }) > layout.queues.width,
      first < chosen
    {
      first += 1
    }
    var rest = layout.queues
    for (queue, text) in zip(shown, texts).dropFirst(first) {
      guard CellText.width(of: text) <= rest.width else { break }
      let style: Style = queue == pane.queue ? .selected : queue.style(pane.counts[queue] ?? 0)
      rest = rest.splitLeft(surface.draw(text, in: rest, style)).rest
    }
  }

  private func drawList(on surface: inout Surface) {
    var title = "\(pane.queue.label) · \(pane.rows.count.french("bailleur"))"
    if !pane.filter.isEmpty { title += " · filtre : \(pane.filter)" }
    let inside = surface.drawBox(layout.list, title: title, border(.list))
    if let message = emptyMessage {
      surface.drawParagraph(message, in: inside.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
      return
    }
    PatrimoineTable(world: world).draw(pane, on: &surface, in: inside)
  }

  private var emptyMessage: String? {
    guard pane.summaries != nil else { return "Lecture…" }
    guard pane.rows.isEmpty else { return nil }
    if !pane.filter.isEmpty {
      return "Aucun bailleur pour « \(pane.filter) ». Échap efface le filtre."
    }
    return switch pane.queue {
    case .late: "Aucun retard : chaque bailleur a envoyé son fichier du mois dernier."
    case .failed: "Aucun dernier envoi n'est refusé."
    case .held: "Aucun import n'attend de confirmation."
    case .all: "Aucun bailleur n'est connu ici."
    default: "Aucun bailleur dans cette file."
    }
  }

  private func drawDetail(on surface: inout Surface) {
    let detail = pane.detail
    let title = detail.file.map { world.directory.name(of: $0.bailleur) } ?? "Bailleur"
    let inside = surface.drawBox(layout.detail, title: title, border(.detail))
    let place = inside.inset(columns: 1, rows: 0)
    guard detail.file != nil else {
      surface.draw(
        pane.selected == nil ? "Aucun bailleur choisi." : "Lecture…", in: place.line(0), .dim)
      return
    }
    for (offset, index) in detail.viewport.visible.enumerated() {
      let line = place.line(offset)
      surface.draw(detail.rows[index].line, in: line)
      if pane.focus == .detail, index == detail.selectedRow {
        surface.draw("▸", in: line, .title)
        surface.restyle(line) { $0.adding(.reverse) }
      }
    }
    surface.drawScrollIndicator(
      Rect(
        column: layout.detail.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: detail.viewport.visible.lowerBound, visible: inside.height, total: detail.rows.count)
  }
}

/// The table of the bailleurs.
struct PatrimoineTable {
  let world: World

  private static let table = Table(columns: [
    TableColumn(title: "Bailleur", minimum: 30, maximum: 60, flex: 3, priority: 9),
    TableColumn(title: "Statut", minimum: 16, priority: 8),
    TableColumn(title: "Accepté", minimum: 8, priority: 6),
    TableColumn(title: "Âge", minimum: 5, priority: 7, alignment: .right),
    TableColumn(title: "Logements", minimum: 9, priority: 4, alignment: .right),
    TableColumn(title: "Rejets", minimum: 6, priority: 5, alignment: .right),
    TableColumn(title: "Lignes", minimum: 12, priority: 2),
    TableColumn(title: "Étape", minimum: 5, maximum: 44, flex: 2, priority: 1),
  ])

  func draw(_ pane: PatrimoinePane, on surface: inout Surface, in rect: Rect) {
    // The bar of the table stands on the frame.
    let place = Rect(
      column: rect.column, row: rect.row, width: rect.width + 1, height: rect.height)
    let widths = TableLayout.widths(of: Self.table.columns, in: rect.width - 2)
    let (name, step) = (widths.first.flatMap(\.self) ?? 0, widths.last.flatMap(\.self) ?? 0)
    Self.table.draw(
      into: &surface, in: place, viewport: pane.viewport, isFocused: pane.focus == .list
    ) { range in range.map { TableRow(cells: cells(of: pane.rows[$0], name, step)) } }
  }

  /// - Parameters:
  ///   - nameWidth: the columns that the name has.
  ///   - stepWidth: those that the next step has; its number alone where there are few.
  private func cells(
    of row: PatrimoineRow, _ nameWidth: Int, _ stepWidth: Int
  ) -> [TableCell] {
    let status = row.status(on: world.today)
    let summary = row.summary
    let rejected = summary?.last?.facts.rejected ?? 0
    let step = summary == nil ? PatrimoineStep.intention : summary?.nextStep
    return [
      TableCell(Self.name(row.bailleur.name, in: nameWidth)),
      summary?.held == nil ? status.cell : TableCell("~ À CONFIRMER", .soon),
      accepted(summary),
      summary?.age(on: world.today).map { TableCell("\($0) j", status.cell.style) }
        ?? TableCell("–", .dim),
      TableCell(summary.map { $0.logements.french } ?? "–", summary == nil ? .dim : .normal),
      TableCell(
        summary?.last == nil ? "–" : rejected.french, rejected > 0 ? .warning : .dim),
      TableCell(Sparkline.nearLargest(summary?.sizes ?? []), .waiting),
      TableCell(
        step.map { stepWidth < 18 ? "\($0.number)" : "\($0.number) \($0.label)" } ?? "", .dim),
    ]
  }

  /// « 08/01 », with its year once it is long ago.
  private func accepted(_ summary: PatrimoineSummary?) -> TableCell {
    guard let day = summary?.acceptedOn else { return TableCell("–", .dim) }
    let isOld = world.today - day > 300
    return TableCell(isOld ? "\(day.french.prefix(6))\(day.french.suffix(2))" : day.frenchShort)
  }

  /// A name cut in its middle: many begin alike, and their ends tell them apart.
  static func name(_ name: String, in width: Int) -> String {
    let text = CellText.sanitized(name)
    guard CellText.width(of: text) > width, width > 12 else { return text }
    let end = String(text.suffix(width / 3))
    let start = CellText.truncated(text, to: width - CellText.width(of: end))
    return start + end
  }
}
