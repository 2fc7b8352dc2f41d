/// A line of text in several styles that flows over several rows when its place is narrow.
struct FlowLine: Equatable, Sendable {
  /// The stretches, from left to right.
  var spans: [Span]
  /// The columns by which the second and later rows are indented.
  var indent: Int

  init(_ spans: [Span] = [], indent: Int = 0) {
    self.spans = spans
    self.indent = indent
  }

  init(_ text: String, _ style: Style = .normal, indent: Int = 0) {
    self.init([Span(text, style)], indent: indent)
  }

  /// The rows that the line takes in that width, broken between words.
  func wrapped(to width: Int) -> [StyledLine] {
    guard width > 0 else { return [] }
    let margin = min(indent, width / 2)
    var rows: [StyledLine] = []
    var row = StyledLine()
    var used = 0
    for word in words {
      let columns = CellText.width(of: word.text)
      if used + columns > width, used > 0 {
        rows.append(row)
        row = StyledLine(String(repeating: " ", count: margin))
        used = margin
        if word.text == " " { continue }
      }
      row.spans.append(word)
      used += columns
    }
    return rows + [row]
  }

  /// The words and the single spaces between them, with their style.
  private var words: [Span] {
    spans.flatMap { span in
      let pieces = span.text.split(separator: " ", omittingEmptySubsequences: false)
      let spaced = pieces.flatMap { [Span(" ", span.style), Span(String($0), span.style)] }
      return spaced.dropFirst().filter { !$0.text.isEmpty }
    }
  }
}
