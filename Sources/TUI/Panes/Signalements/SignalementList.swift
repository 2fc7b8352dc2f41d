import Domain
import Storage

/// A queue of signalements of which only the rows near the screen are held, however long it is.
struct SignalementList {
  /// The queue, and what it is narrowed to.
  private(set) var listing: SignalementListing
  /// How many there are, nil while they are being read.
  private(set) var count: Int?
  /// The signalement selected: an identity, so that a refresh never moves the selection to another.
  private(set) var selected: StreamID?
  private(set) var viewport = ListViewport()
  /// The rows held, which follow each other in the queue.
  private(set) var rows: [SignalementLine] = []
  private var firstHeld = 0
  /// What has been asked for and has not come.
  private var asked: Range<Int>?

  init(_ listing: SignalementListing) { self.listing = listing }

  /// The row at an index, nil when it is not held.
  func row(at index: Int) -> SignalementLine? {
    held.contains(index) ? rows[index - firstHeld] : nil
  }

  /// The row of the selection, nil when it is not held.
  var selectedRow: SignalementLine? {
    rows.first { $0.summary.stream == selected }
  }

  /// The signalement after the one selected, before it at the end of the queue.
  var following: StreamID? {
    guard let index = viewport.selected else { return nil }
    return (row(at: index + 1) ?? row(at: index - 1))?.summary.stream
  }

  private var held: Range<Int> { firstHeld..<firstHeld + rows.count }

  /// Shows another queue, or narrows it; the selection starts at the top.
  mutating func show(_ listing: SignalementListing) {
    guard listing != self.listing else { return }
    let height = viewport.height
    self = SignalementList(listing)
    viewport.setHeight(height)
  }

  /// Selects a signalement before its queue is read.
  mutating func expect(_ stream: StreamID) { selected = stream }

  /// Takes rows read.
  ///
  /// - Parameters:
  ///   - place: where the signalement that was selected stands, nil when it has left the queue.
  ///   - isHeld: whether it stays selected all the same, since it is open before the operator.
  mutating func take(_ page: SignalementPage, place: Int?, isHeld: Bool) {
    asked = nil
    rows = page.rows
    firstHeld = page.first
    count = page.count
    viewport.setCount(page.count, selected: place)
    if place == nil, !isHeld || selected == nil { selectRow() }
  }

  /// Lets go of a signalement that is not in the queue.
  mutating func letGo() {
    if selectedRow == nil { selectRow() }
  }

  mutating func move(_ action: UIAction) -> Bool {
    guard viewport.move(action) else { return false }
    selectRow()
    return true
  }

  /// Selects the row at that index, or the nearest one.
  mutating func select(at index: Int) {
    viewport.select(index)
    selectRow()
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// What is to be read so that the rows on the screen are held, with a page above and below; nil
  /// when they are, or have been asked for.
  mutating func wanted() -> Range<Int>? {
    guard let count else { return nil }
    let visible = viewport.visible
    guard !visible.isEmpty, visible.clamped(to: held) != visible else { return nil }
    let range = around(visible).clamped(to: 0..<count)
    guard range != asked else { return nil }
    asked = range
    return range
  }

  /// The stretch to read again, all rows near the screen.
  var stretch: Range<Int> { around(viewport.visible) }

  private func around(_ visible: Range<Int>) -> Range<Int> {
    let height = max(viewport.height, 12)
    let first = max(0, visible.lowerBound - height)
    return first..<max(visible.upperBound, visible.lowerBound + height) + height
  }

  private mutating func selectRow() {
    selected = viewport.selected.flatMap { row(at: $0)?.summary.stream }
  }
}
