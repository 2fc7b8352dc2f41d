/// Finds in a free text what tells who or where somebody is, and masks it: names that are known,
/// NUR, mail addresses, telephone numbers.
public struct PersonalDataMask: Sendable {
  /// What was found in a text.
  public enum Found: Hashable, CaseIterable, Sendable {
    case name, nur, email, telephone

    /// What stands in its place; a NUR keeps its masked form.
    var substitute: String {
      switch self {
      case .name: "[locataire]"
      case .nur: ""
      case .email: "[courriel]"
      case .telephone: "[téléphone]"
      }
    }

    /// So many of them, in words: « 2 numéros de téléphone ».
    public func counted(_ count: Int) -> String {
      let several = count > 1
      return switch self {
      case .name: "\(count) mention\(several ? "s" : "") du locataire"
      case .nur: "\(count) NUR"
      case .email: "\(count) adresse\(several ? "s" : "") de courriel"
      case .telephone: "\(count) numéro\(several ? "s" : "") de téléphone"
      }
    }
  }

  /// The words of the names, folded.
  private let names: Set<String>
  /// Those that are names only beside others: « de », the N of N'Diaye.
  private let particles: Set<String>
  /// What is left as it is, a person having confirmed it.
  private let kept: Set<Found>

  /// A mask.
  ///
  /// - Parameters:
  ///   - names: names as they are written; each of their words is masked by itself.
  ///   - kept: what may stay; a NUR never does.
  public init(names: [String], keeping kept: Set<Found> = []) {
    let words = Set(names.flatMap { Self.words(of: $0).map { String($0).folded } })
    particles = words.filter { $0.count < Self.shortest }
    self.names = words.subtracting(particles).subtracting(Self.common)
    self.kept = kept.subtracting([.nur])
  }

  /// The text without what it tells, and how much of what was found in it, masked or kept.
  public func mask(_ text: String) -> (text: String, found: [Found: Int]) {
    let (noNUR, count) = NURMask.mask(text)
    var found: [Found: Int] = count > 0 ? [.nur: count] : [:]
    let scalars = Array(noNUR.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let begins = index == 0 || !Self.isWord(scalars[index - 1])
      guard begins, let (what, end) = first(in: scalars, at: index) else {
        result.append(scalars[index])
        index += 1
        continue
      }
      found[what, default: 0] += 1
      if kept.contains(what) {
        result.append(contentsOf: scalars[index..<end])
      } else {
        result.append(contentsOf: what.substitute.unicodeScalars)
      }
      index = end
    }
    return (String(result), found)
  }

  /// Words of so few letters are particles more often than names.
  private static let shortest = 3
  /// Words of names that say nothing of anybody.
  private static let common: Set<String> = [
    "madame", "monsieur", "mademoiselle", "mme", "mlle", "des", "les", "von", "van", "del", "della",
  ]

  /// What begins at an index, and where it ends; nil when nothing does.
  private func first(in text: [Unicode.Scalar], at start: Int) -> (Found, end: Int)? {
    if let end = Self.email(text, start) { return (.email, end) }
    if let end = Self.telephone(text, start) { return (.telephone, end) }
    return name(text, start).map { (.name, $0) }
  }

  /// A run of words of the names, with what stands between them.
  private func name(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
    var end: Int?
    var index = start
    while index < text.count, let stop = Self.endOfWord(text, index) {
      let word = String(String.UnicodeScalarView(text[index..<stop])).folded
      if names.contains(word) { end = stop } else if !particles.contains(word) { break }
      guard stop < text.count, [" ", "-", "'", "’", "\u{A0}"].contains(text[stop]) else { break }
      index = stop + 1
    }
    return end
  }

  private static func endOfWord(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
    var end = start
    while end < text.count, isWord(text[end]) { end += 1 }
    return end > start ? end : nil
  }

  private static func words(of name: String) -> [String.UnicodeScalarView.SubSequence] {
    name.unicodeScalars.split { !isWord($0) }
  }

  /// A letter, a digit, or an accent that follows a letter.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || (0x300...0x36F).contains(scalar.value)
  }
}

extension PersonalDataMask {
  /// A mail address: what stands around an `@`, with a point after it.
  private static func email(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
    var at = start
    while at < text.count, at - start <= longestLocal, isLocal(text[at]) { at += 1 }
    guard at > start, at < text.count, text[at] == "@" else { return nil }
    var end = at + 1
    while end < text.count, isDomain(text[end]) { end += 1 }
    // A point or a hyphen at the end is the sentence's.
    while end > at + 1, [".", "-"].contains(text[end - 1]) { end -= 1 }
    return text[(at + 1)..<end].contains(".") ? end : nil
  }

  /// RFC 5321 §4.5.3.1.1.
  private static let longestLocal = 64

  private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
    isWord(scalar) || "!#$%&*+-/=?^_{|}~.'".unicodeScalars.contains(scalar)
  }

  private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
    isWord(scalar) || scalar == "." || scalar == "-"
  }

  /// A French telephone number, ten digits or +33 and nine, however they are spaced. A date and an
  /// hour have as many digits: what begins as a date is none.
  private static func telephone(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
    var (digits, groups) = ("", [0])
    let hasPlus = text[start] == "+"
    var index = hasPlus ? start + 1 : start
    while index < text.count, digits.count <= 13, !groups.starts(with: [2, 2, 4]) {
      if isDigit(text[index]) {
        digits.unicodeScalars.append(text[index])
        groups[groups.count - 1] += 1
        index += 1
        let isEnd = index == text.count || !isWord(text[index])
        if isEnd, isWhole(digits, hasPlus) { return index }
      } else if text[index...].starts(with: "(0)".unicodeScalars), digits.hasSuffix("33") {
        index += 3
        groups.append(0)
      } else if separators.contains(text[index]), groups.last != 0 {
        index += 1
        groups.append(0)
      } else {
        return nil
      }
    }
    return nil
  }

  private static func isWhole(_ digits: String, _ hasPlus: Bool) -> Bool {
    let national =
      hasPlus
      ? (digits.hasPrefix("33") ? "0" + digits.dropFirst(2) : "")
      : digits.hasPrefix("0033") ? "0" + digits.dropFirst(4) : digits
    return national.count == 10 && national.hasPrefix("0") && !national.hasPrefix("00")
  }

  private static let separators: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", ".", "-", "/"]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && ASCII.isDigit(UInt8(truncatingIfNeeded: scalar.value))
  }
}
