import Domain

/// The view of the annonces: a row for each, one for each version that a draw may choose, and the
/// salts of the draws where this store may know them.
///
/// Rows never depend on the day: what a month's draw chooses once it is over is computed when it is
/// asked for (`MonthDraw`).
struct AnnonceView {
  /// Every table of the view: dropped and rebuilt together with those of the dossiers.
  static let tables = ["annonce_row", "annonce_pick", "annonce_salt", "annonce_figure"]

  static let schema = """
    CREATE TABLE annonce_row(
      stream TEXT PRIMARY KEY, annonce TEXT NOT NULL, bailleur TEXT NOT NULL,
      version INTEGER NOT NULL, place TEXT NOT NULL, words TEXT NOT NULL, text TEXT NOT NULL,
      photos INTEGER NOT NULL, status TEXT NOT NULL, published_on INTEGER NOT NULL,
      reported_on INTEGER, review_on INTEGER, asked_on INTEGER, decided_at INTEGER,
      online INTEGER NOT NULL, logement TEXT, fault TEXT) STRICT, WITHOUT ROWID;
    CREATE TABLE annonce_pick(
      month TEXT NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL, annonce TEXT NOT NULL,
      bailleur TEXT NOT NULL, standing TEXT NOT NULL, rank INTEGER, kept INTEGER NOT NULL,
      verification TEXT, bad INTEGER NOT NULL, online INTEGER NOT NULL,
      PRIMARY KEY (month, stream, version)) STRICT, WITHOUT ROWID;
    CREATE TABLE annonce_figure(
      stream TEXT PRIMARY KEY, published INTEGER NOT NULL, departement TEXT NOT NULL,
      typologie TEXT NOT NULL, bailleur TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE annonce_salt(
      month TEXT PRIMARY KEY, stream TEXT NOT NULL, salt TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// One for each queue, for those who see all annonces and for those who see one bailleur's.
  static let indexes = """
    CREATE INDEX annonce_row_number ON annonce_row(annonce);
    CREATE INDEX annonce_row_logement ON annonce_row(bailleur, logement)
      WHERE logement IS NOT NULL AND online = 1;
    CREATE INDEX annonce_pick_stream ON annonce_pick(stream);
    \(["reported_on", "review_on", "asked_on", "decided_at", "published_on"]
      .map { index(of: $0) }.joined())
    """

  private static func index(of column: String) -> String {
    let condition = column == "published_on" ? "online = 1" : "\(column) IS NOT NULL"
    return """
      CREATE INDEX annonce_row_\(column) ON annonce_row(\(column), stream) WHERE \(condition);
      CREATE INDEX annonce_row_own_\(column) ON annonce_row(bailleur, \(column), stream)
        WHERE \(condition);

      """
  }

  let connection: Connection

  /// Replaces the rows of an annonce by those of what could be read of its stream.
  func write(_ reading: StreamReading<Annonce>, stream: StreamID) throws {
    let annonce = reading.state
    guard let current = annonce.current, let bailleur = annonce.bailleur else { return }
    let last = annonce.standing.last
    let status = annonce.status
    let isOnline = annonce.withdrawnOn == nil
    let asked = status == .correction ? last?.signature.day : nil
    try connection.run(
      """
      INSERT OR REPLACE INTO annonce_row
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        stream, annonce.number, bailleur, current.number, current.place,
        "\(annonce.number) \(current.place)".folded, current.text, current.photos.count,
        status.rawValue, current.publishedOn, annonce.openReports.map(\.report.day).min(),
        annonce.awaitsReview ? current.publishedOn : nil, asked,
        last.map { $0.signature.moment }, isOnline, current.logement, reading.fault?.message,
      ])
    try replacePicks(annonce.drawEntries, stream)
    guard let first = annonce.versions.first else { return }
    try connection.run(
      "INSERT OR REPLACE INTO annonce_figure VALUES (?, ?, ?, ?, ?)",
      [
        stream, first.publishedOn, first.insee?.departement ?? "", first.typologie.rawValue,
        bailleur,
      ])
  }

  /// The logement of each annonce, with the day of its first publication.
  func forEachFigure(_ body: (DossierFigure.Home, Day) -> Void) throws {
    try connection.query(
      "SELECT published, departement, typologie, bailleur FROM annonce_figure"
    ) { row throws(StorageError) in
      let name: String = try row.get(2)
      guard let typologie = Typologie(rawValue: name) else { return }
      let home = DossierFigure.Home(
        bailleur: try row.get(3), typologie: typologie, departement: try row.get(1))
      body(home, try row.get(0))
    }
  }

  /// Takes the rows of an annonce away.
  func remove(_ stream: StreamID) throws {
    try connection.run("DELETE FROM annonce_row WHERE stream = ?", [stream])
    try connection.run("DELETE FROM annonce_figure WHERE stream = ?", [stream])
    try connection.run("DELETE FROM annonce_pick WHERE stream = ?", [stream])
  }

  private func replacePicks(_ entries: [DrawEntry], _ stream: StreamID) throws {
    try connection.run("DELETE FROM annonce_pick WHERE stream = ?", [stream])
    for entry in entries {
      let rank = try salt(of: entry.month).map { salt in
        Draw.rank(entry.annonce, version: entry.version, month: entry.month, salt: salt)
      }
      try connection.run(
        "INSERT OR REPLACE INTO annonce_pick VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          entry.month.iso, stream, entry.version, entry.annonce, entry.bailleur,
          entry.standing.rawValue, rank, entry.isVerifiedInMonth,
          try entry.verification.map { try JSONText.encode($0) }, entry.isNonConforme,
          entry.isOnline,
        ])
    }
  }

  /// Replaces the salts; the places of the versions of a month whose salt changed are drawn anew.
  func write(_ tirage: Tirage, stream: StreamID) throws {
    var before: [String: String] = [:]
    try connection.query(
      "SELECT month, salt FROM annonce_salt WHERE stream = ?", [stream]
    ) { row throws(StorageError) in before[try row.get(0)] = try row.get(1) }
    let known = Set(tirage.salts.keys.map(\.iso))
    for month in before.keys.sorted() where !known.contains(month) {
      try connection.run("DELETE FROM annonce_salt WHERE month = ?", [month])
      try connection.run("UPDATE annonce_pick SET rank = NULL WHERE month = ?", [month])
    }
    for (month, salt) in tirage.salts.sorted(by: { $0.key < $1.key })
    where before[month.iso] != salt.hex {
      try connection.run(
        "INSERT OR REPLACE INTO annonce_salt VALUES (?, ?, ?)", [month.iso, stream, salt.hex])
      try rank(month, under: salt)
    }
  }

  private func rank(_ month: CivilMonth, under salt: DrawSalt) throws {
    var picks: [(stream: StreamID, version: Int, annonce: String)] = []
    try connection.query(
      "SELECT stream, version, annonce FROM annonce_pick WHERE month = ?", [month.iso]
    ) { row throws(StorageError) in
      picks.append((try row.get(0), try row.get(1), try row.get(2)))
    }
    for pick in picks {
      try connection.run(
        "UPDATE annonce_pick SET rank = ? WHERE month = ? AND stream = ? AND version = ?",
        [
          Draw.rank(pick.annonce, version: pick.version, month: month, salt: salt), month.iso,
          pick.stream, pick.version,
        ])
    }
  }

  /// The salt of a month, nil where there is none or this store may not know it.
  func salt(of month: CivilMonth) throws -> DrawSalt? {
    let text: String? = try connection.scalar(
      "SELECT salt FROM annonce_salt WHERE month = ?", [month.iso])
    return text.flatMap { try? DrawSalt(parsing: $0) }
  }

  /// Makes the rows anew from the streams of a database.
  ///
  /// - Parameter source: where the streams are.
  func rebuild(from source: Connection) throws {
    try makeEmpty()
    let streams = Streams(source)
    // The salts first: each version then gets its place as it is written.
    for stream in try streams.journal.streams(ofAggregate: Tirage.aggregate) {
      try write(try streams.read(stream, as: Tirage.self).state, stream: stream)
    }
    for stream in try streams.journal.streams(ofAggregate: Annonce.aggregate) {
      try write(try streams.read(stream), stream: stream)
    }
    try connection.execute(Self.indexes)
  }

  /// Makes the tables anew, without rows and without indexes.
  func makeEmpty() throws {
    for table in Self.tables { try connection.execute("DROP TABLE IF EXISTS \(table);") }
    try connection.execute(Self.schema)
  }
}
