import Domain
import Storage

/// A list of dossiers of which only the rows near the screen are held, however long it is.
struct DossierList {
  /// What is listed; nil while it is being read.
  private(set) var sequence: DossierSequence?
  /// The rows held, which follow each other in the sequence.
  private(set) var rows: [DossierRow] = []
  /// The dossier selected: an identity, so that a refresh never moves the selection to another. Nil
  /// in an empty list, and while the row that the selection moved to is being read.
  private(set) var selected: StreamID?
  /// The part of the list on the screen.
  private(set) var viewport = ListViewport()
  /// The index of the first row held.
  private var firstHeld = 0
  /// A row not held whose index is known: where the selection was found again.
  private var mark: DossierMark?
  /// What has been asked for and has not come.
  private var asked: Range<Int>?
  /// What has been asked for ahead since the rows held last changed: rows that do not come are not
  /// asked for again and again.
  private var askedAhead: [Range<Int>] = []
  /// The rows held as the table shows them, drawn when they come into sight.
  private var strips: [Surface?] = []
  /// What those strips were drawn for.
  private var drawing: RowDrawing?

  /// How many rows are held at most.
  private static let limit = 600

  /// How many dossiers are listed, nil while they are being read.
  var count: Int? { sequence?.count }

  /// The row at an index, nil when it is not held.
  func row(at index: Int) -> DossierRow? {
    held.contains(index) ? rows[index - firstHeld] : nil
  }

  /// The row at an index as the table shows it, nil when it is not held.
  func strip(at index: Int) -> Surface? {
    held.contains(index) ? strips[index - firstHeld] : nil
  }

  /// Draws the rows in sight and a page around them that are not drawn yet: a list is shown more
  /// often than it changes, and the rows around come when the screen is drawn already.
  ///
  /// - Parameters:
  ///   - drawing: what they depend on besides the rows; when it changes they are all drawn again.
  ///   - maker: gives what draws a row; called only when there are some to draw.
  mutating func lay(_ drawing: RowDrawing, _ maker: () -> (DossierRow) -> Surface) {
    if drawing != self.drawing {
      strips = Array(repeating: nil, count: rows.count)
      self.drawing = drawing
    }
    let missing = around.clamped(to: held).filter { strips[$0 - firstHeld] == nil }
    guard !missing.isEmpty else { return }
    let make = maker()
    for index in missing { strips[index - firstHeld] = make(rows[index - firstHeld]) }
  }

  /// Takes a list read again: the selection holds by identity.
  ///
  /// - Parameters:
  ///   - index: where the selected dossier is in it, nil when it is not.
  ///   - isHeld: whether the selected dossier stays selected even when it has left the list,
  ///     because it is open before the operator; otherwise the one that takes its place is.
  mutating func take(_ loaded: DossierSequence, index: Int?, isHeld: Bool = false) {
    sequence = loaded
    hold([], [], at: 0)
    mark = index.flatMap { index in selected.map { DossierMark(index: index, stream: $0) } }
    viewport.setCount(loaded.count, selected: index)
    if index == nil, !isHeld { selected = nil }
  }

  /// Takes rows that have been read, unless the list is another one by now.
  mutating func take(_ loaded: [DossierRow], at first: Int, of sequence: DossierSequence) {
    guard sequence == self.sequence else { return }
    // What is drawn already stays so when a list grows at one of its ends.
    let new = [Surface?](repeating: nil, count: loaded.count)
    if first == held.upperBound, !rows.isEmpty {
      let kept = max(0, Self.limit - loaded.count)
      hold(
        rows.suffix(kept) + loaded, strips.suffix(kept) + new, at: max(firstHeld, first - kept))
    } else if first + loaded.count == held.lowerBound, !rows.isEmpty {
      let (all, drawn) = ((loaded + rows).prefix(Self.limit), (new + strips).prefix(Self.limit))
      hold(Array(all), Array(drawn), at: first)
    } else if viewport.visible.overlaps(first..<first + loaded.count) {
      hold(loaded, new, at: first)
    } else {
      // The list has gone on meanwhile: what it shows now may be asked for.
      asked = nil
    }
    if selected == nil { selectRow() }
  }

  /// Lets go of a dossier that is not in the list.
  mutating func letGo() { selectRow() }

  /// Moves the selection by so many rows, or as far as the list goes.
  mutating func move(by rows: Int) {
    let farthest = viewport.count
    viewport.move(by: min(max(-farthest, rows), farthest))
    selectRow()
  }

  /// Selects the row at that index, or the nearest one.
  mutating func select(at index: Int) {
    viewport.select(index)
    selectRow()
  }

  /// Selects a dossier wherever it stands.
  ///
  /// - Returns: false when its row is not held: its place must then be looked for.
  mutating func select(_ stream: StreamID) -> Bool {
    selected = stream
    guard let index = rows.firstIndex(where: { $0.stream == stream }) else { return false }
    viewport.select(firstHeld + index)
    return true
  }

  /// Forgets the list, which another one replaces; the selection starts at the top.
  mutating func clear() {
    sequence = nil
    hold([], [], at: 0)
    mark = nil
    selected = nil
    viewport.select(0)
  }

  /// Gives the list its height in rows.
  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// What to ask for so that every row on the screen is held; nothing is asked for twice.
  mutating func wanted(for pane: PaneID) -> [Effect] {
    guard let sequence, let missing, missing != asked else { return [] }
    asked = missing
    return [.loadRows(pane, sequence, missing, near: nearest(to: missing))]
  }

  /// What to ask for once the screen is drawn, so that a page more up or down is held already.
  mutating func ahead(for pane: PaneID) -> [Effect] {
    guard let sequence, missing == nil, let first = rows.first, let last = rows.last else {
      return []
    }
    let (above, below) = (around.lowerBound, min(sequence.count, around.upperBound))
    let wanted = [
      (above..<max(above, held.lowerBound), held.lowerBound, first),
      (min(below, held.upperBound)..<below, held.upperBound - 1, last),
    ].filter { !$0.0.isEmpty && !askedAhead.contains($0.0) }
    askedAhead += wanted.map(\.0)
    return wanted.map { range, index, row in
      .readAhead(pane, sequence, range, near: DossierMark(index: index, stream: row.stream))
    }
  }

  /// The rows on the screen with a page above and a page below.
  private var around: Range<Int> {
    let visible = viewport.visible
    return max(0, visible.lowerBound - viewport.height)..<visible.upperBound + viewport.height
  }

  private var held: Range<Int> { firstHeld..<firstHeld + rows.count }

  /// The rows on the screen that are not held, in one stretch.
  private var missing: Range<Int>? {
    let visible = viewport.visible
    let lower = held.contains(visible.lowerBound) ? held.upperBound : visible.lowerBound
    let upper = held.contains(visible.upperBound - 1) ? held.lowerBound : visible.upperBound
    return lower < upper ? lower..<upper : nil
  }

  private func nearest(to missing: Range<Int>) -> DossierMark? {
    guard let first = rows.first, let last = rows.last else { return mark }
    return missing.lowerBound >= held.upperBound
      ? DossierMark(index: held.upperBound - 1, stream: last.stream)
      : DossierMark(index: held.lowerBound, stream: first.stream)
  }

  private mutating func hold(_ rows: [DossierRow], _ strips: [Surface?], at first: Int) {
    if first..<first + rows.count != held { askedAhead = [] }
    self.rows = rows
    self.strips = strips
    firstHeld = first
    asked = nil
  }

  /// Selects what stands where the selection is.
  private mutating func selectRow() {
    selected = viewport.selected.flatMap { row(at: $0)?.stream }
  }
}

/// What the strips of a list's rows depend on, besides the rows themselves.
struct RowDrawing: Equatable {
  let layout: ListLayout
  let width: Int
  let today: Day
}
