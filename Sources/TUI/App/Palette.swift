import Domain
import Storage

/// What is typed after « : », and what it could mean here: acts, screens, queues and settings.
struct Palette: Sendable {
  /// What an entry stands for.
  enum Target: Hashable, Sendable {
    case command(String)
    case action(UIAction)
    case queue(DossierQueue)
  }

  /// Something that can be asked for.
  struct Entry: Sendable {
    let target: Target
    /// What Tab writes.
    let name: String
    /// What it does.
    let title: String
    /// The key that does the same, empty when there is none.
    var key = ""
    /// Why it is closed now, nil when it is open.
    var closedBecause: String?
  }

  /// What became of a key.
  enum Outcome {
    case waiting, left
    case typed(String)
    case chosen(Target)
    case refused(String)
  }

  private(set) var prompt = Prompt(prefix: ":", placeholder: "un acte, un écran, un dossier…")
  private var entries: [Entry]
  private var shown: [Entry]
  private var menu: Menu
  /// Whether the arrows have chosen among the entries: Enter then means that one.
  private var hasMoved = false

  init(_ entries: [Entry]) {
    self.entries = entries
    shown = entries
    menu = Self.menu(entries)
  }

  /// What has been typed.
  var text: String { prompt.text }

  /// What Enter would ask for among the entries.
  var selected: Entry? { menu.selected.flatMap { Int($0.id) }.map { shown[$0] } }

  /// The entries that fit what has been typed.
  var titles: [String] { shown.map(\.title) }

  /// Adds entries that had to be read first; those chosen from stay as they are meanwhile.
  mutating func add(_ more: [Entry]) {
    entries += more
    if !hasMoved { refilter() }
  }

  /// Adds a pasted text.
  mutating func paste(_ text: String) {
    if case .changed = prompt.paste(text) { refilter() }
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .up, .down, .pageUp, .pageDown:
      _ = menu.handle(key)
      hasMoved = true
      return .waiting
    case .tab:
      complete()
      return .waiting
    default: break
    }
    switch prompt.handle(key) {
    case .cancel: return .left
    case .submit(let text): return submit(text)
    case .changed: refilter()
    case .none: break
    }
    return .waiting
  }

  /// A command written out is meant as it is; anything else means the entry selected.
  private func submit(_ text: String) -> Outcome {
    let first = text.folded.split(separator: " ").first.map(String.init) ?? ""
    let isCommand =
      App.commands.contains { $0.name == first } || first.hasPrefix("d-") || first.hasPrefix("s-")
    if !hasMoved, isCommand || first.isEmpty { return .typed(text) }
    guard let selected else { return .typed(text) }
    return selected.closedBecause.map { .refused($0) } ?? .chosen(selected.target)
  }

  /// Writes the entry selected; the next one when it is written already.
  private mutating func complete() {
    if selected?.name.folded == prompt.text.folded { _ = menu.handle(.down) }
    guard let name = selected?.name else { return }
    prompt.setText(name)
    refilter()
  }

  private mutating func refilter() {
    hasMoved = false
    let typed = prompt.text.folded
    let ranked = entries.enumerated().compactMap { index, entry in
      PaletteRank.of(entry, for: typed).map { (rank: $0, index: index, entry: entry) }
    }
    shown = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.entry)
    menu = Self.menu(shown)
  }

  private static func menu(_ entries: [Entry]) -> Menu {
    Menu(
      entries.enumerated().map { index, entry in
        MenuEntry(
          id: "\(index)", key: entry.key, title: entry.title,
          closedBecause: entry.closedBecause)
      }, mode: .keys)
  }

  /// Draws the entries at the bottom of a rectangle, above the line where one types.
  func drawEntries(on surface: inout Surface, above rect: Rect) {
    guard !shown.isEmpty else { return }
    // Room for the reason of a closed entry, which the menu draws under seven rows and more.
    let hasClosed = shown.contains { $0.closedBecause != nil }
    let wanted = min(14, hasClosed ? max(9, shown.count + 4) : shown.count + 2)
    let height = min(rect.height, wanted)
    let box = rect.splitBottom(height).bottom
    surface.fill(box)
    let count = shown.count == 1 ? "1 choix" : "\(shown.count) choix"
    let inside = surface.drawBox(box, title: "\(count) · ↑↓ Entrée, Tab complète", .title)
    menu.draw(into: &surface, in: inside.inset(columns: 1, rows: 0))
  }
}

/// How well an entry fits what has been typed: by its beginning, its words, its letters.
enum PaletteRank {
  /// The rank, the lower the better, nil when it does not fit.
  ///
  /// - Parameter typed: what has been typed, folded.
  static func of(_ entry: Palette.Entry, for typed: String) -> Int? {
    let name = entry.name.folded
    if name.hasPrefix(typed) { return 0 }
    let text = " \(name) \(entry.title.folded)"
    let words = typed.split(separator: " ")
    if words.allSatisfy({ text.contains(" \($0)") }) { return 1 }
    if words.allSatisfy({ text.contains($0) }) { return 2 }
    let isNear = words.allSatisfy { word in
      word.count > 2 && text.split { !$0.isLetter }.contains { holds($0, word) }
    }
    return isNear ? 3 : nil
  }

  /// Whether a word holds these letters in their order, beginning with the first: « pev » is
  /// « prévisions ».
  private static func holds(_ word: Substring, _ letters: Substring) -> Bool {
    guard word.first == letters.first else { return false }
    var rest = letters[...]
    for character in word where character == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
