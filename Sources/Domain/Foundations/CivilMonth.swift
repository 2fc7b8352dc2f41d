/// A month of a year: the period of the patrimoine file (R-PAT) and of the moderation (R-MOD).
public struct CivilMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Months since January of year 0.
  private let number: Int

  /// The month in which `day` lies.
  public init(of day: Day) {
    let (year, month, _) = day.civil
    number = year * 12 + month - 1
  }

  private init(number: Int) {
    self.number = number
  }

  /// The month written `AAAA-MM`, or nil when the text is anything else.
  public init?(iso text: String) {
    guard let first = Day(iso: text + "-01") else { return nil }
    self.init(of: first)
  }

  /// The year.
  public var year: Int { number / 12 }

  /// The month, 1 to 12.
  public var month: Int { number % 12 + 1 }

  /// The first day of the month.
  public var first: Day { Day(uncheckedYear: year, month: month, day: 1) }

  /// The last day of the month.
  public var last: Day { (self + 1).first - 1 }

  /// The month as `AAAA-MM`.
  public var iso: String { "\(Day.padded(year, to: 4))-\(Day.padded(month, to: 2))" }

  /// The month as operators read it: `mars 2026`.
  public var french: String { "\(Day.monthNames[month - 1]) \(year)" }

  /// The month where there is little room: `sept. 26`.
  public var frenchShort: String {
    "\(Self.abbreviations[month - 1]) \(Day.padded(year % 100, to: 2))"
  }

  private static let abbreviations = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
  ]

  /// The month after a noun: `de mars 2026`, `d'avril 2026`.
  public var frenchOf: String { ([4, 8, 10].contains(month) ? "d'" : "de ") + french }

  /// The ISO form, for logs and test failures.
  public var description: String { iso }

  /// Whether `day` lies in the month.
  public func contains(_ day: Day) -> Bool { CivilMonth(of: day) == self }

  /// The month that many months later, or earlier when `months` is negative.
  public static func + (month: CivilMonth, months: Int) -> CivilMonth {
    CivilMonth(number: month.number + months)
  }

  /// The month that many months earlier, or later when `months` is negative.
  public static func - (month: CivilMonth, months: Int) -> CivilMonth { month + -months }

  /// The number of months from `right` to `left`, negative when `left` comes first.
  public static func - (left: CivilMonth, right: CivilMonth) -> Int { left.number - right.number }

  /// Whether `left` comes before `right`.
  public static func < (left: CivilMonth, right: CivilMonth) -> Bool { left.number < right.number }
}

extension CivilMonth: Codable {
  /// Reads the ISO form.
  ///
  /// - Throws: `DecodingError.dataCorrupted` when the string is no such month.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let month = CivilMonth(iso: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a month AAAA-MM: \(text)")
    }
    self = month
  }

  /// Writes the ISO form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
