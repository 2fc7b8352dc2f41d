import Domain

/// The tables of a *generation*: the stock of a bailleur as one import left it.
///
/// Columns of `logement` have the names of the contract and hold values as `PatrimoineValues`
/// writes them, NULL where there is none. The file never changes once it has its name.
enum GenerationSchema {
  /// The `application_id` of generations: the letters HABP.
  static let applicationID = 0x4841_4250
  /// The `user_version`.
  static let version = 1

  /// The columns of the contract, as SQL names them.
  static let columns = PatrimoineColumn.allCases.map(\.name)
  /// What references are looked for by (`PatrimoineReferenceKey`), and the column of each.
  static let keys: [(name: String, column: PatrimoineColumn)] = [
    ("cle_logement", .logement), ("cle_locataire", .locataire), ("cle_rpls", .rpls),
  ]

  /// What stands between the values of a logement that came or went: no value has it.
  static let separator: UInt8 = 0x1F

  // `print`: the hashes of a logement's reference and of its values, apart from the row because
  // each import reads all of them and few rows.
  // `difference`: a column that changed, or in column 0 all the values of a logement that came
  // or went, so that differences of several imports can be put together.
  static let script = """
    PRAGMA application_id=\(applicationID); PRAGMA user_version=\(version);
    CREATE TABLE import(
      number INTEGER PRIMARY KEY,
      id TEXT,
      file TEXT NOT NULL,
      day TEXT NOT NULL,
      sending INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      imported_on TEXT NOT NULL,
      lines INTEGER NOT NULL,
      rejected INTEGER NOT NULL,
      logements INTEGER NOT NULL,
      added INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      removed INTEGER NOT NULL,
      signs TEXT NOT NULL
    ) STRICT;
    CREATE TABLE logement(
      id INTEGER PRIMARY KEY,
      \((columns + keys.map(\.name)).map { "\($0) TEXT" }.joined(separator: ", "))
    ) STRICT;
    CREATE TABLE print(
      id INTEGER PRIMARY KEY,
      reference INTEGER NOT NULL,
      content INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE difference(
      import INTEGER NOT NULL,
      logement TEXT NOT NULL,
      field INTEGER NOT NULL,
      before TEXT,
      after TEXT,
      PRIMARY KEY (import, logement, field)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX difference_logement ON difference(logement, import);
    """

  /// The indexes by which logements are found; made after the rows of a first import.
  static let indexes = keys.map { key in
    "CREATE INDEX logement_\(key.name) ON logement(\(key.name)) WHERE \(key.name) IS NOT NULL"
  }
}
