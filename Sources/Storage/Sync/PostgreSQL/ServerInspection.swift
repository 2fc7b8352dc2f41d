import Domain

extension ServerInstallation {
  private static let page = 5_000

  /// Looks the base over: its catalogue, its rights, and the chain of each audience, computed again
  /// from its events.
  ///
  /// - Parameter progress: told how many events were read so far.
  /// - Throws: `SharedError`: `notInstalled`, `older`, `newer`.
  public func verify(progress: (Int64) -> Void = { _ in }) throws(SharedError) -> SharedFindings {
    try requireCurrent()
    var findings = SharedFindings()
    for rule in ServerVerification.rules(for: roles) {
      let names = try texts(rule.sql)
      if !names.isEmpty {
        findings.faults.append("\(rule.french) : \(names.sorted().joined(separator: ", ")).")
      }
    }
    try findings.faults += changedFunctions() + changedRights()
    try verifyJournals(&findings, progress)
    return findings
  }

  private func requireCurrent() throws(SharedError) {
    let found = try schema()
    guard found > 0 else { throw notInstalled }
    guard found != ServerSchema.latest else { return }
    throw found > ServerSchema.latest
      ? newer(found)
      : SharedError(
        .older,
        "La base « \(roles.database) » est à un ancien format (\(found), attendu : "
          + "\(ServerSchema.latest)). Mettez-la à jour par « habiter serveur mettre-a-jour ».")
  }

  /// Functions that do something else than this program's.
  private func changedFunctions() throws(SharedError) -> [String] {
    let result = try run(
      """
      SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'habiter'::regnamespace
      ORDER BY proname
      """)
    let shipped = ServerFunction.sources(in: roles)
    let changed = try read { () throws(PostgresError) in
      var changed: [String] = []
      for row in result.rows {
        let name: String = try row.get(0)
        if try shipped[name] != row.get(1) { changed.append(name) }
      }
      return changed
    }
    return changed.isEmpty
      ? []
      : [
        "Fonctions dont le texte n'est pas celui de ce programme : "
          + "\(changed.joined(separator: ", "))."
      ]
  }

  /// Rights that are not those of the matrix.
  private func changedRights() throws(SharedError) -> [String] {
    let tables = [
      ("event_kind", "kinds"), ("role_right", "roles"), ("part_right", "parts"),
      ("account_right", "accounts"),
    ]
    var faults: [String] = []
    for (table, key) in tables {
      let differences = try run(
        """
        WITH shipped AS (
          SELECT * FROM jsonb_populate_recordset(NULL::habiter.\(table), $1 -> '\(key)'))
        (SELECT * FROM habiter.\(table) EXCEPT SELECT * FROM shipped)
        UNION ALL (SELECT * FROM shipped EXCEPT SELECT * FROM habiter.\(table))
        """, [.jsonb(try ServerRights.json())]
      ).count
      if differences > 0 {
        faults.append(
          "Droits de la table « \(table) » : \(differences) ligne(s) autre(s) que ceux de la "
            + "matrice. Remettez-les par « habiter serveur mettre-a-jour ».")
      }
    }
    return faults
  }

  private func texts(_ sql: String) throws(SharedError) -> [String] {
    let result = try run(sql)
    return try read { () throws(PostgresError) in
      var texts: [String] = []
      for row in result.rows { texts.append(try row.get(0)) }
      return texts
    }
  }

  private func verifyJournals(
    _ findings: inout SharedFindings, _ progress: (Int64) -> Void
  ) throws(SharedError) {
    let heads = try run("SELECT scope, seq, chain FROM habiter.scope ORDER BY scope")
    let known = try read { () throws(PostgresError) in
      var known: [SharedHead] = []
      for row in heads.rows {
        known.append(
          SharedHead(
            scope: ScopeID(try row.get(0)), seq: try row.get(1), chain: try row.get(2), textSeq: 0))
      }
      return known
    }
    for head in known {
      try findings.inspect(head, progress: progress) { seq throws(SharedError) in
        try entries(of: head.scope, after: seq)
      }
    }
    try findings.faults += brokenStreams()
    for rule in SharedFindings.erasureRules(in: "habiter.") {
      findings.note(rule.french, try texts(rule.sql))
    }
  }

  private func entries(
    of scope: ScopeID, after seq: Int64
  ) throws(SharedError) -> [JournalEntry] {
    let rows = try run(
      """
      SELECT \(JournalEntry.pullColumns) FROM habiter.event
      WHERE scope = $1 AND seq > $2 ORDER BY seq LIMIT \(Self.page)
      """, [.text(scope.text), .int8(seq)])
    return try read { () throws(PostgresError) in
      var entries: [JournalEntry] = []
      for row in rows.rows { entries.append(try JournalEntry(row, in: scope)) }
      return entries
    }
  }

  /// Streams that do not have the version that is noted, commands that are not where they are said
  /// to be.
  private func brokenStreams() throws(SharedError) -> [String] {
    let streams = try texts(
      """
      SELECT s.stream FROM habiter.stream s
      LEFT JOIN (SELECT stream, count(*) AS count, max(version) AS last FROM habiter.event
        GROUP BY stream) e USING (stream)
      WHERE e.count IS DISTINCT FROM s.version OR e.last IS DISTINCT FROM s.version LIMIT 20
      """)
    let commands = try texts(
      """
      SELECT coalesce(c.command, e.command) FROM
        (SELECT * FROM habiter.command WHERE status = 'accepted') c
      FULL JOIN (SELECT scope, command, min(seq) AS first, max(seq) AS last FROM habiter.event
        GROUP BY scope, command) e ON e.scope = c.scope AND e.command = c.command
      WHERE (c.first_seq, c.last_seq) IS DISTINCT FROM (e.first, e.last) LIMIT 20
      """)
    return [("Flux dont la version est fausse", streams), ("Actes mal inscrits", commands)]
      .filter { !$0.1.isEmpty }
      .map { "\($0.0) : \($0.1.joined(separator: ", "))." }
  }

  private func read<Value>(
    _ body: () throws(PostgresError) -> Value
  ) throws(SharedError) -> Value {
    do {
      return try body()
    } catch {
      throw SharedError(unexpected: error.description)
    }
  }
}
