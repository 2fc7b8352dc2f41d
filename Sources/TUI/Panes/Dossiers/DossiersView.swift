import Domain
import Storage

/// Draws the pane of the dossiers.
struct DossiersView {
  let pane: DossiersPane
  let world: World
  let layout: DossiersLayout

  func draw(on surface: inout Surface) {
    if layout.queuesAreLine {
      drawQueueLine(on: &surface)
    } else {
      pane.queuesBox.copy(to: &surface, in: layout.queues)
    }
    if !layout.list.isEmpty { drawList(on: &surface) }
    if !layout.detail.isEmpty { drawDetail(on: &surface) }
  }

  private func border(_ region: DossiersPane.Region) -> Style {
    pane.focus == region ? .title : .border
  }

  /// On a small screen: « À faire par moi 23 · En retard 12! · … », around the queue shown.
  private func drawQueueLine(on surface: inout Surface) {
    let offered = DossiersPane.queues(for: world)
    let chosen = offered.firstIndex(of: pane.queue) ?? 0
    var rest = layout.queues
    for (index, queue) in offered.enumerated() where index >= max(0, chosen - 1) {
      let count = pane.counts[queue] ?? 0
      let text = " \(queue.label) \(count)\(QueuesBox.sign(of: queue, count: count)) "
      guard CellText.width(of: text) <= rest.width else { break }
      let style: Style = queue == pane.queue ? .selected : QueuesBox.style(of: queue, count: count)
      rest = rest.splitLeft(surface.draw(text, in: rest, style)).rest
    }
  }

  private func drawList(on surface: inout Surface) {
    let count = pane.list.count ?? 0
    var title = "\(pane.queue.label) · \(count) dossier\(count > 1 ? "s" : "")"
    if let vue = pane.shownVue { title = "Vue \(vue.name) · \(title)" }
    if !pane.marks.isEmpty {
      title += " · \(pane.marks.count) marqué\(pane.marks.count > 1 ? "s" : "")"
    }
    if !pane.filter.isEmpty { title += " · filtre : \(pane.filter)" }
    title += " · tri : \(pane.layout.order.words)"
    let inside = surface.drawBox(layout.list, title: title, border(.list))
    let table = DossierTable(
      list: pane.list, world: world, isFocused: pane.focus == .list, layout: pane.layout,
      showsOrder: true, marks: pane.marks)
    if let message = emptyMessage {
      surface.draw(message, in: inside.line(1).inset(columns: 1, rows: 0), .dim)
      return
    }
    table.draw(on: &surface, in: inside)
  }

  /// What the list says when it has nothing to show.
  private var emptyMessage: String? {
    guard let count = pane.list.count else { return "Lecture…" }
    guard count == 0 else { return nil }
    if !pane.filter.isEmpty {
      return "Aucun dossier pour « \(pane.filter) ». Échap efface le filtre."
    }
    return switch pane.queue {
    case .mine: "Rien à faire pour vous aujourd'hui."
    case .late: "Aucun retard."
    case .soon: "Aucune échéance d'ici trois jours."
    case .alerts: "Aucune alerte."
    default: "Aucun dossier dans cette file."
    }
  }

  private func drawDetail(on surface: inout Surface) {
    let inside = surface.drawBox(layout.detail, title: pane.detailTitle, border(.detail))
    guard let rows = pane.detailRows else {
      let message = pane.list.selected == nil ? "Aucun dossier choisi." : "Lecture…"
      surface.draw(message, in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let shown = pane.detailTop..<pane.detailTop + inside.height
    surface.copy(shown, of: rows, column: inside.column + 1, row: inside.row)
    surface.drawScrollIndicator(
      Rect(column: layout.detail.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: pane.detailTop, visible: inside.height, total: rows.size.rows)
  }
}
