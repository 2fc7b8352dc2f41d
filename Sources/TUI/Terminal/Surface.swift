/// One cell of the screen: what it shows, how wide that is, and how it is meant.
struct Cell: Hashable, Sendable {
  var glyph: Glyph
  /// Columns taken: 1, 2, or 0 for the second half of the wide character on the left.
  var width: UInt8
  var style: Style

  /// An empty cell.
  static func blank(_ style: Style = .normal) -> Cell {
    Cell(glyph: .space, width: 1, style: style)
  }
}

/// A screen in memory: a grid of cells into which panes draw and which tests read as text.
struct Surface: Equatable, Sendable {
  let size: Size
  /// Row after row, each of `size.columns` cells.
  private(set) var cells: [Cell]
  /// Where the terminal's cursor stands, or nil to hide it.
  var cursor: Position?

  /// A blank surface; negative extents count as zero.
  init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank(), count: self.size.columns * self.size.rows)
  }

  /// The whole surface.
  var bounds: Rect { Rect(column: 0, row: 0, width: size.columns, height: size.rows) }

  /// The cells of one row; the row must exist.
  func row(_ index: Int) -> ArraySlice<Cell> {
    cells[index * size.columns..<(index + 1) * size.columns]
  }

  /// The cell at a place, or nil outside.
  subscript(position: Position) -> Cell? {
    bounds.contains(position) ? cells[position.row * size.columns + position.column] : nil
  }

  /// Draws a text on the first row of a rectangle and returns the number of columns used.
  ///
  /// - Parameters:
  ///   - text: one line; what a terminal would obey is taken out of it.
  ///   - rect: where it may be drawn; too long a text is cut there and ends with `…`.
  ///   - style: how it is meant.
  ///   - alignment: where it stands when it is shorter than the rectangle.
  @discardableResult
  mutating func draw(
    _ text: String, in rect: Rect, _ style: Style = .normal, alignment: Alignment = .left
  ) -> Int {
    guard !rect.isEmpty, rect.row >= 0, rect.row < size.rows else { return 0 }
    var start = rect.column
    if alignment != .left {
      let free = max(0, rect.width - CellText.width(of: text))
      start += alignment == .right ? free : free / 2
    }
    let limit = rect.maxColumn
    var column = start
    for cell in CellText(text) {
      if column + cell.width > limit {
        if column < limit { put(.space, width: 1, column: column, row: rect.row, style) }
        put(.ellipsis, width: 1, column: limit - 1, row: rect.row, style)
        return limit - start
      }
      put(cell.glyph, width: cell.width, column: column, row: rect.row, style)
      column += cell.width
    }
    return column - start
  }

  /// Draws a text from a cell to the right edge of the surface; returns the columns used.
  @discardableResult
  mutating func draw(_ text: String, column: Int, row: Int, _ style: Style = .normal) -> Int {
    let rect = Rect(column: column, row: row, width: size.columns - column, height: 1)
    return draw(text, in: rect, style)
  }

  /// Fills a rectangle with one character, of one column, or with blanks.
  mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", _ style: Style = .normal) {
    let clip = rect.intersection(bounds)
    let glyph = CellText(String(scalar)).first { $0.width == 1 }?.glyph ?? .space
    for row in clip.row..<clip.maxRow {
      for column in clip.column..<clip.maxColumn {
        put(glyph, width: 1, column: column, row: row, style)
      }
    }
  }

  /// Changes the style of a rectangle and leaves what it shows.
  mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let clip = rect.intersection(bounds)
    for row in clip.row..<clip.maxRow {
      for column in clip.column..<clip.maxColumn {
        let index = row * size.columns + column
        cells[index].style = change(cells[index].style)
      }
    }
  }

  /// Copies another surface with its top left corner at a place; its cursor comes along.
  mutating func blit(_ other: Surface, column: Int, row: Int) {
    let target = Rect(
      column: column, row: row, width: other.size.columns, height: other.size.rows)
    let clip = target.intersection(bounds)
    for y in clip.row..<clip.maxRow {
      for x in clip.column..<clip.maxColumn {
        let cell = other.cells[(y - row) * other.size.columns + x - column]
        if cell.width > 0 {
          put(cell.glyph, width: Int(cell.width), column: x, row: y, cell.style)
        } else if x == clip.column {
          put(.space, width: 1, column: x, row: y, cell.style)
        }
      }
    }
    if let cursor = other.cursor {
      let moved = Position(column: cursor.column + column, row: cursor.row + row)
      self.cursor = bounds.contains(moved) ? moved : nil
    }
  }

  /// Writes one glyph; a wide character cut in half by it, or by an edge, leaves a blank.
  private mutating func put(_ glyph: Glyph, width: Int, column: Int, row: Int, _ style: Style) {
    if width == 2, column == -1 || column + 1 == size.columns {
      put(.space, width: 1, column: max(0, column), row: row, style)
      return
    }
    guard column >= 0, column + width <= size.columns else { return }
    let index = row * size.columns + column
    let after = index + width
    if cells[index].width == 0 {
      cells[index - 1] = .blank(cells[index - 1].style)
    }
    if column + width < size.columns, cells[after].width == 0 {
      cells[after] = .blank(cells[after].style)
    }
    cells[index] = Cell(glyph: glyph, width: UInt8(width), style: style)
    if width == 2 {
      cells[index + 1] = Cell(glyph: .continuation, width: 0, style: style)
    }
  }
}

/// Where a text stands in a wider place.
enum Alignment: Sendable {
  case left, center, right
}
