/// An instant in UTC, to the second.
public struct Moment: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
  public let seconds: Int64

  /// The instant that many seconds after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) {
    self.seconds = seconds
  }

  /// The instant that many seconds later, or earlier when `seconds` is negative.
  public static func + (moment: Moment, seconds: Int64) -> Moment {
    Moment(seconds: moment.seconds + seconds)
  }

  /// The number of seconds from `right` to `left`, negative when `left` comes first.
  public static func - (left: Moment, right: Moment) -> Int64 { left.seconds - right.seconds }

  /// Whether `left` comes before `right`.
  public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}

extension Moment: Codable {
  /// Reads the number of seconds.
  ///
  /// - Throws: `DecodingError` when the value is no whole number.
  public init(from decoder: any Decoder) throws {
    self.init(seconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  /// Writes the number of seconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }
}
