/// Where the parts of the screen stand, for a size of the terminal.
struct FrameLayout: Equatable {
  /// The least size at which the program can be used.
  static let least = Size(columns: 60, rows: 16)

  let top: Rect
  let body: Rect
  let footer: Rect
  /// Whether queues, list and detail stand side by side (100 x 30 and more).
  let isWide: Bool

  init(_ size: Size) {
    let screen = Rect(column: 0, row: 0, width: size.columns, height: size.rows)
    let (top, rest) = screen.splitTop(1)
    let (body, footer) = rest.splitBottom(1)
    self.top = top
    self.body = body
    self.footer = footer
    isWide = size.columns >= 100 && size.rows >= 30
  }

  static func isTooSmall(_ size: Size) -> Bool {
    size.columns < least.columns || size.rows < least.rows
  }
}

/// Where the parts of the pane Dossiers stand; an empty rectangle is not shown.
struct DossiersLayout: Equatable {
  /// The box of the queues, or the one line that stands for it on a small screen.
  var queues: Rect
  var queuesAreLine: Bool
  /// The box of the list; its content is the inside without the header row.
  var list: Rect
  /// The box of the detail.
  var detail: Rect

  init(_ frame: FrameLayout, zoomed: DossiersPane.Region?) {
    self.init(frame.body, isWide: frame.isWide, zoomed: zoomed)
  }

  /// - Parameters:
  ///   - body: where the pane stands.
  ///   - isWide: whether queues, list and detail stand side by side.
  init(_ body: Rect, isWide: Bool, zoomed: DossiersPane.Region?) {
    let none = Rect(column: 0, row: 0, width: 0, height: 0)
    queues = none
    list = none
    detail = none
    queuesAreLine = false
    switch (zoomed, isWide) {
    case (.queues, _): queues = body
    case (.list, _): list = body
    case (.detail, _): detail = body
    case (nil, true):
      let (left, right) = body.splitLeft(27)
      queues = left
      (list, detail) = Self.share(right)
    case (nil, false):
      queuesAreLine = true
      (queues, list) = body.splitTop(1)
    }
  }

  /// The rows of dossiers that the list shows: its box, less its borders and its header.
  var listHeight: Int { max(0, list.height - 3) }

  /// The columns and rows that the detail has for its lines.
  var detailSize: Size { detail.inset().size }

  private static func share(_ right: Rect) -> (list: Rect, detail: Rect) {
    let parts = right.splitTop(max(9, right.height * 45 / 100))
    return (parts.top, parts.rest)
  }
}
