import Domain
import Storage

/// One mail, whole: its headers, what became of it, its body, what is attached.
struct MailSheet {
  let id: Int
  /// The list that it was opened from.
  let list: MailsSheet
  /// What was read, nil while it is being read.
  private(set) var file: MailFile?
  /// Whether the attachments are shown.
  private var showsAttachments = false
  /// Whether they are to come into sight, having just been asked for.
  private var seeksAttachments = false
  /// The rows, wrapped to the width they have.
  private(set) var rows: [StyledLine] = []
  /// The first row on the screen.
  private(set) var top = 0
  private var height = 1

  init(_ id: Int, from list: MailsSheet) {
    self.id = id
    self.list = list
  }

  mutating func take(_ loaded: MailFile) {
    if loaded.mail.id == id { file = loaded }
  }

  /// Lays the rows out in the room inside the frame.
  mutating func fit(_ room: Size, in world: World) {
    height = max(1, room.rows)
    let wrap = { (lines: [FlowLine]) in lines.flatMap { $0.wrapped(to: room.columns - 2) } }
    let head = file.map { wrap(lines(of: $0, world)) } ?? []
    rows = head + (file.map { wrap(attachments(of: $0, world)) } ?? [])
    if seeksAttachments { top = head.count }
    seeksAttachments = false
    scroll(to: top)
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    guard let rows = action.rows(page: max(1, height - 1)) else { return false }
    scroll(to: top + rows)
    return true
  }

  /// Shows the attachments, or hides them.
  mutating func toggleAttachments() {
    showsAttachments.toggle()
    seeksAttachments = showsAttachments
  }

  private mutating func scroll(to row: Int) {
    top = min(max(0, row), max(0, rows.count - height))
  }

  private func lines(of file: MailFile, _ world: World) -> [FlowLine] {
    let (mail, words) = (file.mail, MailWords(mail: file.mail, world: world))
    let state = words.state
    let told = [mail.course.reason, words.remedy].compactMap(\.self)
    let headers = [
      ("De", file.settings.from?.text ?? "aucun expéditeur n'est réglé"),
      ("Réponse à", file.settings.replyTo?.text ?? ""), ("À", mail.recipientText),
      ("Sujet", mail.subject), ("Écrit le", mail.created.frenchTime), ("Pour", mail.key),
    ].filter { !$0.1.isEmpty }.map { name, text in
      FlowLine([Span("\(name) : ", .label), Span(text)], indent: 2)
    }
    let moment =
      words.moment.isEmpty
      ? ""
      : ", \(mail.course.sent == nil ? "essai " : "")"
        + words.moment
    return [FlowLine("\(state.sign) \(state.text)\(moment), \(words.attempts)", state.style)]
      + told.map { FlowLine($0, indent: 2) } + [FlowLine()] + headers + [FlowLine()]
      + mail.body.split(separator: "\n", omittingEmptySubsequences: false)
      .map { FlowLine(String($0)) } + [FlowLine()]
  }

  private func attachments(of file: MailFile, _ world: World) -> [FlowLine] {
    guard !file.attachments.isEmpty else { return [FlowLine("Sans pièce jointe.", .dim)] }
    let key = world.keyMap.keyName(of: .mail(.attachments)).map { " (\($0))" } ?? ""
    let title = FlowLine("Pièces jointes\(showsAttachments ? "" : key)", .label)
    return [title]
      + file.attachments.flatMap { attachment in
        [FlowLine("\(attachment.name) · \(attachment.summary)", indent: 2)]
          + (showsAttachments ? attachment.lines.map { FlowLine($0, .dim, indent: 2) } : [])
      }
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: "Courriel \(id)", .title)
    guard file != nil else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    surface.draw(rows[top...], in: inside.inset(columns: 1, rows: 0))
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: top, visible: inside.height, total: rows.count)
  }
}
