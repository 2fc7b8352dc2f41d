/// How an event's effects may wait for the screen to show the event.
enum Patience: Equatable {
  /// Not at all: what is shown next depends on them.
  case none
  /// The selection moves: its detail can wait until the keys pause. Whoever goes down a list stops
  /// at few of its rows.
  case moving
  /// A text is typed: the letter shows first, then what it finds.
  case typing
  /// The program opens: the pane in front comes first.
  case opening
}

/// The effects put off until the screen has shown what asked for them; one that comes later stands
/// in for an earlier one of its kind, whose answer nobody waits for any more.
struct Postponed {
  /// What was typed is looked for, or the pane behind is filled.
  private var query: Effect?
  /// The dossier selected is read.
  private var detail: Effect?
  /// The figures of other panes are read, for their counts in the top line.
  private var figures: [Effect] = []
  /// Rows that the next keys may bring into sight: no key waits for them.
  private var ahead: [Effect] = []
  /// The pause that brings the detail, in milliseconds: shorter than anybody sees.
  private static let pause = 40

  /// Puts an effect off if it may wait.
  ///
  /// - Returns: false when it is to be carried out now.
  mutating func take(_ effect: Effect, _ patience: Patience) -> Bool {
    switch (patience, effect) {
    // Above and below: what was asked for before them is out of sight by now.
    case (_, .readAhead), (_, .signalements(.ahead)), (_, .moderation(.open(_, isAhead: true))):
      ahead = ahead.suffix(1) + [effect]
    case (_, .signalements(.refresh)), (.moving, .signalements(.open)): detail = effect
    case (.moving, .loadDetail), (.opening, .loadDetail), (.moving, .patrimoine(.open)),
      (.moving, .moderation(.open(_, isAhead: false))):
      detail = effect
    case (_, .compliance(let request)):
      // The board of a period that was left already is not read.
      if case .board = request { figures.removeAll(where: \.isBoard) }
      figures.append(effect)
    case (_, .loadStatistics), (.opening, .loadAlarms), (.opening, .signalements(.counts)):
      figures.append(effect)
    case (.opening, .loadQueue(.dossiers, _, filter: _, order: _, selected: _)): query = effect
    case (.typing, .loadQueue), (.typing, .search), (.typing, .prepareFilter),
      (.typing, .patrimoine(.find)), (.typing, .signalements(.page)), (.typing, .moderation(.page)):
      query = effect
    default: return false
    }
    return true
  }

  /// How long the keys must pause before something is due, in milliseconds; nil with nothing to do.
  var delay: Int? {
    if query != nil || !figures.isEmpty || !ahead.isEmpty { return 0 }
    return detail != nil ? Self.pause : nil
  }

  /// What is due now that the keys pause.
  mutating func next() -> Effect? {
    if let query {
      self.query = nil
      return query
    }
    if !figures.isEmpty { return figures.removeFirst() }
    if let rows = ahead.popLast() { return rows }
    defer { detail = nil }
    return detail
  }

  /// What must have been carried out before an event of that patience is taken in.
  mutating func due(before patience: Patience) -> [Effect] {
    switch patience {
    case .typing: return []
    case .moving:
      defer { query = nil }
      return [query].compactMap { $0 }
    case .none, .opening:
      defer { (query, detail) = (nil, nil) }
      return [query, detail].compactMap { $0 }
    }
  }
}

extension Effect {
  /// Whether it reads the board of compliance.
  fileprivate var isBoard: Bool {
    if case .compliance(.board) = self { true } else { false }
  }
}
