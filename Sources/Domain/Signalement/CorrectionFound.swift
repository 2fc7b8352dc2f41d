extension CorrectionRequest {
  /// Whether a file's value is the one that was expected: case, accents, spaces and the way to
  /// write a number do not count.
  ///
  /// - Parameters:
  ///   - value: what the file has.
  ///   - expected: what was asked for, as somebody typed it.
  public static func isMet(by value: String, expected: String) -> Bool {
    let (found, wanted) = (plain(value), plain(expected))
    if found == wanted { return !wanted.isEmpty }
    guard let left = number(found), let right = number(wanted) else { return false }
    return left == right
  }

  private static func plain(_ text: String) -> String {
    String(text.folded.filter { !$0.isWhitespace })
  }

  /// A number in hundredths, with the units that people write after it left out.
  private static func number(_ text: String) -> Int? {
    var text = Substring(text)
    for unit in ["m2", "m²", "€", "eur", "euros"] where text.hasSuffix(unit) {
      text = text.dropLast(unit.count)
    }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
    guard (1...2).contains(parts.count), let whole = Int(parts[0]), whole >= 0, whole < 10_000_000
    else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    let cents = String(parts[1].prefix(2))
    guard !cents.isEmpty, parts[1].allSatisfy(\.isNumber), let value = Int(cents) else {
      return nil
    }
    return whole * 100 + (cents.count == 1 ? value * 10 : value)
  }
}
