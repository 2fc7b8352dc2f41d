import Domain
import Storage

/// The statistics as text, a table after the other.
struct StatisticsText {
  let report: StatisticsReport

  /// All of it, as wide as it must be.
  var text: String {
    var lines = [
      StatisticsReport.title, "\(report.period), établi le \(report.madeOn.french)", "",
    ]
    lines += report.notes.map { "- \($0)" }
    for table in report.tables {
      let columns = TableText(table)
      lines +=
        ["", "\(table.title) (\(table.unit))"] + columns.head + [columns.rule] + columns.rows
      if let note = table.note { lines.append(note) }
    }
    return lines.map { CellText.sanitized($0) }.joined(separator: "\n") + "\n"
  }
}

/// A table in columns as wide as they must be, long heads over several lines.
struct TableText {
  let head: [String]
  let rows: [String]
  /// The rows that stand for the sum.
  let totals: Set<Int>
  /// What is said of the columns that have no room, nil when all have.
  let hidden: String?

  /// The longest line of a head.
  private static let headWidth = 13
  private static let gap = 2

  /// A table of the statistics.
  init(_ table: StatisticsTable, from first: Int = 0, width: Int = .max) {
    self.init(
      head: [table.head] + table.columns,
      cells: table.rows.map { [$0.label] + $0.cells.map(\.french) },
      totals: Set(table.rows.indices.filter { table.rows[$0].isTotal }), from: first, width: width)
  }

  /// A table.
  ///
  /// - Parameters:
  ///   - first: the first column shown after the one of the labels.
  ///   - width: the room; columns that do not fit are left out.
  init(
    head titles: [String], cells: [[String]], totals: Set<Int> = [], from first: Int = 0,
    width: Int = .max
  ) {
    let heads = titles.map { Self.lines(of: CellText.sanitized($0)) }
    let cells = cells.map { $0.map { CellText.sanitized($0) } }
    var widths = heads.indices.map { column in
      (heads[column] + cells.map { $0[column] }).map { CellText.width(of: $0) }.max() ?? 0
    }
    // A long label leaves room for one figure at least.
    if width < .max { widths[0] = min(widths[0], max(12, width - 16)) }
    var shown = [0]
    var used = widths[0]
    for column in heads.indices.dropFirst(1 + first) {
      used += Self.gap + widths[column]
      guard used <= width else { break }
      shown.append(column)
    }
    let left = heads.count - shown.count
    hidden = left > 0 ? left.french("autre colonne", "autres colonnes") + "." : nil
    let height = shown.map { heads[$0].count }.max() ?? 1
    head = (0..<height).map { line in
      Self.joined(
        shown.map { column in
          let missing = height - heads[column].count
          return line < missing ? "" : heads[column][line - missing]
        }, shown.map { widths[$0] })
    }
    rows = cells.map { row in Self.joined(shown.map { row[$0] }, shown.map { widths[$0] }) }
    self.totals = totals
  }

  /// A line below the heads.
  var rule: String {
    String(repeating: "─", count: head.map { CellText.width(of: $0) }.max() ?? 0)
  }

  private static func lines(of head: String) -> [String] {
    var lines: [String] = []
    for word in head.split(separator: " ") {
      if let last = lines.last, CellText.width(of: "\(last) \(word)") <= headWidth {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  private static func joined(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).enumerated().map { column, cell in
      let text = CellText.truncated(cell.0, to: cell.1)
      let room = String(repeating: " ", count: max(0, cell.1 - CellText.width(of: text)))
      return column == 0 ? text + room : room + text
    }.joined(separator: String(repeating: " ", count: gap))
  }
}
