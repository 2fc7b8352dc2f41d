import Domain
import Storage

/// A report made of sections as text.
struct ReportText {
  let report: SectionedReport

  /// All of it.
  var text: String { lines(width: .max).joined(separator: "\n") + "\n" }

  /// Its lines, columns that have no room left out.
  func lines(width: Int) -> [String] {
    var lines = ["\(report.title) – \(report.subtitle)"] + report.notes.map { "- \($0)" }
    for section in report.sections {
      lines += ["", "\(section.title) (\(section.unit))"]
      if !section.rows.isEmpty {
        let table = TableText(
          head: [section.head] + section.columns,
          cells: section.rows.map { [$0.label] + $0.cells.map(\.french) }, width: width)
        lines += table.head + [table.rule] + table.rows
      }
      if let note = section.note { lines.append(note) }
    }
    return lines.map { CellText.sanitized($0) }
  }
}
