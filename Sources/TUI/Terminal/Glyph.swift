/// What one cell shows: a base character and at most two combining marks, packed in one word.
///
/// Three scalars of 21 bits fit in 64 bits, so a grid of cells is flat memory without a
/// reference count. Further marks are dropped: no name needs them, and a hostile text could
/// otherwise pile them over the neighbouring rows.
struct Glyph: Hashable, Sendable {
  /// Scalars from the lowest 21 bits up; zero ends the list.
  private var packed: UInt64

  /// The glyph of one character.
  init(_ scalar: Unicode.Scalar) {
    packed = UInt64(scalar.value)
  }

  private init(packed: UInt64) {
    self.packed = packed
  }

  /// An empty cell.
  static let space = Glyph(packed: 0x20)
  /// The second half of a wide character.
  static let continuation = Glyph(packed: 0)
  /// The sign of a text cut short.
  static let ellipsis = Glyph("…")

  /// Adds a combining mark; one too many is dropped.
  mutating func append(_ mark: Unicode.Scalar) {
    if packed >> 21 == 0 {
      packed |= UInt64(mark.value) << 21
    } else if packed >> 42 == 0 {
      packed |= UInt64(mark.value) << 42
    }
  }

  /// Calls `body` with the value of each scalar, base first.
  func forEachScalar(_ body: (UInt32) -> Void) {
    var rest = packed
    while rest != 0 {
      body(UInt32(rest & 0x1F_FFFF))
      rest >>= 21
    }
  }

  /// Appends the glyph to a text.
  func write(to text: inout String) {
    forEachScalar { value in
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
  }
}
