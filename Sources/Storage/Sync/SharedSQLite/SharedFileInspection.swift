import Domain

extension SharedSQLite {
  private static let page = 5_000

  /// Looks a shared file over: the file itself, and the chain of each audience, computed again from
  /// its events. Others may go on working meanwhile.
  ///
  /// - Parameter progress: told how many events were read so far.
  /// - Throws: `SharedError`.
  public static func verify(
    at path: String, progress: (Int64) -> Void = { _ in }
  ) throws(SharedError) -> SharedFindings {
    let shared = try SharedSQLite(at: path)
    defer { shared.close() }
    return try shared.told {
      var findings = SharedFindings()
      let connection = shared.connection
      try connection.query("PRAGMA integrity_check(20)") { row throws(StorageError) in
        let word: String = try row.get(0)
        if word != "ok" { findings.faults.append("Le fichier est abîmé : \(word).") }
      }
      for head in try shared.scopes.all() {
        try findings.inspect(head, progress: progress) { seq in
          var entries: [JournalEntry] = []
          try connection.query(
            """
            SELECT \(JournalEntry.columns) FROM event WHERE scope = ? AND seq > ? ORDER BY seq
            LIMIT ?
            """, [head.scope, seq, Self.page]
          ) { row throws(StorageError) in entries.append(try JournalEntry(row)) }
          return entries
        }
      }
      for rule in SharedFindings.erasureRules(in: "") {
        var streams: [String] = []
        try connection.query(rule.sql) { row throws(StorageError) in
          streams.append(try row.get(0))
        }
        findings.note(rule.french, streams)
      }
      return findings
    }
  }

  /// Brings a shared file up to this program's format.
  ///
  /// - Throws: `SharedError`: `newer`, `notInstalled`.
  public static func upgrade(at path: String) throws(SharedError) {
    do {
      let connection = try Connection(path: path, mode: .shared)
      defer { connection.close() }
      let found = try SharedSchema.migrations.look(at: path)
      guard found > 0 else {
        throw StorageError(
          .older(found: 0, known: SharedSchema.migrations.latest), "an empty file", path: path)
      }
      try SharedSchema.migrations.migrate(connection)
    } catch {
      throw SharedError(of: error, at: path)
    }
  }
}
