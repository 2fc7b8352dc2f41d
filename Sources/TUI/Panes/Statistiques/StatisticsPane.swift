import Domain
import Storage

/// What can be asked for in the pane of the statistics, besides moving.
enum StatisticsEdit: CaseIterable, Hashable, Sendable {
  case write, previousColumns, nextColumns

  /// The action as the configuration file names it.
  var name: String {
    switch self {
    case .write: "ecrire-rapport"
    case .previousColumns: "colonnes-precedentes"
    case .nextColumns: "colonnes-suivantes"
    }
  }
}

/// The pane of the partners' statistics: the tables on the left, the one chosen beside them.
struct StatisticsPane {
  /// What was read, nil before.
  private(set) var report: StatisticsReport?
  /// Why nothing can be read.
  private(set) var refusal: Refusal?
  /// The tables.
  private(set) var viewport = ListViewport()
  /// Whether the table has the keys, not the list.
  private(set) var isInTable = false
  /// The first line of the table on the screen.
  private(set) var top = 0
  /// The first column of the table on the screen.
  private(set) var column = 0
  private var height = 1

  /// The table chosen.
  var table: StatisticsTable? {
    guard let report, let index = viewport.selected, report.tables.indices.contains(index) else {
      return nil
    }
    return report.tables[index]
  }

  mutating func take(_ loaded: StatisticsReport?, _ refusal: Refusal?) {
    let before = table?.id
    self.refusal = refusal
    report = loaded
    let tables = loaded?.tables ?? []
    viewport.setCount(tables.count, selected: tables.firstIndex { $0.id == before } ?? 0)
    scroll(to: top)
  }

  mutating func fit(_ layout: StatisticsLayout) {
    viewport.setHeight(max(1, layout.list.inset().height))
    height = max(1, layout.tableRows)
    scroll(to: top)
  }

  private mutating func scroll(to row: Int) {
    top = min(max(0, row), max(0, (table?.rows.count ?? 0) - height))
  }

  /// Does what an action asks; false when it is none of its own.
  mutating func perform(_ action: UIAction) -> Bool {
    switch action {
    case .open: isInTable = table != nil
    case .back: isInTable = false
    case .nextRegion, .previousRegion: isInTable = !isInTable && table != nil
    case .statistics(.previousColumns): column = max(0, column - 1)
    case .statistics(.nextColumns):
      column = min(column + 1, max(0, (table?.columns.count ?? 1) - 1))
    default:
      if isInTable {
        guard let rows = action.rows(page: max(1, height - 1)) else { return false }
        scroll(to: top + rows)
      } else {
        let before = viewport.selected
        guard viewport.move(action) else { return false }
        if viewport.selected != before { (top, column) = (0, 0) }
      }
    }
    return true
  }
}

/// Where the parts of the pane stand; an empty rectangle is not shown.
struct StatisticsLayout: Equatable {
  private(set) var list: Rect
  private(set) var table: Rect

  /// The heads of a table take up to three lines, its unit, its rule and its note one each.
  private static let around = 6

  init(_ frame: FrameLayout, isInTable: Bool) {
    let none = Rect(column: 0, row: 0, width: 0, height: 0)
    if frame.isWide {
      (list, table) = frame.body.splitLeft(frame.body.width >= 130 ? 46 : 34)
    } else {
      list = isInTable ? none : frame.body
      table = isInTable ? frame.body : none
    }
  }

  /// The lines of a table that fit.
  var tableRows: Int { table.isEmpty ? 1 : table.inset().height - Self.around }
}

/// The pane of the statistics over the store.
extension App {
  var statisticsLayout: StatisticsLayout {
    StatisticsLayout(FrameLayout(size), isInTable: statistiques.isInTable)
  }

  mutating func performOnStatistics(_ action: UIAction) -> [Effect] {
    if action == .statistics(.write) {
      guard statistiques.report != nil else { return [] }
      return [.writeStatistics]
    }
    _ = statistiques.perform(action)
    return []
  }
}

extension StoreEffects {
  /// The statistics, or why the role does not read them.
  func loadStatistics() throws -> [Message] {
    do {
      return [.statisticsLoaded(try store.statistics(as: session), nil)]
    } catch let refusal as Refusal {
      return [.statisticsLoaded(nil, refusal)]
    }
  }

  /// Writes the statistics as a page into the home folder.
  func writeStatistics() throws -> [Message] {
    let report = try store.statistics(as: session)
    let path = "\(reportFolder)/statistiques-\(report.last.iso).html"
    let file = try ExportFile(path: path)
    try file.write(report.html)
    try file.complete()
    return [.said(Toast(kind: .success, text: "Rapport écrit dans \(path.strippedOfControls)."))]
  }
}
