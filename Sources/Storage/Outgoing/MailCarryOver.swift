import Domain

/// The mails of a store whose database is replaced by an older copy: what was sent since the copy
/// was made is not sent again.
struct MailCarryOver {
  let copy: Connection

  /// Doubts what the copy would send: nobody knows here what became of it since.
  func doubt() throws(StorageError) {
    try copy.run(
      """
      UPDATE mail SET state = 'uncertain', next_at = NULL,
        reason = 'Une sauvegarde plus ancienne a été restaurée : il a pu partir depuis.'
      WHERE state IN ('waiting', 'sending')
      """)
  }

  /// Puts the mails as the present database has them into the copy.
  func take(from present: Connection) throws(StorageError) {
    var ids: [Int] = []
    try present.query("SELECT id FROM mail ORDER BY id") { row throws(StorageError) in
      ids.append(try row.get(0))
    }
    for id in ids { try take(id, from: present) }
  }

  private func take(_ id: Int, from present: Connection) throws(StorageError) {
    guard let row = try values("SELECT * FROM mail WHERE id = ?", [id], in: present).first else {
      return
    }
    try copy.run("DELETE FROM mail WHERE key = ?", [row[1]])
    let isFree = try copy.scalar("SELECT count(*) FROM mail WHERE id = ?", [id]) == 0
    try copy.run(
      "INSERT INTO mail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [isFree ? SQLValue.integer(Int64(id)) : .null] + row.dropFirst())
    let own: Int? = try copy.scalar("SELECT id FROM mail WHERE key = ?", [row[1]])
    for part in try values("SELECT * FROM mail_part WHERE mail = ?", [id], in: present) {
      try copy.run(
        "INSERT INTO mail_part VALUES (?, ?, ?, ?, ?, ?)",
        [own.map { SQLValue.integer(Int64($0)) } ?? .null] + part.dropFirst())
    }
  }

  private func values(
    _ sql: String, _ arguments: [any SQLBindable], in connection: Connection
  ) throws(StorageError) -> [[SQLValue]] {
    var rows: [[SQLValue]] = []
    try connection.query(sql, arguments) { row throws(StorageError) in
      var cells: [SQLValue] = []
      for column in 0..<row.count { cells.append(try row.get(column)) }
      rows.append(cells)
    }
    return rows
  }
}
