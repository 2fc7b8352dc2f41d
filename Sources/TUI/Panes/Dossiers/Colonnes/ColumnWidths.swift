import Storage

/// The widths of the columns in a given room: those chosen, those that what they show needs, and
/// the rest shared out. A column that would have too little leaves; the detail has its words too.
struct ColumnWidths: Equatable {
  /// The columns that have room, from left to right.
  let columns: [(sort: DossierSort, width: Int)]

  /// What stands before the first column: the mark of the row selected.
  static let gutter = 2
  /// Who leaves first when room is short; who must act matters more than who is concerned.
  private static let leaving: [DossierSort] = [
    .bailleurs, .latest, .step, .actor, .due, .reference,
  ]
  /// « attribué par les deux CAL » is the longest status of an open dossier.
  private static let longestStep = 25
  private static let widestActor = 40
  /// « 2 × contact 1 », which tells whom to call when no name has room.
  private static let leastActor = 13

  init(_ layout: ListLayout, in width: Int) {
    var kept = layout.shown
    while true {
      if let columns = Self.shared(kept, width) {
        self.columns = columns
        return
      }
      let victim = Self.leaving.first { sort in kept.contains { $0.sort == sort } }
      guard kept.count > 1, let victim else { break }
      kept.removeAll { $0.sort == victim }
    }
    columns = kept.map { ($0.sort, max(0, width - Self.gutter)) }
  }

  /// The width of a column, nil when it has no room.
  subscript(sort: DossierSort) -> Int? { columns.first { $0.sort == sort }?.width }

  static func == (left: Self, right: Self) -> Bool {
    left.columns.elementsEqual(right.columns) { $0 == $1 }
  }

  /// The width that what the column shows needs, nil when more is of use.
  private static func needed(_ column: DossierColumn) -> Int? {
    if let chosen = column.width { return chosen }
    return switch column.sort {
    case .reference: 12
    case .due: 16
    case .latest: 11
    case .step, .bailleurs, .actor: nil
    }
  }

  /// The widths that a column can be read in.
  private static func least(_ sort: DossierSort) -> Int {
    switch sort {
    case .bailleurs: 14
    case .actor: leastActor
    default: 8
    }
  }

  /// The widths of these columns, nil when they do not all fit.
  private static func shared(
    _ columns: [DossierColumn], _ width: Int
  ) -> [(sort: DossierSort, width: Int)]? {
    let gaps = max(0, columns.count - 1)
    var free = columns.reduce(width - gutter - gaps) { $0 - (needed($1) ?? 0) }
    let open = columns.filter { needed($0) == nil }.map(\.sort)
    guard free >= 0 else { return nil }
    var widths: [DossierSort: Int] = [:]
    if open.contains(.step) {
      let share = open.count == 1 ? free : min(free * 60 / 100, free - leastActor)
      widths[.step] = min(longestStep, share)
      free -= widths[.step] ?? 0
    }
    if open.contains(.actor) {
      let isAlone = !open.contains(.bailleurs)
      widths[.actor] = isAlone ? free : min(widestActor, max(18, free * 45 / 100))
      free -= widths[.actor] ?? 0
    }
    if open.contains(.bailleurs) { widths[.bailleurs] = free }
    guard open.allSatisfy({ widths[$0] ?? 0 >= least($0) }) else { return nil }
    return columns.map { ($0.sort, needed($0) ?? widths[$0.sort] ?? 0) }
  }
}
