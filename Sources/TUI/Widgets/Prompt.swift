/// A one-line question at the bottom of the screen: a filter (`/`), a command (`:`).
struct Prompt: Equatable, Sendable {
  /// What became of a key.
  enum Outcome: Equatable, Sendable {
    case changed(String)
    case submit(String)
    case cancel
    /// The key is none of the prompt's, or only moved the cursor.
    case none
  }

  /// What stands before the text.
  let prefix: String
  /// What shows while nothing has been written.
  let placeholder: String
  private(set) var field: TextField

  /// A prompt, with a text to begin with.
  init(prefix: String, text: String = "", placeholder: String = "") {
    self.prefix = prefix
    self.placeholder = placeholder
    field = TextField(text)
  }

  /// What has been written.
  var text: String { field.text }

  /// Replaces the text, for a completion.
  mutating func setText(_ text: String) {
    field.setText(text)
  }

  /// Inserts a pasted text; a line end in it never submits.
  mutating func paste(_ text: String) -> Outcome {
    field.paste(text) == .changed ? .changed(field.text) : .none
  }

  /// Does what a key asks; Backspace on an empty text leaves, as Escape does.
  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .enter: return .submit(field.text)
    case .escape, .ctrl("c"): return .cancel
    case .backspace where field.isEmpty: return .cancel
    default: return field.handle(key) == .changed ? .changed(field.text) : .none
    }
  }

  /// Draws the prompt on the first row of a rectangle.
  ///
  /// - Parameter note: what stands on the right, such as the number of rows left.
  func draw(into surface: inout Surface, in rect: Rect, note: String = "") {
    surface.fill(rect.line(0))
    let (place, right) = rect.line(0).splitRight(
      note.isEmpty ? 0 : min(rect.width / 2, CellText.width(of: note) + 1))
    surface.draw(note, in: right, .dim, alignment: .right)
    let used = surface.draw(prefix, in: place, .key)
    field.draw(
      into: &surface, in: place.splitLeft(used).rest, isFocused: true, placeholder: placeholder,
      .normal)
  }
}
