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
    let plain = CellText.plainCount(text)
    var start = rect.column
    if alignment != .left {
      let free = max(0, rect.width - (plain ?? CellText.width(of: text)))
      start += alignment == .right ? free : free / 2
    }
    let limit = rect.maxColumn
    if let plain {
      drawPlain(text, plain, at: start, row: rect.row, limit: limit, style)
      return min(plain, limit - start)
    }
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
    let glyph =
      scalar.isPlain
      ? Glyph(scalar) : CellText(String(scalar)).first { $0.width == 1 }?.glyph ?? .space
    for row in clip.row..<clip.maxRow where clip.column < clip.maxColumn {
      let start = row * size.columns
      let range = (start + clip.column)..<(start + clip.maxColumn)
      part(range, of: row)
      for index in range { cells[index] = Cell(glyph: glyph, width: 1, style: style) }
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

  /// Copies rows of another surface, its left edge at a column; what has no room is left out.
  ///
  /// - Parameters:
  ///   - rows: which of its rows; those that it does not have are left out.
  ///   - other: a part of the screen drawn before; its cursor stays behind.
  mutating func copy(_ rows: Range<Int>, of other: Surface, column: Int, row: Int) {
    let left = max(0, column)
    let right = min(size.columns, column + other.size.columns)
    guard left < right else { return }
    for index in rows.clamped(to: 0..<other.size.rows) {
      let target = row + index - rows.lowerBound
      guard (0..<size.rows).contains(target) else { continue }
      let range = target * size.columns + left..<target * size.columns + right
      part(range, of: target)
      let source = index * other.size.columns + left - column
      for offset in 0..<range.count {
        cells[range.lowerBound + offset] = other.cells[source + offset]
      }
      cutEnds(of: range)
    }
  }

  /// Blanks what a range begins and ends with of wide characters that it has but half of.
  private mutating func cutEnds(of range: Range<Int>) {
    let (first, last) = (range.lowerBound, range.upperBound - 1)
    if cells[first].width == 0 { cells[first] = .blank(cells[first].style) }
    if cells[last].width == 2 { cells[last] = .blank(cells[last].style) }
  }

  /// Writes a text of which every character takes one column; what has no room ends with `…`.
  private mutating func drawPlain(
    _ text: String, _ count: Int, at column: Int, row: Int, limit: Int, _ style: Style
  ) {
    let end = min(column + count, limit)
    let shown = max(0, column)..<max(0, column, min(end, size.columns))
    guard !shown.isEmpty else { return }
    let start = row * size.columns
    let range = (start + shown.lowerBound)..<(start + shown.upperBound)
    part(range, of: row)
    var index = start + column
    for scalar in text.unicodeScalars.prefix(end - column) {
      if range.contains(index) {
        cells[index] = Cell(glyph: Glyph(scalar), width: 1, style: style)
      }
      index += 1
    }
    if count > limit - column, limit <= size.columns {
      cells[start + limit - 1] = Cell(glyph: .ellipsis, width: 1, style: style)
    }
  }

  /// Blanks the halves that wide characters leave outside of a range that is about to be written.
  private mutating func part(_ range: Range<Int>, of row: Int) {
    if cells[range.lowerBound].width == 0 {
      cells[range.lowerBound - 1] = .blank(cells[range.lowerBound - 1].style)
    }
    if range.upperBound < (row + 1) * size.columns, cells[range.upperBound].width == 0 {
      cells[range.upperBound] = .blank(cells[range.upperBound].style)
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
