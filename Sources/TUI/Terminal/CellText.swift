/// A text cut into what the cells of the screen will show: the one door by which text reaches it.
///
/// Control and format characters (escape sequences, bidirectional overrides) are taken out, what
/// composes is composed, joined and skin-toned emoji are laid side by side, and widths are those
/// of `wcwidth`, as ncurses adds them up.
struct CellText: Sequence, IteratorProtocol {
  /// A glyph and the number of columns it takes, 1 or 2.
  typealias Element = (glyph: Glyph, width: Int)

  private var scalars: String.UnicodeScalarView.Iterator
  private var pending: (scalar: Unicode.Scalar, width: Int)?

  /// The cells of a text, in order.
  init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
    pending = nextShown()
  }

  /// The next cell, or nil at the end of the text.
  mutating func next() -> Element? {
    guard let first = pending else { return nil }
    pending = nextShown()
    if first.width == 0 {
      // A mark with nothing to stand on gets a space.
      var glyph = Glyph.space
      glyph.append(first.scalar)
      return (glyph, 1)
    }
    guard let follower = pending, follower.width == 0 else {
      return (Glyph(first.scalar), first.width)
    }
    return (composed(with: first.scalar), first.width)
  }

  /// The base with the marks that follow it, as one character where Unicode has one.
  private mutating func composed(with base: Unicode.Scalar) -> Glyph {
    var cluster = String.UnicodeScalarView()
    cluster.append(base)
    var glyph = Glyph(base)
    while let mark = pending, mark.width == 0 {
      if cluster.count <= 2 { cluster.append(mark.scalar) }
      glyph.append(mark.scalar)
      pending = nextShown()
    }
    let text = String(cluster)
    if text.count == 1, let single = Composition.single(Character(text)) { return Glyph(single) }
    return glyph
  }

  /// The next scalar that the screen shows, with its width; what must not be shown is skipped.
  private mutating func nextShown() -> (scalar: Unicode.Scalar, width: Int)? {
    while let scalar = scalars.next() {
      switch ScalarClass(scalar) {
      case .dropped: continue
      case .blank: return (" ", 1)
      case .unknown: return ("\u{FFFD}", 1)
      case .shown(let width): return (scalar, width)
      }
    }
    return nil
  }
}

extension CellText {
  /// The number of columns that a text takes once drawn.
  static func width(of text: String) -> Int {
    plainCount(text) ?? CellText(text).reduce(0) { $0 + $1.width }
  }

  /// The text as it would be shown: one line, without anything that a terminal would obey.
  static func sanitized(_ text: String) -> String {
    if plainCount(text) != nil { return text }
    var result = ""
    for cell in CellText(text) { cell.glyph.write(to: &result) }
    return result
  }

  /// The text cut to a number of columns, ending with `…` when something is left out.
  static func truncated(_ text: String, to columns: Int) -> String {
    if width(of: text) <= columns { return sanitized(text) }
    var result = ""
    var used = 0
    for cell in CellText(text) {
      if used + cell.width > columns - 1 { break }
      cell.glyph.write(to: &result)
      used += cell.width
    }
    return columns > 0 ? result + "…" : ""
  }

  /// The number of columns of a text whose every character is drawn as it is, in one column: by far
  /// the commonest, it needs neither classes nor composition. Nil for any other text.
  static func plainCount(_ text: String) -> Int? {
    var count = 0
    for scalar in text.unicodeScalars {
      guard scalar.isPlain else { return nil }
      count += 1
    }
    return count
  }
}

/// Canonical composition (Unicode NFC) of the scripts whose letters have composed forms.
private enum Composition {
  /// Composed letters by what they are equivalent to: the standard library compares characters
  /// by canonical equivalence, so a decomposed character finds its composed form.
  private static let table: [Character: Unicode.Scalar] = {
    var table: [Character: Unicode.Scalar] = [:]
    let blocks: [ClosedRange<UInt32>] = [
      0xC0...0x24F, 0x370...0x4FF, 0x1E00...0x1FFF, 0x3040...0x30FF,
    ]
    for value in blocks.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let letter = Character(scalar)
      if table[letter] == nil { table[letter] = scalar }
    }
    return table
  }()

  static func single(_ character: Character) -> Unicode.Scalar? {
    table[character]
  }
}
