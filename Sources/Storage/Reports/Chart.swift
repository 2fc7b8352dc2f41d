/// Something to be drawn: figures by label, in one or several series.
public struct Chart: Sendable {
  /// A figure.
  public enum Value: Equatable, Sendable {
    case number(Int)
    /// There is one, which is not told.
    case masked
    case none
  }

  /// Figures that belong together, one for each label.
  public struct Series: Sendable {
    let name: String
    let values: [Value]

    /// A series.
    public init(_ name: String, _ values: [Value]) {
      self.name = name
      self.values = values
    }
  }

  let title: String
  let unit: String
  let labels: [String]
  let series: [Series]
  let formatted: @Sendable (Int) -> String

  /// A chart.
  ///
  /// - Parameter formatted: how a figure is written; the axis is written so too. By threes without.
  public init(
    _ title: String, unit: String, labels: [String], series: [Series],
    formatted: (@Sendable (Int) -> String)? = nil
  ) {
    self.title = title
    self.unit = unit
    self.labels = labels
    self.series = series
    self.formatted = formatted ?? { HTMLWriting.number($0) }
  }

  private var numbers: [Int] {
    series.flatMap(\.values).compactMap { if case .number(let number) = $0 { number } else { nil } }
  }

  /// What a reader who does not see it is told: the table beside it says the rest.
  fileprivate var description: String {
    guard let least = numbers.min(), let most = numbers.max() else {
      return "Aucun chiffre à montrer."
    }
    let names = series.count > 1 ? " Séries : \(series.map(\.name).joined(separator: ", "))." : ""
    return "De \(formatted(least)) à \(formatted(most)) \(unit)."
      + "\(names) Le tableau qui suit donne chaque chiffre."
  }

  /// The steps of an axis from zero to beyond the largest figure: five at most, by round numbers.
  fileprivate var steps: [Int] {
    let most = max(numbers.max() ?? 0, 1)
    var power = 1
    while true {
      for factor in [1, 2, 5] where power * factor * 5 >= most {
        let step = power * factor
        return Array(stride(from: 0, through: (most + step - 1) / step * step, by: step))
      }
      power *= 10
    }
  }
}

/// Draws charts in SVG: nothing is fetched, no program runs, and they print as they show.
struct ChartSVG {
  let chart: Chart
  /// What tells this drawing's title from those of others in the page.
  let id: String

  private static let width = 720.0
  /// Dark enough on white for 4.5:1, apart from one another also without colour by their hatching.
  private static let colours = ["#1b5e8c", "#a8501b", "#4a6b1e", "#6b3d7d"]

  private func place(_ value: Double) -> String { HTMLWriting.place(value) }

  private func open(height: Double) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(place(Self.width)) \(place(height))" \
    role="img" aria-labelledby="\(id)-t \(id)-d">
    <title id="\(id)-t">\(HTMLWriting.text(chart.title))</title>
    <desc id="\(id)-d">\(HTMLWriting.text(chart.description))</desc>

    """
  }

  private func text(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", rotated: Bool = false,
    isSmall: Bool = false
  ) -> String {
    let turn = rotated ? " transform=\"rotate(-40 \(place(x)) \(place(y)))\"" : ""
    let style = isSmall ? " class=\"v\"" : ""
    return "<text x=\"\(place(x))\" y=\"\(place(y))\" text-anchor=\"\(anchor)\"\(style)\(turn)>"
      + "\(HTMLWriting.text(text))</text>\n"
  }

  // MARK: A bar for each label

  /// Bars that lie, one for each label, of the first series.
  var bars: String {
    let values = chart.series.first?.values ?? []
    let left = 250.0
    let right = 70.0
    let row = 22.0
    let most = Double(max(1, chart.steps.last ?? 1))
    var svg = open(height: row * Double(chart.labels.count) + 8)
    for (index, label) in chart.labels.enumerated() {
      let y = row * Double(index) + 4
      svg += text(Self.cut(label, to: 38), left - 8, y + 14, anchor: "end")
      switch values.indices.contains(index) ? values[index] : .none {
      case .number(let number):
        let width = max(number == 0 ? 0 : 1, Double(number) / most * (Self.width - left - right))
        svg += rect(left, y + 2, width, row - 6, 0)
        svg += text(chart.formatted(number), left + width + 6, y + 14, isSmall: true)
      case .masked: svg += text("s (masqué)", left + 4, y + 14, isSmall: true)
      case .none: svg += text("–", left + 4, y + 14, isSmall: true)
      }
    }
    svg += line(left, 0, left, row * Double(chart.labels.count) + 6, "axis")
    return svg + "</svg>\n"
  }

  // MARK: Bars beside one another, lines

  private var frame: (left: Double, top: Double, right: Double, bottom: Double) {
    (52, 28, Self.width - 8, 232)
  }

  private func height(_ value: Int) -> Double {
    let most = Double(max(1, chart.steps.last ?? 1))
    return frame.bottom - Double(value) / most * (frame.bottom - frame.top)
  }

  private var slot: Double {
    (frame.right - frame.left) / Double(max(1, chart.labels.count))
  }

  private var grid: String {
    var svg = ""
    for step in chart.steps {
      svg += line(frame.left, height(step), frame.right, height(step), step == 0 ? "axis" : "step")
      svg += text(chart.formatted(step), frame.left - 6, height(step) + 4, anchor: "end")
    }
    for (index, label) in chart.labels.enumerated() {
      let x = frame.left + slot * (Double(index) + 0.5)
      let isTight = chart.labels.contains { 7 * Double($0.count) > slot }
      svg += text(
        isTight ? Self.cut(label, to: 11) : label, x + (isTight ? 4 : 0), frame.bottom + 16,
        anchor: isTight ? "end" : "middle", rotated: isTight)
    }
    return svg
  }

  private var legend: String {
    guard chart.series.count > 1 else { return "" }
    var x = frame.left
    var svg = ""
    for (index, series) in chart.series.enumerated() {
      svg += rect(x, 4, 12, 12, index)
      svg += text(series.name, x + 17, 14)
      x += 34 + 7.2 * Double(series.name.count)
    }
    return svg
  }

  /// Bars that stand, those of one label beside one another.
  var columns: String {
    var svg = open(height: 290) + grid + legend
    let own = slot * 0.78 / Double(max(1, chart.series.count))
    for (place, series) in chart.series.enumerated() {
      for (index, value) in series.values.enumerated() {
        let x = frame.left + slot * (Double(index) + 0.11) + own * Double(place)
        switch value {
        case .number(let number):
          svg += rect(x, height(number), own - 1, frame.bottom - height(number), place)
          if chart.labels.count * chart.series.count <= 30 {
            svg += text(
              chart.formatted(number), x + own / 2, height(number) - 4, anchor: "middle",
              isSmall: true)
          }
        case .masked:
          svg += text("s", x + own / 2, frame.bottom - 4, anchor: "middle", isSmall: true)
        case .none: break
        }
      }
    }
    return svg + "</svg>\n"
  }

  /// Lines from label to label; what is not told leaves a gap.
  var lines: String {
    var svg = open(height: 290) + grid + legend
    for (place, series) in chart.series.enumerated() {
      var points: [String] = []
      func flush() {
        if points.count > 1 {
          let dash = place == 0 ? "" : " stroke-dasharray=\"\(5 + place * 2) 3\""
          svg +=
            "<polyline class=\"l\" stroke=\"\(Self.colour(place))\"\(dash) "
            + "points=\"\(points.joined(separator: " "))\"/>\n"
        }
        points = []
      }
      for (index, value) in series.values.enumerated() {
        guard case .number(let number) = value else {
          flush()
          continue
        }
        let x = frame.left + slot * (Double(index) + 0.5)
        points.append("\(self.place(x)),\(self.place(height(number)))")
        svg +=
          "<circle cx=\"\(self.place(x))\" cy=\"\(self.place(height(number)))\" r=\"3\" "
          + "fill=\"\(Self.colour(place))\"/>\n"
      }
      flush()
    }
    return svg + "</svg>\n"
  }

  private static func colour(_ place: Int) -> String { colours[place % colours.count] }

  private func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ series: Int
  ) -> String {
    "<rect x=\"\(place(x))\" y=\"\(place(y))\" width=\"\(place(width))\" "
      + "height=\"\(place(max(0, height)))\" fill=\"\(Self.colour(series))\"/>\n"
  }

  private func line(
    _ x: Double, _ y: Double, _ toX: Double, _ toY: Double, _ style: String
  ) -> String {
    "<line class=\"\(style)\" x1=\"\(place(x))\" y1=\"\(place(y))\" x2=\"\(place(toX))\" "
      + "y2=\"\(place(toY))\"/>\n"
  }

  /// A label cut in its middle: many begin alike and end apart.
  private static func cut(_ label: String, to length: Int) -> String {
    guard label.count > length else { return label }
    let half = (length - 1) / 2
    return "\(label.prefix(half))…\(label.suffix(half))"
  }
}
