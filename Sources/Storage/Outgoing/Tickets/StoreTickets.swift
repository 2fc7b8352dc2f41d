import Domain

/// The tickets that this desk asks of Redmine (`docs/exploitation.md`): written with the act that
/// wants them, each created once, read back while they are open and a while longer.
extension Store {
  /// Asks for a ticket that no act causes.
  ///
  /// - Returns: its number, nil when it was asked for before.
  /// - Throws: `Refusal` when this store is open for reading only, `StorageError`.
  @discardableResult
  public func queue(_ ticket: OutgoingTicket, at moment: Moment) throws -> Int? {
    try write { try TicketQueue(connection: writer).add(ticket, at: moment) }
  }

  /// The tickets, those that ask for somebody first.
  ///
  /// - Throws: `StorageError`.
  public func tickets(limit: Int) throws -> [QueuedTicket] {
    try reader.snapshot { try TicketQueue(connection: reader).list(limit: limit) }
  }

  /// One ticket by its number on this desk, nil when there is none.
  ///
  /// - Throws: `StorageError`.
  public func ticket(_ id: Int) throws -> QueuedTicket? {
    try TicketQueue(connection: reader).ticket(id)
  }

  /// The tickets of a signalement, the last first.
  ///
  /// - Throws: `StorageError`.
  public func tickets(of stream: StreamID) throws -> [QueuedTicket] {
    try TicketQueue(connection: reader).tickets(of: stream)
  }

  /// How many tickets are in each state.
  ///
  /// - Throws: `StorageError`.
  public func ticketCounts() throws -> [TicketState: Int] {
    try TicketQueue(connection: reader).counts()
  }

  /// When the next ticket is to be created or looked for, nil when none waits.
  ///
  /// - Throws: `StorageError`.
  public func nextTicket() throws -> Moment? { try TicketQueue(connection: reader).next() }

  /// What is new about tickets and stands on no signalement yet, as it came.
  ///
  /// - Throws: `StorageError`.
  public func ticketNews(limit: Int) throws -> [TicketNews] {
    try TicketQueue(connection: reader).news(limit: limit)
  }

  /// Does with a ticket what a person decides.
  ///
  /// - Throws: `Refusal` when there is no such ticket or it makes no sense there; `StorageError`.
  @discardableResult
  public func decide(_ event: TicketEvent, onTicket id: Int, at now: Moment) throws -> QueuedTicket
  {
    try write { try advance(id, event, at: now) }
  }

  /// The tickets to be read back, those whose page is at the Redmine that is set.
  func followedTickets(at base: RedmineAddress?, _ now: Moment) throws -> [QueuedTicket] {
    guard let base else { return [] }
    return try TicketQueue(connection: reader).followed(since: now + -TicketFollow.closedFor)
      .filter { $0.isAt(base) }
  }

  /// Whether there is any ticket to be read back, wherever it is.
  func hasFollowedTickets(_ now: Moment) throws -> Bool {
    try TicketQueue(connection: reader).hasFollowed(since: now + -TicketFollow.closedFor)
  }

  /// Takes the ticket whose turn it is, on the disk before Redmine is asked: a crash finds it so.
  ///
  /// - Returns: nil when it is none's turn; the ticket as it was, and whether it may be created.
  func claimTicket(at now: Moment) throws -> (ticket: QueuedTicket, mayCreate: Bool)? {
    guard let next = try nextTicket(), next <= now else { return nil }
    return try write {
      var due = try TicketQueue(connection: writer).due(at: now)
      while let ticket = due, try giveUpIfUnwanted(ticket, at: now) {
        due = try TicketQueue(connection: writer).due(at: now)
      }
      guard let due else { return nil }
      return (try advance(due.id, .claimed, at: now), due.course.mayCreate(at: now))
    }
  }

  /// Notes how asking for a ticket ended, and what is new by it.
  func settleTicket(_ id: Int, _ outcome: TicketOutcome, at now: Moment) throws -> QueuedTicket {
    try write {
      let queue = TicketQueue(connection: writer)
      let ticket = try advance(id, .ended(outcome), at: now)
      switch outcome {
      case .created(let address, _):
        try queue.note(.opened(address), of: ticket.asked.key, key: "opened", at: now)
        try queue.release(at: now)
      case .absent, .refused: try queue.release(at: now)
      case .unavailable, .postponed:
        // The others would find Redmine as this one did.
        let isHere = outcome == .unavailable(ticket.course.reason ?? "")
        let wait = isHere ? TicketCourse.missing : TicketCourse.shortest
        try queue.holdBack(until: now + wait, ticket.course.reason)
      case .unknown: break
      }
      return ticket
    }
  }

  /// Notes what Redmine says of the tickets that were read back.
  ///
  /// - Returns: those about which something is new.
  func settle(_ round: TicketRound, at now: Moment) throws -> [QueuedTicket] {
    let isAnswered = try round.problem == nil && nextTicket() != nil
    guard isAnswered || !round.readings.isEmpty || !round.vanished.isEmpty else { return [] }
    return try write {
      var changed: [QueuedTicket] = []
      if isAnswered { try TicketQueue(connection: writer).release(at: now) }
      for (id, issue) in round.readings {
        if let ticket = try note(issue, ofTicket: id, at: now) { changed.append(ticket) }
      }
      for (id, words) in round.vanished
      where try TicketQueue(connection: writer).ticket(id)?.course.state == .followed {
        changed.append(try advance(id, .vanished(words), at: now))
      }
      return changed
    }
  }

  /// Finds the tickets that a program was asking for when it was stopped, and empties those that
  /// have been kept long enough.
  ///
  /// - Returns: the tickets found.
  func lookBackAtTickets(at now: Moment) throws -> [QueuedTicket] {
    try write {
      let queue = TicketQueue(connection: writer)
      try queue.forget(before: now + -Self.ticketsKept)
      return try queue.tickets(in: .creating).map { try advance($0.id, .interrupted, at: now) }
    }
  }

  /// For how long the words of a ticket are kept, in seconds: a year, as a signalement's.
  private static let ticketsKept: Int64 = 365 * 86_400

  private func note(
    _ issue: RedmineIssue, ofTicket id: Int, at now: Moment
  ) throws -> QueuedTicket? {
    let queue = TicketQueue(connection: writer)
    // A person may have decided meanwhile.
    guard let before = try queue.ticket(id), before.course.state == .followed else { return nil }
    let known = try queue.newsCount(of: before.asked.key)
    let follow = before.follow.after(
      status: issue.statusName, isClosed: issue.isClosed, updated: issue.stamp, at: now)
    if follow.status != before.follow.status || follow.isClosed != before.follow.isClosed {
      try queue.note(
        .status(issue.statusName, isClosed: issue.isClosed), of: before.asked.key,
        key: "status/\(known)", at: now)
    }
    for note in issue.notes {
      try queue.note(
        .note(id: note.id, author: note.author, text: note.text), of: before.asked.key,
        key: "note/\(note.id)", at: now)
    }
    try queue.set(id, to: follow)
    return try queue.newsCount(of: before.asked.key) > known ? queue.ticket(id) : nil
  }

  private func advance(_ id: Int, _ event: TicketEvent, at now: Moment) throws -> QueuedTicket {
    let queue = TicketQueue(connection: writer)
    guard let ticket = try queue.ticket(id) else {
      throw Refusal(
        "Aucune demande de ticket n'a le numéro \(id).",
        remedy: "« habiter tickets » donne les numéros.")
    }
    try queue.set(id, to: try ticket.course.after(event, at: now))
    return try queue.ticket(id) ?? ticket
  }
}

extension QueuedTicket {
  /// Whether its page is at that Redmine: elsewhere the number is another ticket's.
  public func isAt(_ base: RedmineAddress) -> Bool {
    course.ticket.map { $0.address == base.page(of: $0.number) } ?? false
  }
}
