import Domain
import Storage

/// Draws the pane of compliance.
struct CompliancePaneView {
  let pane: CompliancePane
  let world: World
  let layout: ModerationLayout

  func draw(on surface: inout Surface) {
    guard world.actor.seesCompliance else { return drawNobody(on: &surface) }
    drawPeriod(on: &surface)
    if layout.queuesAreLine {
      drawQueueLine(on: &surface)
    } else if !layout.queues.isEmpty {
      drawQueues(on: &surface)
    }
    if !layout.list.isEmpty { drawList(on: &surface) }
    if !layout.detail.isEmpty { drawDetail(on: &surface) }
  }

  /// Whoever does not see the board is told so, and who does.
  private func drawNobody(on surface: inout Surface) {
    let body = FrameLayout(surface.size).body
    let inside = surface.drawBox(body, title: "Conformité", .title)
    surface.drawParagraph(
      world.actor.noCompliance.sentence,
      in: inside.splitTop(1).rest.inset(columns: 1, rows: 0))
  }

  private func border(_ region: CompliancePane.Region) -> Style {
    pane.focus == region ? .title : .border
  }

  /// « De décembre 2025 à novembre 2026 · ensemble 142 sur 3 210 (4,4 %) · médiane … ».
  private func drawPeriod(on surface: inout Surface) {
    let line = layout.gauge.inset(columns: 1, rows: 0)
    let period = pane.choice.period(on: world.today)
    var spans = [Span(period.french.capitalizedStart, .label)]
    if let table = pane.board?.table, table.period == period {
      if let whole = table.whole {
        let figure = pane.queue.figure(whole)
        spans.append(Span(" · ensemble \(figure.late.french) sur \(figure.count.french)"))
        if pane.queue != .indicator(.answers) { spans.append(Span(" (\(figure.share.french))")) }
      }
      spans.append(Span(" · \(median(table))", .dim))
    } else {
      spans.append(Span(" · lecture…", .dim))
    }
    surface.draw(StyledLine(spans), in: line)
  }

  private func median(_ table: ComplianceTable) -> String {
    guard let medians = table.medians else { return "médiane des bailleurs inconnue ici" }
    let permille =
      switch pane.queue {
      case .indicator(let indicator): medians[indicator]
      case .fairness: medians.breachesPerHundred
      default: medians.total
      }
    let value =
      pane.queue == .fairness
      ? permille.map { "\($0 / 10),\($0 % 10)" } ?? "–" : ComplianceWords.percent(permille)
    return "médiane des bailleurs \(value)"
  }

  // MARK: Queues

  private func count(of queue: ComplianceQueue) -> Int? {
    switch queue {
    case .fairness: return nil
    case .forecast: return pane.outlook.map { $0.contacts.reduce(0) { $0 + $1.count } }
    case .proposals: return pane.board?.repeated.count
    default:
      guard let table = pane.board?.table else { return nil }
      let line = table.whole ?? table.lines.first
      return line.map { queue.figure($0).late }
    }
  }

  private func text(of queue: ComplianceQueue) -> String {
    guard let count = count(of: queue) else { return "" }
    return count.french + (queue == .proposals && count > 0 ? "!" : " ")
  }

  private func style(of queue: ComplianceQueue) -> Style {
    guard let count = count(of: queue), count > 0 else {
      return queue == .fairness || count(of: queue) == nil ? .normal : .dim
    }
    return queue == .proposals ? .late : .normal
  }

  private func drawQueues(on surface: inout Surface) {
    let inside = surface.drawBox(layout.queues, title: "Indicateurs", border(.queues))
    for (index, queue) in ComplianceQueue.all.enumerated() {
      let row = inside.line(index)
      let isChosen = queue == pane.queue
      let style: Style = isChosen ? .selected : style(of: queue)
      surface.fill(row, isChosen ? .selected : .normal)
      surface.draw(isChosen ? "▸" : " ", in: row, style)
      let text = text(of: queue)
      let (place, end) = row.splitLeft(1).rest.splitRight(CellText.width(of: text) + 1)
      surface.draw(queue.label, in: place, style)
      surface.draw(text, in: end, style, alignment: .right)
    }
  }

  /// On a small screen, around the queue shown.
  private func drawQueueLine(on surface: inout Surface) {
    let queues = ComplianceQueue.all
    let chosen = queues.firstIndex(of: pane.queue) ?? 0
    let texts = queues.map { " \($0.label) \(text(of: $0))" }
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
      let style: Style = queue == pane.queue ? .selected : style(of: queue)
      rest = rest.splitLeft(surface.draw(text, in: rest, style)).rest
    }
  }

  // MARK: List and detail

  private func drawList(on surface: inout Surface) {
    let inside = surface.drawBox(layout.list, title: title, border(.list))
    if let message = emptyMessage {
      surface.drawParagraph(message, in: inside.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
      return
    }
    ComplianceTableView(pane: pane, world: world).draw(on: &surface, in: inside)
  }

  private var title: String {
    var title = pane.queue.label
    if pane.queue == .forecast {
      if let outlook = pane.outlook {
        title += " · \(ComplianceWords(world).backtest(outlook.backtest))"
      }
    } else {
      title += " · \(pane.rows.count.french("bailleur"))"
      if pane.queue.isTable { title += " · tri : \(pane.sort.label)" }
      if case .indicator(let indicator) = pane.queue {
        let rule = world.reglement.value(of: indicator.rule, on: world.today)
        title += " · \(rule.rule.code) \(rule.french)"
      }
    }
    if !pane.filter.isEmpty { title += " · filtre : \(pane.filter)" }
    return title
  }

  private var emptyMessage: String? {
    guard pane.rows.isEmpty else { return nil }
    if pane.queue == .forecast ? pane.outlook == nil : pane.board == nil { return "Lecture…" }
    if !pane.filter.isEmpty {
      return "Aucun bailleur pour « \(pane.filter) ». Échap efface le filtre."
    }
    return switch pane.queue {
    case .forecast: "Rien ne tombe à échéance dans les sept jours."
    case .proposals: "Aucun bailleur ne manque aux règles de manière répétée."
    default: "Seul l'ensemble vous est ouvert : il est en haut de l'écran."
    }
  }

  private func drawDetail(on surface: inout Surface) {
    let detail = pane.detail
    let name = pane.selected.map { ComplianceWords(world).name($0.bailleur) } ?? "Bailleur"
    let inside = surface.drawBox(layout.detail, title: name, border(.detail))
    let place = inside.inset(columns: 1, rows: 0)
    guard pane.selected != nil else {
      surface.draw("Aucun bailleur choisi.", in: place.line(0), .dim)
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
