import Domain
import Storage

/// A list of dossiers of which only the rows on the screen are read.
struct DossierList {
  /// The dossiers, in order; nil while they are being read.
  private(set) var streams: [StreamID]?
  /// The rows read so far.
  private(set) var rows: [StreamID: DossierRow] = [:]
  /// The dossier selected: an identity, so that a refresh never moves the selection to another.
  private(set) var selected: StreamID?
  /// The part of the list on the screen.
  private(set) var viewport = ListViewport()

  /// Takes a list read again: the selection holds by identity.
  ///
  /// - Parameter isHeld: whether the selected dossier stays selected even when it has left the
  ///   list, because it is open before the operator; otherwise the one that takes its place is.
  mutating func take(_ loaded: [StreamID], isHeld: Bool = false) {
    streams = loaded
    rows = [:]
    let index = selected.flatMap { loaded.firstIndex(of: $0) }
    viewport.setCount(loaded.count, selected: index)
    guard !(isHeld && index == nil && selected != nil) else { return }
    selected = viewport.selected.map { loaded[$0] }
  }

  /// Lets go of a dossier that is not in the list.
  mutating func letGo() {
    guard let streams, let selected, !streams.contains(selected) else { return }
    self.selected = viewport.selected.map { streams[$0] }
  }

  /// Takes rows that have been read.
  mutating func take(_ loaded: [DossierRow]) {
    for row in loaded { rows[row.stream] = row }
  }

  /// Moves the selection by so many rows, or as far as the list goes.
  mutating func move(by rows: Int) {
    let farthest = viewport.count
    viewport.move(by: min(max(-farthest, rows), farthest))
    selected = viewport.selected.flatMap { streams?[$0] }
  }

  /// Selects the row at that index, or the nearest one.
  mutating func select(at index: Int) {
    viewport.select(index)
    selected = viewport.selected.flatMap { streams?[$0] }
  }

  /// Selects a dossier wherever it stands, also one that is not in the list.
  mutating func select(_ stream: StreamID) {
    selected = stream
    if let index = streams?.firstIndex(of: stream) { viewport.select(index) }
  }

  /// Forgets the list, which another one replaces; the selection starts at the top.
  mutating func clear() {
    streams = nil
    selected = nil
    viewport.select(0)
  }

  /// Gives the list its height in rows.
  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// The dossiers on the screen whose rows have not been read.
  var wanted: [StreamID] {
    guard let streams else { return [] }
    return viewport.visible.filter { streams.indices.contains($0) }.map { streams[$0] }
      .filter { rows[$0] == nil }
  }
}
