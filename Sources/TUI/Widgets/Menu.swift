import Domain

/// What a menu offers: an act, a pane, a value.
struct MenuEntry: Hashable, Sendable {
  /// The entry's identity, told when it is chosen.
  var id: String
  /// The key that does the same without the menu, as shown; empty when there is none.
  var key = ""
  var title: String
  /// Why it may not be chosen now, or nil when it may.
  var closedBecause: String?
}

/// A list of entries, of which one is chosen; closed entries stay visible and say why.
struct Menu: Sendable {
  /// What typing does.
  enum Mode: Sendable {
    /// A letter chooses the entry that has it as its key; `/` begins a filter.
    case keys
    /// Letters filter the entries as they are typed.
    case filter
  }

  /// What became of a key.
  enum Outcome: Equatable, Sendable {
    case chosen(String)
    /// The entry is closed; the text says why.
    case refused(String)
    case cancel
    /// Selection or filter changed.
    case changed
    /// The key is none of the menu's.
    case ignored
  }

  let mode: Mode
  private(set) var entries: [MenuEntry]
  private(set) var viewport: ListViewport
  private(set) var filter: TextField?
  private var shown: [MenuEntry]

  /// A menu with its first entry selected.
  init(_ entries: [MenuEntry], mode: Mode) {
    self.mode = mode
    self.entries = entries
    shown = entries
    viewport = ListViewport(count: entries.count, height: max(1, entries.count))
    filter = mode == .filter ? TextField() : nil
  }

  /// The entry on which Enter would act.
  var selected: MenuEntry? { viewport.selected.map { shown[$0] } }

  /// The entries that pass the filter, in order.
  var visibleEntries: [MenuEntry] { shown }

  /// Replaces the entries; the selection holds by identity.
  mutating func setEntries(_ entries: [MenuEntry]) {
    self.entries = entries
    refilter()
  }

  /// Adds a pasted text to the filter, if there is one.
  mutating func paste(_ text: String) -> Outcome {
    guard filter?.paste(text) == .changed else { return .ignored }
    refilter()
    return .changed
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .enter: return selected.map(Menu.outcome) ?? .ignored
    case .escape, .ctrl("c"): return leave()
    case .tab: return viewport.handle(.down) ? .changed : .ignored
    case .backTab: return viewport.handle(.up) ? .changed : .ignored
    case .up, .down, .pageUp, .pageDown: return viewport.handle(key) ? .changed : .ignored
    default: return handleText(key)
    }
  }

  private mutating func handleText(_ key: Key) -> Outcome {
    if filter != nil {
      if key == .backspace, mode == .keys, filter?.isEmpty == true { return leave() }
      switch filter?.handle(key) {
      case .changed: refilter()
      case .moved: break
      case .ignored, nil: return .ignored
      }
      return .changed
    }
    if viewport.handle(key) { return .changed }
    guard case .character(let character) = key else { return .ignored }
    if let entry = entries.first(where: { $0.key == String(character) }) {
      return Menu.outcome(of: entry)
    }
    guard character == "/" else { return .ignored }
    filter = TextField()
    return .changed
  }

  /// Escape gives up the filter first, then the menu.
  private mutating func leave() -> Outcome {
    guard let filter, mode == .keys || !filter.isEmpty else { return .cancel }
    self.filter = mode == .filter ? TextField() : nil
    refilter()
    return .changed
  }

  private mutating func refilter() {
    let kept = selected?.id
    let words = (filter?.text ?? "").folded.split(separator: " ").map(String.init)
    shown = entries.filter { entry in
      let title = entry.title.folded
      return words.allSatisfy { title.contains($0) }
    }
    viewport.setCount(shown.count, selected: shown.firstIndex { $0.id == kept } ?? 0)
  }

  private static func outcome(of entry: MenuEntry) -> Outcome {
    entry.closedBecause.map { .refused($0) } ?? .chosen(entry.id)
  }
}

extension Menu {
  /// Draws the entries, the filter above them if there is one; closed ones dimmed.
  func draw(into surface: inout Surface, in rect: Rect) {
    var place = rect
    if let filter {
      let (line, rest) = rect.splitTop(1)
      let used = surface.draw("/", in: line, .key)
      filter.draw(
        into: &surface, in: line.splitLeft(used).rest, isFocused: true,
        placeholder: "pour filtrer", .normal)
      place = rest
    }
    if shown.isEmpty {
      surface.draw("Rien ne correspond. Échap efface le filtre.", in: place, .dim)
    }
    place = drawReason(into: &surface, in: place)
    var viewport = viewport
    viewport.setHeight(place.height)
    let (list, bar) = place.splitRight(1)
    let keys = entries.map { CellText.width(of: $0.key) }.max() ?? 0
    for (offset, index) in viewport.visible.enumerated() {
      draw(
        shown[index], into: &surface, in: list.line(offset), keyWidth: keys,
        isSelected: index == viewport.selected)
    }
    surface.drawScrollIndicator(
      bar, first: viewport.first, visible: place.height, total: shown.count)
  }

  /// Says whole, under the list, why the selected entry is closed; the room is kept for it when any
  /// entry is, so that the list does not jump.
  private func drawReason(into surface: inout Surface, in rect: Rect) -> Rect {
    guard rect.height > 6, entries.contains(where: { $0.closedBecause != nil }) else {
      return rect
    }
    let (list, bottom) = rect.splitBottom(2)
    if let reason = selected?.closedBecause {
      surface.drawParagraph(reason, in: bottom, .warning)
    }
    return list
  }

  private func draw(
    _ entry: MenuEntry, into surface: inout Surface, in line: Rect, keyWidth: Int,
    isSelected: Bool
  ) {
    let isClosed = entry.closedBecause != nil
    surface.draw(isSelected ? "▸" : " ", in: line, .key)
    let place = line.splitLeft(2).rest
    surface.draw(entry.key, in: place, isClosed ? .dim : .key)
    let title = place.splitLeft(keyWidth == 0 ? 0 : keyWidth + 2).rest
    surface.draw(entry.title, in: title, isClosed ? .dim : .normal)
    if isSelected {
      surface.restyle(line) { $0.role == .normal ? .selected : $0.adding(.reverse) }
    }
  }
}
