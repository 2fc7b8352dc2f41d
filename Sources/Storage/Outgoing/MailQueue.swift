import Domain

extension MailState: SQLNamed {}

/// The tables of the mails that this desk sends.
struct MailQueue {
  let connection: Connection

  /// Writes a mail, in the transaction of the act that causes it: both are there, or none.
  ///
  /// - Returns: its number, nil when a mail of that key was written before, whatever became of it.
  /// - Throws: `StorageError`, `misuse` outside a transaction.
  @discardableResult
  func add(_ mail: OutgoingMail, at moment: Moment) throws(StorageError) -> Int? {
    guard connection.inTransaction else {
      throw StorageError(.misuse, "a mail is written in the transaction of its cause")
    }
    let recipients = mail.recipients.map(\.text).joined(separator: "\n")
    let added = try connection.run(
      """
      INSERT INTO mail(key, recipients, subject, body, created_at, state, next_at)
      VALUES (?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (key) DO NOTHING
      """, [mail.key, recipients, mail.subject, mail.body, moment, moment])
    guard added == 1 else { return nil }
    let id: Int = try connection.scalar("SELECT id FROM mail WHERE key = ?", [mail.key]) ?? 0
    for (index, part) in mail.attachments.enumerated() {
      var (content, path): ([UInt8]?, String?)
      switch part.content {
      case .bytes(let bytes): content = bytes
      case .file(let name): path = name
      }
      try connection.run(
        "INSERT INTO mail_part VALUES (?, ?, ?, ?, ?, ?)",
        [id, index, part.name, part.mediaType, content, path])
    }
    return id
  }

  /// One mail, nil when there is none of that number.
  func mail(_ id: Int) throws(StorageError) -> QueuedMail? {
    try mails("WHERE id = ?", [id]).first
  }

  /// What asks for somebody first, then what is yet to leave, then the others; the last first.
  func list(limit: Int) throws(StorageError) -> [QueuedMail] {
    try mails(
      """
      ORDER BY CASE state WHEN 'uncertain' THEN 0 WHEN 'refused' THEN 1 WHEN 'sending' THEN 2
        WHEN 'waiting' THEN 3 ELSE 4 END, id DESC LIMIT ?
      """, [limit])
  }

  /// The mail to be tried first, nil when it is none's turn.
  func due(at moment: Moment) throws(StorageError) -> QueuedMail? {
    try mails(
      "WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, id LIMIT 1", [moment]
    ).first
  }

  /// When the next mail is to be tried, nil when none waits.
  func next() throws(StorageError) -> Moment? {
    try connection.scalar(
      "SELECT next_at FROM mail WHERE state = 'waiting' ORDER BY next_at LIMIT 1")
  }

  /// The mails in a state that is left again.
  func mails(in state: MailState) throws(StorageError) -> [QueuedMail] {
    try mails("WHERE state = ? ORDER BY id", [state])
  }

  /// How many mails are in each state.
  func counts() throws(StorageError) -> [MailState: Int] {
    var counts: [MailState: Int] = [:]
    try connection.query("SELECT state, count(*) FROM mail GROUP BY state") {
      row throws(StorageError) in counts[try row.get(0)] = try row.get(1, as: Int.self)
    }
    return counts
  }

  /// What is attached to a mail, its bytes included.
  func attachments(of id: Int) throws(StorageError) -> [MailAttachment] {
    var parts: [MailAttachment] = []
    try connection.query(
      "SELECT name, media_type, content, path FROM mail_part WHERE mail = ? ORDER BY ord", [id]
    ) { row throws(StorageError) in
      let bytes: [UInt8]? = try row.get(2)
      let path: String? = try row.get(3)
      parts.append(
        MailAttachment(
          name: try row.get(0), mediaType: try row.get(1),
          content: path.map { .file($0) } ?? .bytes(bytes ?? [])))
    }
    return parts
  }

  /// Keeps how far a mail is.
  func set(_ id: Int, to course: MailCourse) throws(StorageError) {
    try connection.run(
      """
      UPDATE mail SET state = ?, attempts = ?, since = ?, next_at = ?, sent_at = ?, reason = ?
      WHERE id = ?
      """,
      [
        course.state, course.attempts, course.since, course.next, course.sent, course.reason, id,
      ])
  }

  /// Lets whatever would be tried before a moment wait until then, for the same reason.
  func holdBack(until moment: Moment, _ reason: String?) throws(StorageError) {
    try connection.run(
      "UPDATE mail SET next_at = ?, reason = ? WHERE state = 'waiting' AND next_at < ?",
      [moment, reason, moment])
  }

  /// Empties the mails that were done with before a moment; their keys stay, so that none is
  /// written again.
  func forget(before moment: Moment) throws(StorageError) {
    let done = "state IN ('sent', 'refused', 'cancelled') AND created_at < ? AND recipients <> ''"
    try connection.run(
      "DELETE FROM mail_part WHERE mail IN (SELECT id FROM mail WHERE \(done))", [moment])
    try connection.run(
      "UPDATE mail SET recipients = '', subject = 'Courriel effacé', body = '' WHERE \(done)",
      [moment])
  }

  private func mails(
    _ clauses: String, _ arguments: [any SQLBindable]
  ) throws(StorageError) -> [QueuedMail] {
    var found: [QueuedMail] = []
    try connection.query(
      """
      SELECT id, key, recipients, subject, body, created_at, state, attempts, since, next_at,
        sent_at, reason,
        (SELECT group_concat(name, char(10)) FROM mail_part AS part WHERE part.mail = mail.id)
      FROM mail \(clauses)
      """, arguments
    ) { row throws(StorageError) in
      let names: String? = try row.get(12)
      found.append(
        QueuedMail(
          id: try row.get(0), key: try row.get(1), recipients: Self.mailboxes(try row.get(2)),
          subject: try row.get(3), body: try row.get(4), created: try row.get(5),
          course: MailCourse(
            state: try row.get(6), attempts: try row.get(7), since: try row.get(8),
            next: try row.get(9), sent: try row.get(10), reason: try row.get(11)),
          attachments: names?.split(separator: "\n").map(String.init) ?? []))
    }
    return found
  }

  /// The mailboxes of the text that `add` kept.
  private static func mailboxes(_ text: String) -> [Mailbox] {
    text.split(separator: "\n").compactMap { try? Mailbox(parsing: String($0)) }
  }
}
