import Domain

/// Draws the load: a title, the bars with their counts, their labels.
struct LoadChartView {
  let chart: LoadChart
  let world: World

  /// The rows that the chart takes on a screen of that height.
  static func height(of rows: Int) -> Int { rows >= 40 ? 7 : rows >= 30 ? 6 : 4 }

  func draw(on surface: inout Surface, in rect: Rect) {
    let bars = chart.bars(today: world.today)
    let (top, rest) = rect.splitTop(1)
    let (place, labels) = rest.splitBottom(1)
    surface.draw(title(bars), in: top, chart.isFocused ? .title : .label)
    let highest = bars.map(\.count).max() ?? 0
    for (index, bar) in bars.enumerated() {
      let column = rect.column + index * LoadChart.barWidth
      let box = Rect(
        column: column, row: place.row, width: LoadChart.barWidth, height: place.height)
      draw(bar, highest, on: &surface, in: box)
      let isSelected = chart.isFocused && index == chart.selected
      let line = Rect(column: column, row: labels.row, width: LoadChart.barWidth - 1, height: 1)
      let style = style(of: bar)
      surface.draw(
        bar.label(today: world.today), in: line, isSelected ? style.adding(.reverse) : style)
    }
  }

  private func title(_ bars: [LoadChart.Bar]) -> String {
    guard chart.load != nil else { return "Échéances à venir : lecture…" }
    guard chart.isFocused, bars.indices.contains(chart.selected) else {
      return "Échéances à venir · \(chart.whose.label) · Tab choisit une barre"
    }
    let bar = bars[chart.selected]
    return "▸ \(bar.words) : \(bar.count) · \(chart.whose.label) · Entrée les ouvre"
  }

  private func style(of bar: LoadChart.Bar) -> Style {
    if bar.count == 0 { return .dim }
    switch bar.kind {
    case .late: return .late
    case .day: return bar.days.lowerBound - world.today <= 3 ? .soon : .normal
    case .week: return .normal
    }
  }

  /// A bar in eighths of a row, its count above it.
  private func draw(
    _ bar: LoadChart.Bar, _ highest: Int, on surface: inout Surface, in box: Rect
  ) {
    let style = style(of: bar)
    let room = max(0, box.height - 1)
    let eighths = bar.count == 0 ? 0 : max(1, bar.count * room * 8 / max(1, highest))
    let full = eighths / 8
    for row in 0..<full {
      surface.draw("███", in: box.line(box.height - 1 - row), style)
    }
    let part = eighths % 8
    if part > 0 {
      let block = Self.blocks[part - 1]
      surface.draw(
        String(repeating: block, count: 3), in: box.line(box.height - 1 - full), style)
    }
    let top = box.height - 1 - full - (part > 0 ? 1 : 0)
    let count = bar.count == 0 ? "·" : bar.kind == .late ? "\(bar.count) !" : "\(bar.count)"
    surface.draw(count, in: box.line(top), style)
  }

  private static let blocks: [String] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
}
