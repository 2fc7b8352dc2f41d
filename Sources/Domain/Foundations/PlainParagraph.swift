/// Paragraphs of plain text for letters and mails: lines of so many columns, cut between words.
enum PlainParagraph {
  /// The columns of a letter: what every mail reader and every printer shows whole.
  static let width = 72

  /// A paragraph in lines; what French glues together (« 7 jours », « ligne 290 », a colon and the
  /// word before) is not cut.
  ///
  /// - Parameters:
  ///   - first: what the first line begins with.
  ///   - indent: what the others begin with.
  static func lines(
    _ text: String, first: String = "", indent: String = "", width: Int = width
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in glued(text) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += isEmpty ? word : " " + word
      isEmpty = false
    }
    if !isEmpty { lines.append(line) }
    return lines
  }

  /// The words with what must stay beside them. Spaces that hold words together are written as
  /// plain ones: a letter is searched and copied.
  private static func glued(_ text: String) -> [String] {
    var words: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      let isSign = [":", ";", "?", "!", "»"].contains { word.hasPrefix($0) }
      if let last = words.last,
        isSign || last.hasSuffix("«") || isNumber(last) || last.hasSuffix("ligne")
      {
        words[words.count - 1] = last + " " + word
      } else {
        words.append(word)
      }
    }
    return words.map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) }
  }

  private static func isNumber(_ word: String) -> Bool {
    !word.isEmpty && word.allSatisfy { ("0"..."9").contains($0) || $0 == "\u{A0}" }
  }
}
