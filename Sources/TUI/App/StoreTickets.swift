import Domain
import Storage

/// What is asked about the tickets of this desk.
enum TicketRequest: Equatable, Sendable {
  case list
  /// One ticket, whole.
  case one(Int)
  /// What the operator decides on a ticket.
  case decide(TicketEvent, Int)
  /// Have those that are followed read back now.
  case readBack
}

/// The tickets that this desk asks of Redmine.
extension StoreEffects {
  /// Gives the tickets their turn.
  ///
  /// - Returns: what the screen must know.
  /// - Throws: `StorageError`.
  func advanceTickets() throws -> [Message] {
    guard let tickets else { return [] }
    let before = tickets.problem
    let changed = try tickets.advance(storeOfToday)
    return changed.isEmpty && tickets.problem == before
      ? [] : [.ticketsMoved(changed, silence: tickets.problem)]
  }

  /// Answers what is asked about tickets.
  func answer(_ request: TicketRequest) throws -> [Message] {
    switch request {
    case .list: return [.ticketsLoaded(try ticketsFile())]
    case .one(let id): return [.ticketLoaded(try ticketFile(id))]
    case .decide(let event, let id):
      let ticket = try store.decide(event, onTicket: id, at: session.clock())
      if ticket.course.state == .followed { tickets?.readBackNow() }
      let text = "Ticket de \(ticket.asked.reference) : \(ticket.course.state.label)."
      return [
        .ticketsMoved([ticket], silence: tickets?.problem),
        .said(Toast(kind: .success, text: text)),
      ]
    case .readBack:
      if let problem = ticketProblem { return [.said(Toast(kind: .warning, text: problem))] }
      tickets?.readBackNow()
      return [.said(Toast(kind: .info, text: "Redmine est relu."))]
    }
  }

  /// The tickets, and whether they leave by themselves.
  func ticketsFile() throws -> TicketsFile {
    TicketsFile(
      tickets: try store.tickets(limit: TicketsFile.limit), counts: try store.ticketCounts(),
      problem: ticketProblem, silence: tickets?.problem)
  }

  /// One ticket, whole; nil when there is none of that number.
  private func ticketFile(_ id: Int) throws -> TicketFile? {
    try store.ticket(id).map { ticket in
      let isElsewhere =
        ticket.course.ticket != nil && tickets?.settings.base.map { !ticket.isAt($0) } ?? false
      return TicketFile(ticket: ticket, isHere: !isElsewhere)
    }
  }

  /// Why nothing is asked now, nil when tickets leave by themselves.
  private var ticketProblem: String? {
    if store.location.isDemo { return "Démonstration : aucun ticket ne part d'ici." }
    if store.reading != nil {
      return "Lecture seule : les tickets partent du programme qui écrit, s'il est ouvert."
    }
    return (tickets?.settings ?? RedmineSettings()).problem?.sentence
  }
}
