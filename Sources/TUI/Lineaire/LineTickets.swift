import Domain
import Storage

/// The tickets that this desk asks of Redmine, told and decided on.
extension LineDialogue {
  /// How many tickets are told at once.
  private static let page = 20

  /// Gives the tickets their turn, and says once that some ask for somebody.
  func tellTickets() throws {
    _ = try effects.advanceTickets()
    let counts = try effects.store.ticketCounts()
    let open = (counts[.refused] ?? 0) + (counts[.lost] ?? 0)
    defer { toldTickets = open }
    guard open > toldTickets else { return }
    say("Tickets à décider : \(open). « tickets » les dit.")
  }

  /// Tells the tickets, then does with the one chosen what is asked.
  func tickets() throws {
    while true {
      let file = try effects.ticketsFile()
      say(file.problem ?? file.silence ?? "Les tickets partent et se relisent seuls.")
      if file.tickets.isEmpty { return say("Aucun ticket n'a été demandé depuis ce poste.") }
      for ticket in file.tickets.prefix(Self.page) { say(summary(of: ticket)) }
      let typed = try choice("Quelle demande ?")
      if typed == "retour" || typed == "r" { return }
      guard let id = Int(typed), let ticket = file.tickets.first(where: { $0.id == id }) else {
        say("« \(typed) » n'est pas le numéro d'une demande. « aide » dit les mots.")
        continue
      }
      try decide(on: ticket)
    }
  }

  /// « 3. suivi, S-2026-01234, ticket 812, En cours, « [EH … ». »
  private func summary(of ticket: QueuedTicket) -> String {
    let place = ticket.course.ticket.map { ", ticket \($0.number)" } ?? ""
    let closed = ticket.follow.isClosed ? " (fermé)" : ""
    let status = ticket.follow.status.map { ", \($0)\(closed)" } ?? ""
    let reason = ticket.course.reason.map { " \($0)" } ?? ""
    return
      "\(ticket.id). \(ticket.course.state.label), \(ticket.asked.reference)\(place)\(status), "
      + "« \(ticket.asked.subject) ».\(reason)"
  }

  private func decide(on ticket: QueuedTicket) throws {
    if let address = ticket.course.ticket?.address { say("À l'adresse \(address)") }
    for line in ticket.asked.body.split(separator: "\n") { say(String(line)) }
    while true {
      let typed = try choice("Réessayer, annuler ou retour ?")
      let events: [String: TicketEvent] = ["reessayer": .retried, "annuler": .cancelled]
      if typed == "retour" || typed == "r" { return }
      guard let event = events[typed] else {
        say("« \(typed) » n'est pas un mot connu ici. « aide » les dit.")
        continue
      }
      do {
        let after = try effects.store.decide(
          event, onTicket: ticket.id, at: effects.session.clock())
        return say("Demande \(ticket.id) : \(after.course.state.label).")
      } catch let refusal as Refusal {
        say("Refusé. \(refusal.sentence)")
      }
    }
  }
}
