import Domain

/// The view of the patrimoines: a row for each bailleur that has an account of its imports.
struct PatrimoineView {
  /// Every table of the view: dropped and rebuilt together with those of the dossiers.
  static let tables = ["patrimoine_row"]

  static let schema = """
    CREATE TABLE patrimoine_row(
      bailleur TEXT PRIMARY KEY, stream TEXT NOT NULL UNIQUE, summary TEXT NOT NULL,
      fault TEXT) STRICT, WITHOUT ROWID;
    """

  let connection: Connection

  /// Replaces the row of a patrimoine by that of what could be read of its stream.
  func write(_ reading: StreamReading<Patrimoine>, stream: StreamID) throws {
    guard let summary = reading.state.summary else { return }
    try connection.run(
      "INSERT OR REPLACE INTO patrimoine_row VALUES (?, ?, ?, ?)",
      [
        summary.bailleur, stream, try JSONText.encode(summary),
        reading.fault?.message,
      ])
  }

  /// Takes the row of a patrimoine away.
  func remove(_ stream: StreamID) throws {
    try connection.run("DELETE FROM patrimoine_row WHERE stream = ?", [stream])
  }

  /// Makes the rows anew from the streams of a database.
  ///
  /// - Parameter source: where the streams are.
  func rebuild(from source: Connection) throws {
    try connection.execute("DROP TABLE IF EXISTS patrimoine_row;")
    try connection.execute(Self.schema)
    let streams = Streams(source)
    for stream in try streams.journal.streams(ofAggregate: Patrimoine.aggregate) {
      try write(try streams.read(stream), stream: stream)
    }
  }

  /// The figures of one bailleur; nil when nothing is known of its patrimoine.
  ///
  /// - Throws: `StorageError`.
  func summary(of bailleur: OrganisationID) throws -> PatrimoineSummary? {
    try summaries("WHERE bailleur = ?", [bailleur]).first
  }

  /// The figures of all, by bailleur.
  ///
  /// - Throws: `StorageError`.
  func summaries() throws -> [PatrimoineSummary] { try summaries("ORDER BY bailleur", []) }

  /// The status of all on a day, without reading what else is known of them.
  ///
  /// - Throws: `StorageError`.
  func statuses(on today: Day) throws -> [(bailleur: OrganisationID, status: PatrimoineStatus)] {
    var found: [(OrganisationID, PatrimoineStatus)] = []
    try connection.query(
      """
      SELECT bailleur, summary ->> '$.last.verdict', summary ->> '$.acceptedOn',
        summary ->> '$.stepsDone' FROM patrimoine_row
      """, []
    ) { row throws(StorageError) in
      let verdict: String? = try row.get(1)
      let accepted: String? = try row.get(2)
      found.append(
        (
          try row.get(0),
          PatrimoineStatus(
            isRefused: verdict == PatrimoineVerdict.refused.rawValue,
            acceptedOn: accepted.flatMap { Day(iso: $0) },
            stepsDone: try row.get(3), on: today)
        ))
    }
    return found
  }

  private func summaries(
    _ clause: String, _ arguments: [any SQLBindable]
  ) throws -> [PatrimoineSummary] {
    var summaries: [PatrimoineSummary] = []
    try connection.query(
      "SELECT summary FROM patrimoine_row \(clause)", arguments
    ) { row throws(StorageError) in summaries.append(try JSONText.decode(try row.get(0))) }
    return summaries
  }
}
