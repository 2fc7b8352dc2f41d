/// A row of bars, one for each value: how a figure has gone, in as many columns.
enum Sparkline {
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Bars that begin at zero: errors, whose absence is the goal.
  static func fromZero(_ values: [Int]) -> String { text(values, floor: 0) }

  /// Bars that begin a fifth below the largest: sizes, of which a loss of a few percent must show,
  /// and a change that is none must not. Nothing at all, a file that could not be read, is no size.
  static func nearLargest(_ values: [Int]) -> String {
    let largest = values.max() ?? 0
    let smallest = values.filter { $0 > 0 }.min() ?? 0
    return text(values, floor: min(smallest, largest - largest / 5))
  }

  private static func text(_ values: [Int], floor: Int) -> String {
    let range = max(1, (values.max() ?? 0) - floor)
    return String(values.map { bars[min(7, max(0, ($0 - floor) * 7 / range))] })
  }
}
