import Domain
import Storage

/// What can be done to the column selected.
enum ColumnEdit: CaseIterable, Hashable, Sendable {
  case toggle, wider, narrower, earlier, later, reset
}

/// The list of the columns, over the list of dossiers that shows each change at once.
struct ColumnsSheet: Equatable {
  /// The index of the column selected.
  private(set) var selected = 0

  /// Does what an action asks of the columns.
  ///
  /// - Parameters:
  ///   - layout: the columns.
  ///   - room: the width of the list.
  /// - Returns: nil when the action is none of this screen's; else what to tell, empty for nothing.
  mutating func perform(_ action: UIAction, on layout: inout ListLayout, room: Int) -> String? {
    let last = layout.columns.count - 1
    switch action {
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(last, selected + 1)
    case .first, .pageUp: selected = 0
    case .last, .pageDown: selected = last
    case .sort, .open: layout.sort(on: layout.columns[selected].sort)
    case .reverseSort: layout.order.isReversed.toggle()
    case .column(let edit): return self.edit(edit, &layout, room: room)
    default: return nil
    }
    return ""
  }

  private mutating func edit(
    _ edit: ColumnEdit, _ layout: inout ListLayout, room: Int
  ) -> String {
    switch edit {
    case .toggle:
      if !layout.toggle(selected) { return "Une colonne au moins reste montrée." }
    case .wider: widen(&layout, by: 1, room: room)
    case .narrower: widen(&layout, by: -1, room: room)
    case .earlier: selected = layout.move(selected, by: -1)
    case .later: selected = layout.move(selected, by: 1)
    case .reset:
      layout.reset()
      return "Les colonnes sont celles d'origine."
    }
    return ""
  }

  /// A width that was the program's own becomes the operator's from where it stands.
  private func widen(_ layout: inout ListLayout, by step: Int, room: Int) {
    let column = layout.columns[selected]
    let width = column.width ?? ColumnWidths(layout, in: room)[column.sort] ?? 12
    layout.setWidth(selected, width + step)
  }
}

/// Draws the list of the columns.
struct ColumnsSheetView {
  static let size = Size(columns: 58, rows: DossierSort.allCases.count + 2)

  let sheet: ColumnsSheet
  let layout: ListLayout
  /// The width of the list.
  let room: Int
  let world: World

  func draw(on surface: inout Surface, in rect: Rect) {
    let title = "Colonnes · tri : \(layout.order.words)"
    let inside = surface.drawBox(rect, title: title, .title)
    let widths = ColumnWidths(layout, in: room)
    for (index, column) in layout.columns.enumerated() {
      let line = inside.line(index)
      var (cell, rest) = line.splitLeft(2)
      surface.draw(index == sheet.selected ? "▸" : " ", in: cell, .title)
      (cell, rest) = rest.splitLeft(10)
      let style: Style = column.isShown ? .normal : .dim
      surface.draw(column.isShown ? "✓ montrée" : "– cachée", in: cell, style)
      (cell, rest) = rest.splitLeft(16)
      let isSorted = column.sort == layout.order.sort
      let name = column.sort.title(isOwn: world.audience != nil)
      surface.draw(isSorted ? "\(name) \(layout.order.sign)" : name, in: cell, style)
      surface.draw(width(of: column, widths[column.sort]), in: rest, style)
      if index == sheet.selected { surface.restyle(line) { $0.adding(.reverse) } }
    }
  }

  /// « largeur 12 », « largeur automatique, 25 », « pas la place ici ».
  private func width(of column: DossierColumn, _ actual: Int?) -> String {
    if !column.isShown { return column.width.map { "largeur \($0)" } ?? "" }
    guard let actual else { return "pas la place ici" }
    return column.width == nil ? "largeur automatique, \(actual)" : "largeur \(actual)"
  }
}
