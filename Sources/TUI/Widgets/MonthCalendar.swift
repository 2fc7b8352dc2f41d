import Domain

/// The month around a date, as lines beside a date field.
enum MonthCalendar {
  /// The lines of the month of `day`: its name, the weekdays, its weeks, and what the signs mean.
  ///
  /// - Parameters:
  ///   - day: the day entered, shown reversed.
  ///   - today: shown underlined.
  ///   - hints: marked days carry `*`; days outside the window are dimmed.
  static func lines(around day: Day, today: Day, hints: DateHints) -> [StyledLine] {
    let month = CivilMonth(of: day)
    var lines = [
      StyledLine(month.french, .title), StyledLine("lu  ma  me  je  ve  sa  di", .label),
    ]
    // Weeks begin on Monday: the first one shows the days of the month alone.
    var monday = month.first - (month.first.weekday - 1)
    while monday <= month.last {
      let week = (0..<7).map { monday + $0 }
      lines.append(
        StyledLine(
          week.flatMap { spans(of: $0, in: month, chosen: day, today: today, hints: hints) }))
      monday = monday + 7
    }
    return lines + legend(of: hints, in: month)
  }

  private static func spans(
    of day: Day, in month: CivilMonth, chosen: Day, today: Day, hints: DateHints
  ) -> [Span] {
    guard month.contains(day) else { return [Span("    ")] }
    let isMarked = hints.marks.contains { $0.day == day }
    let isInside = hints.window?.contains(day) ?? true
    var style = isInside ? Style.normal : .dim
    if isMarked { style = .warning }
    if day == today { style = style.adding(.underline) }
    if day == chosen { style = Style(.selected, style.emphasis) }
    let number = day.day < 10 ? " \(day.day)" : "\(day.day)"
    return [Span(number, style), Span(isMarked ? "* " : "  ", isMarked ? .warning : .normal)]
  }

  private static func legend(of hints: DateHints, in month: CivilMonth) -> [StyledLine] {
    var lines = hints.marks.map { StyledLine("* \($0.day.french)  \($0.label)", .warning) }
    if let window = hints.window {
      lines.append(
        StyledLine(
          "Dans la règle : du \(window.lowerBound.french) au \(window.upperBound.french)", .dim))
    }
    return lines
  }
}
