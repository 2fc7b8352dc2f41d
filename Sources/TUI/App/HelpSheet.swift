/// The keys that work where the operator is, and everywhere, with what they do.
struct HelpSheet {
  private let rows: [StyledLine]
  private var first = 0

  init(place: Place, keyMap: KeyMap) {
    let own = keyMap.bindings.filter { $0.places.contains(place) }
    let general = keyMap.bindings.filter {
      !$0.places.contains(place) && $0.places.contains(.anywhere)
    }
    rows =
      Self.section(place.heading, own) + Self.section(Place.anywhere.heading, general)
      + Self.signs
  }

  /// Does what a key asks; false when the sheet is left.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .up, .character("k"): first = max(0, first - 1)
    case .down, .character("j"): first = min(max(0, rows.count - 1), first + 1)
    case .pageUp: first = max(0, first - 10)
    case .pageDown, .character(" "): first = min(max(0, rows.count - 1), first + 10)
    case .home: first = 0
    case .escape, .enter, .character("q"), .character("?"), .ctrl("c"): return false
    default: break
    }
    return true
  }

  /// Draws the sheet in the middle of a rectangle.
  func draw(on surface: inout Surface, in rect: Rect) {
    let box = rect.centered(
      Size(columns: min(84, rect.width), rows: min(rows.count + 2, rect.height)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: "Aide", .title)
    let start = min(first, max(0, rows.count - inside.height))
    surface.draw(rows[start...], in: inside.inset(columns: 1, rows: 0))
    surface.drawScrollIndicator(
      Rect(column: box.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: start, visible: inside.height, total: rows.count)
  }

  private static func section(_ title: String, _ bindings: [Binding]) -> [StyledLine] {
    guard !bindings.isEmpty else { return [] }
    let lines = bindings.map { binding in
      let keys = binding.keys.map(KeyMap.name(of:)).joined(separator: ", ")
      let padding = String(repeating: " ", count: max(1, 22 - CellText.width(of: keys)))
      return StyledLine([Span("  \(keys)\(padding)", .key), Span(binding.help)])
    }
    return [StyledLine(title, .label)] + lines + [StyledLine()]
  }

  private static let signs = [
    StyledLine("Signes", .label),
    StyledLine("  ! en retard   ~ échéance proche   ✓ fait   – pas encore   · attend l'autre"),
  ]
}
