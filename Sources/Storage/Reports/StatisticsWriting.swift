import Domain

/// The statistics as they leave the program.
extension StatisticsReport {
  /// « de novembre 2025 à octobre 2026 ».
  public var period: String {
    first == last ? last.french : "\(first.french) – \(last.french)"
  }

  /// The title of the report.
  public static let title = "Statistiques de la bourse d'échange"

  /// As one page of HTML that needs nothing else.
  public var html: String {
    var page = ReportPage(
      title: Self.title,
      subtitle: "\(period), établi le \(madeOn.frenchLong)", notes: notes)
    for (index, table) in tables.enumerated() {
      page.add(table.title, id: table.id, Self.section(table, number: index))
    }
    return page.html
  }

  private static func section(_ table: StatisticsTable, number: Int) -> String {
    var html = ""
    if let drawing = table.drawing, let drawn = table.drawn(drawing, id: "c\(number)") {
      html += "<figure>\n\(drawn)</figure>\n"
    }
    if table.id == "activite", let drawn = table.drawn(.lines([6, 7]), id: "c\(number)-l") {
      html += "<figure>\n\(drawn)</figure>\n"
    }
    html += ReportPage.table(
      "En \(table.unit)", head: [table.head] + table.columns,
      rows: table.rows.map { row in
        ([row.label] + row.cells.map(\.html), row.isTotal)
      })
    if let note = table.note { html += ReportPage.paragraph(note, style: "note") }
    return html
  }

  /// As CSV: a line for each figure.
  public var csv: String {
    var text = CSVWriting.line([
      "tableau", "titre", "unite", "ligne", "colonne", "valeur", "ensemble",
    ])
    for table in tables {
      for row in table.rows {
        for (column, cell) in zip(table.columns, row.cells) {
          text += CSVWriting.line([
            table.id, table.title, table.unit, row.label, column, cell.plain,
            row.isTotal ? "oui" : "non",
          ])
        }
      }
    }
    return text
  }
}

extension StatisticsCell {
  /// The figure as a page prints it.
  fileprivate var html: String { number.map(HTMLWriting.number) ?? french }

  /// The figure for a spreadsheet: digits alone, « s » where it is masked, nothing where there is
  /// none.
  fileprivate var plain: String {
    switch self {
    case .count(let number), .days(let number): String(number)
    case .masked: Self.mask
    case .absent: ""
    }
  }

  fileprivate var value: Chart.Value {
    switch self {
    case .count(let number), .days(let number): .number(number)
    case .masked: .masked
    case .absent: .none
    }
  }
}

extension StatisticsTable {
  /// The drawing beside the table; nil where there is no figure to draw.
  fileprivate func drawn(_ drawing: Drawing, id: String) -> String? {
    let parts = rows.filter { !$0.isTotal }
    let labels = parts.map { drawing.isByRow ? $0.label : $0.brief }
    func chart(_ columns: [Int]) -> Chart? {
      let series = columns.filter { self.columns.indices.contains($0) }.map { column in
        Chart.Series(self.columns[column], parts.map { $0.cells[column].value })
      }
      let isTold = series.contains { series in
        series.values.contains { if case .number = $0 { true } else { false } }
      }
      guard isTold else { return nil }
      let names = columns.count == 1 ? " (\(self.columns[columns[0]]))" : ""
      return Chart(title + names, unit: unit, labels: labels, series: series)
    }
    switch drawing {
    case .bars(let column): return chart([column]).map { ChartSVG(chart: $0, id: id).bars }
    case .columns(let columns): return chart(columns).map { ChartSVG(chart: $0, id: id).columns }
    case .lines(let columns): return chart(columns).map { ChartSVG(chart: $0, id: id).lines }
    }
  }
}

extension StatisticsTable.Drawing {
  /// Whether each label has a line of its own.
  fileprivate var isByRow: Bool {
    if case .bars = self { true } else { false }
  }
}
