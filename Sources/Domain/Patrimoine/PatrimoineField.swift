/// The bytes of one field, in UTF-8.
///
/// A million lines have 49 million fields: they are read where the file's reader left them, and
/// become texts only to be told to somebody. Whoever makes one keeps its bytes alive meanwhile.
public typealias PatrimoineField = UnsafeBufferPointer<UInt8>

/// A field as the reader of the file gives it.
public struct PatrimoineCell {
  /// The bytes, without the quotes around them.
  public var bytes: PatrimoineField
  /// Whether control characters were taken out of it.
  public var hadControls: Bool

  /// A field.
  public init(_ bytes: PatrimoineField, hadControls: Bool = false) {
    self.bytes = bytes
    self.hadControls = hadControls
  }
}

extension PatrimoineField {
  /// The field without the spaces around it.
  @inline(__always)
  var trimmed: PatrimoineField {
    guard count > 0, self[0] == 0x20 || self[count - 1] == 0x20 else { return self }
    var start = 0
    var end = count
    while start < end, self[start] == 0x20 { start += 1 }
    while end > start, self[end - 1] == 0x20 { end -= 1 }
    return PatrimoineField(rebasing: self[start..<end])
  }

  /// The field as a text.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// The value of one to `digits` digits and nothing else, nil otherwise.
  func integer(digits: Int) -> Int? {
    guard count > 0, count <= digits else { return nil }
    var value = 0
    for byte in self {
      guard ASCII.isDigit(byte) else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return value
  }

  /// Whether all of it is digits.
  var isDigits: Bool {
    for byte in self where !ASCII.isDigit(byte) { return false }
    return count > 0
  }

  /// Hundredths of a number with two decimals at most, nil when it is none.
  ///
  /// Accepted: `61,4`, `61.40`, `1 234,50`, `1.234,56`, `1,234.56`. Not `1.234`, which one person
  /// reads as a thousand and another as one.
  func hundredths() -> Int? {
    guard count > 0, count <= 16, ASCII.isDigit(self[0]) else { return nil }
    var value = 0
    var group = 0
    var thousands: UInt8?
    for (index, byte) in enumerated() {
      if ASCII.isDigit(byte) {
        value = value * 10 + Int(byte &- 0x30)
        group += 1
        continue
      }
      let rest = count - index - 1
      let isGroup = thousands == nil ? group <= 3 : group == 3
      switch byte {
      case UInt8(ascii: ",") where rest <= 2 && rest > 0 && thousands != byte,
        UInt8(ascii: ".") where rest <= 2 && rest > 0 && thousands != byte:
        guard thousands == nil || group == 3 else { return nil }
        return decimals(from: index + 1, after: value)
      case 0x20 where isGroup, UInt8(ascii: ",") where isGroup, UInt8(ascii: ".") where isGroup:
        guard thousands == nil || thousands == byte else { return nil }
        thousands = byte
        group = 0
      default: return nil
      }
    }
    // A comma or a point before the last three digits could be either.
    guard thousands == nil || (thousands == 0x20 && group == 3) else { return nil }
    return value * 100
  }

  private func decimals(from start: Int, after value: Int) -> Int? {
    var value = value
    for index in start..<count {
      guard ASCII.isDigit(self[index]) else { return nil }
      value = value * 10 + Int(self[index] &- 0x30)
    }
    return count - start == 1 ? value * 10 : value
  }
}

/// A date of the file.
enum PatrimoineDate {
  case iso(Day)
  case french(Day)
  case invalid

  /// Reads `AAAA-MM-JJ` or `JJ/MM/AAAA`.
  init(_ field: PatrimoineField) {
    self = .invalid
    guard field.count == 10 else { return }
    if field[4] == UInt8(ascii: "-"), field[7] == UInt8(ascii: "-") {
      Self.day(field, year: 0, month: 5, day: 8).map { self = .iso($0) }
    } else if field[2] == UInt8(ascii: "/"), field[5] == UInt8(ascii: "/") {
      Self.day(field, year: 6, month: 3, day: 0).map { self = .french($0) }
    }
  }

  /// The day, nil when it is none.
  var day: Day? {
    switch self {
    case .iso(let day), .french(let day): day
    case .invalid: nil
    }
  }

  private static func day(
    _ field: PatrimoineField, year: Int, month: Int, day: Int
  ) -> Day? {
    guard let year = number(field, year, 4), let month = number(field, month, 2),
      let day = number(field, day, 2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private static func number(_ field: PatrimoineField, _ start: Int, _ count: Int) -> Int? {
    PatrimoineField(rebasing: field[start..<start + count]).integer(digits: count)
  }
}
