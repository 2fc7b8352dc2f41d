import CNcurses
import Glibc

/// Copies surfaces to the curses screen, row by row, where they differ from the last one.
struct SurfacePainter {
  private var theme: Theme
  private let depth: ColorDepth
  private var shown: Surface?
  /// Attributes and colour pair of each style met so far, and those of the last cell's.
  private var looks: [Style: Look] = [:]
  private var last: (style: Style, look: Look)?
  private var line: [cchar_t] = []

  private typealias Look = (attributes: attr_t, pair: Int32)

  /// Sets the colours up; curses must have been started.
  init(theme: Theme, noColor: String?) {
    self.theme = theme
    let wanted = (noColor ?? "").isEmpty && has_colors()
    // Without default colours a terminal's own background would be painted over.
    guard wanted, start_color() == OK, use_default_colors() == OK else {
      depth = .none
      return
    }
    depth = ColorDepth(count: Int(habiter_colors()), noColor: noColor)
  }

  /// Whether the terminal shows colours, and the operator wants them.
  var showsColors: Bool { depth != .none }

  /// Makes the next surface be drawn whole.
  mutating func forget() {
    shown = nil
  }

  /// Changes the colours from the next surface on.
  mutating func setTheme(_ theme: Theme) {
    self.theme = theme
    looks = [:]
    last = nil
    shown = nil
  }

  /// Draws what changed, places the cursor, and sends it all to the terminal.
  mutating func present(_ surface: Surface, on size: Size) {
    let former = shown?.size == surface.size ? shown : nil
    if former == nil { habiter_erase() }
    for index in 0..<min(size.rows, surface.size.rows) {
      let row = surface.row(index)
      if let former, former.row(index) == row { continue }
      put(row.prefix(size.columns), at: index)
    }
    if let cursor = surface.cursor {
      habiter_move(Int32(cursor.row), Int32(cursor.column))
    }
    curs_set(surface.cursor == nil ? 0 : 1)
    habiter_refresh()
    shown = surface
  }

  private mutating func put(_ row: ArraySlice<Cell>, at index: Int) {
    line.removeAll(keepingCapacity: true)
    for cell in row where cell.width > 0 {
      let look = look(of: cell.style)
      // A base, two combining marks, and the zero that ends them.
      withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 4) { text in
        text.initialize(repeating: 0)
        var count = 0
        cell.glyph.forEachScalar { value in
          text[count] = wchar_t(bitPattern: value)
          count += 1
        }
        var drawn = cchar_t()
        habiter_set_cell(&drawn, text.baseAddress, look.attributes, look.pair)
        line.append(drawn)
      }
    }
    habiter_put_row(Int32(index), line, Int32(line.count))
  }

  private mutating func look(of style: Style) -> Look {
    if let last, last.style == style { return last.look }
    let look = looks[style] ?? newLook(of: style)
    last = (style, look)
    return look
  }

  private mutating func newLook(of style: Style) -> Look {
    let appearance = theme.appearance(of: style, depth: depth)
    var attributes: attr_t = 0
    let emphasis = appearance.emphasis
    if emphasis.contains(.bold) { attributes |= HABITER_BOLD }
    if emphasis.contains(.reverse) { attributes |= HABITER_REVERSE }
    if emphasis.contains(.underline) { attributes |= HABITER_UNDERLINE }
    if emphasis.contains(.faint) { attributes |= HABITER_DIM }
    let isColored = appearance.foreground >= 0 || appearance.background >= 0
    let pair = isColored ? alloc_pair(appearance.foreground, appearance.background) : 0
    let look = (attributes, max(0, pair))
    looks[style] = look
    return look
  }
}
