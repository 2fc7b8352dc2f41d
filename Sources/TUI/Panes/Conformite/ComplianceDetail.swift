import Domain
import Storage

/// The figures of the row selected: lines, of which some open something.
struct ComplianceDetail {
  /// What a line opens.
  enum Item: Hashable {
    case figure(ComplianceQuestion)
    case dossier(StreamID)
    /// The account of a bailleur's files.
    case patrimoine(OrganisationID)
    /// Told where it is read, since it has no dossiers.
    case answers
  }

  /// A line, and what Enter opens on it.
  struct Row {
    var line: StyledLine
    var item: Item?
  }

  private(set) var rows: [Row] = []
  private(set) var viewport = ListViewport()
  private var places: [Int] = []
  private var chosen = 0
  private var id: String?

  /// What Enter opens.
  var selected: Item? { selectedRow.flatMap { rows[$0].item } }

  /// The line on which Enter works.
  var selectedRow: Int? { places.indices.contains(chosen) ? places[chosen] : nil }

  /// Takes the lines of a row; of the same one the selection holds.
  mutating func take(_ lines: [Row], of id: String?) {
    if id != self.id {
      chosen = 0
      viewport = ListViewport(height: viewport.height)
    }
    self.id = id
    rows = lines
    places = rows.indices.filter { rows[$0].item != nil }
    viewport.setCount(rows.count)
    settle()
  }

  mutating func fit(_ room: Size) {
    viewport.setHeight(max(1, room.rows))
    settle()
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    guard let step = action.rows(page: max(1, viewport.height / 2)) else { return false }
    chosen += step
    settle()
    return true
  }

  /// Brings the selection back within the lines, and what stands above the first one into sight.
  private mutating func settle() {
    chosen = min(max(0, chosen), max(0, places.count - 1))
    if chosen == 0 { viewport.select(0) }
    if chosen > 0, chosen == places.count - 1 { viewport.select(rows.count - 1) }
    if let selectedRow { viewport.select(selectedRow) }
  }
}
