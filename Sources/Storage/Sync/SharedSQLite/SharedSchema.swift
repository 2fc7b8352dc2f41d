/// The tables of a shared SQLite file: those of `sync.md` §1, "Shared".
enum SharedSchema {
  /// The `application_id` of shared files: the letters HABS. A store's is another, so that neither
  /// is ever opened as the other.
  static let applicationID: Int32 = 0x4841_4253

  /// The history of the schema. A step that has shipped is never edited.
  static let steps = [Migration(1, sql: script), Migration(2, sql: erasing)]

  /// The steps as the files that they are for.
  static let migrations = Migrations(applicationID: applicationID, steps: steps)

  // `claim` keeps the keys of closed streams too (held = 0): a dossier opened again takes back keys
  // that its sender may not know. `vault_seq` is not unique: an erasure numbers rows one by one,
  // and a damaged number must not stop it.
  private static let script = """
    CREATE TABLE meta(
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE organisation(
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      siret TEXT,
      kind TEXT NOT NULL,
      member INTEGER NOT NULL CHECK (member IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE account(
      login TEXT PRIMARY KEY,
      operator TEXT NOT NULL UNIQUE,
      organisation TEXT NOT NULL REFERENCES organisation(id),
      roles TEXT NOT NULL,
      name TEXT NOT NULL,
      email TEXT,
      disabled INTEGER NOT NULL CHECK (disabled IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX account_organisation ON account(organisation, login);

    CREATE TABLE scope(
      scope TEXT PRIMARY KEY,
      members TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq >= 0),
      chain BLOB NOT NULL CHECK (length(chain) = 32),
      text_seq INTEGER NOT NULL CHECK (text_seq >= 0)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE stream(
      stream TEXT PRIMARY KEY,
      scope TEXT NOT NULL REFERENCES scope(scope),
      aggregate TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      UNIQUE (stream, scope)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE event(
      scope TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq > 0),
      command TEXT NOT NULL,
      stream TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      kind TEXT NOT NULL,
      schema INTEGER NOT NULL CHECK (schema > 0),
      payload TEXT NOT NULL,
      occurred_on INTEGER NOT NULL,
      recorded_at INTEGER NOT NULL,
      operator TEXT NOT NULL,
      organisation TEXT NOT NULL,
      role TEXT NOT NULL,
      on_behalf TEXT,
      on_behalf_reason TEXT,
      chain BLOB NOT NULL CHECK (length(chain) = 32),
      received_at INTEGER NOT NULL,
      seal_readers TEXT,
      seal_closed INTEGER CHECK (seal_closed IN (0, 1)),
      seal_digest BLOB,
      seal_body TEXT,
      PRIMARY KEY (scope, seq),
      CHECK ((on_behalf IS NULL) = (on_behalf_reason IS NULL)),
      CHECK ((seal_readers IS NULL) = (seal_digest IS NULL)),
      FOREIGN KEY (stream, scope) REFERENCES stream(stream, scope)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX event_stream ON event(stream, version);

    CREATE TABLE command(
      scope TEXT NOT NULL REFERENCES scope(scope),
      command TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('accepted', 'voided')),
      first_seq INTEGER,
      last_seq INTEGER,
      login TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      PRIMARY KEY (scope, command),
      CHECK ((status = 'accepted') = (first_seq IS NOT NULL AND last_seq IS NOT NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE claim(
      key TEXT NOT NULL,
      stream TEXT NOT NULL REFERENCES stream(stream),
      held INTEGER NOT NULL CHECK (held IN (0, 1)),
      PRIMARY KEY (key, stream)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX claim_held ON claim(key) WHERE held = 1;
    CREATE INDEX claim_stream ON claim(stream);

    CREATE TABLE vault(
      scope TEXT NOT NULL REFERENCES scope(scope),
      subject TEXT NOT NULL,
      field TEXT NOT NULL,
      value TEXT,
      version INTEGER NOT NULL CHECK (version > 0),
      closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
      seq INTEGER NOT NULL CHECK (seq > 0),
      author TEXT NOT NULL,
      PRIMARY KEY (subject, field)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX vault_seq ON vault(scope, seq);
    CREATE INDEX vault_open ON vault(scope) WHERE closed = 0;

    CREATE TABLE erasure(
      subject TEXT PRIMARY KEY,
      erased_at INTEGER NOT NULL,
      login TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  // The act that erases the personal data of a stream: `vault.stream` is where a text came in, so
  // that what an erasure takes is known without reading what events say. For the texts that are
  // there, what events say is read once; one that none names, which no act brings, has no stream.
  private static let erasing = """
    ALTER TABLE stream ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1));
    ALTER TABLE vault ADD COLUMN stream TEXT NOT NULL DEFAULT '';
    WITH form(stream, form) AS (
      SELECT stream, payload FROM event
      UNION ALL
      SELECT stream, json_extract(seal_body, '$.event.payload') FROM event
      WHERE seal_body IS NOT NULL
    ), named(stream, subject) AS (
      SELECT form.stream, word.atom FROM form, json_tree(form.form) AS word
      WHERE word.type = 'text'
      UNION ALL
      SELECT stream, on_behalf_reason FROM event WHERE on_behalf_reason IS NOT NULL
    )
    UPDATE vault SET stream = named.stream FROM named WHERE named.subject = vault.subject;
    CREATE INDEX vault_stream ON vault(stream);
    """
}

/// What a shared file says of itself, by key of its table `meta`.
enum SharedNote: String {
  /// Which history this is.
  case epoch
  /// The least protocol that may write.
  case leastProtocol = "least_protocol"
  /// The key of the NUR's hashes.
  case nurKey = "nur_key"
  /// The number of changes of the directory.
  case directory
  /// Which course of the database this is; a restored backup must bear another one.
  case timeline
}

extension Meta {
  /// The text of a note that every shared file has.
  ///
  /// - Throws: `StorageError` of kind `corrupt`.
  func note(_ note: SharedNote) throws(StorageError) -> String {
    guard let text = try get(note.rawValue) else {
      throw StorageError(.corrupt, "no \(note.rawValue) in the shared file")
    }
    return text
  }

  /// The number of a note that every shared file has.
  ///
  /// - Throws: `StorageError` of kind `corrupt`.
  func number(_ note: SharedNote) throws(StorageError) -> Int64 {
    guard let number = Int64(try self.note(note)), (0...SharedScopes.last).contains(number) else {
      throw StorageError(.corrupt, "\(note.rawValue) is no number in the shared file")
    }
    return number
  }
}
