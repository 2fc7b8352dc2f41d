import Domain
import Storage

/// Draws « Ma journée ».
struct AccueilView {
  /// The rows above the list: the day, the counts, the load of the coming weeks, blank lines.
  static func headHeight(_ frame: FrameLayout) -> Int {
    4 + LoadChartView.height(of: frame.body.height + 2) + 1
  }

  let pane: AccueilPane
  let world: World
  let frame: FrameLayout

  func draw(on surface: inout Surface) {
    let (head, rest) = frame.body.splitTop(Self.headHeight(frame))
    let inside = head.inset(columns: 2, rows: 0)
    surface.draw(greeting, in: inside.line(1), .title)
    drawCounts(on: &surface, in: inside.line(2))
    let bars = inside.splitTop(4).rest.splitBottom(1).rest
    LoadChartView(chart: pane.chart, world: world).draw(on: &surface, in: bars)
    let title = world.audience == nil ? "En retard, à suivre" : "Ma journée"
    let box = surface.drawBox(rest, title: title, .title)
    guard let count = pane.list.count else { return }
    if count == 0 {
      surface.draw(emptyMessage, in: box.line(1).inset(columns: 1, rows: 0), .dim)
      return
    }
    DossierTable(list: pane.list, world: world, isFocused: !pane.chart.isFocused).draw(
      on: &surface, in: box)
  }

  private var greeting: String {
    let day = world.today.frenchWithWeekday
    let first = day.prefix(1).uppercased() + day.dropFirst()
    return "\(first) · \(world.actor.name), \(Self.todo(pane.list.count ?? 0, world))"
  }

  private static func todo(_ count: Int, _ world: World) -> String {
    if world.audience == nil {
      return count == 0
        ? "aucun dossier en retard" : "\(count) dossier\(count > 1 ? "s" : "") en retard"
    }
    return count == 0
      ? "rien à faire aujourd'hui" : "\(count) dossier\(count > 1 ? "s" : "") à faire avancer"
  }

  /// « ! 12 en retard  ~ 9 échéances d'ici trois jours  4 en alerte ».
  private func drawCounts(on surface: inout Surface, in line: Rect) {
    var rest = line
    let parts: [(DossierQueue, String, String, Style)] = [
      (.late, "!", "en retard", .late), (.soon, "~", "échéance ≤ 3 j", .soon),
      (.alerts, "~", "en alerte", .soon), (.waiting, "·", "en attente d'autrui", .waiting),
      (.open, " ", "ouverts", .normal),
    ]
    for (queue, sign, words, style) in parts {
      guard let count = pane.counts[queue] else { continue }
      let text = "\(sign) \(count) \(words)"
      guard CellText.width(of: text) <= rest.width else { return }
      rest = rest.splitLeft(surface.draw(text, in: rest, count > 0 ? style : .dim) + 3).rest
    }
  }

  private var emptyMessage: String {
    "Rien à faire aujourd'hui. Les files des dossiers sont sous la touche 2."
  }
}
