/// What a message says that a column should hold: proposed to the operator, never taken by itself.
///
/// Rules that can be told, as those of the routes: a number before « m2 », a typologie, a floor.
/// What the file holds already is not what is expected.
public enum SignalementExpectation {
  /// The value that a message asks for, nil when it names none, or several.
  ///
  /// - Parameters:
  ///   - column: the column at fault.
  ///   - message: the message, as it was written.
  ///   - current: what the file holds, nil when it is not known.
  public static func value(
    of column: PatrimoineColumn, in message: String, current: String? = nil
  ) -> String? {
    let words = message.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    var found: [String]
    switch column {
    case .surface: found = surfaces(words)
    case .typologie: found = words.compactMap(typologie)
    case .floor: found = floors(words)
    default: return nil
    }
    found = found.filter { $0 != current }
    if let last = found.last, found.count > 1, current == nil, said(before: last, in: words) {
      found = [last]
    }
    return Set(found).count == 1 ? found[0] : nil
  }

  /// Who writes two values names the wrong one first: « 48 alors que mon bail indique 63 ».
  private static func said(before value: String, in words: [String]) -> Bool {
    guard let place = words.lastIndex(where: { $0.hasPrefix(value) || $0.hasSuffix(value) }) else {
      return false
    }
    return words[..<place].contains { ["alors", "lieu", "bail", "pas", "mais"].contains($0) }
  }

  private static func surfaces(_ words: [String]) -> [String] {
    words.indices.compactMap { index in
      let word = words[index]
      if word.hasSuffix("m2"), let number = Int(word.dropLast(2)) { return "\(number)" }
      let next = index + 1 < words.count ? words[index + 1] : ""
      let isMeasure = next == "m2" || next == "metres" || next == "m"
      return isMeasure ? Int(word).map { "\($0)" } : lease(words, index)
    }.filter { (Int($0) ?? 0) >= leastSurface }
  }

  private static let leastSurface = 5

  /// « mon bail indique 63 m2 » has its unit; « le bail dit 63 » has none.
  private static func lease(_ words: [String], _ index: Int) -> String? {
    guard index >= 2, words[index - 2] == "bail", let number = Int(words[index]) else { return nil }
    return "\(number)"
  }

  private static func typologie(_ word: String) -> String? {
    guard word.count == 2, let kind = word.first, kind == "t" || kind == "f",
      let rooms = word.last?.wholeNumberValue, (1...7).contains(rooms)
    else { return nil }
    return "T\(rooms)"
  }

  private static func floors(_ words: [String]) -> [String] {
    words.indices.compactMap { index in
      let next = index + 1 < words.count ? words[index + 1] : ""
      if words[index] == "rez" { return "0" }
      let digits = words[index].prefix { $0.isNumber }
      guard let floor = Int(digits), (1...50).contains(floor) else { return nil }
      let rest = words[index].dropFirst(digits.count)
      let isOrdinal = ["e", "er", "eme", "ieme"].contains(String(rest))
      guard isOrdinal || next == "etage" else { return nil }
      let before = index >= 2 ? Array(words[(index - 2)..<index]) : []
      // « pas au 1er » says what it is not.
      return before.contains("pas") ? nil : "\(floor)"
    }
  }
}
