import Domain
import Storage
import Testing

@testable import TUI

/// What waits for the screen to show the key, and for how long.
@Suite struct PostponedTests {
  @Test func `The detail waits for a pause of the keys, the last one asked for alone`() {
    var postponed = Postponed()
    #expect(postponed.delay == nil)
    for stream in ["d-1", "d-2"] {
      expect(postponed.take(.loadDetail(StreamID(stream)), .moving), is: true)
    }
    #expect(postponed.delay == 40)
    expect(postponed.due(before: .moving).isEmpty, is: true)
    expect(stream(of: postponed.next()), is: "d-2")
    expect(stream(of: postponed.next()), is: nil)
    #expect(postponed.delay == nil)
  }

  @Test func `What is typed is looked for at once after the letter shows, and only the last of it`()
  {
    var postponed = Postponed()
    expect(postponed.take(.search("m"), .typing), is: true)
    expect(postponed.due(before: .typing).isEmpty, is: true)
    expect(postponed.take(.search("mo"), .typing), is: true)
    #expect(postponed.delay == 0)
    expect(text(of: postponed.next()), is: "mo")
    #expect(postponed.delay == nil)
  }

  @Test func `An account waits for a pause, the counts of other panes for the screen`() {
    var postponed = Postponed()
    func isCount(_ effect: Effect?) -> Bool {
      if case .loadAlarms = effect { true } else { false }
    }
    expect(postponed.take(.loadAlarms, .opening), is: true)
    expect(postponed.take(.loadAlarms, .none), is: false)
    expect(postponed.take(.patrimoine(.open("org-a")), .moving), is: true)
    expect(postponed.take(.patrimoine(.find("l1")), .typing), is: true)
    #expect(postponed.delay == 0)
    guard case .patrimoine(.find) = postponed.next() else {
      Issue.record("what is typed comes first")
      return
    }
    expect(isCount(postponed.next()), is: true)
    #expect(postponed.delay == 40)
    guard case .patrimoine(.open) = postponed.next() else {
      Issue.record("the account comes last")
      return
    }
  }

  @Test func `Typing keeps the detail that waits, and comes before it`() {
    var postponed = Postponed()
    _ = postponed.take(.loadDetail("d-1"), .moving)
    _ = postponed.take(.search("m"), .typing)
    expect(text(of: postponed.next()), is: "m")
    #expect(postponed.delay == 40)
    expect(stream(of: postponed.next()), is: "d-1")
  }

  @Test func `A move needs what was typed, any other key all that waits`() {
    var postponed = Postponed()
    _ = postponed.take(.loadDetail("d-1"), .moving)
    _ = postponed.take(.search("m"), .typing)
    expect(postponed.due(before: .moving).map(text), is: ["m"])
    _ = postponed.take(.search("mo"), .typing)
    let due = postponed.due(before: .none)
    #expect(text(of: due.first) == "mo")
    #expect(stream(of: due.last) == "d-1")
    #expect(postponed.delay == nil)
  }

  @Test func `When the program opens, the pane behind and its dossier come after the one in front`()
  {
    var postponed = Postponed()
    func queue(_ pane: PaneID) -> Effect {
      .loadQueue(pane, .open, filter: "", order: DossierOrder(), selected: nil)
    }
    expect(postponed.take(queue(.accueil), .opening), is: false)
    expect(postponed.take(.loadCounts, .opening), is: false)
    expect(postponed.take(.loadDetail("d-1"), .opening), is: true)
    expect(postponed.take(queue(.dossiers), .opening), is: true)
    let first = postponed.next()
    guard case .loadQueue(.dossiers, _, filter: _, order: _, selected: _) = first else {
      Issue.record("the queue comes first")
      return
    }
    expect(stream(of: postponed.next()), is: "d-1")
  }

  @Test func `Rows are read ahead once the screen is drawn, and never before a key`() throws {
    let sequence = try #require(try Desk().app.accueil.list.sequence)
    let ahead = Effect.readAhead(
      .dossiers, sequence, 20..<30, near: DossierMark(index: 19, stream: "d-1"))
    var postponed = Postponed()
    expect(postponed.take(ahead, .none), is: true)
    #expect(postponed.delay == 0)
    _ = postponed.take(.loadDetail("d-2"), .moving)
    expect(postponed.due(before: .moving).isEmpty, is: true)
    guard case .readAhead = postponed.next() else {
      Issue.record("the rows come before the detail, which waits for a pause")
      return
    }
    #expect(postponed.delay == 40)
    expect(stream(of: postponed.next()), is: "d-2")
  }

  @Test func `Nothing else waits`() {
    var postponed = Postponed()
    for patience in [Patience.none, .moving, .typing] {
      expect(postponed.take(.loadCounts, patience), is: false)
      expect(postponed.take(.quit, patience), is: false)
    }
    expect(postponed.take(.search("m"), .moving), is: false)
    expect(postponed.take(.loadDetail("d-1"), .none), is: false)
  }

  /// What a mutating call gives, which the macro cannot hold.
  private func expect<Value: Equatable>(
    _ value: Value, is expected: Value, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(value == expected, sourceLocation: sourceLocation)
  }

  private func stream(of effect: Effect?) -> StreamID? {
    if case .loadDetail(let stream) = effect { stream } else { nil }
  }

  private func text(of effect: Effect?) -> String? {
    if case .search(let text) = effect { text } else { nil }
  }
}
