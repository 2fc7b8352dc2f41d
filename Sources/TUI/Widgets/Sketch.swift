/// A part of the screen drawn once for what it shows, and copied at each frame until that changes:
/// of most frames a key changes a few rows only.
struct Sketch<Content: Equatable> {
  private var content: Content?
  /// The part as it was last drawn.
  private(set) var surface = Surface(size: Size(columns: 0, rows: 0))

  /// Draws the part anew if it shows something else than last time.
  ///
  /// - Parameters:
  ///   - content: all that the drawing depends on.
  ///   - size: the room it has.
  ///   - draw: draws the content; called only when it has changed.
  mutating func lay(_ content: Content, _ size: Size, _ draw: (inout Surface) -> Void) {
    guard content != self.content || size != surface.size else { return }
    self.content = content
    surface = Surface(size: size)
    draw(&surface)
  }

  /// Copies the part with its top left corner at that of a rectangle.
  func copy(to surface: inout Surface, in rect: Rect) {
    surface.copy(0..<rect.height, of: self.surface, column: rect.column, row: rect.row)
  }
}
