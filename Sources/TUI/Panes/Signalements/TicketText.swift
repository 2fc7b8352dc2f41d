import Domain

/// What goes to Actimage: the operator's words, then the message, without who wrote it unless that
/// is confirmed. A NUR never leaves: it is masked in every text.
struct TicketText {
  let words: String
  let message: String?
  /// The names that are taken out: the author's, the tenant's reference.
  let names: [String]
  /// Whether the operator confirmed that the names may go.
  let showsNames: Bool

  /// The text as it is sent, and kept.
  var whole: String {
    var text = words
    if let message { text += "\n\nMessage reçu :\n\(message)" }
    if !showsNames { text = Self.hiding(names, in: text) }
    return NURMask.mask(text).text
  }

  /// The text with each of the names, whole or word by word, in the place of which a sign stands.
  static func hiding(_ names: [String], in text: String) -> String {
    // Long ones first: « Marie Petit » before « Petit ». Words of two letters are everybody's.
    let parts = names.flatMap { [$0] + $0.split(separator: " ").map(String.init) }
    let wanted = Set(parts.map(\.folded)).filter { $0.count > 2 && !titles.contains($0) }
    guard !wanted.isEmpty else { return text }
    var hidden = text
    for name in wanted.sorted(by: { ($0.count, $1) > ($1.count, $0) }) {
      hidden = hide(name, in: hidden)
    }
    return hidden
  }

  private static let titles: Set<String> = [
    "mme", "madame", "monsieur", "les", "des", "van", "von",
  ]

  private static let sign = "[masqué]"

  /// Compares letter by letter, without case or accents, at the beginnings and ends of words.
  private static func hide(_ name: String, in text: String) -> String {
    let letters = Array(text)
    let folded = letters.map { String($0).folded }
    let wanted = Array(name).map(String.init)
    var result = ""
    var index = 0
    while index < letters.count {
      let end = index + wanted.count
      let fits =
        end <= letters.count && Array(folded[index..<end]) == wanted
        && (index == 0 || !letters[index - 1].isWord)
        && (end == letters.count || !letters[end].isWord)
      if fits {
        result += sign
        index = end
      } else {
        result.append(letters[index])
        index += 1
      }
    }
    return result
  }
}

extension Character {
  fileprivate var isWord: Bool { isLetter || isNumber }
}
