import Domain

/// The view of the rappels: a row for each.
struct RappelView {
  /// Every table of the view: dropped and rebuilt together with those of the dossiers.
  static let tables = ["rappel_row"]

  static let schema = """
    CREATE TABLE rappel_row(
      stream TEXT PRIMARY KEY, bailleur TEXT NOT NULL, reference TEXT NOT NULL,
      summary TEXT NOT NULL, fault TEXT) STRICT, WITHOUT ROWID;
    CREATE INDEX rappel_row_bailleur ON rappel_row(bailleur);
    """

  let connection: Connection

  /// Replaces the row of a rappel by that of what could be read of its stream.
  func write(_ reading: StreamReading<Rappel>, stream: StreamID) throws {
    guard let summary = reading.state.summary(of: stream) else { return }
    try connection.run(
      "INSERT OR REPLACE INTO rappel_row VALUES (?, ?, ?, ?, ?)",
      [
        stream, summary.bailleur, summary.reference, try JSONText.encode(summary),
        reading.fault?.message,
      ])
  }

  /// Takes the row of a rappel away.
  func remove(_ stream: StreamID) throws {
    try connection.run("DELETE FROM rappel_row WHERE stream = ?", [stream])
  }

  /// Makes the rows anew from the streams of a database.
  ///
  /// - Parameter source: where the streams are.
  func rebuild(from source: Connection) throws {
    try connection.execute("DROP TABLE IF EXISTS rappel_row;")
    try connection.execute(Self.schema)
    let streams = Streams(source)
    for stream in try streams.journal.streams(ofAggregate: Rappel.aggregate) {
      try write(try streams.read(stream), stream: stream)
    }
  }

  /// The rappels, all or those of one bailleur.
  ///
  /// - Throws: `StorageError`.
  func summaries(of bailleur: OrganisationID? = nil) throws -> [RappelSummary] {
    var summaries: [RappelSummary] = []
    try connection.query(
      "SELECT summary FROM rappel_row WHERE ? IS NULL OR bailleur = ? ORDER BY stream",
      [bailleur, bailleur]
    ) { row throws(StorageError) in summaries.append(try JSONText.decode(try row.get(0))) }
    return summaries
  }
}
