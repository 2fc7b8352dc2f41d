extension Moment {
  /// The instant as a mail's header writes it (RFC 5322 §3.3), on the clock of Paris.
  public var mailDate: String {
    let day = ParisTime.day(of: self)
    let (year, month, date) = day.civil
    let civil = "\(Self.weekdays[day.weekday - 1]), \(date) \(Self.months[month - 1]) \(year)"
    return "\(civil) \(wall) +0\(ParisTime.offset(at: self) / 3600)00"
  }

  /// The instant on the clock of Paris, as programs read it (ISO 8601):
  /// `2026-03-24T10:00:00+01:00`.
  public var iso: String {
    "\(ParisTime.day(of: self).iso)T\(wall)+0\(ParisTime.offset(at: self) / 3600):00"
  }

  /// The clock in Paris: `10:00:00`.
  private var wall: String {
    let (hour, minute) = ParisTime.hourAndMinute(of: self)
    let second = Int((seconds % 60 + 60) % 60)
    return [hour, minute, second].map { Day.padded($0, to: 2) }.joined(separator: ":")
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
