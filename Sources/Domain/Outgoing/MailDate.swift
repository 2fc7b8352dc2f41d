extension Moment {
  /// The instant as a mail's header writes it (RFC 5322 §3.3), on the clock of Paris.
  public var mailDate: String {
    let day = ParisTime.day(of: self)
    let (year, month, date) = day.civil
    let (hour, minute) = ParisTime.hourAndMinute(of: self)
    let second = Int(((seconds % 60) + 60) % 60)
    let offset = ParisTime.offset(at: self) / 3600
    let clock = [hour, minute, second].map { Day.padded($0, to: 2) }.joined(separator: ":")
    return "\(Self.weekdays[day.weekday - 1]), \(date) \(Self.months[month - 1]) \(year) \(clock) "
      + "+\(Day.padded(offset, to: 2))00"
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
