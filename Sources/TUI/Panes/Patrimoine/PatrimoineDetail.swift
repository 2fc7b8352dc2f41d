import Domain
import Storage

/// The account of a bailleur's patrimoine on the screen: its lines, of which some open something.
struct PatrimoineDetail {
  /// What a line opens.
  enum Item: Hashable {
    /// The lines of a code of the last attempt, by its label.
    case code(String)
    case attempt(CommandID)
    case step(PatrimoineStep)
  }

  /// A line, and what Enter opens on it.
  struct Row {
    var line: StyledLine
    var item: Item?
  }

  /// What was read, nil before; the one before it while the next is on its way.
  private(set) var file: PatrimoineFile?
  /// The imports to be compared with each other, two at most.
  private(set) var marks: [CommandID] = []
  private(set) var rows: [Row] = []
  private(set) var viewport = ListViewport()
  private var places: [Int] = []
  private var chosen = 0
  private var size = Size(columns: 0, rows: 0)
  /// The room and the day that the lines were made for; nil when they are to be made anew.
  private var laid: (Size, Day)?
  private var awaited: OrganisationID?

  /// What Enter opens.
  var selected: Item? { selectedRow.flatMap { rows[$0].item } }

  /// The line on which Enter works.
  var selectedRow: Int? { places.indices.contains(chosen) ? places[chosen] : nil }

  /// Whether what is shown is another bailleur's than the one selected.
  var isAwaited: Bool { awaited != nil && awaited != file?.bailleur }

  /// Another bailleur is selected; nil when none is.
  mutating func expect(_ bailleur: OrganisationID?) {
    awaited = bailleur
    if bailleur == nil { file = nil }
    laid = nil
  }

  /// Takes what was read; in the same account the selection holds by what it opens.
  ///
  /// - Parameter isOpen: whether keys go to it; else it is shown from its first line.
  mutating func take(_ loaded: PatrimoineFile, isOpen: Bool, in world: World) {
    let isSame = isOpen && loaded.bailleur == file?.bailleur
    let before = isSame ? selected : nil
    file = loaded
    if !isSame {
      marks = []
      chosen = 0
      viewport = ListViewport(height: viewport.height)
    }
    lay(in: world)
    if let before, let place = places.firstIndex(where: { rows[$0].item == before }) {
      chosen = place
    }
    settle()
  }

  /// Gives it room.
  mutating func fit(_ room: Size, in world: World) {
    size = room
    viewport.setHeight(max(1, room.rows))
    if let laid, laid == (room, world.today) { return }
    lay(in: world)
    settle()
  }

  private mutating func lay(in world: World) {
    guard let file, size.columns > 2 else {
      rows = []
      places = []
      return
    }
    laid = (size, world.today)
    rows =
      PatrimoineDetailRows(file: file, world: world, width: size.columns - 2, marks: marks)
      .rows
    places = rows.indices.filter { rows[$0].item != nil }
    viewport.setCount(rows.count)
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction, in world: World) -> Bool {
    guard let step = action.rows(page: max(1, viewport.height / 2)) else { return false }
    chosen += step
    settle()
    return true
  }

  /// Brings the selection back within the lines, and what stands above the first one into sight.
  private mutating func settle() {
    chosen = min(max(0, chosen), max(0, places.count - 1))
    if chosen == 0 { viewport.select(0) }
    if chosen == places.count - 1 { viewport.select(rows.count - 1) }
    if let selectedRow { viewport.select(selectedRow) }
  }

  /// Marks the import selected, or takes its mark away; a third one takes the place of the first.
  mutating func mark(in world: World) {
    guard case .attempt(let id) = selected else { return }
    if marks.contains(id) {
      marks.removeAll { $0 == id }
    } else {
      marks = marks.suffix(1) + [id]
    }
    lay(in: world)
    chosen += 1
    settle()
  }

  /// Takes the marks away; false when there were none.
  mutating func unmark(in world: World) -> Bool {
    guard !marks.isEmpty else { return false }
    marks = []
    lay(in: world)
    settle()
    return true
  }
}
