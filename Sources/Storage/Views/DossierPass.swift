import Domain

/// One pass through every dossier of a database, in the order in which they came to it.
///
/// The events of one then lie near those of the next; and the full-text index, which wants its rows
/// in the order of their numbers, does not begin anew with each.
struct DossierPass {
  /// A dossier gone by.
  struct Stop: Sendable {
    let stream: StreamID
    let reading: StreamReading<Dossier>
    /// Its rows, nil when nothing has happened in it.
    let rows: DossierViewRows?
  }

  private let streams: Streams
  private let reglement: Reglement
  private let batch: Int
  private let dossiers: [(stream: StreamID, scope: ScopeID)]

  /// How many dossiers there are.
  var count: Int { dossiers.count }

  /// - Parameter batch: how many dossiers are made at a time; of so many two or three times the
  ///   events, a few megabytes, are in memory.
  init(_ connection: Connection, under reglement: Reglement, batch: Int = 256) throws {
    streams = Streams(connection)
    self.batch = batch
    self.reglement = reglement
    var dossiers: [(StreamID, ScopeID)] = []
    try connection.query(
      """
      SELECT s.stream, s.scope
      FROM stream AS s LEFT JOIN dossier_number AS n ON n.stream = s.stream
      WHERE s.aggregate = ? ORDER BY n.number IS NULL, n.number, s.stream
      """, [Dossier.aggregate]
    ) { row throws(StorageError) in dossiers.append((try row.get(0), try row.get(1))) }
    self.dossiers = dossiers
  }

  /// A pass through these dossiers alone.
  init(
    _ connection: Connection, through dossiers: [(stream: StreamID, scope: ScopeID)],
    under reglement: Reglement
  ) {
    streams = Streams(connection)
    batch = 64
    self.reglement = reglement
    self.dossiers = dossiers
  }

  /// Gives each dossier to `body`.
  ///
  /// To make dossiers of their events takes about as long as all that the database does for them:
  /// another thread makes those of a batch, while `body` has the batch before and the next is read.
  ///
  /// - Throws: `StorageError`, what `body` throws.
  func run(_ body: (Stop) throws -> Void) throws {
    var before: Meanwhile<[Stop]>?
    for start in stride(from: 0, to: count, by: batch) {
      let found = try dossiers.dropFirst(start).prefix(batch).map { dossier in
        (dossier, records: try streams.records(of: dossier.stream))
      }
      let making = Meanwhile { [reglement] in
        try found.map { dossier, records in
          let reading = try records.reading(as: Dossier.self)
          return Stop(
            stream: dossier.stream, reading: reading,
            rows: DossierViewRows(
              reading, stream: dossier.stream, scope: dossier.scope, under: reglement))
        }
      }
      try before?.value().forEach(body)
      before = making
    }
    try before?.value().forEach(body)
  }
}
