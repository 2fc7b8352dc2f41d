import Domain
import Storage

/// Draws the mails of this desk: on top whether they leave by themselves, then one on each row.
struct MailsSheetView {
  let sheet: MailsSheet
  let world: World

  /// The heads of the columns above the rows.
  private static let headHeight = 1
  /// A rule and the lines below the rows: what became of the mail chosen.
  private static let footHeight = 4

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: "Envois", .title)
    guard let file = sheet.file else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let head = Self.head(of: file, in: inside.width)
    let (top, rest) = inside.splitTop(head.count)
    surface.draw(head, in: top.inset(columns: 1, rows: 0))
    surface.drawDivider(in: rect, row: rest.row)
    let (list, foot) = rest.splitTop(1).rest.splitBottom(Self.footHeight)
    if file.mails.isEmpty {
      surface.drawParagraph(
        "Aucun courriel n'a été écrit sur ce poste. Échap revient.",
        in: list.inset(columns: 1, rows: 1), .dim)
      return
    }
    Table(columns: Self.columns).draw(
      into: &surface, in: list, viewport: sheet.viewport, isFocused: true
    ) { range in range.map { row(file.mails[$0]) } }
    surface.drawDivider(in: rect, row: foot.row)
    guard let mail = sheet.selected else { return }
    let words = MailWords(mail: mail, world: world)
    let told = [mail.course.reason, words.remedy].compactMap(\.self).joined(separator: " ")
    surface.drawParagraph(told, in: foot.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
  }

  /// The rows that the list has in that room.
  static func listHeight(in room: Size, _ sheet: MailsSheet) -> Int {
    let head = sheet.file.map { self.head(of: $0, in: room.columns).count } ?? 1
    return room.rows - head - 1 - headHeight - footHeight
  }

  private static func head(of file: MailsFile, in width: Int) -> [StyledLine] {
    let counts = MailState.allCases.filter { file.counts[$0, default: 0] > 0 }
      .map { "\(file.counts[$0, default: 0]) \($0.label)" }.joined(separator: " · ")
    let line =
      file.problem.map { FlowLine($0, .warning) } ?? FlowLine("Les courriels partent seuls.")
    let lines = counts.isEmpty ? [line] : [FlowLine(counts), line]
    return lines.flatMap { $0.wrapped(to: width - 2) }
  }

  private static let columns = [
    TableColumn(title: "Écrit", minimum: 15, priority: 5),
    TableColumn(title: "À", minimum: 12, maximum: 40, flex: 2, priority: 6),
    TableColumn(title: "Sujet", minimum: 16, flex: 3, priority: 8),
    TableColumn(title: "État", minimum: 12, priority: 9),
    TableColumn(title: "Essais", minimum: 6, priority: 3),
    TableColumn(title: "Parti, ou essai", minimum: 15, priority: 4),
  ]

  private func row(_ mail: QueuedMail) -> TableRow {
    let words = MailWords(mail: mail, world: world)
    let state = words.state
    return TableRow(cells: [
      TableCell(words.written), TableCell(mail.recipientText), TableCell(mail.subject),
      TableCell("\(state.sign) \(state.text)", state.style), TableCell("\(mail.course.attempts)"),
      TableCell(words.moment),
    ])
  }
}
