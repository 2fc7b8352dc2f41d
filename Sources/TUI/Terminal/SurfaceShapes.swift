extension Surface {
  /// Draws a frame around a rectangle, with titles in its top and bottom edges.
  ///
  /// - Parameters:
  ///   - title: on the left of the top edge, cut to what fits.
  ///   - footer: on the right of the bottom edge, cut to what fits.
  ///   - style: of the frame.
  ///   - titleStyle: of both titles.
  /// - Returns: the rectangle inside the frame.
  @discardableResult
  mutating func drawBox(
    _ rect: Rect, title: String = "", footer: String = "", _ style: Style = .border,
    titleStyle: Style = .title
  ) -> Rect {
    guard rect.width >= 2, rect.height >= 2 else { return rect.inset() }
    drawEdge(row: rect.row, rect, ends: ("┌", "┐"), style)
    drawEdge(row: rect.maxRow - 1, rect, ends: ("└", "┘"), style)
    let sides = rect.inset(columns: 0)
    fill(sides.splitLeft(1).left, with: "│", style)
    fill(sides.splitRight(1).right, with: "│", style)
    if !title.isEmpty {
      draw(" \(title) ", in: rect.line(0).inset(columns: 2, rows: 0), titleStyle)
    }
    if !footer.isEmpty {
      let edge = rect.line(rect.height - 1).inset(columns: 2, rows: 0)
      draw(" \(footer) ", in: edge, titleStyle, alignment: .right)
    }
    return rect.inset()
  }

  /// Draws a rule across a frame that is already there, joined to its sides, with a title.
  mutating func drawDivider(
    in rect: Rect, row: Int, title: String = "", _ style: Style = .border,
    titleStyle: Style = .title
  ) {
    guard rect.width >= 2 else { return }
    drawEdge(row: row, rect, ends: ("├", "┤"), style)
    guard !title.isEmpty else { return }
    let place = Rect(column: rect.column + 2, row: row, width: rect.width - 4, height: 1)
    draw(" \(title) ", in: place, titleStyle)
  }

  /// Draws a scroll indicator down the first column of a rectangle: a thumb over a thin line.
  ///
  /// - Parameters:
  ///   - first: index of the first visible item.
  ///   - visible: number of items that can be seen at once.
  ///   - total: number of items; when all are visible, nothing is drawn.
  mutating func drawScrollIndicator(
    _ rect: Rect, first: Int, visible: Int, total: Int, _ style: Style = .border
  ) {
    guard total > visible, visible > 0, rect.height > 0 else { return }
    let length = max(1, rect.height * visible / total)
    let travel = rect.height - length
    let start = min(travel, (first * travel + (total - visible) / 2) / (total - visible))
    let bar = rect.splitLeft(1).left
    fill(bar, with: "│", style)
    fill(bar.splitTop(start).rest.splitTop(length).top, with: "█", style)
  }

  private mutating func drawEdge(
    row: Int, _ rect: Rect, ends: (left: Unicode.Scalar, right: Unicode.Scalar), _ style: Style
  ) {
    let edge = Rect(column: rect.column, row: row, width: rect.width, height: 1)
    fill(edge, with: "─", style)
    fill(edge.splitLeft(1).left, with: ends.left, style)
    fill(edge.splitRight(1).right, with: ends.right, style)
  }
}
