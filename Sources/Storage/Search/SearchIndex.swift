import Domain

/// The full-text index of the dossiers: SQLite's FTS5, one row for each dossier, under its number.
///
/// A row of the views like the others, but that the names come from the vault: `followNames` takes
/// over what changed there, so that a name erased is found no more; `Wiping` takes it out of the
/// file.
struct SearchIndex {
  static let tables = ["dossier_search", "dossier_person"]

  // The triggers look people up while the views are filled: their index is there from the start.
  // Without a letter's accent or case, as `folded` writes them; words are found by their beginning,
  // which the prefix indexes make as fast for one letter as for a whole word.
  static let schema = """
    CREATE VIRTUAL TABLE dossier_search USING fts5(
      words, names, parties, state,
      tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', columnsize = 0);
    CREATE TABLE dossier_person(
      number INTEGER NOT NULL, volet TEXT NOT NULL, subject TEXT NOT NULL,
      PRIMARY KEY (number, volet)) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_person_subject ON dossier_person(subject);
    CREATE TABLE dossier_renamed(
      number INTEGER PRIMARY KEY, is_erased INTEGER NOT NULL) STRICT;
    CREATE TRIGGER dossier_name_added AFTER INSERT ON vault WHEN NEW.field = 'name' BEGIN
      \(noting)
    END;
    CREATE TRIGGER dossier_name_changed AFTER UPDATE OF value ON vault
    WHEN NEW.field = 'name' BEGIN
      \(noting)
    END;
    """

  // Triggers only note: from within one, a hardened connection writes to no virtual table.
  private static let noting = """
    INSERT INTO dossier_renamed
    SELECT number, NEW.value IS NULL FROM dossier_person WHERE subject = NEW.subject
    ON CONFLICT DO UPDATE SET is_erased = max(is_erased, excluded.is_erased);
    """

  /// The names of a dossier's tenants. Ligatures are opened, which the tokenizer leaves alone.
  private static func names(_ number: String) -> String {
    """
    SELECT coalesce(group_concat(replace(replace(replace(replace(
      v.value, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'), ' ⇄ '), '')
    FROM dossier_person AS p JOIN vault AS v ON v.subject = p.subject AND v.field = 'name'
    WHERE p.number = \(number)
    """
  }

  let connection: Connection

  /// Takes over the names that the vault changed or erased in this transaction.
  func followNames() throws {
    var renamed: [(number: Int, isErased: Bool)] = []
    try connection.query("SELECT number, is_erased FROM dossier_renamed WHERE number > 0") {
      row throws(StorageError) in renamed.append((try row.get(0), try row.get(1)))
    }
    guard !renamed.isEmpty else { return }
    for (number, _) in renamed {
      try connection.run(
        "UPDATE dossier_search SET names = (\(Self.names("?1"))) WHERE rowid = ?1", [number])
    }
    try connection.run("DELETE FROM dossier_renamed")
    if renamed.contains(where: \.isErased) { try Wiping(connection: connection).ask() }
  }

  /// Merges the index whole: the words of a deleted row stay in it until its parts are merged.
  func merge() throws(StorageError) {
    try connection.run("INSERT INTO dossier_search(dossier_search) VALUES ('optimize')")
  }

  /// Replaces what is found of the dossier of that number.
  func replace(_ words: SearchWords, _ number: Int) throws {
    try connection.run("DELETE FROM dossier_search WHERE rowid = ?", [number])
    try connection.run("DELETE FROM dossier_person WHERE number = ?", [number])
    try put(words, number)
  }

  /// Writes what is found of a dossier that has no row yet.
  func put(_ words: SearchWords, _ number: Int) throws {
    for (volet, subject) in words.tenants {
      try connection.run(
        "INSERT INTO dossier_person VALUES (?, ?, ?)", [number, volet.rawValue, subject])
    }
    try connection.run(
      """
      INSERT INTO dossier_search(rowid, words, names, parties, state)
      VALUES (?1, ?2, (\(Self.names("?1"))), ?3, ?4)
      """, [number, words.words, words.parties, words.state])
  }
}

/// What a dossier is found by.
struct SearchWords {
  /// The reference, the logements and the status, folded.
  let words: String
  /// The bailleurs and the contacts, each as one token.
  let parties: String
  let state: String
  /// Whose names are looked into: all who see the dossier may read them (`domaine.md` §4).
  let tenants: [(volet: VoletName, subject: SubjectID)]

  static let open = "ouvert"
  static let closed = "clos"

  /// - Parameters:
  ///   - label: the status as the operator reads it.
  ///   - bailleurs: those who see the dossier.
  init(_ dossier: Dossier, label: String, bailleurs: [OrganisationID], isOpen: Bool) {
    let logements = dossier.volets.flatMap { [$0.logement.summary, $0.logement.reference] }
    // « 412 » finds « D-2026-0412 » too.
    let number = dossier.reference.split(separator: "-").last.map { $0.drop { $0 == "0" } } ?? ""
    words =
      ([dossier.reference, String(number)] + logements + [label])
      .joined(separator: " ").folded
    let people = Set(dossier.volets.flatMap { $0.contacts.values }).sorted()
    parties = (bailleurs.map { Self.token($0) } + people.map { Self.token($0) })
      .joined(separator: " ")
    state = isOpen ? Self.open : Self.closed
    tenants = dossier.volets.map { ($0.name, $0.locataire) }
  }

  /// A bailleur as a word of the column `parties`.
  static func token(_ id: OrganisationID) -> String { "o" + hex(id.text) }

  /// A contact as a word of the column `parties`.
  static func token(_ id: OperatorID) -> String { "p" + hex(id.text) }

  // One word whatever characters an identifier has.
  private static func hex(_ text: String) -> String { SHA256.hex(Array(text.utf8)) }
}
