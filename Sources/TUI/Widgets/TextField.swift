/// A single-line editor.
struct TextField: Equatable, Sendable {
  /// What became of a key.
  enum Outcome: Equatable, Sendable {
    /// The text changed.
    case changed
    /// The cursor moved, or had nowhere to move.
    case moved
    /// The key is none of the editor's.
    case ignored
  }

  /// Longest text, in characters; what exceeds it is not taken.
  let limit: Int
  private var characters: [Character]
  /// The cursor's place, as the number of characters before it.
  private(set) var cursor: Int

  /// An editor with the cursor at the end of its text.
  init(_ text: String = "", limit: Int = 500) {
    self.limit = limit
    characters = Array(CellText.sanitized(text).prefix(limit))
    cursor = characters.count
  }

  /// What has been written.
  var text: String { String(characters) }

  /// Whether nothing has been written.
  var isEmpty: Bool { characters.isEmpty }

  /// Replaces the text and puts the cursor at its end.
  mutating func setText(_ text: String) {
    self = TextField(text, limit: limit)
  }

  /// Inserts a text, its line ends turned into spaces.
  mutating func paste(_ text: String) -> Outcome {
    let lines = text.split { $0.isNewline }
    return insert(lines.joined(separator: " "))
  }

  /// Does what a key asks: letters, moves by character and word, deletions, Emacs' Ctrl keys.
  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .character(let character): insert(String(character))
    case .left, .ctrl("b"): move(to: cursor - 1)
    case .right, .ctrl("f"): move(to: cursor + 1)
    case .wordLeft, .alt("b"): move(to: wordStart)
    case .wordRight, .alt("f"): move(to: wordEnd)
    case .home, .ctrl("a"): move(to: 0)
    case .end, .ctrl("e"): move(to: characters.count)
    case .backspace: remove(from: cursor - 1, to: cursor)
    case .delete, .ctrl("d"): remove(from: cursor, to: cursor + 1)
    case .ctrl("w"), .alt("\u{7F}"): remove(from: wordStart, to: cursor)
    case .alt("d"): remove(from: cursor, to: wordEnd)
    case .ctrl("u"): remove(from: 0, to: cursor)
    case .ctrl("k"): remove(from: cursor, to: characters.count)
    default: .ignored
    }
  }

  private mutating func insert(_ text: String) -> Outcome {
    let after = characters[cursor...]
    // Cleaned with what precedes, as an accent typed after its letter joins it.
    let joined = CellText.sanitized(String(characters[..<cursor]) + text)
    let before = Array(joined.prefix(max(cursor, limit - after.count)))
    guard before != Array(characters[..<cursor]) else { return .moved }
    characters = before + after
    cursor = before.count
    return .changed
  }

  private mutating func move(to place: Int) -> Outcome {
    cursor = min(max(0, place), characters.count)
    return .moved
  }

  private mutating func remove(from start: Int, to end: Int) -> Outcome {
    let range = max(0, start)..<min(end, characters.count)
    guard !range.isEmpty else { return .moved }
    characters.removeSubrange(range)
    cursor = range.lowerBound
    return .changed
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, !isWord(place - 1) { place -= 1 }
    while place > 0, isWord(place - 1) { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, !isWord(place) { place += 1 }
    while place < characters.count, isWord(place) { place += 1 }
    return place
  }

  private func isWord(_ index: Int) -> Bool {
    characters[index].isLetter || characters[index].isNumber
  }
}

extension TextField {
  /// The part of the text that shows in a place, and the cursor's column there.
  ///
  /// A long text moves by half a place at a time, so that it does not slide under each key.
  ///
  /// - Parameter width: of the place in columns, at least 1.
  func window(width: Int) -> (text: String, cursor: Int) {
    let widths = characters.map { CellText.width(of: String($0)) }
    let column = widths[..<cursor].reduce(0, +)
    let step = max(1, width / 2)
    let hidden = column < width ? 0 : ((column - width) / step + 1) * step
    var shown = ""
    var start = 0
    var used = 0
    for (character, characterWidth) in zip(characters, widths) {
      defer { start += characterWidth }
      guard start + characterWidth > hidden else { continue }
      if start < hidden {
        // Half a wide character would show.
        shown += " "
        used += 1
        continue
      }
      guard used + characterWidth <= width else { break }
      shown.append(character)
      used += characterWidth
    }
    return (shown + String(repeating: " ", count: max(0, width - used)), column - hidden)
  }

  /// Draws the editor on the first row of a rectangle.
  ///
  /// - Parameters:
  ///   - isFocused: whether keys go to it; the cursor then stands in it.
  ///   - placeholder: what shows, dimmed, while nothing has been written.
  func draw(
    into surface: inout Surface, in rect: Rect, isFocused: Bool, placeholder: String = "",
    _ style: Style = .field
  ) {
    guard !rect.isEmpty else { return }
    let view = window(width: rect.width)
    surface.draw(view.text, in: rect, style)
    if isEmpty, !placeholder.isEmpty { surface.draw(placeholder, in: rect, .dim) }
    if isFocused {
      surface.cursor = Position(column: rect.column + view.cursor, row: rect.row)
    }
  }
}
