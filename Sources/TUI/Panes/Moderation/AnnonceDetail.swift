import Domain
import Storage

/// The annonce selected on the screen: its lines, which scroll.
struct AnnonceDetail {
  /// What was read, nil before.
  private(set) var item: AnnonceCase?
  private(set) var rows: [StyledLine] = []
  private(set) var top = 0
  private var stream: StreamID?
  private var size = Size(columns: 0, rows: 0)
  /// What the lines were made for; nil when they are to be made anew.
  private var laid: (Size, Day)?

  /// The annonce shown is another one's than the one selected; nil when none is.
  mutating func expect(_ awaited: StreamID?, known: AnnonceCase?) {
    if awaited != stream { top = 0 }
    stream = awaited
    item = known
    laid = nil
  }

  /// Takes what was read.
  mutating func take(_ loaded: AnnonceCase, of read: StreamID, in world: World) {
    guard read == stream else { return }
    item = loaded
    lay(in: world)
  }

  /// Gives it room.
  mutating func fit(_ room: Size, in world: World) {
    size = room
    if let laid, laid == (room, world.today) { return }
    lay(in: world)
  }

  private mutating func lay(in world: World) {
    laid = (size, world.today)
    guard let item, size.columns > 2 else {
      rows = []
      return
    }
    let width = size.columns - 2
    if let file = item.file {
      rows = AnnonceDetailLines(file: file, world: world).lines.flatMap { $0.wrapped(to: width) }
    } else {
      let why = item.fault ?? "Cette annonce n'est plus visible."
      rows = FlowLine("✗ \(why)", .error, indent: 2).wrapped(to: width)
    }
    settle()
  }

  /// Scrolls; false when the action is no movement.
  mutating func move(_ action: UIAction) -> Bool {
    guard let step = action.rows(page: max(1, size.rows - 1)) else { return false }
    top = min(max(0, top + step), Int.max / 4)
    settle()
    return true
  }

  private mutating func settle() { top = min(max(0, top), max(0, rows.count - size.rows)) }
}
