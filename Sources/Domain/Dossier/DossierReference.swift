/// A dossier's reference, « D-2026-0412 », as people type and mistype it.
public struct DossierReference: Equatable, Sendable {
  /// The year, nil when only the number was typed.
  public let year: Int?
  /// The digits of the number, as typed.
  public let number: String

  /// The longest number looked for, in digits.
  private static let longest = 7
  /// The widths that numbers are padded to with zeros.
  private static let widths = 4...6

  /// Reads what stands for a reference: « D-2026-0412 », « d 2026 412 », « 26/412 », « D20260412 »,
  /// « 412 »; an O typed for a zero, an l or an i for a one.
  ///
  /// Nil when the text is something else.
  public init?(typed text: String) {
    let words = text.folded.split { !$0.isLetter && !$0.isNumber }
    var groups: [String] = []
    for (index, word) in words.enumerated() {
      let digits = index == 0 && word.first == "d" ? word.dropFirst() : word
      if digits.isEmpty { continue }
      guard let group = Self.digits(digits) else { return nil }
      groups.append(group)
    }
    switch groups.count {
    case 1 where groups[0].count >= 8 && ["19", "20"].contains(groups[0].prefix(2)):
      year = Int(groups[0].prefix(4))
      number = String(groups[0].dropFirst(4))
    case 1:
      year = nil
      number = groups[0]
    case 2 where [2, 4].contains(groups[0].count):
      year = Int(groups[0]).map { groups[0].count == 2 ? 2000 + $0 : $0 }
      number = groups[1]
    default: return nil
    }
    guard number.count <= Self.longest else { return nil }
  }

  /// The references that it may name, the latest year first.
  ///
  /// - Parameter years: those looked into when no year was typed.
  public func readings(years: ClosedRange<Int>) -> [String] {
    let years = year.map { [$0] } ?? years.reversed()
    return years.flatMap { Self.references($0, number) }
  }

  /// The references that one slip of the keyboard away: two digits swapped, then one wrong, missing
  /// or too many, then another year.
  ///
  /// - Parameter years: the years that dossiers have.
  public func slips(years: ClosedRange<Int>) -> [String] {
    let typed = year.map { [$0] } ?? [years.upperBound]
    var found = typed.flatMap { year in Self.slips(of: number).flatMap { Self.references(year, $0) }
    }
    if year != nil { found += years.reversed().flatMap { Self.references($0, number) } }
    var seen = Set(readings(years: years))
    return found.filter { seen.insert($0).inserted }
  }

  /// The digits of a group, with the letters that look like them; nil when it holds others.
  private static func digits(_ group: Substring) -> String? {
    guard group.contains(where: \.isASCIIDigit) else { return nil }
    var digits = ""
    for character in group {
      switch character {
      case "o": digits.append("0")
      case "i", "l": digits.append("1")
      case _ where character.isASCIIDigit: digits.append(character)
      default: return nil
      }
    }
    return digits
  }

  /// A number of a year at each width it may be written in.
  private static func references(_ year: Int, _ number: String) -> [String] {
    let bare = number.drop { $0 == "0" }
    guard !bare.isEmpty else { return [] }
    let padded = widths.map { String(repeating: "0", count: max(0, $0 - bare.count)) + bare }
    var numbers: [String] = []
    for number in [number] + padded where !numbers.contains(number) { numbers.append(number) }
    return numbers.map { "D-\(year)-\($0)" }
  }

  private static func slips(of number: String) -> [String] {
    let digits = Array(number)
    let all = "0123456789"
    var slips: [String] = []
    for index in digits.indices.dropLast() {
      var swapped = digits
      swapped.swapAt(index, index + 1)
      slips.append(String(swapped))
    }
    for index in digits.indices {
      slips += all.map { String(digits[..<index] + [$0] + digits[(index + 1)...]) }
      slips.append(String(digits[..<index] + digits[(index + 1)...]))
    }
    for index in 0...digits.count {
      slips += all.map { String(digits[..<index] + [$0] + digits[index...]) }
    }
    return slips
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
