import Domain
import Storage

/// The exchange with the shared database: how it stands, what asks for somebody, what waits.
struct SyncSheet {
  /// A row of the list.
  enum Row: Equatable {
    case heading(String)
    case note(String)
    case conflict(Int)
    case waiting(Int)
    case settled(Int)
    case lost(Int)
  }

  /// What Enter opens.
  enum Target: Equatable {
    case conflict(CommandID)
    case dossier(StreamID)
  }

  /// What was read, nil while it is being read.
  private(set) var file: SyncFile?
  private(set) var rows: [Row] = []
  /// Places of the rows that can be chosen.
  private var places: [Int] = []
  /// Which of those is chosen.
  private var chosen = 0
  private(set) var viewport = ListViewport()

  /// The row chosen, nil when nothing can be.
  var selected: Row? { places.indices.contains(chosen) ? rows[places[chosen]] : nil }

  /// What Enter opens, nil when nothing is chosen.
  var target: Target? {
    guard let file else { return nil }
    return switch selected {
    case .conflict(let index): .conflict(file.conflicts[index].conflict.act.command)
    case .settled(let index): .conflict(file.settled[index].conflict.act.command)
    case .waiting(let index): .dossier(file.waiting[index].stream)
    case .lost(let index): .dossier(file.lost[index].event.stream)
    default: nil
    }
  }

  /// Takes what was read; the selection holds by the act.
  mutating func take(_ loaded: SyncFile) {
    let before = command(of: selected)
    let place = chosen
    file = loaded
    rows = Self.rows(of: loaded)
    places = rows.indices.filter { index in
      switch rows[index] {
      case .heading, .note: false
      default: true
      }
    }
    viewport.setCount(rows.count)
    let same = before.flatMap { command in
      places.firstIndex { self.command(of: rows[$0]) == command }
    }
    select(same ?? place)
  }

  mutating func setHeight(_ height: Int) {
    viewport.setHeight(max(1, height))
    select(chosen)
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    guard let rows = action.rows(page: max(1, viewport.height - 2)) else { return false }
    select(chosen + rows)
    return true
  }

  private mutating func select(_ index: Int) {
    chosen = min(max(0, index), max(0, places.count - 1))
    guard let row = places.indices.contains(chosen) ? places[chosen] : nil else { return }
    // The heading above the first row of a part stays in sight with it.
    if row > 0, case .heading = rows[row - 1] { viewport.select(row - 1) }
    viewport.select(row)
  }

  private func command(of row: Row?) -> CommandID? {
    guard let file, let row else { return nil }
    return switch row {
    case .heading, .note: nil
    case .conflict(let index): file.conflicts[index].conflict.act.command
    case .settled(let index): file.settled[index].conflict.act.command
    case .waiting(let index): file.waiting[index].command
    case .lost(let index): file.lost[index].event.command
    }
  }

  private static func rows(of file: SyncFile) -> [Row] {
    var rows: [Row] = []
    if !file.conflicts.isEmpty {
      rows.append(.heading("\(SyncWords.conflicts(file.conflicts.count)) à régler"))
      rows += file.conflicts.indices.map { .conflict($0) }
    }
    if !file.lost.isEmpty {
      rows.append(.heading("Perdus par la base partagée, que leurs auteurs n'ont pas renvoyés"))
      rows += file.lost.indices.map { .lost($0) }
    }
    rows.append(.heading(SyncWords.waiting(file.waitingCount)))
    rows += file.waiting.indices.map { .waiting($0) }
    let more = file.waitingCount - file.waiting.count
    if more > 0 { rows.append(.note("et \(SyncWords.acts(more)) de plus")) }
    if !file.settled.isEmpty {
      rows.append(.heading("Réglés, les derniers d'abord"))
      rows += file.settled.indices.map { .settled($0) }
    }
    return rows
  }
}
