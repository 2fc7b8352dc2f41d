import Domain
import Storage

/// The tickets that this desk asks of Redmine, and one of them.
extension App {
  /// An action while the tickets are shown; nil when it is none of their own.
  mutating func perform(_ action: UIAction, on tickets: TicketsSheet) -> [Effect]? {
    switch action {
    case .open:
      return tickets.selected.map { open(.ticket(TicketSheet($0.id, from: tickets))) } ?? []
    case .ticket(let edit): return tickets.selected.map { decide(edit, on: $0) } ?? []
    case .copy: return tickets.selected.map { copyAddress(of: $0) } ?? []
    default:
      var tickets = tickets
      guard tickets.move(action) else { return nil }
      sheet = .tickets(tickets)
      return []
    }
  }

  /// An action while a ticket is shown; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on ticket: TicketSheet) -> [Effect]? {
    var ticket = ticket
    switch action {
    case .back: return open(.tickets(ticket.list))
    case .ticket(let edit): return ticket.file.map { decide(edit, on: $0.ticket) } ?? []
    case .copy: return ticket.file.map { copyAddress(of: $0.ticket) } ?? []
    default: guard ticket.move(action) else { return nil }
    }
    sheet = .ticket(ticket)
    return []
  }

  /// What is followed is read back; all else is tried again.
  private mutating func decide(_ edit: TicketEdit, on ticket: QueuedTicket) -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    switch edit {
    case .retry where ticket.course.state == .followed: return [.tickets(.readBack)]
    case .retry: return [.tickets(.decide(.retried, ticket.id))]
    case .cancel: return [.tickets(.decide(.cancelled, ticket.id))]
    }
  }

  private mutating func copyAddress(of ticket: QueuedTicket) -> [Effect] {
    if let address = ticket.course.ticket?.address { return [.copy(address)] }
    toast = Toast(kind: .info, text: "Ce ticket n'a pas encore d'adresse.")
    return []
  }

  /// Takes in a ticket; one that is gone leads back to the list.
  mutating func take(_ file: TicketFile?) -> [Effect] {
    guard case .ticket(var ticket) = sheet else { return [] }
    guard let file else { return open(.tickets(ticket.list)) }
    ticket.take(file)
    sheet = .ticket(ticket)
    return []
  }

  /// The tickets have changed: what shows them is read again, and what asks for somebody is said.
  mutating func moved(_ tickets: [QueuedTicket], _ silence: String?) -> [Effect] {
    redmineSilence = silence
    if let ticket = tickets.last(where: \.course.state.asksForSomebody) {
      let key = world.keyMap.keyName(of: .tickets) ?? ":tickets"
      let what = ticket.course.state == .refused ? "n'a pas été créé" : "est introuvable"
      toast = Toast(
        kind: .warning,
        text: "Le ticket de \(ticket.asked.reference) \(what). \(key) dit que faire.")
    }
    switch sheet {
    case .tickets, .ticket: return sheet?.questions ?? []
    default: return []
    }
  }
}
