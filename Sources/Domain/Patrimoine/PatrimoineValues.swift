/// The values of an accepted line as they are kept: each written in one way alone, so that two
/// files that say the same differ in nothing.
///
/// Dates are ISO, numbers have a point (two decimals for amounts and surfaces), words of the closed
/// lists, O/N and classes are in upper case, addresses of agents in lower case, telephones ten
/// digits. A text that a spreadsheet would compute has an apostrophe before it.
///
/// One object serves all the lines of a file; what it gives is good until the next line.
public final class PatrimoineValues {
  private let fields: UnsafeMutableBufferPointer<PatrimoineField>
  private let room: UnsafeMutableBufferPointer<UInt8>
  private var end = 0
  /// The place of the field in the file's line is the checker's; here they go by the contract.
  private static let kinds = PatrimoineColumn.allCases.map(ValueKind.init)

  /// Room for the values of a line.
  public init() {
    fields = .allocate(capacity: PatrimoineColumn.allCases.count)
    fields.initialize(repeating: PatrimoineField(start: nil, count: 0))
    // What is written anew is short, or one sign longer than the text it comes from.
    room = .allocate(capacity: Self.roomBytes)
  }

  deinit {
    fields.deallocate()
    room.deallocate()
  }

  /// The values, in the order of the contract; empty where there is none.
  public var all: UnsafeBufferPointer<PatrimoineField> { UnsafeBufferPointer(fields) }

  /// The value of a column.
  public func bytes(_ column: PatrimoineColumn) -> PatrimoineField { fields[column.rawValue - 1] }

  /// The value of a column as a text, nil when there is none.
  public func text(_ column: PatrimoineColumn) -> String? {
    let field = bytes(column)
    return field.isEmpty ? nil : field.text
  }

  /// Takes the values of the line that the checker has just accepted.
  public func load(from checker: PatrimoineChecker) {
    end = 0
    Self.kinds.withUnsafeBufferPointer { kinds in
      for index in 0..<kinds.count {
        let field = checker.field(at: index + 1)
        fields[index] = field.isEmpty ? field : value(field, kinds[index])
      }
    }
  }

  /// A hash of the logement's reference, the same on every machine.
  public var reference: UInt64 { Fingerprint.of(bytes(.logement)) }

  /// A hash of all the values: a line that has another says something else.
  public var fingerprint: UInt64 {
    var state: UInt64 = 0
    for field in fields { state = (state &<< 7 | state &>> 57) ^ Fingerprint.of(field) }
    return state
  }

  /// A hash of a reference as `reference` gives it.
  public static func fingerprint(of reference: String) -> UInt64 {
    var reference = reference
    return reference.withUTF8 { Fingerprint.of($0) }
  }

  private static let roomBytes = 64 * 1024
}

extension PatrimoineValues {
  @inline(__always)
  private func value(_ field: PatrimoineField, _ kind: ValueKind) -> PatrimoineField {
    switch kind {
    case .asRead: field
    case .upper: cased(field, from: 0x61, isUpper: true)
    case .lower: cased(field, from: 0x41, isUpper: false)
    case .amount: amount(field)
    case .date: date(field)
    case .whole: whole(field)
    case .digits: field.isDigits ? field : kept { $0 += field.filter(ASCII.isDigit) }
    case .phone: phone(field)
    case .text: text(field)
    }
  }

  /// The field with its ASCII letters in one case.
  @inline(__always)
  private func cased(
    _ field: PatrimoineField, from first: UInt8, isUpper: Bool
  ) -> PatrimoineField {
    for byte in field where byte &- first < 26 {
      return kept { room in
        for byte in field { room.append(byte &- first < 26 ? byte ^ 0x20 : byte) }
      }
    }
    return field
  }

  /// « 1 234,5 » as « 1234.50 ».
  @inline(__always)
  private func amount(_ field: PatrimoineField) -> PatrimoineField {
    let count = field.count
    if count > 3, count < 8, field[count - 3] == 0x2E || field[count - 3] == 0x2C, field[0] != 0x30,
      PatrimoineField(rebasing: field[..<(count - 3)]).isDigits
    {
      if field[count - 3] == 0x2E { return field }
      guard end + count <= room.count, let start = room.baseAddress.map({ $0 + end }) else {
        return field
      }
      _ = UnsafeMutableBufferPointer(start: start, count: count).initialize(from: field)
      start[count - 3] = 0x2E
      end += count
      return PatrimoineField(start: start, count: count)
    }
    guard let hundredths = field.hundredths() else { return field }
    return kept { room in
      room += Array(String(hundredths / 100).utf8)
      room.append(0x2E)
      room += Array(Day.padded(hundredths % 100, to: 2).utf8)
    }
  }

  @inline(__always)
  private func date(_ field: PatrimoineField) -> PatrimoineField {
    guard field.count == 10, field[2] == UInt8(ascii: "/") else { return field }
    return kept { room in
      for index in [6, 7, 8, 9] { room.append(field[index]) }
      room.append(UInt8(ascii: "-"))
      room += [field[3], field[4], UInt8(ascii: "-"), field[0], field[1]]
    }
  }

  /// A whole number without the zeros before it; the ground floor is 0.
  @inline(__always)
  private func whole(_ field: PatrimoineField) -> PatrimoineField {
    if field.count == 1 || field[0] &- 0x31 < 9 { return field }
    if ASCII.isLetter(field[0]) { return kept { $0.append(UInt8(ascii: "0")) } }
    let isBelow = field[0] == UInt8(ascii: "-")
    let digits = field[(isBelow ? 1 : 0)...].drop { $0 == UInt8(ascii: "0") }
    if digits.isEmpty { return kept { $0.append(UInt8(ascii: "0")) } }
    if !isBelow { return PatrimoineField(rebasing: digits) }
    return kept { $0 += [UInt8(ascii: "-")] + digits }
  }

  private func phone(_ field: PatrimoineField) -> PatrimoineField {
    if field.count == 10, field[0] == UInt8(ascii: "0"), field.isDigits { return field }
    guard let plain = PatrimoinePhone.plain(field) else {
      return PatrimoineField(start: nil, count: 0)
    }
    return kept { $0 += Array(plain.utf8) }
  }

  @inline(__always)
  private func text(_ field: PatrimoineField) -> PatrimoineField {
    guard field[0] < 0x41, PatrimoineChecker.isFormula(field) else { return field }
    return kept { $0 += [UInt8(ascii: "'")] + field }
  }

  /// Keeps bytes written anew for as long as the line.
  @inline(never)
  private func kept(_ write: (inout [UInt8]) -> Void) -> PatrimoineField {
    var bytes: [UInt8] = []
    write(&bytes)
    guard end + bytes.count <= room.count, let start = room.baseAddress.map({ $0 + end }) else {
      return PatrimoineField(start: nil, count: 0)
    }
    let place = UnsafeMutableBufferPointer(start: start, count: bytes.count)
    _ = place.initialize(from: bytes)
    end += bytes.count
    return PatrimoineField(place)
  }
}

/// How the value of a column is written.
private enum ValueKind: UInt8 {
  case asRead, upper, lower, amount, date, whole, digits, phone, text

  init(_ column: PatrimoineColumn) {
    self =
      switch column {
      case .siret: .digits
      case .logement, .locataire, .postcode, .insee: .asRead
      case .leaseDate, .updated: .date
      case .streetNumber, .floor, .rooms, .year, .contingent: .whole
      case .surface, .rent, .newRent, .charges: .amount
      case .contact1Phone, .contact2Phone: .phone
      case .contact1Email, .contact2Email: .lower
      case .streetType, .street, .complement, .commune, .building, .staircase, .door,
        .reservataire, .contact1Name, .contact2Name:
        .text
      case .rpls, .occupation, .leaseType, .eligible, .motive, .repetition, .construction,
        .typologie, .financing, .ceiling, .subsidised, .lift, .accessible, .balcony, .parking,
        .heating, .energy, .emissions, .priorityArea:
        .upper
      }
  }
}
