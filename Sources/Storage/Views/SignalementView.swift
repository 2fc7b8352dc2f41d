import Domain

/// The view of the signalements: a row for each, the words by which it is found, and the counts of
/// the queues.
struct SignalementView {
  /// Every table of the view: dropped and rebuilt together.
  static let tables = ["signalement_row", "signalement_count", "signalement_search"]

  // Queues are walked in the order of reception, those of one bailleur or of all; the counts follow
  // by triggers, so that no queue is counted by walking it.
  static let schema = """
    CREATE TABLE signalement_row(
      number INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE, reference TEXT NOT NULL,
      queue TEXT NOT NULL, bailleur TEXT NOT NULL, received INTEGER NOT NULL, holder TEXT,
      tenant TEXT, logement TEXT, annonce TEXT, dossier TEXT, closed INTEGER,
      summary TEXT NOT NULL, fault TEXT) STRICT;
    CREATE INDEX signalement_row_queue ON signalement_row(queue, received, number);
    CREATE INDEX signalement_row_bailleur ON signalement_row(bailleur, queue, received, number);
    CREATE INDEX signalement_row_holder ON signalement_row(holder, received, number)
      WHERE holder IS NOT NULL;
    CREATE INDEX signalement_row_tenant ON signalement_row(tenant) WHERE tenant IS NOT NULL;
    CREATE INDEX signalement_row_logement ON signalement_row(logement)
      WHERE logement IS NOT NULL;
    CREATE INDEX signalement_row_reference ON signalement_row(reference);
    CREATE INDEX signalement_row_closed ON signalement_row(closed) WHERE closed IS NOT NULL;
    CREATE TABLE signalement_count(
      bailleur TEXT NOT NULL, queue TEXT NOT NULL, signalements INTEGER NOT NULL,
      PRIMARY KEY (bailleur, queue)) STRICT, WITHOUT ROWID;
    CREATE TRIGGER signalement_row_added AFTER INSERT ON signalement_row BEGIN
      \(counting("NEW", "+ 1"))
    END;
    CREATE TRIGGER signalement_row_removed AFTER DELETE ON signalement_row BEGIN
      \(counting("OLD", "- 1"))
      DELETE FROM signalement_count
      WHERE bailleur = OLD.bailleur AND queue = OLD.queue AND signalements = 0;
    END;
    CREATE VIRTUAL TABLE signalement_search USING fts5(
      words, texts, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3', columnsize = 0);
    CREATE TABLE signalement_text(
      subject TEXT NOT NULL, number INTEGER NOT NULL,
      PRIMARY KEY (subject, number)) STRICT, WITHOUT ROWID;
    CREATE INDEX signalement_text_number ON signalement_text(number);
    CREATE TABLE signalement_retold(
      number INTEGER PRIMARY KEY, is_erased INTEGER NOT NULL) STRICT;
    CREATE TRIGGER signalement_text_added AFTER INSERT ON vault BEGIN
      \(noting)
    END;
    CREATE TRIGGER signalement_text_changed AFTER UPDATE OF value ON vault BEGIN
      \(noting)
    END;
    """

  private static let dropping = """
    DROP TRIGGER IF EXISTS signalement_text_added;
    DROP TRIGGER IF EXISTS signalement_text_changed;
    DROP TABLE IF EXISTS signalement_row;
    DROP TABLE IF EXISTS signalement_count;
    DROP TABLE IF EXISTS signalement_search;
    DROP TABLE IF EXISTS signalement_text;
    DROP TABLE IF EXISTS signalement_retold;
    """

  private static func counting(_ row: String, _ change: String) -> String {
    """
    INSERT INTO signalement_count VALUES (\(row).bailleur, \(row).queue, 0 \(change))
    ON CONFLICT DO UPDATE SET signalements = signalements \(change);
    """
  }

  // Triggers only note: from within one, a hardened connection writes to no virtual table.
  private static let noting = """
    INSERT INTO signalement_retold
    SELECT number, NEW.value IS NULL FROM signalement_text WHERE subject = NEW.subject
    ON CONFLICT DO UPDATE SET is_erased = max(is_erased, excluded.is_erased);
    """

  let connection: Connection

  /// The number of a stream's row: the beginning of the hash that names the stream.
  static func number(of stream: StreamID) -> Int {
    Int(stream.text.suffix(32).prefix(15), radix: 16) ?? 0
  }

  /// Makes the rows anew from the streams of a database.
  ///
  /// - Parameter source: where the streams and the texts are.
  func rebuild(from source: Connection) throws {
    try connection.execute(Self.dropping)
    try connection.execute(Self.schema)
    let streams = Streams(source)
    for stream in try streams.journal.streams(ofAggregate: Signalement.aggregate) {
      try put(try streams.read(stream), stream, texts: Vault(source))
    }
    // Nothing has changed since those texts were read.
    try connection.run("DELETE FROM signalement_retold")
  }

  /// Replaces the row of a signalement by that of what could be read of its stream.
  func write(_ reading: StreamReading<Signalement>, stream: StreamID) throws {
    try remove(stream)
    try put(reading, stream, texts: Vault(connection))
  }

  /// Takes the row of a signalement away.
  func remove(_ stream: StreamID) throws {
    let number = Self.number(of: stream)
    try connection.run("DELETE FROM signalement_row WHERE number = ?", [number])
    try connection.run("DELETE FROM signalement_search WHERE rowid = ?", [number])
    try connection.run("DELETE FROM signalement_text WHERE number = ?", [number])
  }

  private func put(
    _ reading: StreamReading<Signalement>, _ stream: StreamID, texts vault: Vault
  ) throws {
    let signalement = reading.state
    guard let summary = signalement.summary(of: stream) else { return }
    let number = Self.number(of: stream)
    let reception = summary.reception
    let isClosed = summary.status.isOver && !signalement.isErased
    try connection.run(
      "INSERT INTO signalement_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        number, stream, reception.number, summary.queue.rawValue, summary.bailleur,
        Int(reception.receivedAt.seconds), summary.holder,
        try reception.tenant.flatMap { try vault.get($0, Secret.Field.name.rawValue)?.value },
        reception.logement, reception.annonce, reception.dossier,
        isClosed ? summary.since.number : nil, try JSONText.encode(summary),
        reading.fault?.message,
      ])
    for subject in [reception.message, reception.author, reception.tenant].compactMap(\.self) {
      try connection.run("INSERT OR IGNORE INTO signalement_text VALUES (?, ?)", [subject, number])
    }
    try index(summary, number, vault)
  }

  private func index(_ summary: SignalementSummary, _ number: Int, _ vault: Vault) throws {
    let reception = summary.reception
    let words = [
      reception.number, summary.category.label, reception.logement, reception.annonce,
      reception.dossier, summary.ticket.map { "\($0.number)" },
    ].compactMap(\.self).joined(separator: " ")
    let author = try reception.author.flatMap { try vault.get($0, "name")?.value }
    let tenant = try reception.tenant.flatMap { try vault.get($0, "name")?.value }
    let message = try vault.get(reception.message, "note")?.value
    let texts = [author, tenant, message].compactMap(\.self).joined(separator: " \n ")
    try connection.run(
      "INSERT INTO signalement_search(rowid, words, texts) VALUES (?, ?, ?)",
      [number, words.openingLigatures, texts.openingLigatures])
  }

  /// Takes over the texts that the vault changed or erased in this transaction.
  func followTexts() throws {
    var retold: [(stream: StreamID, isErased: Bool)] = []
    try connection.query(
      """
      SELECT r.stream, t.is_erased FROM signalement_retold AS t
      CROSS JOIN signalement_row AS r ON r.number = t.number WHERE t.number > 0
      """
    ) { row throws(StorageError) in retold.append((try row.get(0), try row.get(1))) }
    guard !retold.isEmpty else { return }
    for (stream, _) in retold { try write(try Streams(connection).read(stream), stream: stream) }
    try connection.run("DELETE FROM signalement_retold")
    if retold.contains(where: \.isErased) { try Wiping(connection: connection).ask() }
  }

  /// Merges the index whole: the words of a deleted row stay in it until its parts are merged.
  func merge() throws(StorageError) {
    try connection.run("INSERT INTO signalement_search(signalement_search) VALUES ('optimize')")
  }
}

extension String {
  /// Ligatures opened, which the tokenizer of FTS5 leaves alone.
  fileprivate var openingLigatures: String {
    guard utf8.contains(where: { $0 == 0xC5 || $0 == 0xC3 }) else { return self }
    var opened = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "œ": opened += "oe"
      case "Œ": opened += "OE"
      case "æ": opened += "ae"
      case "Æ": opened += "AE"
      default: opened.unicodeScalars.append(scalar)
      }
    }
    return opened
  }
}
