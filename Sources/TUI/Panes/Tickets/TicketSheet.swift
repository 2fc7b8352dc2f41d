import Domain
import Storage

/// One ticket, whole: what was asked, word for word, and what became of it.
struct TicketSheet {
  let id: Int
  /// The list that it was opened from.
  let list: TicketsSheet
  /// What was read, nil while it is being read.
  private(set) var file: TicketFile?
  /// The rows, wrapped to the width they have.
  private(set) var rows: [StyledLine] = []
  /// The first row on the screen.
  private(set) var top = 0
  private var height = 1

  init(_ id: Int, from list: TicketsSheet) {
    self.id = id
    self.list = list
  }

  mutating func take(_ loaded: TicketFile) {
    if loaded.ticket.id == id { file = loaded }
  }

  /// Lays the rows out in the room inside the frame.
  mutating func fit(_ room: Size, in world: World) {
    height = max(1, room.rows)
    rows = (file.map { lines(of: $0, world) } ?? []).flatMap { $0.wrapped(to: room.columns - 2) }
    scroll(to: top)
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    guard let rows = action.rows(page: max(1, height - 1)) else { return false }
    scroll(to: top + rows)
    return true
  }

  private mutating func scroll(to row: Int) {
    top = min(max(0, row), max(0, rows.count - height))
  }

  private func lines(of file: TicketFile, _ world: World) -> [FlowLine] {
    let ticket = file.ticket
    let words = TicketWords(ticket: ticket, world: world)
    let state = words.state
    let moments = [
      words.last.isEmpty ? nil : "dernier essai \(words.last)",
      words.next.isEmpty ? nil : "prochain \(words.next)",
    ].compactMap(\.self)
    let elsewhere = "Il est à une autre adresse que celle réglée : il n'est pas relu d'ici."
    let told = [ticket.course.reason, file.isHere ? words.remedy : elsewhere].compactMap(\.self)
    let headers = [
      ("Ticket", ticket.course.ticket.map { "#\($0.number) · \($0.address)" } ?? ""),
      ("Chez Redmine", words.status), ("Signalement", ticket.asked.reference),
      ("Motif", ticket.asked.motive.label), ("Sujet", ticket.asked.subject),
      ("Demandé le", ticket.created.frenchTime),
    ].filter { !$0.1.isEmpty }.map { name, text in
      FlowLine([Span("\(name) : ", .label), Span(text)], indent: 2)
    }
    let head = (["\(state.sign) \(state.text)"] + moments).joined(separator: ", ")
    return [FlowLine(head, state.style)] + told.map { FlowLine($0, indent: 2) } + [FlowLine()]
      + headers + [FlowLine()]
      + ticket.asked.body.split(separator: "\n", omittingEmptySubsequences: false)
      .map { FlowLine(String($0)) }
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: "Demande de ticket \(id)", .title)
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
