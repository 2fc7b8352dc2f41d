import Domain

/// The vault of a shared file: names, NUR and free text, each with the audience that reads it.
struct SharedTexts {
  let connection: Connection

  /// Gives the texts of an audience that changed after a position, in the order of their changes.
  func changes(
    of scope: ScopeID, after seq: Int64, limit: Int,
    _ body: (SharedText, Int64) throws(StorageError) -> Void
  ) throws(StorageError) {
    try connection.query(
      """
      SELECT scope, closed, subject, field, value, version, seq FROM vault
      WHERE scope = ? AND seq > ? ORDER BY seq LIMIT ?
      """, [scope, seq, limit]
    ) { row throws(StorageError) in
      let text = SharedText(
        scope: try row.get(0), isClosed: try row.get(1), subject: try row.get(2),
        field: try row.get(3), value: try row.get(4), version: try row.get(5))
      try body(text, try row.get(6))
    }
  }

  /// Whether an organisation may write a text: a new one, or the next version of one of its own.
  func isWritable(_ text: SharedText, by organisation: OrganisationID) throws(StorageError) -> Bool
  {
    let author: String? = try connection.scalar(
      "SELECT author FROM vault WHERE subject = ? LIMIT 1", [text.subject])
    guard author == nil || author == organisation.text else { return false }
    guard let known = try known(text) else { return text.version == 1 }
    guard known.scope == text.scope, known.isClosed == text.isClosed else { return false }
    // What was erased stays so, and the act that names it stands.
    guard known.value != nil else { return true }
    return known == text || text.version == known.version + 1
  }

  /// Writes texts that are writable; those of a subject that was erased come in empty.
  func put(
    _ texts: [SharedText], of stream: StreamID, by organisation: OrganisationID
  ) throws(StorageError) {
    let scopes = SharedScopes(connection: connection)
    for text in texts {
      if let known = try known(text), known == text || known.value == nil { continue }
      let isErased: Bool =
        try connection.scalar(
          "SELECT EXISTS (SELECT 1 FROM erasure WHERE subject = ?)", [text.subject]) ?? false
      // A later version, so that the sender takes the empty one in too.
      let version = text.version + (isErased ? 1 : 0)
      try connection.run(
        """
        INSERT INTO vault(scope, subject, field, value, version, closed, seq, author, stream)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (subject, field) DO UPDATE SET
          value = excluded.value, version = excluded.version, seq = excluded.seq
        """,
        [
          text.scope, text.subject, text.field, isErased ? nil : text.value, version,
          text.isClosed, try scopes.nextTextSeq(of: text.scope), organisation, stream,
        ])
    }
  }

  /// The audiences of a subject's texts, those erased too.
  func audiences(of subject: SubjectID) throws(StorageError) -> Set<ScopeID> {
    var audiences: Set<ScopeID> = []
    try connection.query(
      "SELECT scope FROM vault WHERE subject = ?", [subject]
    ) { row throws(StorageError) in audiences.insert(try row.get(0)) }
    return audiences
  }

  /// Empties all texts of a subject, and those of it that may still come.
  func erase(_ subject: SubjectID, at moment: Moment, login: String) throws(StorageError) {
    try connection.run(
      "INSERT INTO erasure VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [subject, moment, login])
    try empty("subject = ?", subject)
  }

  /// Empties all that a stream holds of people: its texts, what its seals hold, the hashes of its
  /// NUR. Nothing is added to it afterwards.
  func erase(streamOf stream: StreamID) throws(StorageError) {
    try connection.run("UPDATE stream SET erased = 1 WHERE stream = ?", [stream])
    try empty("stream = ?", stream)
    try connection.run(
      "UPDATE event SET seal_body = NULL WHERE stream = ? AND seal_body IS NOT NULL", [stream])
    try connection.run(
      "DELETE FROM claim WHERE stream = ? AND held = 0 AND key GLOB ?",
      [stream, Claim.ofNUR + "*"])
  }

  /// Empties texts, each change under the next position of its audience.
  private func empty(_ condition: String, _ key: some SQLBindable) throws(StorageError) {
    var found: [(subject: String, field: String, scope: ScopeID)] = []
    try connection.query(
      "SELECT subject, field, scope FROM vault WHERE \(condition) AND value IS NOT NULL", [key]
    ) { row throws(StorageError) in
      found.append((try row.get(0), try row.get(1), try row.get(2)))
    }
    for (subject, field, scope) in found {
      try connection.run(
        """
        UPDATE vault SET value = NULL, version = version + 1, seq = ?
        WHERE subject = ? AND field = ?
        """, [try SharedScopes(connection: connection).nextTextSeq(of: scope), subject, field])
    }
  }

  /// A text as it stands, nil when it was never written.
  private func known(_ text: SharedText) throws(StorageError) -> SharedText? {
    try connection.first(
      """
      SELECT scope, closed, value, version FROM vault WHERE subject = ? AND field = ?
      """, [text.subject, text.field]
    ) { row throws(StorageError) in
      SharedText(
        scope: try row.get(0), isClosed: try row.get(1), subject: text.subject, field: text.field,
        value: try row.get(2), version: try SharedScopes.checked(try row.get(3, as: Int.self)))
    }
  }
}
