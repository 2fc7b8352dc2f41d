/// A day as machines write it: `AAAA-MM-JJ` (ISO 8601).
extension Day: Codable, CustomStringConvertible {
  /// The day written `AAAA-MM-JJ`, ten ASCII characters, or nil when the text is anything else.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Day.decimal(bytes[0..<4]), let month = Day.decimal(bytes[5..<7]),
      let day = Day.decimal(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day as `AAAA-MM-JJ`.
  public var iso: String {
    let (year, month, day) = civil
    return "\(Day.padded(year, to: 4))-\(Day.padded(month, to: 2))-\(Day.padded(day, to: 2))"
  }

  /// The ISO form, for logs and test failures.
  public var description: String { iso }

  /// Reads the ISO form.
  ///
  /// - Throws: `DecodingError.dataCorrupted` when the string is no such date.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(iso: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a date AAAA-MM-JJ: \(text)")
    }
    self = day
  }

  /// Writes the ISO form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }

  /// The value of ASCII digits, or nil when a byte is none or there are no bytes.
  static func decimal(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    var value = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// A number with zeros in front up to `width` characters.
  static func padded(_ value: Int, to width: Int) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }
}
