import Domain
import Storage

/// The dossiers of a bulk act with what becomes, or has become, of each: preview and report.
struct BulkList {
  /// The act, as a menu says it.
  let title: String
  /// What was refused first, since that is what is left to do.
  let entries: [BulkEntry]
  private(set) var viewport: ListViewport

  init(title: String, entries: [BulkEntry]) {
    self.title = title
    let done: [BulkEntry.Verdict] = [.possible, .done]
    self.entries =
      entries.filter { !done.contains($0.verdict) } + entries.filter { done.contains($0.verdict) }
    viewport = ListViewport(count: entries.count)
  }

  /// The dossier on which Enter works.
  var selected: BulkEntry? { viewport.selected.map { entries[$0] } }

  func count(_ verdict: BulkEntry.Verdict) -> Int {
    entries.count { $0.verdict == verdict }
  }

  /// « 12 faits, 2 refusés ».
  var summary: String {
    let words: [(BulkEntry.Verdict, String)] = [
      (.possible, "possible"), (.done, "fait"), (.refused, "refusé"), (.failed, "en échec"),
      (.stopped, "non fait"),
    ]
    let parts = words.compactMap { verdict, word -> String? in
      let count = count(verdict)
      guard count > 0 else { return nil }
      return "\(count) \(word)\(count > 1 && verdict != .failed ? "s" : "")"
    }
    return parts.joined(separator: ", ")
  }

  mutating func setHeight(_ room: Size) {
    viewport.setHeight(max(1, room.rows - BulkListView.footHeight))
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }

  /// Does what an arrow or page key asks; false when the key is none.
  mutating func handle(_ key: Key) -> Bool { viewport.handle(key) }
}

/// Draws a bulk act's dossiers, and below them all that is said of the one selected.
struct BulkListView {
  let list: BulkList
  /// What the frame says besides the act.
  let note: String

  /// The rule below the rows and the lines under it.
  static let footHeight = 4

  func draw(on surface: inout Surface, in rect: Rect) {
    surface.fill(rect)
    let inside = surface.drawBox(rect, title: "\(list.title) · \(note)", .title)
    let (body, foot) = inside.splitBottom(Self.footHeight)
    for (offset, index) in list.viewport.visible.enumerated() {
      draw(
        list.entries[index], isSelected: index == list.viewport.selected, on: &surface,
        in: body.line(offset))
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: body.row, width: 1, height: body.height),
      first: list.viewport.first, visible: body.height, total: list.entries.count)
    guard let selected = list.selected else { return }
    surface.drawDivider(in: rect, row: foot.row, title: selected.reference, .title)
    let (words, style) = Self.words(selected.verdict)
    surface.drawParagraph(
      "\(words) · \(selected.text)", in: foot.splitTop(1).rest.inset(columns: 1, rows: 0), style)
  }

  private func draw(
    _ entry: BulkEntry, isSelected: Bool, on surface: inout Surface, in line: Rect
  ) {
    let (words, style) = Self.words(entry.verdict)
    surface.draw(isSelected ? "▸" : " ", in: line, .title)
    let (verdict, rest) = line.splitLeft(2).rest.splitLeft(11)
    surface.draw(words, in: verdict, style)
    let (reference, text) = rest.splitLeft(13)
    surface.draw(entry.reference, in: reference)
    surface.draw(entry.text, in: text.splitRight(1).rest, .normal)
    if isSelected { surface.restyle(line) { $0.adding(.reverse) } }
  }

  /// The verdict by a sign, a word and a colour.
  private static func words(_ verdict: BulkEntry.Verdict) -> (text: String, style: Style) {
    switch verdict {
    case .waiting: ("· attend", .dim)
    case .possible: ("✓ possible", .done)
    case .done: ("✓ fait", .done)
    case .refused: ("✗ refusé", .warning)
    case .failed: ("✗ échec", .error)
    case .stopped: ("– non fait", .dim)
    }
  }
}
