import Domain
import Testing

@testable import TUI

@Suite("Whatever is pressed, at whatever size, the program stays whole")
struct RandomKeysTests {
  /// Whoever sits there sees other queues and other open acts.
  static let people = [
    DeskPeople.c1A, DeskPeople.c2A, DeskPeople.facilitator, DeskPeople.gie, DeskPeople.adminA,
    DeskPeople.superAdmin,
  ]

  @Test("Random keys", arguments: people.indices)
  func walk(_ seed: Int) throws {
    var random = SeededKeys(seed: UInt64(seed + 1))
    let desk = try Desk(Self.people[seed])
    for step in 0..<400 {
      let event = random.event()
      let hadForm = desk.hasForm
      desk.send(event)
      if event != .key(.enter) || !hadForm {
        #expect(desk.commands.isEmpty, "seed \(seed), step \(step): \(event) recorded an act")
      }
      try check(desk, "seed \(seed), step \(step), after \(event)")
    }
    // What covers the panes goes first, then each step inside the pane of the dossiers.
    for _ in 0..<4 { desk.press("<Échap>") }
    desk.press("2")
    for _ in 0..<4 { desk.press("<Échap>") }
    #expect(desk.app.overlay == nil && desk.app.palette == nil)
    #expect(desk.app.dossiers.prompt == nil && desk.app.dossiers.focus == .list)
    #expect(!desk.app.dossiers.isZoomed && desk.app.dossiers.filter.isEmpty)
  }

  private func check(_ desk: Desk, _ place: String) throws {
    let surface = desk.app.view()
    #expect(surface.size == desk.app.size)
    if let cursor = surface.cursor {
      #expect(surface.bounds.contains(cursor), "\(place): cursor at \(cursor)")
    }
    for row in 0..<surface.size.rows {
      let width = surface.row(row).reduce(0) { $0 + Int($1.width) }
      #expect(width == surface.size.columns, "\(place): row \(row)")
    }
    let list = desk.app.dossiers.list
    if let selected = list.selected, desk.app.dossiers.focus == .list {
      let held = list.viewport.selected.flatMap { list.row(at: $0) }
      #expect(held?.stream == selected, "\(place): the selection is not in the queue")
    }
    if desk.app.dossiers.list.count == list.viewport.count {
      let missing = list.viewport.visible.filter { list.row(at: $0) == nil }
      #expect(missing.isEmpty, "\(place): rows on the screen that were not read")
    }
    #expect(!surface.text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" }, "\(place)")
  }
}

/// Keys and sizes drawn from a seed, so that a walk that found something can be walked again.
private struct SeededKeys {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

  private mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private static let keys: [Key] =
    [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .enter, .escape, .tab,
      .backTab, .backspace, .delete, .ctrl("u"), .ctrl("e"), .ctrl("l"), .function(1),
      .function(2),
    ] + "abcdefghijklmnoprstuvxyzGENRHPth:/?&é12 0+àm2aao *v ".map { .character($0) }

  mutating func event() -> InputEvent {
    switch below(40) {
    case 0:
      .resize(Size(columns: 60 + below(141), rows: 16 + below(45)))
    case 1: .paste("12/06\nÉvry 住宅 \u{1B}[31m")
    case 2:
      .mouse(MouseEvent(kind: .click, position: Position(column: below(200), row: below(60))))
    case 3: .mouse(MouseEvent(kind: .wheelDown, position: Position(column: 50, row: 6)))
    default: .key(Self.keys[below(Self.keys.count)])
    }
  }
}
