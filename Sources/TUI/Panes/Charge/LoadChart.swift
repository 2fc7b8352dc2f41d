import Domain
import Storage

/// The load of the coming weeks: what is late, then what is due day by day, then week by week.
struct LoadChart {
  /// One bar: some days, and how many acts are due in them.
  struct Bar: Equatable {
    enum Kind { case late, day, week }
    let kind: Kind
    let days: ClosedRange<Day>
    let count: Int
  }

  /// The columns of a bar with its label and the space after it.
  static let barWidth = 7
  /// The weeks that are read, more than the widest screen shows.
  private static let horizon = 7 * 26

  private(set) var whose = Whose.all
  private(set) var load: DueLoad?
  /// Index of the bar on which Enter works.
  private(set) var selected = 0
  /// Whether the keys go to the bars.
  var isFocused = false
  private var isStale = true
  private var width = 0

  /// A chart for this operator: its own acts, or everybody's for those who follow everybody.
  init(for world: World? = nil) {
    whose = world?.audience == nil ? .all : .mine
  }

  /// Asks for the load, once it is on the screen and whenever it may have changed.
  mutating func wanted(today: Day) -> [Effect] {
    guard isStale else { return [] }
    isStale = false
    return [.consult(.load(whose, through: today + Self.horizon))]
  }

  /// What was read may be true no more.
  mutating func invalidate() { isStale = true }

  mutating func take(_ loaded: DueLoad) { load = loaded }

  /// Mine, or my organisation's; those who see all have no other.
  mutating func toggleWhose() {
    guard whose != .all else { return }
    whose = whose == .mine ? .ours : .mine
    isStale = true
  }

  mutating func fit(width: Int, today: Day) {
    self.width = width
    selected = min(selected, max(0, bars(today: today).count - 1))
  }

  mutating func move(by step: Int, today: Day) {
    selected = min(max(0, selected + step), max(0, bars(today: today).count - 1))
  }

  /// The bars that the width shows: late, a week or two of days, then weeks.
  func bars(today: Day) -> [Bar] {
    guard let load else { return [] }
    let count = max(2, width / Self.barWidth)
    let days = min(count - 1, count >= 16 ? 14 : 7)
    let late = Bar(kind: .late, days: Day(number: 0)...(today - 1), count: load.late)
    let each = (0..<days).map { bar(.day, from: today + $0, length: 1, load) }
    let weeks = (0..<(count - 1 - days)).map {
      bar(.week, from: today + days + 7 * $0, length: 7, load)
    }
    return [late] + each + weeks
  }

  private func bar(_ kind: Bar.Kind, from first: Day, length: Int, _ load: DueLoad) -> Bar {
    let count = (0..<length).reduce(0) { $0 + (load.byDay[first + $1] ?? 0) }
    return Bar(kind: kind, days: first...(first + length - 1), count: count)
  }

  /// The deadlines behind the bar selected.
  func window(today: Day) -> DueWindow? {
    let bars = bars(today: today)
    guard bars.indices.contains(selected) else { return nil }
    let bar = bars[selected]
    return DueWindow(title: "\(bar.words), \(whose.label)", days: bar.days, whose: whose)
  }
}

extension LoadChart.Bar {
  /// « En retard », « Échéances du jeudi 26 mars 2026 », « Échéances du 31/03 au 06/04 ».
  var words: String {
    switch kind {
    case .late: "En retard"
    case .day: "Échéances du \(days.lowerBound.frenchWithWeekday)"
    case .week:
      "Échéances du \(days.lowerBound.frenchShort) au \(days.upperBound.frenchShort)"
    }
  }

  /// « retard », « auj. », « me 25 », « 31-06 » for a week.
  func label(today: Day) -> String {
    switch kind {
    case .late: return "retard"
    case .day where days.lowerBound == today: return "auj."
    case .day: return "\(days.lowerBound.weekdayName.prefix(2)) \(days.lowerBound.day)"
    case .week:
      return days.lowerBound.frenchShort.prefix(2) + "-" + days.upperBound.frenchShort.prefix(2)
    }
  }
}
