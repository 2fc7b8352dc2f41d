import Domain

/// Rows that can be read and searched by typing: the keys of a place, or what the settings say.
struct HelpSheet {
  /// A row: keys and what they do, or a text alone.
  private struct Row {
    var keys = ""
    /// The keys one by one, for who types one.
    var names: [String] = []
    let text: String
    /// Its other words, for the search: those of the footer and of the configuration.
    var others = ""

    var line: StyledLine {
      guard !keys.isEmpty else { return StyledLine("  \(text)") }
      let padding = String(repeating: " ", count: max(1, 22 - CellText.width(of: keys)))
      return StyledLine([Span("  \(keys)\(padding)", .key), Span(text)])
    }
  }

  /// Rows under a heading; those of elsewhere show only in a search.
  private struct Section {
    let heading: String
    let rows: [Row]
    var isElsewhere = false
  }

  private let title: String
  private let sections: [Section]
  private var search = TextField(limit: 60)
  private var rows: [StyledLine] = []
  private var first = 0

  /// The keys that work in a place, then everywhere; a search finds those of elsewhere too.
  init(place: Place, keyMap: KeyMap) {
    title = "Aide"
    let own = keyMap.bindings.filter { $0.places.contains(place) }
    let general = keyMap.bindings.filter {
      !$0.places.contains(place) && $0.places.contains(.anywhere)
    }
    let others = Place.allCases.filter { $0 != place && $0 != .anywhere }.map { other in
      let bindings = keyMap.bindings.filter {
        $0.places.contains(other) && $0.places.isDisjoint(with: [place, .anywhere])
      }
      return Section(
        heading: "Ailleurs : \(other.heading)", rows: bindings.map(Self.row), isElsewhere: true)
    }
    sections =
      [
        Section(heading: place.heading, rows: own.map(Self.row)),
        Section(heading: Place.anywhere.heading, rows: general.map(Self.row)),
        Section(
          heading: "Signes",
          rows: [
            Row(text: "! en retard   ~ échéance proche   ✓ fait   – pas encore   · attend l'autre")
          ]),
      ] + others
    layOut()
  }

  /// Texts under a heading each.
  init(title: String, texts: [(heading: String, lines: [String])]) {
    self.title = title
    sections = texts.map { Section(heading: $0.heading, rows: $0.lines.map { Row(text: $0) }) }
    layOut()
  }

  private static func row(_ binding: Binding) -> Row {
    Row(
      keys: binding.keysText, names: binding.keys.map(KeyMap.name(of:)), text: binding.help,
      others: "\(binding.hint ?? "") \(binding.action.name)")
  }

  /// Does what a key asks; false when the sheet is left.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .up: first = max(0, first - 1)
    case .down: first = min(max(0, rows.count - 1), first + 1)
    case .pageUp: first = max(0, first - 10)
    case .pageDown: first = min(max(0, rows.count - 1), first + 10)
    case .escape where !search.isEmpty:
      search.setText("")
      layOut()
    case .escape, .enter, .ctrl("c"): return false
    case .character("?") where search.isEmpty, .backspace where search.isEmpty: return false
    default:
      if search.handle(key) == .changed { layOut() }
    }
    return true
  }

  /// Adds a pasted text to the search.
  mutating func paste(_ text: String) {
    if search.paste(text) == .changed { layOut() }
  }

  private mutating func layOut() {
    first = 0
    let typed = search.text
    let words = typed.folded.split(separator: " ").map(String.init)
    rows = sections.flatMap { section -> [StyledLine] in
      guard !words.isEmpty else {
        return section.isElsewhere ? [] : Self.lines(section.heading, section.rows)
      }
      // A key typed as it is finds what it does before the words that hold its letter.
      let exact = section.rows.filter { $0.names.contains(typed) }
      let others = section.rows.filter { row in
        !row.names.contains(typed) && Self.matches("\(row.keys) \(row.text) \(row.others)", words)
      }
      return Self.lines(section.heading, exact + others)
    }
    if rows.isEmpty {
      rows = [StyledLine("Rien pour « \(typed) ». Échap efface la recherche.", .dim)]
    }
  }

  /// One letter is looked for at the beginning of words, more of them anywhere.
  private static func matches(_ text: String, _ words: [String]) -> Bool {
    let folded = " " + text.folded
    return words.allSatisfy { folded.contains($0.count == 1 ? " \($0)" : $0) }
  }

  private static func lines(_ heading: String, _ rows: [Row]) -> [StyledLine] {
    rows.isEmpty ? [] : [StyledLine(heading, .label)] + rows.map(\.line) + [StyledLine()]
  }

  /// Draws the sheet in the middle of a rectangle.
  func draw(on surface: inout Surface, in rect: Rect) {
    let box = rect.centered(
      Size(columns: min(84, rect.width), rows: min(rows.count + 3, rect.height)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: title, .title).inset(columns: 1, rows: 0)
    let (line, list) = inside.splitTop(1)
    let used = surface.draw("Chercher : ", in: line, .label)
    search.draw(
      into: &surface, in: line.splitLeft(used).rest, isFocused: true,
      placeholder: "une touche ou un mot", .normal)
    let start = min(first, max(0, rows.count - list.height))
    surface.draw(rows[start...], in: list)
    surface.drawScrollIndicator(
      Rect(column: box.maxColumn - 1, row: list.row, width: 1, height: list.height),
      first: start, visible: list.height, total: rows.count)
  }
}
