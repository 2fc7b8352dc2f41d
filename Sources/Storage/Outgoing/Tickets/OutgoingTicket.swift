import Domain

/// A ticket to be created once: what the operator confirmed, word for word.
public struct OutgoingTicket: Equatable, Sendable {
  /// The act that asks for it. None is asked for twice by one act, on whatever desk.
  public let key: CommandID
  /// The signalement that it is about.
  public let stream: StreamID
  /// Its reference: `S-2026-01234`.
  public let reference: String
  /// Why it is Actimage's.
  public let motive: TicketReason
  /// The subject, one line.
  public let subject: String
  /// The body; the marker's line is in it.
  public let body: String

  /// A ticket. Control characters are taken out; a body without the marker's line gets it, since
  /// the ticket could not be found again without.
  public init(
    key: CommandID, stream: StreamID, reference: String, motive: TicketReason, subject: String,
    body: String
  ) {
    let marker = TicketMarker(key)
    let text = String(body.map { $0 == "\t" ? " " : $0 }).strippedOfControls(keepingNewlines: true)
    self.key = key
    self.stream = stream
    self.reference = reference.strippedOfControls
    self.motive = motive
    self.subject = subject.strippedOfControls
    self.body = marker.stands(in: text) ? text : "\(text)\n\n\(marker.line)"
  }
}

/// A ticket as it stands in the queue.
public struct QueuedTicket: Equatable, Sendable {
  /// Its number on this desk.
  public let id: Int
  /// What is asked.
  public let asked: OutgoingTicket
  /// When it was asked.
  public let created: Moment
  /// How far it is on its way.
  public let course: TicketCourse
  /// What is known of it at Redmine.
  public let follow: TicketFollow

  /// The sign by which it is found again.
  public var marker: TicketMarker { TicketMarker(asked.key) }
}

/// Something new about a ticket, to be recorded on its signalement once.
public struct TicketNews: Equatable, Sendable {
  /// What is new.
  public enum Content: Equatable, Sendable {
    /// It was created.
    case opened(TicketAddress)
    /// It stands elsewhere at Redmine.
    case status(String, isClosed: Bool)
    /// Somebody wrote at Redmine; the number is the note's there.
    case note(id: Int, author: String?, text: String)
  }

  /// Its number on this desk.
  public let id: Int
  /// The act that asked for the ticket.
  public let ticket: CommandID
  /// The signalement.
  public let stream: StreamID
  /// The number at Redmine.
  public let number: Int
  /// When this desk learnt of it.
  public let at: Moment
  /// What is new.
  public let content: Content
}
