/// A day as operators read it, in French.
extension Day {
  /// `31/03/2026`.
  public var french: String {
    let (year, month, day) = civil
    return "\(Day.padded(day, to: 2))/\(Day.padded(month, to: 2))/\(Day.padded(year, to: 4))"
  }

  /// `31/03`, for lists where the year goes without saying.
  public var frenchShort: String {
    let (_, month, day) = civil
    return "\(Day.padded(day, to: 2))/\(Day.padded(month, to: 2))"
  }

  /// `24 mars 2026`, and `1er avril 2026`.
  public var frenchLong: String {
    let (year, month, day) = civil
    return "\(day == 1 ? "1er" : String(day)) \(Day.monthNames[month - 1]) \(year)"
  }

  /// `mardi 24 mars 2026`.
  public var frenchWithWeekday: String { "\(weekdayName) \(frenchLong)" }

  /// The French name of the day of the week, in lower case.
  public var weekdayName: String { Day.weekdayNames[weekday - 1] }

  /// The French names of the months, January first.
  static let monthNames = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ]

  /// The French names of the days of the week, Monday first.
  static let weekdayNames = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
  ]
}
