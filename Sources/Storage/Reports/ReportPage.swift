import Domain

/// A report as one page that needs nothing else: no style, picture or program is fetched.
struct ReportPage {
  let title: String
  /// What stands below the title: the period, the day.
  let subtitle: String
  /// What must be known of all of it.
  let notes: [String]
  /// The sections, written.
  var sections: [String] = []

  /// A part with a heading.
  mutating func add(_ heading: String, id: String, _ content: String) {
    sections.append(
      """
      <section aria-labelledby="h-\(HTMLWriting.text(id))">
      <h2 id="h-\(HTMLWriting.text(id))">\(HTMLWriting.text(heading))</h2>
      \(content)</section>

      """)
  }

  /// A table with its caption; the first column heads its row, the others hold figures.
  static func table(
    _ caption: String, head: [String], rows: [(cells: [String], isTotal: Bool)]
  ) -> String {
    var html =
      "<div class=\"t\"><table>\n<caption>\(HTMLWriting.text(caption))</caption>\n<thead><tr>"
    for cell in head { html += "<th scope=\"col\">\(HTMLWriting.text(cell))</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += row.isTotal ? "<tr class=\"sum\">" : "<tr>"
      for (index, cell) in row.cells.enumerated() {
        html +=
          index == 0
          ? "<th scope=\"row\">\(HTMLWriting.text(cell))</th>"
          : "<td>\(cell == StatisticsCell.mask ? mask : HTMLWriting.text(cell))</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table></div>\n"
  }

  private static let mask = "<abbr title=\"masqué\">\(StatisticsCell.mask)</abbr>"

  /// A paragraph.
  static func paragraph(_ text: String, style: String? = nil) -> String {
    let mark = style.map { " class=\"\($0)\"" } ?? ""
    return "<p\(mark)>\(HTMLWriting.text(text))</p>\n"
  }

  /// The whole page.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="fr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLWriting.text(title))</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <header>
    <p class="house">Échanger Habiter</p>
    <h1>\(HTMLWriting.text(title))</h1>
    <p class="sub">\(HTMLWriting.text(subtitle))</p>
    </header>
    <main>
    <ul class="notes">
    \(notes.map { "<li>\(HTMLWriting.text($0))</li>" }.joined(separator: "\n"))
    </ul>
    \(sections.joined())</main>
    </body>
    </html>

    """
  }

  private static let style = """
    @page { size: A4; margin: 14mm 12mm 16mm; }
    :root { color-scheme: light; }
    body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 3rem; background: #fff;
      color: #1a1a1a; font: 15px/1.45 "DejaVu Sans", "Liberation Sans", Arial, sans-serif; }
    header { border-bottom: 3px solid #1b5e8c; margin-bottom: 1rem; }
    h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
    h2 { font-size: 1.15rem; margin: 2.2rem 0 .5rem; color: #123f5e; break-after: avoid; }
    .house { margin: 0; color: #123f5e; font-weight: bold; letter-spacing: .04em; }
    .sub { margin: 0 0 .8rem; color: #444; }
    .notes { padding-left: 1.1rem; color: #333; font-size: .88rem; }
    figure { margin: .4rem 0 .8rem; break-inside: avoid; }
    svg { width: 100%; height: auto; display: block; }
    svg text { font: 12px "DejaVu Sans", "Liberation Sans", Arial, sans-serif; fill: #1a1a1a; }
    svg text.v { font-size: 11px; fill: #333; }
    svg .axis { stroke: #444; stroke-width: 1; }
    svg .step { stroke: #d5d9dd; stroke-width: 1; }
    svg .l { fill: none; stroke-width: 2; }
    .t { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .82rem;
      font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: #444; padding: .2rem 0; }
    th, td { border-bottom: 1px solid #d5d9dd; padding: .22rem .4rem; text-align: right;
      vertical-align: bottom; }
    th[scope=row], thead th:first-child { text-align: left; font-weight: normal; }
    th[scope=row] { min-width: 7.5rem; }
    thead th { border-bottom: 2px solid #444; font-weight: bold; hyphens: auto; }
    tr { break-inside: avoid; }
    tr.sum th, tr.sum td { font-weight: bold; border-top: 1px solid #444; }
    tbody tr:nth-child(even) { background: #f4f6f8; }
    abbr { text-decoration: none; color: #555; }
    .note { color: #444; font-size: .85rem; margin: .3rem 0 0; }
    @media print { body { padding: 0; font-size: 10pt; max-width: none; }
      h2 { margin-top: 1.4rem; } * { print-color-adjust: exact;
      -webkit-print-color-adjust: exact; } .t { overflow: visible; }
      thead { display: table-header-group; } }
    """
}
