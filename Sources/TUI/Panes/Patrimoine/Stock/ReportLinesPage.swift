import Domain
import Storage

/// Which lines of a complete report are asked for.
struct ReportQuestion: Equatable, Sendable {
  let bailleur: OrganisationID
  let attempt: CommandID
  let code: String
  /// Where in the file the page begins.
  var offset = 0
}

/// The lines of a code, from the complete report of an attempt, read as they come into sight.
struct ReportLinesPage {
  let question: ReportQuestion
  let title: String
  /// The cells of the lines read so far.
  private(set) var rows: [[String]] = []
  private(set) var isRead = false
  private var next: Int?
  var viewport = ListViewport()

  /// - Parameter total: how many lines the journal counts.
  init(_ question: ReportQuestion, total: Int, in world: World) {
    self.question = question
    let subject = PatrimoineCode(label: question.code).map { " · \($0.subject)" } ?? ""
    title =
      "\(question.code)\(subject) · \(total.french("ligne")) · "
      + world.directory.name(of: question.bailleur)
  }

  var questions: [Effect] { isRead ? [] : [.patrimoine(.lines(question))] }

  /// The next lines, once the selection comes near the last one read.
  var wanted: [Effect] {
    guard let next, (viewport.selected ?? 0) + 2 * viewport.height > rows.count else { return [] }
    var question = question
    question.offset = next
    return [.patrimoine(.lines(question))]
  }

  mutating func take(_ page: PatrimoineReportPage, for asked: ReportQuestion) {
    var own = question
    own.offset = isRead ? next ?? -1 : 0
    guard asked == own else { return }
    isRead = true
    rows += page.rows
    next = page.next
    viewport.setCount(rows.count, selected: viewport.selected)
  }

  mutating func fit(_ room: Size) {
    viewport.setHeight(max(1, room.rows - StockDrawing.footHeight - 1))
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    surface.drawBox(rect, title: title, .title)
    guard !rows.isEmpty else {
      surface.draw(
        isRead ? "Aucune ligne de ce code dans le rapport." : "Lecture…",
        in: rect.inset().line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let columns = DetailColumns(rect.width - 2)
    surface.draw(
      columns.line([
        ("ligne", -8, .header), ("col.", 4, .header), ("champ", 18, .header),
        ("valeur lue", 22, .header), ("message", 0, .header),
      ]), in: rect.inset().line(0))
    let body = Rect(
      column: rect.column, row: rect.row + 1, width: rect.width, height: rect.height - 1)
    let selected = viewport.selected.map { rows[$0] }
    let foot = selected.map { row in
      [Self.cell(row, 7), "À faire : \(Self.cell(row, 8))"]
    }
    StockDrawing.draw(
      { range in
        range.map { index in
          let row = rows[index]
          return columns.line([
            (Self.cell(row, 0), -8, .normal), (Self.cell(row, 2), 4, .label),
            (Self.cell(row, 3), 18, .normal), (Self.cell(row, 6), 22, .warning),
            (Self.cell(row, 7), 0, .dim),
          ])
        }
      }, viewport, foot: foot ?? [], on: &surface, in: body)
  }

  private static func cell(_ row: [String], _ index: Int) -> String {
    row.indices.contains(index) ? row[index] : ""
  }
}
