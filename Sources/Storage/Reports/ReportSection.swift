import Domain

/// A part of a report: a table, and what is drawn of it.
public struct ReportSection: Sendable {
  /// A figure, as people and as spreadsheets read it.
  public struct Cell: Equatable, Sendable {
    /// For people.
    public let french: String
    /// For spreadsheets: digits and a comma; empty where there is nothing.
    public let plain: String

    /// A count.
    static func count(_ count: Int) -> Cell {
      Cell(french: HTMLWriting.number(count), plain: String(count))
    }

    /// Tenths of a percent, or of a unit; nil where there are none.
    static func tenths(_ tenths: Int?, _ unit: String = "") -> Cell {
      guard let tenths else { return Cell(french: "–", plain: "") }
      let text = HTMLWriting.tenths(tenths)
      let digits = text.replacing("\u{202F}", with: "").replacing("−", with: "-")
      return Cell(french: text + unit, plain: digits)
    }

    /// Days, nil where there are none.
    static func days(_ days: Int?) -> Cell {
      days.map { .count($0) } ?? Cell(french: "–", plain: "")
    }

    /// Words.
    static func words(_ words: String) -> Cell { Cell(french: words, plain: words) }
  }

  /// A line.
  public struct Row: Sendable {
    /// What it is about.
    public let label: String
    /// Its figures, one for each column.
    public let cells: [Cell]
    /// Whether it stands for all the others.
    public let isTotal: Bool
  }

  /// How it is drawn.
  enum Drawing: Sendable {
    case bars(Chart)
    case columns(Chart)
    case lines(Chart)
  }

  /// A word that names it.
  public let id: String
  /// Its title.
  public let title: String
  /// In what it counts.
  public let unit: String
  /// What the lines are.
  public let head: String
  /// The columns.
  public let columns: [String]
  /// The lines.
  public let rows: [Row]
  var drawings: [Drawing] = []
  /// What is to be known besides.
  public var note: String?

  init(
    _ id: String, _ title: String, unit: String, head: String, columns: [String], rows: [Row],
    drawings: [Drawing] = [], note: String? = nil
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.head = head
    self.columns = columns
    self.rows = rows
    self.drawings = drawings
    self.note = note
  }

  /// The section of a page.
  var html: String {
    var html = ""
    for (place, drawing) in drawings.enumerated() {
      let id = "\(id)-\(place)"
      let drawn =
        switch drawing {
        case .bars(let chart): ChartSVG(chart: chart, id: id).bars
        case .columns(let chart): ChartSVG(chart: chart, id: id).columns
        case .lines(let chart): ChartSVG(chart: chart, id: id).lines
        }
      html += "<figure>\n\(drawn)</figure>\n"
    }
    html += ReportPage.table(
      unit, head: [head] + columns,
      rows: rows.map { ([$0.label] + $0.cells.map(\.french), $0.isTotal) })
    if let note { html += ReportPage.paragraph(note, style: "note") }
    return html
  }

  /// A line of CSV for each figure.
  var csv: String {
    var text = ""
    for row in rows {
      for (column, cell) in zip(columns, row.cells) {
        text += CSVWriting.line([id, title, row.label, column, cell.plain])
      }
    }
    return text
  }
}

/// A report made of sections.
public struct SectionedReport: Sendable {
  /// Its title.
  public let title: String
  /// What it is about, and when it was made.
  public let subtitle: String
  /// What must be known of all of it.
  public let notes: [String]
  /// Its parts.
  public let sections: [ReportSection]

  /// As one page of HTML that needs nothing else.
  public var html: String {
    var page = ReportPage(title: title, subtitle: subtitle, notes: notes)
    for section in sections { page.add(section.title, id: section.id, section.html) }
    return page.html
  }

  /// As CSV: a line for each figure.
  public var csv: String {
    CSVWriting.line(["tableau", "titre", "ligne", "colonne", "valeur"])
      + sections.map(\.csv).joined()
  }
}
