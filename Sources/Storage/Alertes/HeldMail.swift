import Domain

/// The mails that may leave only once their cause stands in the shared journal: of two desks that
/// write the same one, one sends it.
struct HeldMail {
  /// A step of every store's schema. Once shipped it is never edited.
  static let migration = Migration(
    9,
    sql: """
      CREATE TABLE held_mail(
        command TEXT PRIMARY KEY,
        stream TEXT NOT NULL,
        key TEXT NOT NULL,
        recipients TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      """)

  /// A mail and the act that it waits for.
  struct Entry: Equatable {
    let command: CommandID
    let stream: StreamID
    let mail: OutgoingMail
    let created: Moment
  }

  let connection: Connection

  /// Writes a mail, in the transaction of the act that it waits for.
  func add(_ entry: Entry) throws(StorageError) {
    try connection.run(
      "INSERT INTO held_mail VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        entry.command, entry.stream, entry.mail.key,
        entry.mail.recipients.map(\.text).joined(separator: "\n"), entry.mail.subject,
        entry.mail.body, entry.created,
      ])
  }

  /// All that wait, the oldest first.
  func all() throws(StorageError) -> [Entry] {
    var entries: [Entry] = []
    try connection.query(
      """
      SELECT command, stream, key, recipients, subject, body, created_at FROM held_mail
      ORDER BY created_at, command
      """
    ) { row throws(StorageError) in
      let recipients: String = try row.get(3)
      entries.append(
        Entry(
          command: try row.get(0), stream: try row.get(1),
          mail: OutgoingMail(
            key: try row.get(2),
            to: recipients.split(separator: "\n").compactMap { try? Mailbox(parsing: String($0)) },
            subject: try row.get(4), body: try row.get(5)),
          created: try row.get(6)))
    }
    return entries
  }

  /// How many wait.
  func count() throws(StorageError) -> Int {
    try connection.scalar("SELECT count(*) FROM held_mail") ?? 0
  }

  /// Takes a mail away: it leaves, or it never will.
  func remove(_ command: CommandID) throws(StorageError) {
    try connection.run("DELETE FROM held_mail WHERE command = ?", [command])
  }
}
