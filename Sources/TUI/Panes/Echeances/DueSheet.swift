import Domain
import Storage

/// The acts due between two days, and whose: what the screen of the deadlines shows.
struct DueWindow: Hashable, Sendable {
  /// As many acts as anybody goes through by hand; the title says when there are more.
  static let limit = 2_000

  let title: String
  let days: ClosedRange<Day>
  let whose: Whose

  /// What becomes late in the next seven days if nobody acts: due today, late tomorrow; and so on.
  static func forecast(from today: Day) -> DueWindow {
    DueWindow(
      title: "Prévisions : en retard d'ici le \((today + 7).frenchShort) si rien n'est fait",
      days: today...(today + 6), whose: .all)
  }
}

/// The deadlines of a window, grouped by the contact who can still act; each opens its dossier.
struct DueSheet {
  /// A row of the list.
  enum Row: Equatable {
    case contact(DueAct, count: Int)
    case act(Int)
  }

  let window: DueWindow
  /// The acts in the order shown, nil while they are being read.
  private(set) var acts: [DueAct]?
  private(set) var rows: [Row] = []
  /// Index of the act selected.
  private(set) var selected = 0
  private(set) var viewport = ListViewport()

  init(_ window: DueWindow) {
    self.window = window
  }

  /// The act on which Enter works.
  var selectedAct: DueAct? { acts.flatMap { $0.indices.contains(selected) ? $0[selected] : nil } }

  /// Takes the acts read, the most urgent contact first; the selection holds by dossier and volet.
  mutating func take(_ loaded: [DueAct]) {
    let before = selectedAct
    let groups = Self.byContact(loaded)
    let ordered = groups.flatMap(\.self)
    acts = ordered
    rows = []
    var next = 0
    for group in groups {
      rows += group.first.map { [.contact($0, count: group.count)] } ?? []
      rows += group.indices.map { .act(next + $0) }
      next += group.count
    }
    let same = ordered.firstIndex { $0.stream == before?.stream && $0.volet == before?.volet }
    viewport.setCount(rows.count)
    select(same ?? selected)
  }

  /// The acts by the contact who can still do them, in the order of each one's first.
  static func byContact(_ acts: [DueAct]) -> [[DueAct]] {
    var groups: [[DueAct]] = []
    for act in acts {
      if let same = groups.firstIndex(where: { $0.first.map(act.isSameContact) == true }) {
        groups[same].append(act)
      } else {
        groups.append([act])
      }
    }
    return groups
  }

  mutating func setHeight(_ height: Int) {
    viewport.setHeight(max(1, height))
    select(selected)
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    guard let rows = action.rows(page: max(1, viewport.height - 2)) else { return false }
    select(selected + rows)
    return true
  }

  private mutating func select(_ index: Int) {
    selected = min(max(0, index), max(0, (acts?.count ?? 0) - 1))
    guard let row = rows.firstIndex(of: .act(selected)) else { return }
    // The contact above the first act of a group stays in sight with it.
    if row > 0, case .contact = rows[row - 1] { viewport.select(row - 1) }
    viewport.select(row)
  }
}

extension DueAct {
  /// Whether the same agent of the same bailleur can act.
  fileprivate func isSameContact(_ other: DueAct) -> Bool {
    bailleur == other.bailleur && contact == other.contact && person == other.person
  }
}
