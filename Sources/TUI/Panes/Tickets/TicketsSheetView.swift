import Domain
import Storage

/// Draws the tickets of this desk: on top whether Redmine answers, then one on each row.
struct TicketsSheetView {
  let sheet: TicketsSheet
  let world: World

  /// The heads of the columns above the rows.
  private static let headHeight = 1
  /// A rule and the lines below the rows: what became of the ticket chosen.
  private static let footHeight = 4

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: "Tickets Actimage", .title)
    guard let file = sheet.file else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let head = Self.head(of: file, in: inside.width)
    let (top, rest) = inside.splitTop(head.count)
    surface.draw(head, in: top.inset(columns: 1, rows: 0))
    surface.drawDivider(in: rect, row: rest.row)
    let (list, foot) = rest.splitTop(1).rest.splitBottom(Self.footHeight)
    if file.tickets.isEmpty {
      surface.drawParagraph(
        "Aucun ticket n'a été demandé depuis ce poste. Échap revient.",
        in: list.inset(columns: 1, rows: 1), .dim)
      return
    }
    Table(columns: Self.columns).draw(
      into: &surface, in: list, viewport: sheet.viewport, isFocused: true
    ) { range in range.map { row(file.tickets[$0]) } }
    surface.drawDivider(in: rect, row: foot.row)
    guard let ticket = sheet.selected else { return }
    let words = TicketWords(ticket: ticket, world: world)
    let told = [ticket.course.reason, words.remedy].compactMap(\.self).joined(separator: " ")
    surface.drawParagraph(told, in: foot.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
  }

  /// The rows that the list has in that room.
  static func listHeight(in room: Size, _ sheet: TicketsSheet) -> Int {
    let head = sheet.file.map { self.head(of: $0, in: room.columns).count } ?? 1
    return room.rows - head - 1 - headHeight - footHeight
  }

  private static func head(of file: TicketsFile, in width: Int) -> [StyledLine] {
    let counts = TicketState.allCases.filter { file.counts[$0, default: 0] > 0 }
      .map { "\(file.counts[$0, default: 0]) \($0.label)" }.joined(separator: " · ")
    let line =
      (file.problem ?? file.silence).map { FlowLine($0, .warning) }
      ?? FlowLine("Les tickets partent et se relisent seuls.")
    let lines = counts.isEmpty ? [line] : [FlowLine(counts), line]
    return lines.flatMap { $0.wrapped(to: width - 2) }
  }

  private static let columns = [
    TableColumn(title: "Ticket", minimum: 7, priority: 8),
    TableColumn(title: "Signalement", minimum: 12, priority: 7),
    TableColumn(title: "Sujet", minimum: 16, flex: 3, priority: 6),
    TableColumn(title: "État", minimum: 13, priority: 9),
    TableColumn(title: "Chez Redmine", minimum: 12, maximum: 24, flex: 1, priority: 5),
    TableColumn(title: "Dernier essai", minimum: 15, priority: 4),
    TableColumn(title: "Prochain", minimum: 10, priority: 3),
  ]

  private func row(_ ticket: QueuedTicket) -> TableRow {
    let words = TicketWords(ticket: ticket, world: world)
    let state = words.state
    return TableRow(cells: [
      TableCell(words.number), TableCell(ticket.asked.reference), TableCell(words.subject),
      TableCell("\(state.sign) \(state.text)", state.style), TableCell(words.status),
      TableCell(words.last), TableCell(words.next),
    ])
  }
}
