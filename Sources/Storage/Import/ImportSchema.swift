import Domain

/// What the store remembers of the dossiers that a file brought in.
enum ImportSchema {
  /// The second step of every store's schema. Once shipped it is never edited.
  static let migration = Migration(
    2,
    sql: """
      CREATE TABLE imported(
        reference TEXT PRIMARY KEY,
        digest TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      """)
}

/// The table `imported`: a keyed hash of each record taken in, by the dossier's reference.
///
/// Records hold names and NUR, so the hash is keyed: it tells equal from different, nothing more.
struct ImportedRecords {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// The hash of the record under which a dossier came in, nil when no file brought it.
  func digest(of reference: String) throws(StorageError) -> String? {
    try connection.scalar("SELECT digest FROM imported WHERE reference = ?", [reference])
  }

  /// Remembers a record.
  func put(_ reference: String, digest: String) throws(StorageError) {
    try connection.run("INSERT INTO imported VALUES (?, ?)", [reference, digest])
  }
}
