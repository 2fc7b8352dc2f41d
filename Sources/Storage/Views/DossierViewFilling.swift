/// The views while they are made anew, every dossier once.
///
/// Nothing has to be looked for: rows go in without indexes, which are made at the end, and counts
/// are added up in memory. Until `finish` the views are not to be read.
struct DossierViewFilling {
  private let view: DossierView
  private var counts: [DossierMeasure: Int] = [:]

  fileprivate init(_ view: DossierView) throws {
    self.view = view
    // A trigger falls with its table, but those of the names stand on the vault.
    for (type, name) in try view.present() {
      try view.connection.execute("DROP \(type) IF EXISTS \(name)")
    }
    try view.connection.execute(DossierView.schema)
  }

  /// Writes the rows of a dossier, nil for one to which nothing has happened.
  mutating func add(_ rows: DossierViewRows?) throws {
    guard let rows else { return }
    let number = try view.number(of: rows.stream)
    try view.put(rows, number, adding: &counts)
    try SearchIndex(connection: view.connection).put(rows.search, number)
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

  /// The view's triggers and tables that the database has, those of earlier versions among them.
  fileprivate func present() throws -> [(type: String, name: String)] {
    var present: [(String, String)] = []
    // The tables behind a full-text index go with it: they are of the type « shadow ».
    try connection.query(
      """
      SELECT 'TRIGGER', name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'dossier_*'
      UNION ALL
      SELECT 'TABLE', name FROM pragma_table_list
      WHERE schema = 'main' AND type IN ('table', 'virtual') AND name GLOB 'dossier_*'
        AND name <> 'dossier_number'
      """
    ) { row throws(StorageError) in present.append((try row.get(0), try row.get(1))) }
    return present
  }
}
