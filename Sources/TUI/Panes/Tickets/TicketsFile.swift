import Domain
import Storage

/// The tickets of this desk, as its screen shows them.
struct TicketsFile: Equatable, Sendable {
  /// As many as anybody looks through; those that ask for somebody come first.
  static let limit = 500

  let tickets: [QueuedTicket]
  let counts: [TicketState: Int]
  /// Why nothing is asked now, nil when tickets leave by themselves.
  let problem: String?
  /// Why Redmine did not answer the last time, nil when it did.
  let silence: String?
}

/// One ticket, whole.
struct TicketFile: Equatable, Sendable {
  let ticket: QueuedTicket
  /// Whether it is at the Redmine that is set, or at none yet.
  let isHere: Bool
}
