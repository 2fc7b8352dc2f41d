/// Which rows of a list are on screen, and which one is selected.
///
/// The selected row is always one of those on screen, whatever happens to either count.
struct ListViewport: Hashable, Sendable {
  /// Number of rows in the list.
  private(set) var count: Int
  /// Number of rows that the screen shows at once, at least 1.
  private(set) var height: Int
  /// Index of the first row on screen.
  private(set) var first = 0
  private var index = 0

  /// A viewport at the top of a list.
  init(count: Int = 0, height: Int = 1) {
    self.count = max(0, count)
    self.height = max(1, height)
  }

  /// Index of the selected row, or nil in an empty list.
  var selected: Int? { count == 0 ? nil : index }

  /// Indices of the rows on screen.
  var visible: Range<Int> { first..<min(count, first + height) }

  /// Takes a new number of rows into account.
  ///
  /// - Parameter selected: where the row that was selected now is; without it the selection
  ///   stays at its place, on what has come there.
  mutating func setCount(_ count: Int, selected: Int? = nil) {
    // The selected row stays on its line of the screen when rows come or go above it.
    let line = index - first
    self.count = max(0, count)
    if let selected {
      index = selected
      first = selected - line
    }
    settle()
  }

  /// Takes a new height of the screen into account.
  mutating func setHeight(_ height: Int) {
    self.height = max(1, height)
    settle()
  }

  /// Selects a row.
  mutating func select(_ index: Int) {
    self.index = index
    settle()
  }

  /// Moves the selection down, or up when `rows` is negative.
  ///
  /// A step over the edge brings half a screen of rows into sight: the text then stands still for
  /// as many steps, which the eye follows better and a slow line carries sooner than a screen that
  /// changes at each.
  mutating func move(by rows: Int) {
    let target = min(max(0, index + rows), max(0, count - 1))
    if abs(rows) == 1, count > 0, !visible.contains(target) { first += rows * max(1, height / 2) }
    select(target)
  }

  /// Moves by one screen less a row, so that one row is seen on both.
  mutating func movePage(_ direction: Int) {
    let step = max(1, height - 1) * direction
    first += step
    select(index + step)
  }

  /// Scrolls without a key, as the wheel does; the selection follows only when it must.
  mutating func scroll(by rows: Int) {
    first = min(max(0, first + rows), max(0, count - height))
    index = min(max(index, first), max(first, min(count, first + height) - 1))
  }

  /// Does what an arrow, page, Home or End key asks.
  ///
  /// - Returns: whether the key was one of these.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: movePage(-1)
    case .pageDown: movePage(1)
    case .home: select(0)
    case .end: select(count - 1)
    default: return false
    }
    return true
  }

  /// Brings selection and scroll back within the list, the selection on screen.
  private mutating func settle() {
    index = min(max(0, index), max(0, count - 1))
    first = min(max(first, index - height + 1), index)
    first = min(max(0, first), max(0, count - height))
  }
}
