import Domain
import Storage

/// Draws the pane of the signalements.
struct SignalementsView {
  let pane: SignalementsPane
  let world: World
  let layout: DossiersLayout

  func draw(on surface: inout Surface) {
    guard world.seesSignalements else { return drawNobody(on: &surface) }
    if layout.queuesAreLine {
      drawQueueLine(on: &surface)
    } else if !layout.queues.isEmpty {
      drawQueues(on: &surface)
    }
    if !layout.list.isEmpty { drawList(on: &surface) }
    if !layout.detail.isEmpty { drawDetail(on: &surface) }
  }

  /// Whoever reads no signalement is told so, and who does.
  private func drawNobody(on surface: inout Surface) {
    let body = FrameLayout(surface.size).body
    let inside = surface.drawBox(body, title: "Signalements", .title)
    surface.drawParagraph(
      world.noSignalement, in: inside.splitTop(1).rest.inset(columns: 1, rows: 0))
  }

  private func border(_ region: SignalementsPane.Region) -> Style {
    pane.focus == region ? .title : .border
  }

  private func count(_ queue: SignalementQueue) -> Int { pane.counts?[queue] ?? 0 }

  private func style(_ queue: SignalementQueue) -> Style {
    if queue == pane.queue { return .selected }
    guard count(queue) > 0 else { return .dim }
    return queue.isToDo(in: world) ? .title : .normal
  }

  private func drawQueues(on surface: inout Surface) {
    let inside = surface.drawBox(layout.queues, title: "Files", border(.queues))
    for (index, queue) in world.signalementQueues.enumerated() {
      let row = inside.line(index)
      let isChosen = queue == pane.queue
      surface.fill(row, isChosen ? .selected : .normal)
      surface.draw(isChosen ? "▸" : " ", in: row, style(queue))
      surface.draw(
        queue.label(in: world), in: row.splitLeft(1).rest.splitRight(6).rest, style(queue))
      surface.draw("\(count(queue).french) ", in: row, style(queue), alignment: .right)
    }
  }

  /// On a small screen, around the queue shown.
  private func drawQueueLine(on surface: inout Surface) {
    let shown = world.signalementQueues.filter { $0 == pane.queue || count($0) > 0 }
    let chosen = shown.firstIndex(of: pane.queue) ?? 0
    let texts = shown.map { " \($0.label(in: world)) \(count($0).french) " }
    var first = 0
    while texts[first...chosen].reduce(0, { $0 + CellText.width(of: $1) }) > layout.queues.width,
      first < chosen
    {
      first += 1
    }
    var rest = layout.queues
    for (queue, text) in zip(shown, texts).dropFirst(first) {
      guard CellText.width(of: text) <= rest.width else { break }
      rest = rest.splitLeft(surface.draw(text, in: rest, style(queue))).rest
    }
  }

  private func drawList(on surface: inout Surface) {
    let inside = surface.drawBox(layout.list, title: listTitle, border(.list))
    if let message = emptyMessage {
      surface.drawParagraph(message, in: inside.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
      return
    }
    SignalementTable(world: world, queue: pane.queue).draw(pane, on: &surface, in: inside)
  }

  /// « À trier · 41 signalements · 2 marqués · filtre : loyer · 18,4/min — 41 restants ».
  private var listTitle: String {
    let count = pane.list.count ?? 0
    var title = "\(pane.queue.label(in: world)) · \(count.french("signalement"))"
    if !pane.marks.isEmpty { title += " · \(pane.marks.count.french("marqué"))" }
    if !pane.filter.isEmpty { title += " · filtre : \(pane.filter)" }
    return title + paceWords.map { " · \($0)" }.joined()
  }

  private var paceWords: [String] {
    guard let pace = pane.pace.words(at: world.now), let counts = pane.counts else { return [] }
    return ["\(pace) — \(world.signalementsToDo(counts).french("restant"))"]
  }

  private var emptyMessage: String? {
    guard let count = pane.list.count else { return "Lecture…" }
    guard count == 0 else { return nil }
    if !pane.filter.isEmpty {
      return "Aucun signalement pour « \(pane.filter) ». Échap efface le filtre."
    }
    return pane.queue.emptyMessage(in: world)
  }

  private func drawDetail(on surface: inout Surface) {
    // Where the detail has the screen alone, the pace stands over it.
    let pace = layout.list.isEmpty ? paceWords : []
    let title = ([pane.detailTitle] + pace).joined(separator: " · ")
    let inside = surface.drawBox(layout.detail, title: title, border(.detail))
    guard let rows = pane.detailRows else {
      surface.draw(
        pane.list.selected == nil ? "Aucun signalement choisi." : "Lecture…",
        in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let shown = pane.detailTop..<pane.detailTop + inside.height
    surface.copy(shown, of: rows, column: inside.column + 1, row: inside.row)
    surface.drawScrollIndicator(
      Rect(column: layout.detail.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: pane.detailTop, visible: inside.height, total: rows.size.rows)
  }
}
