/// What one column of a row shows.
struct TableCell: Hashable, Sendable, ExpressibleByStringLiteral {
  var text: String
  var style: Style

  /// A cell, plain unless said otherwise.
  init(_ text: String, _ style: Style = .normal) {
    self.text = text
    self.style = style
  }

  /// A plain cell.
  init(stringLiteral value: String) {
    self.init(value)
  }
}

/// A row of a table as it is drawn: one cell for each column, whether it has room or not.
struct TableRow: Hashable, Sendable {
  var cells: [TableCell]
  /// Whether the operator has marked the row for an act on several.
  var isMarked = false
}

/// What a list has to say besides its rows.
enum ListState: Hashable, Sendable {
  case ready
  /// What is being loaded, and how far; the last good rows stay meanwhile.
  case loading(String)
  /// Why there is nothing, and what comes next.
  case empty(String)
  /// No row passes the filter, and how to clear it.
  case filtered(String)
  /// What went wrong, and what to do; the last good rows stay.
  case failed(String, remedy: String)
}

/// Rows under a header, of which only those on screen are asked for.
struct Table: Sendable {
  /// Columns before the first one: `▸` for the selected row, `*` for a marked one.
  private static let gutter = 2

  var columns: [TableColumn]
  var state = ListState.ready

  /// Number of rows that a place shows, to give to the viewport.
  func bodyHeight(in rect: Rect) -> Int {
    max(1, body(of: rect).height)
  }

  /// The index of the row drawn at a cell, or nil when there is none.
  func row(at position: Position, in rect: Rect, viewport: ListViewport) -> Int? {
    let body = body(of: rect)
    guard body.contains(position) else { return nil }
    let index = viewport.first + position.row - body.row
    return viewport.visible.contains(index) ? index : nil
  }

  /// Draws header, rows and scroll indicator.
  ///
  /// - Parameters:
  ///   - viewport: what is on screen, and which row is selected.
  ///   - isFocused: whether keys go to the table.
  ///   - rows: gives the rows of a range, which is the one on screen.
  func draw(
    into surface: inout Surface, in rect: Rect, viewport: ListViewport, isFocused: Bool,
    rows: (Range<Int>) -> [TableRow]
  ) {
    let (place, bar) = rect.splitRight(1)
    let widths = TableLayout.widths(of: columns, in: place.width - Table.gutter)
    drawHeader(into: &surface, in: place.line(0), widths: widths)
    let body = body(of: place)
    drawState(into: &surface, in: place.splitTop(1).rest, hasRows: viewport.count > 0)
    guard viewport.count > 0, !body.isEmpty else { return }
    var viewport = viewport
    viewport.setHeight(body.height)
    for (offset, row) in rows(viewport.visible).enumerated() {
      let line = body.line(offset)
      let isSelected = viewport.first + offset == viewport.selected
      draw(row, into: &surface, in: line, widths: widths, isSelected: isSelected)
      if isSelected { highlight(&surface, line, isFocused: isFocused) }
    }
    surface.drawScrollIndicator(
      bar.splitBottom(body.height).bottom, first: viewport.first, visible: body.height,
      total: viewport.count)
  }

  private func drawHeader(into surface: inout Surface, in line: Rect, widths: [Int?]) {
    var rest = line.splitLeft(Table.gutter).rest
    for (column, width) in zip(columns, widths) {
      guard let width else { continue }
      let mark =
        switch column.sort {
        case .ascending: " ▲"
        case .descending: " ▼"
        case nil: ""
        }
      let title = CellText.truncated(column.title, to: width - CellText.width(of: mark)) + mark
      surface.draw(title, in: rest.splitLeft(width).left, .header, alignment: column.alignment)
      rest = rest.splitLeft(width + TableLayout.gap).rest
    }
  }

  private func draw(
    _ row: TableRow, into surface: inout Surface, in line: Rect, widths: [Int?], isSelected: Bool
  ) {
    surface.draw((isSelected ? "▸" : " ") + (row.isMarked ? "*" : " "), in: line, .key)
    var rest = line.splitLeft(Table.gutter).rest
    for (index, width) in widths.enumerated() {
      guard let width else { continue }
      if index < row.cells.count {
        let cell = row.cells[index]
        surface.draw(
          cell.text, in: rest.splitLeft(width).left, cell.style,
          alignment: columns[index].alignment)
      }
      rest = rest.splitLeft(width + TableLayout.gap).rest
    }
  }

  /// Shows the selected row, without hiding what the colours of its cells mean.
  private func highlight(_ surface: inout Surface, _ line: Rect, isFocused: Bool) {
    surface.restyle(line) { style in
      if !isFocused { return style.adding(.bold) }
      return style.role == .normal
        ? Style(.selected, style.emphasis) : style.adding(.reverse)
    }
  }

  private func drawState(into surface: inout Surface, in rect: Rect, hasRows: Bool) {
    switch state {
    case .ready: return
    case .loading(let text): surface.draw("… \(text)", in: rect, .dim)
    case .empty(let text), .filtered(let text):
      guard !hasRows else { return }
      surface.drawParagraph(text, in: rect.inset(columns: 2, rows: 0), .dim)
    case .failed(let text, let remedy):
      surface.draw(Toast(kind: .error, text: "\(text) \(remedy)").line, in: rect)
    }
  }

  /// Where the rows stand: below the header, and below the line that says what goes on.
  private func body(of rect: Rect) -> Rect {
    switch state {
    case .loading, .failed: rect.splitTop(2).rest
    case .ready, .empty, .filtered: rect.splitTop(1).rest
    }
  }
}
