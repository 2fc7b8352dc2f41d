import Domain
import Storage

/// What is known of the commissions of two bailleurs.
struct CaleolFile: Equatable, Sendable {
  /// The dossiers that await them.
  var cases: [CaleolCase] = []
  /// The sessions that have dossiers, with how many.
  var convened: [OrganisationID: [Day: Int]] = [:]
  /// The sessions typed here.
  var typed: [OrganisationID: Set<Day>] = [:]

  /// The sessions to come of a bailleur.
  func days(of bailleur: OrganisationID, from today: Day) -> Set<Day> {
    let convened = (convened[bailleur] ?? [:]).keys.filter { $0 >= today }
    return (typed[bailleur] ?? []).filter { $0 >= today }.union(convened)
  }
}

/// What can be done to a calendar.
enum SeanceEdit: CaseIterable, Hashable, Sendable {
  case add, remove, move
}

/// The bailleurs that have dossiers together before their commissions.
struct CaleolGroupsSheet {
  /// The pairs of bailleurs, nil while they are being read.
  private(set) var groups: [CaleolGroup]?
  private(set) var viewport = ListViewport()

  /// The pair of bailleurs on which Enter works.
  var selected: CaleolGroup? {
    viewport.selected.flatMap { index in
      groups.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }
  }

  /// Takes what was read; the selection holds by the bailleurs.
  mutating func take(_ loaded: [CaleolGroup]) {
    let before = selected?.bailleurs
    groups = loaded
    viewport.setCount(loaded.count, selected: loaded.firstIndex { $0.bailleurs == before })
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }
}
