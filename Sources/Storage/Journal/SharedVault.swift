import Domain

/// The vault's side towards the shared database: what it has of each text.
struct SharedVault {
  let connection: Connection

  /// A text that the shared database has not, nil when it has it or nobody wrote it.
  func unshared(_ text: NamedText) throws(StorageError) -> SharedText? {
    try connection.first(
      """
      SELECT scope, closed, value, shared FROM vault
      WHERE subject = ? AND field = ? AND shared < version AND value IS NOT NULL
      """, [text.subject, text.field.rawValue]
    ) { row throws(StorageError) in
      SharedText(
        scope: try row.get(0), isClosed: try row.get(1), subject: text.subject,
        field: text.field.rawValue, value: try row.get(2), version: try row.get(3, as: Int.self) + 1
      )
    }
  }

  /// Notes that the shared database has the texts as they are here.
  func markShared(_ texts: [NamedText]) throws(StorageError) {
    for text in texts {
      try connection.run(
        "UPDATE vault SET shared = version WHERE subject = ? AND field = ?",
        [text.subject, text.field.rawValue])
    }
  }

  /// Takes a text as the shared database has it; what was erased stays erased.
  func take(_ text: SharedText) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO vault(scope, subject, field, value, version, closed, shared)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5)
      ON CONFLICT (subject, field) DO UPDATE SET
        value = excluded.value, version = excluded.version, shared = excluded.shared
      WHERE excluded.version > shared AND (value IS NOT NULL OR excluded.value IS NULL)
      """, [text.scope, text.subject, text.field, text.value, text.version, text.isClosed])
  }

  /// Notes that nothing is known any more of what the shared database has: a fork may have lost
  /// texts of any audience, which are counted each by itself.
  func readAgain() throws(StorageError) {
    try connection.run("DELETE FROM vault_head")
    try connection.run("UPDATE vault SET shared = 0")
  }

  /// How far the texts of an audience were read.
  func position(of scope: ScopeID) throws(StorageError) -> Int64 {
    try connection.scalar("SELECT seq FROM vault_head WHERE scope = ?", [scope]) ?? 0
  }

  /// Notes how far the texts of an audience were read.
  func setPosition(of scope: ScopeID, to seq: Int64) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO vault_head VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET seq = excluded.seq
      """, [scope, seq])
  }
}
