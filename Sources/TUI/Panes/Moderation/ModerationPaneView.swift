import Domain
import Storage

/// Draws the pane of the moderation.
struct ModerationPaneView {
  let pane: ModerationPane
  let world: World
  let layout: ModerationLayout

  func draw(on surface: inout Surface) {
    guard world.seesAnnonces else { return drawNobody(on: &surface) }
    drawGauge(on: &surface)
    if layout.queuesAreLine {
      drawQueueLine(on: &surface)
    } else if !layout.queues.isEmpty {
      drawQueues(on: &surface)
    }
    if !layout.list.isEmpty { drawList(on: &surface) }
    if !layout.detail.isEmpty { drawDetail(on: &surface) }
  }

  /// Whoever sees no annonce is told so, and who does.
  private func drawNobody(on surface: inout Surface) {
    let body = FrameLayout(surface.size).body
    let inside = surface.drawBox(body, title: "Modération", .title)
    surface.drawParagraph(
      world.noAnnonce, in: inside.splitTop(1).rest.inset(columns: 1, rows: 0))
  }

  private func border(_ region: ModerationPane.Region) -> Style {
    pane.focus == region ? .title : .border
  }

  // MARK: Gauge

  /// « Octobre 2026 : 31,2 % vérifiées (148 sur 474) … », then the bailleur of the row selected.
  private func drawGauge(on surface: inout Surface) {
    let line = layout.gauge.inset(columns: 1, rows: 0)
    guard let overview = pane.overview else {
      surface.draw("Lecture…", in: line, .dim)
      return
    }
    var spans = [Span("\(overview.month.french.capitalizedStart) : ", .label)]
    spans += spansOf(overview.whole, isLong: line.width >= 100)
    if let bailleur = pane.selected?.bailleur, world.audience == nil,
      let gauge = overview.bailleurs[bailleur]
    {
      let name = PatrimoineTable.name(
        world.directory.name(of: bailleur), in: max(14, line.width / 4))
      spans += [Span("   \(name) : ", .label)] + spansOf(gauge, isLong: false)
    }
    surface.draw(StyledLine(spans), in: line)
  }

  private func spansOf(_ gauge: ModerationGauge, isLong: Bool) -> [Span] {
    let level = gauge.level(world.reglement, on: world.today)
    let (sign, style): (String, Style) =
      switch level {
      case .green: ("✓", .done)
      case .amber: ("~", .soon)
      case .red: ("!", .late)
      case .over: ("~", .waiting)
      case .none: ("–", .dim)
      }
    guard gauge.base > 0 else { return [Span("\(sign) rien à vérifier", style)] }
    var spans = [
      Span("\(sign) \(ModerationWords.share(gauge)) ", style),
      Span("(\(gauge.verified.french)/\(gauge.base.french))"),
    ]
    guard isLong else { return spans }
    if let interval = gauge.nonConformity {
      spans.append(Span(" · non-conformité \(interval.french)", .dim))
    }
    if gauge.reported > 0 {
      spans.append(Span(" · \(gauge.reported.french("signalée")) à part", .dim))
    }
    return spans
  }

  // MARK: Queues

  private func sign(of queue: AnnonceQueue, _ count: Int) -> String {
    guard count > 0 else { return " " }
    return switch queue {
    case .reported: "!"
    case .drawn, .review: "~"
    case .correction, .decided, .online: " "
    }
  }

  private func style(of queue: AnnonceQueue, _ count: Int) -> Style {
    guard count > 0 else { return .dim }
    return switch queue {
    case .reported: .late
    case .drawn, .review: .soon
    case .correction, .decided, .online: .normal
    }
  }

  private func drawQueues(on surface: inout Surface) {
    let inside = surface.drawBox(layout.queues, title: "Files", border(.queues))
    for (index, queue) in pane.queues(in: world).enumerated() {
      let row = inside.line(index)
      let isChosen = queue == pane.queue
      let count = pane.counts[queue] ?? 0
      let style: Style = isChosen ? .selected : style(of: queue, count)
      surface.fill(row, isChosen ? .selected : .normal)
      surface.draw(isChosen ? "▸" : " ", in: row, style)
      let text = "\(count.french)\(sign(of: queue, count))"
      let (place, end) = row.splitLeft(1).rest.splitRight(CellText.width(of: text) + 1)
      surface.draw(queue.label, in: place, style)
      surface.draw(text, in: end, style, alignment: .right)
    }
  }

  /// On a small screen, around the queue shown.
  private func drawQueueLine(on surface: inout Surface) {
    let queues = pane.queues(in: world)
    let chosen = queues.firstIndex(of: pane.queue) ?? 0
    let texts = queues.map { queue in
      let count = pane.counts[queue] ?? 0
      return " \(queue.label) \(count.french)\(sign(of: queue, count)) "
    }
    var first = 0
    // The queue shown stays in sight, with as many before it as there is room for.
    while texts[first...chosen].reduce(0, { $0 + CellText.width(of: $1) }) > layout.queues.width,
      first < chosen
    {
      first += 1
    }
    var rest = layout.queues
    for (queue, text) in zip(queues, texts).dropFirst(first) {
      guard CellText.width(of: text) <= rest.width else { break }
      let style: Style =
        queue == pane.queue ? .selected : style(of: queue, pane.counts[queue] ?? 0)
      rest = rest.splitLeft(surface.draw(text, in: rest, style)).rest
    }
  }

  // MARK: List and detail

  private func drawList(on surface: inout Surface) {
    let count = pane.filter.isEmpty ? pane.counts[pane.queue] ?? 0 : pane.rows.count
    let more = pane.filter.isEmpty || !pane.hasMore ? "" : " et plus"
    var title = "\(pane.queue.label) · \(count.french("annonce"))\(more)"
    if !pane.filter.isEmpty { title += " · filtre : \(pane.filter)" }
    let inside = surface.drawBox(layout.list, title: title, border(.list))
    if let message = emptyMessage {
      surface.drawParagraph(message, in: inside.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
      return
    }
    AnnonceTable(world: world).draw(pane, on: &surface, in: inside)
  }

  private var emptyMessage: String? {
    guard pane.rows.isEmpty else { return nil }
    guard pane.isRead else { return "Lecture…" }
    if !pane.filter.isEmpty {
      return "Aucune annonce pour « \(pane.filter) ». Échap efface le filtre."
    }
    return switch pane.queue {
    case .reported: "Aucun signalement n'attend : tous ont été regardés."
    case .drawn:
      pane.overview?.knowsDraw == true
        ? "Toutes les annonces tirées sont vérifiées."
        : "Le sel du mois n'est pas encore connu ici : rien n'est tiré."
    case .review: "Aucune annonce corrigée n'attend d'être revue."
    case .correction: "Aucune correction n'est attendue."
    case .decided: "Aucune décision n'est encore prise."
    case .online: "Aucune annonce n'est connue ici."
    }
  }

  private func drawDetail(on surface: inout Surface) {
    let detail = pane.detail
    let title = pane.selected.map { "Annonce \(CellText.sanitized($0.annonce))" } ?? "Annonce"
    let inside = surface.drawBox(layout.detail, title: title, border(.detail))
    let place = inside.inset(columns: 1, rows: 0)
    guard detail.item != nil else {
      surface.draw(
        pane.selected == nil ? "Aucune annonce choisie." : "Lecture…", in: place.line(0), .dim)
      return
    }
    surface.draw(detail.rows.dropFirst(detail.top), in: place)
    surface.drawScrollIndicator(
      Rect(
        column: layout.detail.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: detail.top, visible: inside.height, total: detail.rows.count)
  }
}

/// The table of the annonces.
struct AnnonceTable {
  let world: World

  private static let table = Table(columns: [
    TableColumn(title: "Annonce", minimum: 9, maximum: 14, priority: 9),
    TableColumn(title: "Statut", minimum: 14, maximum: 26, flex: 1, priority: 8),
    TableColumn(title: "Bailleur", minimum: 14, maximum: 40, flex: 2, priority: 6),
    TableColumn(title: "Logement", minimum: 14, maximum: 30, flex: 1, priority: 7),
    TableColumn(title: "Titre", minimum: 14, maximum: 60, flex: 2, priority: 3),
    TableColumn(title: "Photos", minimum: 6, priority: 2, alignment: .right),
    TableColumn(title: "Âge", minimum: 5, priority: 5, alignment: .right),
  ])

  func draw(_ pane: ModerationPane, on surface: inout Surface, in rect: Rect) {
    // The bar of the table stands on the frame.
    let place = Rect(
      column: rect.column, row: rect.row, width: rect.width + 1, height: rect.height)
    let widths = TableLayout.widths(of: Self.table.columns, in: rect.width - 2)
    let name = widths[2] ?? 0
    Self.table.draw(
      into: &surface, in: place, viewport: pane.viewport, isFocused: pane.focus == .list
    ) { range in range.map { TableRow(cells: cells(of: pane.rows[$0], name)) } }
  }

  private func cells(of row: AnnonceRow, _ nameWidth: Int) -> [TableCell] {
    let age = max(0, world.today - row.since)
    return [
      TableCell(CellText.sanitized(row.annonce)), status(of: row),
      TableCell(PatrimoineTable.name(world.directory.name(of: row.bailleur), in: nameWidth)),
      TableCell(CellText.sanitized(row.place)),
      TableCell(row.title.map { CellText.sanitized($0) } ?? "–", row.title == nil ? .dim : .normal),
      TableCell(row.photos == 0 ? "–" : "\(row.photos)", row.photos == 0 ? .dim : .normal),
      TableCell("\(age) j", .dim),
    ]
  }

  private func status(of row: AnnonceRow) -> TableCell {
    if let cause = row.cause { return TableCell("~ \(cause.french)", .soon) }
    guard let status = row.status else { return TableCell("✗ illisible", .error) }
    let (sign, style) = AnnonceDetailLines.signs(of: status)
    let short = status == .reported ? "signalée" : status == .corrected ? "à revoir" : status.label
    return TableCell("\(sign) \(short)", style)
  }
}
