import Domain
import Storage

/// Texts of the screen as they are told to those who hear them: no sign stands for a word.
enum Spoken {
  /// The text with words in the place of signs, and nothing that a terminal would obey.
  static func text(_ text: String) -> String {
    var plain = CellText.sanitized(text).replacing("\u{A0}", with: " ")
    for (sign, words) in signs { plain = plain.replacing(sign, with: words) }
    let words = plain.split(separator: " ")
    let told = words.indices.map { index in
      guard words[index].first == "j", words[index].dropFirst().allSatisfy(\.isPunctuation) else {
        return String(words[index])
      }
      let isOne = index > 0 && words[index - 1] == "1"
      return (isOne ? "jour" : "jours") + words[index].dropFirst()
    }.joined(separator: " ")
    return openings.first { told.hasPrefix($0) }.map { String(told.dropFirst($0.count)) } ?? told
  }

  /// Signs in the middle of a text; a sign before words that say the same goes. Two spaces, or a
  /// colon, tell a sign from punctuation.
  private static let signs: [(String, String)] = [
    ("  ✓ ", ", "), ("  ! ", ", "), ("  ~ en cours", ", en cours"),
    ("  ~ ", ", bientôt, "), ("  · ", ", "), (": ✓ ", ": "),
    (": ! ", ": "), (": ~ ", ": bientôt, "), (": · ", ": "), (" · ", ", "),
    ("⇄", "et"), ("→", "vers"), ("≤", "d'au plus"), (" > ", " supérieur à "), ("⇅", ""),
    ("✓", "fait"),
    ("•••••••••••", " masqué "), ("━", ""), ("┊", ""),
  ]

  /// Signs that open a line whose words say the same.
  private static let openings = ["! ", "~ ", "· ", "– "]

  /// « 1 dossier », « 34 dossiers ».
  static func dossiers(_ count: Int) -> String { "\(count) dossier\(count > 1 ? "s" : "")" }
}

extension DossierRowWords {
  /// The row in one sentence.
  var spoken: String {
    let actor = cell(.actor).text
    let parts = [row.reference, row.statusLabel, cell(.bailleurs).text, situation]
    return Spoken.text(
      parts.joined(separator: ", ") + (actor.isEmpty ? "" : ", doit agir : \(actor)"))
  }
}
