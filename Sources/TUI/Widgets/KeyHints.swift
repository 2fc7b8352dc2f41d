/// A key and what it does, as the footer shows it.
struct KeyHint: Hashable, Sendable {
  var key: String
  var label: String
  /// The higher, the longer it stays when room is short.
  var priority = 0
}

/// The footer: the keys that work here and now.
enum KeyHints {
  private static let gap = 2

  /// The hints that fit, in their order; the least important go first, from the right.
  ///
  /// - Parameter width: the room in columns.
  static func fitted(_ hints: [KeyHint], width: Int) -> [KeyHint] {
    var kept = Array(hints.enumerated())
    while !kept.isEmpty, self.width(of: kept.map(\.element)) > width {
      let victim = kept.indices.min { left, right in
        let (a, b) = (kept[left].element.priority, kept[right].element.priority)
        return a == b ? left > right : a < b
      }
      if let victim { kept.remove(at: victim) }
    }
    return kept.map(\.element)
  }

  /// Draws the hints on the first row of a rectangle, with a text on the right.
  static func draw(
    _ hints: [KeyHint], into surface: inout Surface, in rect: Rect, trailing: String = ""
  ) {
    surface.fill(rect.line(0))
    let reserved = trailing.isEmpty ? 0 : CellText.width(of: trailing) + gap
    let (left, right) = rect.line(0).splitRight(reserved)
    surface.draw(trailing, in: right, .dim, alignment: .right)
    var rest = left
    for hint in fitted(hints, width: left.width) {
      let key = surface.draw(hint.key, in: rest, .key)
      let label = surface.draw(" \(hint.label)", in: rest.splitLeft(key).rest)
      rest = rest.splitLeft(key + label + gap).rest
    }
  }

  private static func width(of hints: [KeyHint]) -> Int {
    let texts = hints.map { CellText.width(of: $0.key) + 1 + CellText.width(of: $0.label) }
    return texts.reduce(0, +) + gap * max(0, hints.count - 1)
  }
}
