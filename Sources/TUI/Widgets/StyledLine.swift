/// A stretch of text in one style.
struct Span: Hashable, Sendable {
  var text: String
  var style: Style

  /// A stretch of text, plain unless said otherwise.
  init(_ text: String, _ style: Style = .normal) {
    self.text = text
    self.style = style
  }
}

/// A line made of stretches, and the column of the cursor if it stands in it.
struct StyledLine: Hashable, Sendable {
  var spans: [Span]
  var cursor: Int?

  /// A line of stretches drawn one after the other.
  init(_ spans: [Span] = [], cursor: Int? = nil) {
    self.spans = spans
    self.cursor = cursor
  }

  /// A line in one style.
  init(_ text: String, _ style: Style = .normal) {
    self.init([Span(text, style)])
  }

  /// The number of columns that the line takes.
  var width: Int {
    spans.reduce(0) { $0 + CellText.width(of: $1.text) }
  }

  /// The text without its styles.
  var text: String {
    spans.map(\.text).joined()
  }
}

extension Surface {
  /// Draws a line on the first row of a rectangle, cut with `…` when it is too long.
  mutating func draw(_ line: StyledLine, in rect: Rect) {
    var rest = rect.line(0)
    for span in line.spans where !rest.isEmpty {
      let used = draw(span.text, in: rest, span.style)
      rest = rest.splitLeft(used).rest
    }
    if let column = line.cursor, column < rect.width {
      cursor = Position(column: rect.column + column, row: rect.row)
    }
  }

  /// Draws lines from the top of a rectangle, as many as fit.
  mutating func draw(_ lines: some Collection<StyledLine>, in rect: Rect) {
    for (index, line) in lines.prefix(rect.height).enumerated() {
      draw(line, in: rect.line(index))
    }
  }
}
