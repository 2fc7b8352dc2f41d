/// One line that says what has just happened.
struct Toast: Hashable, Sendable {
  /// How the news is to be taken.
  enum Kind: Sendable {
    case info, success, warning, error
  }

  var kind: Kind
  var text: String

  /// The news with its sign, which says the kind without a colour.
  var line: StyledLine {
    switch kind {
    case .info: StyledLine("· \(text)")
    case .success: StyledLine([Span("✓ ", .done), Span(text)])
    case .warning: StyledLine("! \(text)", .warning)
    case .error: StyledLine("✗ \(text)", .error)
    }
  }

  /// Draws the news on the first row of a rectangle.
  func draw(into surface: inout Surface, in rect: Rect) {
    surface.fill(rect.line(0))
    surface.draw(line, in: rect)
  }
}
