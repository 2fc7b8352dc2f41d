import Domain

/// The view of the dossiers: one row for each dossier, one for each audience that has it in its
/// queues, and how many each queue holds.
///
/// Every row is a pure function of its dossier's events and the règlement, never of the day, so
/// that all rows can be dropped and rebuilt to the same bytes; lateness is judged when they are
/// read.
struct DossierView {
  /// The audience of those who see every dossier (Aatiko, the GIE).
  static let everyone = "*"
  /// Stands in the column `status` of a dossier that this version of the program cannot read.
  static let unreadable = "ILLISIBLE"

  let connection: Connection
  let reglement: Reglement

  /// The audience of what one person must do.
  static func audience(of person: OperatorID) -> String { "@\(person.text)" }

  /// Replaces the rows of one dossier by those of what could be read of its stream.
  func write(_ reading: StreamReading<Dossier>, stream: StreamID, scope: ScopeID) throws {
    try write(DossierViewRows(reading, stream: stream, scope: scope, under: reglement))
  }

  /// Replaces the rows of one dossier by those of its state.
  func write(_ dossier: Dossier, stream: StreamID) throws {
    try write(DossierViewRows(dossier, stream: stream, under: reglement))
  }

  private func write(_ rows: DossierViewRows?) throws {
    guard let rows else { return }
    guard let number = try knownNumber(of: rows.stream) else { return try put([rows]) }
    try put(rows.row, number)
    let before = try sides(of: number)
    let after = Set(rows.sides)
    for side in before.subtracting(after) {
      try connection.run(
        "DELETE FROM dossier_side WHERE audience = ? AND is_open = ? AND rank = ? AND number = ?",
        [side.audience, side.isOpen, side.rank, number])
    }
    for side in after.subtracting(before) { try put(side, number) }
    try CalendarView(connection: connection).replace(rows.calendar, number)
    try SearchIndex(connection: connection).replace(rows.search, number)
    try FigureView(connection: connection).put(rows.figure, number)
    var changes: [DossierMeasure: Int] = [:]
    for measure in after.flatMap(\.measures) { changes[measure, default: 0] += 1 }
    for measure in before.flatMap(\.measures) { changes[measure, default: 0] -= 1 }
    try add(changes)
  }

  /// Takes away the rows of a dossier that does not exist any more, or never did here.
  func remove(_ stream: StreamID) throws {
    let number = try number(of: stream)
    let before = try sides(of: number)
    let tables = ["dossier_row", "dossier_side", "dossier_person", FigureView.table]
    for table in tables + CalendarView.tables {
      try connection.run("DELETE FROM \(table) WHERE number = ?", [number])
    }
    try connection.run("DELETE FROM dossier_search WHERE rowid = ?", [number])
    var changes: [DossierMeasure: Int] = [:]
    for measure in before.flatMap(\.measures) { changes[measure, default: 0] -= 1 }
    try add(changes)
  }

  /// The number that the store knows a dossier by, given at its first row and kept for ever.
  func number(of stream: StreamID) throws -> Int {
    try knownNumber(of: stream) ?? newNumber(of: stream)
  }

  private func newNumber(of stream: StreamID) throws -> Int {
    try connection.run("INSERT INTO dossier_number(stream) VALUES (?)", [stream])
    return try connection.scalar("SELECT last_insert_rowid()") ?? 0
  }

  private func knownNumber(of stream: StreamID) throws -> Int? {
    try connection.scalar("SELECT number FROM dossier_number WHERE stream = ?", [stream])
  }

  /// Writes the rows of dossiers, most of which have none yet.
  ///
  /// The full-text index comes last: between two other statements SQLite writes out what it holds.
  func put(_ dossiers: [DossierViewRows]) throws {
    var counts: [DossierMeasure: Int] = [:]
    var words: [(SearchWords, Int)] = []
    for rows in dossiers {
      guard try knownNumber(of: rows.stream) == nil else {
        try write(rows)
        continue
      }
      let number = try newNumber(of: rows.stream)
      try put(rows, number, adding: &counts)
      words.append((rows.search, number))
    }
    try add(counts)
    for (words, number) in words { try SearchIndex(connection: connection).put(words, number) }
  }

  /// Writes the rows of a dossier that has none, but for what it is found by.
  func put(
    _ rows: DossierViewRows, _ number: Int, adding counts: inout [DossierMeasure: Int]
  ) throws {
    try put(rows.row, number)
    try CalendarView(connection: connection).put(rows.calendar, number)
    if let figure = rows.figure { try FigureView(connection: connection).put(figure, number) }
    for side in rows.sides {
      try put(side, number)
      for measure in side.measures { counts[measure, default: 0] += 1 }
    }
  }

  private func sides(of number: Int) throws -> Set<DossierSide> {
    var sides: Set<DossierSide> = []
    try connection.query(
      "SELECT \(DossierSide.columns) FROM dossier_side WHERE number = ?", [number]
    ) { row throws(StorageError) in sides.insert(try DossierSide(row)) }
    return sides
  }

  func put(_ row: [any SQLBindable], _ number: Int) throws {
    try connection.run(
      "INSERT OR REPLACE INTO dossier_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [number] + row)
  }

  func put(_ side: DossierSide, _ number: Int) throws {
    try connection.run(
      """
      INSERT INTO dossier_side(\(DossierSide.columns), number)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, side.values + [number])
  }

  /// Adds to the counts; a count of nothing has no row, as after a rebuild.
  func add(_ changes: [DossierMeasure: Int]) throws {
    for (measure, change) in changes.sorted(by: { $0.key < $1.key }) where change != 0 {
      let key: [any SQLBindable] = [measure.audience, measure.kind.rawValue, measure.day]
      try connection.run(
        """
        INSERT INTO dossier_count VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET dossiers = dossiers + excluded.dossiers
        """, key + [change])
      guard change < 0 else { continue }
      try connection.run(
        """
        DELETE FROM dossier_count
        WHERE audience = ? AND measure = ? AND day = ? AND dossiers = 0
        """, key)
    }
  }
}
