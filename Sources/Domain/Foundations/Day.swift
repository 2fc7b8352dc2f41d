/// A civil date of the Gregorian calendar, without hour or place.
///
/// Every deadline of the bourse is counted in such days (jours calendaires, Europe/Paris);
/// ``ParisTime`` says which day an instant falls on.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, negative before it.
  public let number: Int

  /// The day that lies `number` days after 1970-01-01.
  public init(number: Int) {
    self.number = number
  }

  /// The day of that year, month and day of month, or nil when the calendar has no such day.
  ///
  /// - Parameters:
  ///   - year: 1 to 9999, so that every day has a ten-character ISO form.
  ///   - month: 1 to 12.
  ///   - day: 1 to the length of the month.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// The day of a date already known to exist.
  init(uncheckedYear year: Int, month: Int, day: Int) {
    // Years are counted from 1 March, so that a leap day is the last of its year, and grouped
    // in eras of 400 years, the period of the Gregorian calendar.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * Day.daysPerEra + dayOfEra - Day.epochOffset
  }

  /// The year.
  public var year: Int { civil.year }

  /// The month, 1 to 12.
  public var month: Int { civil.month }

  /// The day of the month, 1 to 31.
  public var day: Int { civil.day }

  /// The day of the week as ISO 8601 counts it, 1 for Monday to 7 for Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let rest = (number + 3) % 7
    return (rest < 0 ? rest + 7 : rest) + 1
  }

  /// Year, month and day of month, computed once for all three.
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + Day.epochOffset
    let era =
      (shifted >= 0 ? shifted : shifted - (Day.daysPerEra - 1)) / Day.daysPerEra
    let dayOfEra = shifted - era * Day.daysPerEra
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Whether `year` has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days of a month, 28 to 31.
  ///
  /// - Parameters:
  ///   - month: 1 to 12.
  ///   - year: the year, which decides for February.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day that many days later, or earlier when `days` is negative.
  public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }

  /// The day that many days earlier, or later when `days` is negative.
  public static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }

  /// The number of days from `right` to `left`, negative when `left` comes first.
  public static func - (left: Day, right: Day) -> Int { left.number - right.number }

  /// Whether `left` comes before `right`.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// Days in 400 years.
  private static let daysPerEra = 146_097
  /// Days from 0000-03-01 to 1970-01-01.
  private static let epochOffset = 719_468
}
