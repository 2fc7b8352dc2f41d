/// A size in character cells.
struct Size: Hashable, Sendable {
  /// Width in columns.
  var columns: Int
  /// Height in rows.
  var rows: Int
}

/// A cell's place, counted from the top left corner, (0, 0).
struct Position: Hashable, Sendable {
  var column: Int
  var row: Int
}

/// A rectangle of cells; an empty one has no width or no height, never a negative one.
struct Rect: Hashable, Sendable {
  let column: Int
  let row: Int
  let width: Int
  let height: Int

  /// A rectangle from its top left corner and its extent in cells; negative extents count as zero.
  init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The first column on the right that no longer belongs to the rectangle.
  var maxColumn: Int { column + width }
  /// The first row below that no longer belongs to the rectangle.
  var maxRow: Int { row + height }
  /// Whether the rectangle holds no cell.
  var isEmpty: Bool { width == 0 || height == 0 }
  /// The extent of the rectangle.
  var size: Size { Size(columns: width, rows: height) }

  /// Whether the cell lies inside.
  func contains(_ position: Position) -> Bool {
    position.column >= column && position.column < maxColumn
      && position.row >= row && position.row < maxRow
  }

  /// The cells common to both rectangles.
  func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top,
      width: min(maxColumn, other.maxColumn) - left, height: min(maxRow, other.maxRow) - top)
  }

  /// The rectangle without `columns` on its left and right and `rows` on its top and bottom.
  func inset(columns: Int = 1, rows: Int = 1) -> Rect {
    Rect(
      column: column + columns, row: row + rows, width: width - 2 * columns,
      height: height - 2 * rows)
  }

  /// One row of the rectangle, counted from its top; empty when outside.
  func line(_ index: Int) -> Rect {
    let inside = index >= 0 && index < height
    return Rect(column: column, row: row + index, width: width, height: inside ? 1 : 0)
  }

  /// The first `rows` rows and what is left below them.
  func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let taken = min(max(0, rows), height)
    return (
      Rect(column: column, row: row, width: width, height: taken),
      Rect(column: column, row: row + taken, width: width, height: height - taken)
    )
  }

  /// The last `rows` rows and what is left above them.
  func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
    let (rest, bottom) = splitTop(height - min(max(0, rows), height))
    return (rest, bottom)
  }

  /// The first `columns` columns and what is left on their right.
  func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let taken = min(max(0, columns), width)
    return (
      Rect(column: column, row: row, width: taken, height: height),
      Rect(column: column + taken, row: row, width: width - taken, height: height)
    )
  }

  /// The last `columns` columns and what is left on their left.
  func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
    let (rest, right) = splitLeft(width - min(max(0, columns), width))
    return (rest, right)
  }

  /// A rectangle of the given size in the middle of this one, clipped to it.
  func centered(_ size: Size) -> Rect {
    let width = min(size.columns, self.width)
    let height = min(size.rows, self.height)
    return Rect(
      column: column + (self.width - width) / 2, row: row + (self.height - height) / 2,
      width: width, height: height)
  }
}
