import Domain

/// The tickets of a store whose database is replaced by an older copy: what was created since the
/// copy was made is not created again.
struct TicketCarryOver {
  let copy: Connection

  /// Doubts what the copy would create: it is looked for at Redmine first, as after a lost answer.
  func doubt() throws(StorageError) {
    try copy.run(
      """
      UPDATE ticket SET state = 'uncertain', next_at = created_at, posted_at = created_at,
        reason = 'Une sauvegarde plus ancienne a été restaurée : il a pu être créé depuis.'
      WHERE state IN ('waiting', 'creating')
      """)
  }

  /// Puts the tickets as the present database has them into the copy.
  func take(from present: Connection) throws(StorageError) {
    for row in try rows("SELECT * FROM ticket ORDER BY id", in: present) {
      try copy.run("DELETE FROM ticket WHERE key = ?", [row[1]])
      let isFree = try copy.scalar("SELECT count(*) FROM ticket WHERE id = ?", [row[0]]) == 0
      try insert([isFree ? row[0] : .null] + row.dropFirst(), into: "ticket")
    }
    let news = "SELECT * FROM ticket_news ORDER BY ord"
    for row in try rows(news, in: present) {
      try insert([.null] + row.dropFirst(), into: "ticket_news")
    }
  }

  private func insert(_ row: [SQLValue], into table: String) throws(StorageError) {
    let places = row.map { _ in "?" }.joined(separator: ", ")
    try copy.run("INSERT INTO \(table) VALUES (\(places))", row)
  }

  private func rows(_ sql: String, in connection: Connection) throws(StorageError) -> [[SQLValue]] {
    var rows: [[SQLValue]] = []
    try connection.query(sql, []) { row throws(StorageError) in
      var cells: [SQLValue] = []
      for column in 0..<row.count { cells.append(try row.get(column)) }
      rows.append(cells)
    }
    return rows
  }
}
