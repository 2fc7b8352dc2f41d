/// Dated lines, one below the other, each broken to the width of its place.
enum Timeline {
  /// What happened, and when.
  struct Entry: Hashable, Sendable {
    /// The date or hour, as shown.
    var when: String
    var text: String
    /// One character that says the kind: `✓`, `!`, `·`.
    var sign = "·"
    var style = Style.normal
  }

  /// The entries as lines of at most `width` columns, texts aligned after the dates.
  static func lines(_ entries: [Entry], width: Int) -> [StyledLine] {
    let dates = entries.map { CellText.width(of: $0.when) }.max() ?? 0
    let indent = dates + 3
    return entries.flatMap { entry -> [StyledLine] in
      let padding = String(repeating: " ", count: dates - CellText.width(of: entry.when))
      let texts = Paragraph.wrap(entry.text, width: max(8, width - indent))
      return texts.enumerated().map { index, text in
        guard index == 0 else {
          return StyledLine([
            Span(String(repeating: " ", count: indent)), Span(text, entry.style),
          ])
        }
        return StyledLine([
          Span(entry.when + padding + " ", .label), Span(entry.sign + " ", entry.style),
          Span(text, entry.style),
        ])
      }
    }
  }

  /// Draws the entries from one of their lines on, with a scroll indicator on the right.
  ///
  /// - Parameter first: number of lines scrolled away.
  static func draw(_ entries: [Entry], first: Int, into surface: inout Surface, in rect: Rect) {
    let (place, bar) = rect.splitRight(1)
    let lines = lines(entries, width: place.width)
    let start = min(max(0, first), max(0, lines.count - place.height))
    surface.draw(lines[start...], in: place)
    surface.drawScrollIndicator(bar, first: start, visible: place.height, total: lines.count)
  }
}
