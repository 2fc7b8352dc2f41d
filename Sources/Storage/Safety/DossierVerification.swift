import Domain

/// One pass through the dossiers: each is replayed once, for all that depends on its state.
extension StoreVerification {
  /// How many dossiers go by between two words about it.
  private static let toldEvery = 1_000

  /// Reads every dossier and rebuilds the views beside the store, in memory.
  mutating func checkDossiers() throws {
    let scratch = try self.scratch()
    defer { scratch.close() }
    let pass = try DossierPass(connection, under: reglement)
    let names = try DirectoryTable(connection).directory()
    let late = try unwrittenStreams()
    let rebuilt = DossierView(connection: scratch, reglement: reglement)
    var seen = 0
    var unreadable = 0
    try scratch.transaction {
      var rows = try rebuilt.emptied()
      try pass.run { dossier in
        if seen.isMultiple(of: Self.toldEvery) {
          progress("Dossiers : \(seen) sur \(pass.count)…")
        }
        seen += 1
        try rows.add(dossier.rows)
        if let fault = dossier.reading.fault {
          unreadable += 1
          report.add(.dossiers, "Dossier \(dossier.stream) : \(fault.message).")
        } else {
          checkRules(of: dossier.reading.state, dossier.stream, names)
          try checkTexts(of: dossier.reading.state, dossier.stream, scratch)
          if !late.contains(dossier.stream) {
            try checkClaims(of: dossier.reading.state, dossier.stream)
          }
        }
      }
      try rows.finish()
      try AggregateViews.rebuild(in: scratch, from: connection)
    }
    report.counts[.dossiers] = pass.count == 1 ? "1 dossier" : "\(pass.count) dossiers"
    try checkOtherAggregates(scratch)
    if unreadable == 0 { try checkUnnamedTexts(scratch) }
    if awaitedTexts > 0 {
      report.remark(
        "\(awaitedTexts) texte(s) à prendre de la base partagée : habiter sync. Si cela reste "
          + "ensuite, prévenez l'assistance.")
    }
    if late.isEmpty {
      try checkViews(against: scratch)
    } else {
      report.remark(
        "Files de \(late.count) dossier(s) à finir d'écrire : ouvrez habiter, ou habiter sync.")
    }
  }

  /// The dossiers whose keys and rows a fetch that was cut has not written yet: it does so last.
  private func unwrittenStreams() throws -> Set<StreamID> {
    var streams: Set<StreamID> = []
    try connection.query("SELECT stream FROM stale_stream") { row throws(StorageError) in
      streams.insert(try row.get(0))
    }
    return streams
  }

  /// A database in memory with what a rebuild takes over as it is: the numbers of the dossiers, and
  /// the names that are looked for.
  private func scratch() throws -> Connection {
    let scratch = try Connection(path: ":memory:", mode: .readWrite)
    try OpenedFiles.migrations.migrate(scratch)
    try scratch.execute(
      """
      PRAGMA foreign_keys=OFF;
      CREATE TABLE named(subject TEXT, field TEXT, PRIMARY KEY (subject, field)) WITHOUT ROWID;
      """)
    try scratch.transaction {
      try copy("number, stream", of: "dossier_number", to: scratch)
      try copy(
        "scope, subject, field, value, version", of: "vault", where: "field = 'name'", to: scratch)
    }
    return scratch
  }

  private func copy(
    _ columns: String, of table: String, where condition: String = "true", to scratch: Connection
  ) throws {
    try connection.query(
      "SELECT \(columns) FROM \(table) WHERE \(condition)"
    ) { row throws(StorageError) in
      var values: [SQLValue] = []
      for column in 0..<row.count { values.append(try row.get(column)) }
      let places = values.map { _ in "?" }.joined(separator: ", ")
      try scratch.run("INSERT INTO \(table)(\(columns)) VALUES (\(places))", values)
    }
  }

  /// Each act is one that the rules of its moment permitted its author.
  private mutating func checkRules(of dossier: Dossier, _ stream: StreamID, _ names: Directory) {
    for act in dossier.contested(under: reglement, names: names).sorted() {
      report.add(.rules, "Dossier \(dossier.reference) (\(stream)) : l'acte \(act) est contesté.")
    }
  }

  /// Every text that an event names has its row in the vault, emptied or not; in a store that
  /// follows a shared database, those that its operator may read, and no other.
  private mutating func checkTexts(
    of dossier: Dossier, _ stream: StreamID, _ scratch: Connection
  ) throws {
    let isFollowing = try Following(connection: connection).get(.epoch) != nil
    for recorded in dossier.history {
      for text in recorded.texts {
        let key: [any SQLBindable] = [text.subject, text.field.rawValue]
        try scratch.run("INSERT OR IGNORE INTO named VALUES (?, ?)", key)
        let isThere = try Vault(connection).get(text.subject, text.field.rawValue) != nil
        let belongs = try belongs(text, recorded, of: dossier)
        if !isThere, belongs, dossier.erasure != nil {
          // An act that came back from its author after the erasure came back without its text.
          continue
        } else if !isThere, belongs, isFollowing {
          // Texts are fetched after the events that name them.
          awaitedTexts += 1
        } else if !isThere, belongs {
          report.add(.texts, "Dossier \(stream) : un texte nommé par ses événements manque.")
        } else if isThere, !belongs {
          report.add(.texts, "Dossier \(stream) : un texte n'est pas à lire par ce poste.")
        }
      }
    }
  }

  /// Whether a text is one of this store's.
  private func belongs(
    _ text: NamedText, _ recorded: Recorded<DossierEvent>, of dossier: Dossier
  ) throws -> Bool {
    guard let person = try Following(connection: connection).person() else { return true }
    return SharedRights.reads(
      person, textOf: dossier.readers(of: recorded) ?? Set(dossier.volets.map(\.bailleur)),
      isClosed: dossier.withholding(of: recorded)?.isClosed ?? false, field: text.field.rawValue)
  }

  private mutating func checkUnnamedTexts(_ scratch: Connection) throws {
    var texts = 0
    var unnamed = 0
    // In a store that follows a shared database, what that one has not is of an act that did not
    // hold, or that a fork left behind.
    let least = try Following(connection: connection).person() == nil ? 0 : 1
    try connection.query(
      "SELECT subject, field, value IS NULL FROM vault WHERE shared >= ?", [least]
    ) { row throws(StorageError) in
      texts += 1
      // What named an erased text may be erased with it.
      guard try !row.get(2, as: Bool.self) else { return }
      let key = [try row.get(0, as: String.self), try row.get(1, as: String.self)]
      let isNamed: Int? = try scratch.scalar(
        "SELECT 1 FROM named WHERE subject = ? AND field = ?", key)
      if isNamed == nil { unnamed += 1 }
    }
    report.counts[.texts] = "\(texts) textes"
    if unnamed > 0, least > 0 {
      // A store that is filled takes texts first.
      report.remark("\(unnamed) texte(s) dont les dossiers restent à prendre : habiter sync.")
    } else if unnamed > 0 {
      report.add(.texts, "\(unnamed) texte(s) qu'aucun dossier ne nomme.")
    }
  }

  /// A key that the dossier holds must be taken; by another one after two desks took it offline.
  private mutating func checkClaims(of dossier: Dossier, _ stream: StreamID) throws {
    let claims = Claims(connection)
    let held = Set(dossier.heldClaims.map(\.key))
    for key in held where try claims.holder(of: key) == nil {
      report.add(.claims, "Dossier \(stream) : une clé qu'il tient est libre.")
    }
    for _ in try claims.held(by: stream).subtracting(held) {
      report.add(.claims, "Dossier \(stream) : une clé lui reste, qu'il ne tient plus.")
    }
  }

  /// Compares the views row by row, in the order of their keys, with those just rebuilt.
  private mutating func checkViews(against scratch: Connection) throws {
    var rows = 0
    for table in DossierView.tables + AggregateViews.tables {
      let sql = try Self.walk(through: table, of: scratch)
      let found = try Cursor(sql, on: connection)
      let expected = try Cursor(sql, on: scratch)
      var row = 1
      while true {
        let (left, right) = (try found.next(), try expected.next())
        guard left == right else {
          report.add(.views, "Table \(table) : différente à partir de la ligne \(row).")
          break
        }
        if left == nil { break }
        row += 1
      }
      rows += row - 1
    }
    if try Self.viewSchema(of: connection) != Self.viewSchema(of: scratch) {
      report.add(.views, "Les tables ou les index ne sont pas ceux de cette version.")
    }
    report.counts[.views] = "\(rows) lignes"
  }

  /// The query of all rows of a table in the order of its columns, of which the key comes first.
  private static func walk(through table: String, of connection: Connection) throws -> String {
    // The row of a full-text index is a dossier by its number, which is no column of it.
    let type: String? = try connection.scalar(
      "SELECT type FROM pragma_table_list WHERE schema = 'main' AND name = ?", [table])
    var columns = type == "virtual" ? ["rowid"] : []
    try connection.query("SELECT name FROM pragma_table_info(?)", [table]) {
      row throws(StorageError) in columns.append(try row.get(0))
    }
    let list = columns.joined(separator: ", ")
    return "SELECT \(list) FROM \(table) ORDER BY \(list)"
  }

  /// The text of every table and index, those of SQLite itself and of this check left out.
  private static func viewSchema(of connection: Connection) throws -> [String] {
    var texts: [String] = []
    try connection.query(
      """
      SELECT type || ' ' || name || ' ' || tbl_name || ' ' || sql FROM sqlite_schema
      WHERE name NOT LIKE 'sqlite_%' AND name <> 'named' AND sql IS NOT NULL ORDER BY name
      """
    ) { row throws(StorageError) in texts.append(try row.get(0)) }
    return texts
  }
}
