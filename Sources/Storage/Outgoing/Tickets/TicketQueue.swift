import Domain

extension TicketState: SQLNamed {}
extension TicketReason: SQLNamed {}

/// The tables of the tickets that this desk asks of Redmine.
struct TicketQueue {
  let connection: Connection

  /// Asks for a ticket, in the transaction of the act that wants it: both are there, or none.
  ///
  /// - Returns: its number, nil when this act asked for one before, whatever became of it.
  /// - Throws: `StorageError`, `misuse` outside a transaction.
  @discardableResult
  func add(_ ticket: OutgoingTicket, at moment: Moment) throws(StorageError) -> Int? {
    guard connection.inTransaction else {
      throw StorageError(.misuse, "a ticket is asked for in the transaction of its cause")
    }
    let added = try connection.run(
      """
      INSERT INTO ticket(key, stream, reference, motive, subject, body, created_at, state, next_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (key) DO NOTHING
      """,
      [
        ticket.key, ticket.stream, ticket.reference, ticket.motive, ticket.subject, ticket.body,
        moment, moment,
      ])
    guard added == 1 else { return nil }
    return try connection.scalar("SELECT id FROM ticket WHERE key = ?", [ticket.key])
  }

  /// One ticket, nil when there is none of that number.
  func ticket(_ id: Int) throws(StorageError) -> QueuedTicket? {
    try tickets("WHERE id = ?", [id]).first
  }

  /// The tickets of a signalement, the last first.
  func tickets(of stream: StreamID) throws(StorageError) -> [QueuedTicket] {
    try tickets("WHERE stream = ? ORDER BY id DESC", [stream])
  }

  /// What asks for somebody first, then what is yet to be created, then the others; the last first.
  func list(limit: Int) throws(StorageError) -> [QueuedTicket] {
    try tickets(
      """
      ORDER BY CASE state WHEN 'refused' THEN 0 WHEN 'lost' THEN 1 WHEN 'uncertain' THEN 2
        WHEN 'creating' THEN 3 WHEN 'waiting' THEN 4 WHEN 'followed' THEN 5 + closed ELSE 7 END,
        id DESC LIMIT ?
      """, [limit])
  }

  /// The ticket to be tried first, nil when it is none's turn.
  func due(at moment: Moment) throws(StorageError) -> QueuedTicket? {
    try tickets(
      "WHERE next_at IS NOT NULL AND next_at <= ? ORDER BY next_at, id LIMIT 1", [moment]
    ).first
  }

  /// When the next ticket is to be tried, nil when none waits.
  func next() throws(StorageError) -> Moment? {
    try connection.scalar(
      "SELECT next_at FROM ticket WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1")
  }

  /// The tickets in a state that is left again.
  func tickets(in state: TicketState) throws(StorageError) -> [QueuedTicket] {
    try tickets("WHERE state = ? AND state <> 'cancelled' ORDER BY id", [state])
  }

  /// The tickets to be read back, what was not read for the longest time first: those that are
  /// open, and those not closed for long.
  func followed(since moment: Moment) throws(StorageError) -> [QueuedTicket] {
    try tickets(
      """
      WHERE state = 'followed' AND closed IN (0, 1) AND (closed = 0 OR read_at >= ?)
      """, [moment]
    ).sorted { left, right in
      let never = Moment(seconds: 0)
      return (left.follow.read ?? never, left.id) < (right.follow.read ?? never, right.id)
    }
  }

  /// Whether there is any ticket to be read back.
  func hasFollowed(since moment: Moment) throws(StorageError) -> Bool {
    try connection.scalar(
      """
      SELECT EXISTS (SELECT 1 FROM ticket WHERE state = 'followed' AND closed = 0)
        OR EXISTS (SELECT 1 FROM ticket WHERE state = 'followed' AND closed = 1 AND read_at >= ?)
      """, [moment]) ?? false
  }

  /// How many tickets are in each state.
  func counts() throws(StorageError) -> [TicketState: Int] {
    var counts: [TicketState: Int] = [:]
    try connection.query("SELECT state, count(*) FROM ticket GROUP BY state") {
      row throws(StorageError) in counts[try row.get(0)] = try row.get(1, as: Int.self)
    }
    return counts
  }

  /// Keeps how far a ticket is on its way.
  func set(_ id: Int, to course: TicketCourse) throws(StorageError) {
    try connection.run(
      """
      UPDATE ticket SET state = ?, attempts = ?, tried_at = ?, next_at = ?, posted_at = ?,
        reason = ?, number = ?, address = ? WHERE id = ?
      """,
      [
        course.state, course.attempts, course.tried, course.next, course.posted, course.reason,
        course.ticket?.number, course.ticket?.address, id,
      ])
  }

  /// Keeps what is known of a ticket at Redmine.
  func set(_ id: Int, to follow: TicketFollow) throws(StorageError) {
    try connection.run(
      """
      UPDATE ticket SET status = ?, closed = ?, updated_on = ?, read_at = ?, settled = ?
      WHERE id = ?
      """,
      [
        follow.status, follow.isClosed, follow.updated, follow.read, follow.isSettled, id,
      ])
  }

  /// Lets whatever would be tried before a moment wait until then, for the same reason.
  func holdBack(until moment: Moment, _ reason: String?) throws(StorageError) {
    try connection.run(
      """
      UPDATE ticket SET next_at = ?, reason = coalesce(?, reason)
      WHERE next_at IS NOT NULL AND next_at < ?
      """, [moment, reason, moment])
  }

  /// Lets what waits only for Redmine to answer be tried now that it does; what is uncertain takes
  /// its time.
  func release(at moment: Moment) throws(StorageError) {
    try connection.run(
      "UPDATE ticket SET next_at = ? WHERE state = 'waiting' AND next_at > ?", [moment, moment])
  }

  /// Empties the tickets that were done with before a moment; their keys stay, so that none is
  /// asked for again, and their numbers.
  func forget(before moment: Moment) throws(StorageError) {
    let done =
      "(state IN ('refused', 'cancelled', 'lost') OR state = 'followed' AND closed = 1) "
      + "AND created_at < ? AND coalesce(read_at, 0) < ? AND body <> ''"
    try connection.run(
      """
      UPDATE ticket_news SET author = NULL, content = NULL
      WHERE note IS NOT NULL AND taken = 1 AND ticket IN (SELECT key FROM ticket WHERE \(done))
      """, [moment, moment])
    try connection.run(
      "UPDATE ticket SET subject = 'Demande effacée', body = '' WHERE \(done)", [moment, moment])
  }

  private func tickets(
    _ clauses: String, _ arguments: [any SQLBindable]
  ) throws(StorageError) -> [QueuedTicket] {
    var found: [QueuedTicket] = []
    try connection.query(
      """
      SELECT id, key, stream, reference, motive, subject, body, created_at, state, attempts,
        tried_at, next_at, posted_at, reason, number, address, status, closed, updated_on, read_at,
        settled
      FROM ticket \(clauses)
      """, arguments
    ) { row throws(StorageError) in
      let body: String = try row.get(6)
      let (number, address): (Int?, String?) = (try row.get(14), try row.get(15))
      let ticket = number.flatMap { number in
        address.map { TicketAddress(number: number, address: $0) }
      }
      found.append(
        QueuedTicket(
          id: try row.get(0),
          asked: OutgoingTicket(
            key: try row.get(1), stream: try row.get(2), reference: try row.get(3),
            motive: try row.get(4), subject: try row.get(5), body: body), created: try row.get(7),
          course: TicketCourse(
            state: try row.get(8), attempts: try row.get(9), tried: try row.get(10),
            next: try row.get(11), posted: try row.get(12), ticket: ticket,
            reason: try row.get(13)),
          follow: TicketFollow(
            status: try row.get(16), isClosed: try row.get(17), updated: try row.get(18),
            read: try row.get(19), isSettled: try row.get(20))))
    }
    return found
  }
}
