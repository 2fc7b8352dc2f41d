import Domain

/// What is new about tickets, until it is recorded on their signalements; which notes were seen.
extension TicketQueue {
  /// Notes something new about a ticket, once: what is known already is not new.
  ///
  /// - Parameter key: tells it apart from all else that is new about the ticket.
  func note(
    _ content: TicketNews.Content, of ticket: CommandID, key: String, at moment: Moment
  ) throws(StorageError) {
    var (note, author, text, isClosed): (Int?, String?, String?, Bool?)
    switch content {
    case .opened: break
    case .status(let name, let closed): (text, isClosed) = (name, closed)
    case .note(let id, let by, let words): (note, author, text) = (id, by, words)
    }
    try connection.run(
      """
      INSERT INTO ticket_news(ticket, key, note, author, content, closed, at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ticket, key) DO NOTHING
      """, [ticket, key, note, author, text, isClosed, moment])
  }

  /// How many things were new about a ticket so far.
  func newsCount(of ticket: CommandID) throws(StorageError) -> Int {
    try connection.scalar("SELECT count(*) FROM ticket_news WHERE ticket = ?", [ticket]) ?? 0
  }

  /// What nobody has recorded yet, as it came.
  func news(limit: Int) throws(StorageError) -> [TicketNews] {
    var found: [TicketNews] = []
    try connection.query(
      """
      SELECT n.ord, n.ticket, t.stream, n.at, n.note, n.author, n.content, n.closed, t.number,
        t.address
      FROM ticket_news AS n JOIN ticket AS t ON t.key = n.ticket
      WHERE n.taken = 0 ORDER BY n.ord LIMIT ?
      """, [limit]
    ) { row throws(StorageError) in
      let (number, address): (Int?, String?) = (try row.get(8), try row.get(9))
      guard let number, let address else { return }
      let (note, text, isClosed): (Int?, String?, Bool?) = (
        try row.get(4), try row.get(6), try row.get(7)
      )
      let content: TicketNews.Content =
        if let note {
          .note(id: note, author: try row.get(5), text: text ?? "")
        } else if let isClosed {
          .status(text ?? "", isClosed: isClosed)
        } else {
          .opened(TicketAddress(number: number, address: address))
        }
      found.append(
        TicketNews(
          id: try row.get(0), ticket: try row.get(1), stream: try row.get(2), number: number,
          at: try row.get(3), content: content))
    }
    return found
  }

  /// Takes something new, in the transaction in which it is recorded: both are done, or neither.
  ///
  /// - Returns: false when it was taken before; it is then not to be recorded again.
  /// - Throws: `StorageError`, `misuse` outside a transaction.
  func take(_ news: TicketNews) throws(StorageError) -> Bool {
    guard connection.inTransaction else {
      throw StorageError(.misuse, "news are taken in the transaction that records them")
    }
    // The signalement has the words from now on, where they can be erased.
    return try connection.run(
      """
      UPDATE ticket_news SET taken = 1, author = NULL,
        content = CASE WHEN note IS NULL THEN content END
      WHERE ord = ? AND taken = 0
      """, [news.id]) == 1
  }
}
