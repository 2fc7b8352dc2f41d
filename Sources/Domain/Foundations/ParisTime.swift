/// Civil time in Europe/Paris, computed rather than read from the machine's time-zone files, so
/// that every machine counts a delay alike.
///
/// The rule is that of directive 2000/84/CE: UTC+1, and UTC+2 from the last Sunday of March at
/// 01:00 UTC to the last Sunday of October at 01:00 UTC. It is applied to every year, also those
/// before 1996, for which no delay of the bourse is ever counted.
public enum ParisTime {
  /// The civil date in Paris at that instant.
  public static func day(of moment: Moment) -> Day {
    Day(number: Int(floorDivide(localSeconds(of: moment), by: secondsPerDay)))
  }

  /// The hour (0 to 23) and the minute (0 to 59) on a clock in Paris at that instant.
  public static func hourAndMinute(of moment: Moment) -> (hour: Int, minute: Int) {
    let local = localSeconds(of: moment)
    let secondOfDay = Int(local - floorDivide(local, by: secondsPerDay) * secondsPerDay)
    return (secondOfDay / 3600, secondOfDay % 3600 / 60)
  }

  /// The instant at which a clock in Paris shows that time of that day. Of an hour that comes twice
  /// it is the second one; one that does not exist counts on from the change.
  ///
  /// - Parameters:
  ///   - day: the civil day.
  ///   - second: the seconds since its midnight, as a clock shows them.
  public static func moment(of day: Day, second: Int) -> Moment {
    let local = Int64(day.number) * secondsPerDay + Int64(second)
    return Moment(seconds: local - Int64(offset(at: Moment(seconds: local - 3600))))
  }

  /// Seconds to add to UTC for the time in Paris at that instant: 3600 or 7200.
  public static func offset(at moment: Moment) -> Int {
    let year = Day(number: Int(floorDivide(moment.seconds, by: secondsPerDay))).year
    let isSummer =
      moment >= change(inMonth: 3, of: year) && moment < change(inMonth: 10, of: year)
    return isSummer ? 7200 : 3600
  }

  /// The instant at which the clocks of Paris change: the last Sunday of the month, 01:00 UTC.
  ///
  /// - Parameters:
  ///   - month: 3 or 10; both have 31 days.
  ///   - year: the year.
  private static func change(inMonth month: Int, of year: Int) -> Moment {
    let last = Day(uncheckedYear: year, month: month, day: 31)
    let sunday = last - last.weekday % 7
    return Moment(seconds: Int64(sunday.number) * secondsPerDay + 3600)
  }

  private static func localSeconds(of moment: Moment) -> Int64 {
    moment.seconds + Int64(offset(at: moment))
  }

  private static func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  private static let secondsPerDay: Int64 = 86_400
}
