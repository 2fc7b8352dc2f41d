/// The views while they are made anew, every dossier once.
///
/// Nothing has to be looked for: rows go in without indexes, which are made at the end, and counts
/// are added up in memory. Until `finish` the views are not to be read.
struct DossierViewFilling {
  private let view: DossierView
  private var counts: [DossierMeasure: Int] = [:]

  fileprivate init(_ view: DossierView) throws {
    self.view = view
    for table in try view.present() { try view.connection.execute("DROP TABLE \(table)") }
    try view.connection.execute(DossierView.schema)
  }

  /// Writes the rows of a dossier, nil for one to which nothing has happened.
  mutating func add(_ rows: DossierViewRows?) throws {
    guard let rows else { return }
    let number = try view.number(of: rows.stream)
    try view.put(rows.row, number)
    try CalendarView(connection: view.connection).put(rows.calendar, number)
    for side in rows.sides {
      try view.put(side, number)
      for measure in side.measures { counts[measure, default: 0] += 1 }
    }
  }

  /// Makes the indexes and writes the counts.
  func finish() throws {
    try view.connection.execute(DossierView.indexes)
    try view.add(counts)
  }
}

extension DossierView {
  /// Drops every row, to have the views filled again.
  func emptied() throws -> DossierViewFilling { try DossierViewFilling(self) }

  /// The view's tables that the database has, those of earlier versions among them.
  fileprivate func present() throws -> [String] {
    var tables: [String] = []
    try connection.query(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'dossier_*'", []
    ) { row throws(StorageError) in tables.append(try row.get(0)) }
    return tables.filter { $0 != "dossier_number" }
  }
}
