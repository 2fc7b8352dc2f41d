import Domain
import Storage

/// Draws the statistics: the tables by title, and the one chosen.
struct StatisticsPaneView {
  let pane: StatisticsPane
  let layout: StatisticsLayout

  func draw(on surface: inout Surface) {
    if !layout.list.isEmpty { drawList(on: &surface) }
    if !layout.table.isEmpty { drawTable(on: &surface) }
  }

  private func drawList(on surface: inout Surface) {
    let title = pane.report.map { "Statistiques · \($0.period)" } ?? "Statistiques"
    let inside = surface.drawBox(layout.list, title: title, pane.isInTable ? .dim : .title)
    guard let report = pane.report else {
      let text = pane.refusal?.sentence ?? "Calcul des statistiques…"
      surface.drawParagraph(text, in: inside.inset(columns: 1, rows: 1), .dim)
      return
    }
    for (offset, index) in pane.viewport.visible.enumerated() {
      let line = inside.line(offset)
      let isSelected = index == pane.viewport.selected
      surface.draw(isSelected ? "▸" : " ", in: line, .title)
      surface.draw(report.tables[index].title, in: line.splitLeft(2).rest)
      if isSelected, !pane.isInTable { surface.restyle(line) { $0.adding(.reverse) } }
    }
    surface.drawScrollIndicator(
      Rect(column: layout.list.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: pane.viewport.visible.lowerBound, visible: inside.height,
      total: report.tables.count)
  }

  private func drawTable(on surface: inout Surface) {
    let inside = surface.drawBox(
      layout.table, title: pane.table?.title ?? "", pane.isInTable ? .title : .dim)
    guard let table = pane.table, let report = pane.report else { return }
    let place = inside.inset(columns: 1, rows: 0)
    let text = TableText(table, from: pane.column, width: place.width)
    var lines: [(String, Style)] = [("En \(table.unit)", .dim)]
    lines += text.head.map { ($0, .label) } + [(text.rule, .dim)]
    let shown = pane.top..<min(text.rows.count, pane.top + layout.tableRows)
    lines += shown.map { (text.rows[$0], text.totals.contains($0) ? .title : .normal) }
    for (offset, line) in lines.enumerated() where offset < place.height {
      surface.draw(line.0, in: place.line(offset), line.1)
    }
    let notes =
      [table.note, text.hidden.map { "\($0) Les touches ← et → les montrent." }]
      .compactMap(\.self) + report.notes
    let used = lines.count + 1
    if used < place.height {
      let rest = notes.map { FlowLine($0, .dim, indent: 2) }.flatMap { $0.wrapped(to: place.width) }
      surface.draw(rest.prefix(place.height - used)[...], in: place.splitTop(used).rest)
    }
    surface.drawScrollIndicator(
      Rect(
        column: layout.table.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: pane.top, visible: layout.tableRows, total: text.rows.count)
  }
}
