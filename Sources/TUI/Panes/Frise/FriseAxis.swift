import Domain

/// A scale of days over columns, with labels that fit: every day, week, fortnight, month, quarter
/// or year, whichever is the finest that leaves room between two labels.
struct FriseAxis: Equatable {
  /// A label and the column of the day that it names.
  struct Tick: Equatable {
    let column: Int
    let label: String
    var end: Int { column + CellText.width(of: label) }
  }

  let first: Day
  let last: Day
  let columns: Int

  /// A scale from one day to another, which must come later.
  init(from first: Day, to last: Day, columns: Int) {
    self.first = first
    self.last = max(last, first + 1)
    self.columns = max(1, columns)
  }

  /// The column of a day; those before or after the scale stand at its ends.
  func column(of day: Day) -> Int {
    let inside = min(max(day, first), last)
    return (inside - first) * (columns - 1) / (last - first)
  }

  /// The labels, none touching the next nor cut by the edge.
  var ticks: [Tick] {
    Unit.allCases.lazy.map(ticks).first(where: Self.isReadable) ?? []
  }

  private static func isReadable(_ ticks: [Tick]) -> Bool {
    zip(ticks, ticks.dropFirst()).allSatisfy { $0.end < $1.column }
  }

  private enum Unit: CaseIterable {
    case day, week, fortnight, month, quarter, year
  }

  private func ticks(_ unit: Unit) -> [Tick] {
    days(unit).map { day in
      Tick(column: column(of: day), label: "╷" + label(of: day, unit))
    }.filter { $0.end <= columns }
  }

  private func days(_ unit: Unit) -> [Day] {
    switch unit {
    case .day: return stride(from: first.number, through: last.number, by: 1).map(Day.init)
    case .week, .fortnight:
      let monday = first.number + (8 - first.weekday) % 7
      let step = unit == .week ? 7 : 14
      return stride(from: monday, through: last.number, by: step).map(Day.init)
    case .month, .quarter, .year:
      let step = unit == .month ? 1 : unit == .quarter ? 3 : 12
      let months = (first.year * 12 + first.month - 1)...(last.year * 12 + last.month - 1)
      return months.filter { $0 % step == 0 }
        .compactMap { Day(year: $0 / 12, month: $0 % 12 + 1, day: 1) }
        .filter { $0 >= first }
    }
  }

  private func label(of day: Day, _ unit: Unit) -> String {
    switch unit {
    case .day, .week, .fortnight: return day.frenchShort
    case .year: return String(day.year)
    // January says the year instead: the label stays as short as the others.
    case .month, .quarter:
      return day.month == 1 ? String(day.year) : Self.months[day.month - 1]
    }
  }

  private static let months = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
  ]
}
