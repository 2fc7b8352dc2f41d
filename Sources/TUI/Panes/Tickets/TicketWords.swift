import Domain
import Storage

/// A ticket in words: its state with a sign, what happens next, what one can do.
struct TicketWords {
  let ticket: QueuedTicket
  let world: World

  /// The state by a sign, words and a colour.
  var state: (sign: String, text: String, style: Style) {
    let state = ticket.course.state
    let (sign, style): (String, Style) =
      switch state {
      case .waiting: ("·", .waiting)
      case .creating, .uncertain: ("~", .soon)
      case .followed: ticket.follow.isClosed ? ("✓", .done) : ("·", .waiting)
      case .refused, .lost: ("!", .warning)
      case .cancelled: ("–", .dim)
      }
    return (sign, state.label, style)
  }

  /// The number at Redmine, a dash while there is none.
  var number: String { ticket.course.ticket.map { "#\($0.number)" } ?? "–" }

  /// The subject without the reference, which has a column of its own.
  var subject: String {
    let prefix = TicketMarker.prefix(of: ticket.asked.reference) + " "
    let subject = ticket.asked.subject
    return subject.hasPrefix(prefix) ? String(subject.dropFirst(prefix.count)) : subject
  }

  /// Where it stands at Redmine, empty while nobody knows.
  var status: String {
    guard let status = ticket.follow.status else { return "" }
    return ticket.follow.isClosed ? "\(status) (fermé)" : status
  }

  /// When it was asked for, « 24/03 à 10:00 ».
  var asked: String { when(ticket.created) }

  /// When it was last tried or read, empty when never.
  var last: String {
    [ticket.course.tried, ticket.follow.read].compactMap(\.self).max().map(when) ?? ""
  }

  /// When it is tried next, empty when it is not.
  var next: String {
    guard let next = ticket.course.next else { return "" }
    return next <= world.now ? "maintenant" : when(next)
  }

  /// What a person can do, by the keys of the operator; empty when there is nothing to do.
  var remedy: String {
    let key = { (edit: TicketEdit) in world.keyMap.keyName(of: .ticket(edit)) ?? edit.name }
    return switch ticket.course.state {
    case .waiting: "\(key(.retry)) le demande maintenant, \(key(.cancel)) y renonce."
    case .creating: "L'essai est en cours."
    case .uncertain:
      "Il est cherché chez Redmine avant toute nouvelle demande : rien ne part deux fois. "
        + "\(key(.retry)) le cherche maintenant."
    case .followed: "\(key(.retry)) le relit maintenant."
    case .refused:
      "Corrigez ce qui est dit, puis \(key(.retry)) le redemande ; \(key(.cancel)) y renonce."
    case .lost:
      "\(key(.retry)) le suit de nouveau, s'il est revenu ; \(key(.cancel)) le classe."
    case .cancelled: "\(key(.retry)) le reprend."
    }
  }

  private func when(_ moment: Moment) -> String {
    let day = ParisTime.day(of: moment)
    return day == world.today
      ? "à \(moment.frenchClock)" : "\(day.frenchShort) à \(moment.frenchClock)"
  }
}
