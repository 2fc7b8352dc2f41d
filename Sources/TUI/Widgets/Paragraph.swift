/// Text broken into lines of a given width, between words.
enum Paragraph {
  /// The lines of a text, none wider than `width` columns.
  ///
  /// Line ends of the text are kept. A word longer than a line is broken. As French typography
  /// wants, no line begins with `: ; ! ? »`, and none ends with `«`.
  static func wrap(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    return text.split(omittingEmptySubsequences: false) { $0.isNewline }
      .flatMap { wrapLine(CellText.sanitized(String($0)), width: width) }
  }

  private static func wrapLine(_ line: String, width: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    var used = 0
    for word in words(of: line) {
      let wordWidth = CellText.width(of: word)
      if used > 0, used + 1 + wordWidth <= width {
        current += " " + word
        used += 1 + wordWidth
        continue
      }
      if used > 0 { lines.append(current) }
      let pieces = broken(word, width: width)
      lines += pieces.dropLast()
      current = pieces.last ?? ""
      used = CellText.width(of: current)
    }
    return lines + [current]
  }

  /// The words of a line, each with the punctuation that may not leave it.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    for word in line.split(separator: " ") {
      let sticksToLast = word.first.map { ":;!?»".contains($0) } ?? false
      if let last = words.last, sticksToLast || last.hasSuffix("«") {
        words[words.count - 1] = last + " " + word
      } else {
        words.append(String(word))
      }
    }
    return words
  }

  private static func broken(_ word: String, width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for cell in CellText(word) {
      if used + cell.width > width, used > 0 {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      cell.glyph.write(to: &piece)
      used += cell.width
    }
    return pieces + [piece]
  }
}

extension Surface {
  /// Draws a text broken to the width of a rectangle, as many lines as fit.
  ///
  /// - Returns: the number of lines drawn.
  @discardableResult
  mutating func drawParagraph(_ text: String, in rect: Rect, _ style: Style = .normal) -> Int {
    let lines = Paragraph.wrap(text, width: rect.width).prefix(rect.height)
    for (index, line) in lines.enumerated() { draw(line, in: rect.line(index), style) }
    return lines.count
  }
}
