/// What a store keeps of the shared database (`sync.md` §1, "Local").
enum SyncSchema {
  /// The fifth step of every store's schema. Once shipped it is never edited.
  ///
  /// `vault.shared` is the row version that the shared database has, 0 when it has none, and
  /// `vault_head` how far each audience's texts were read. `own` holds the operator's confirmed
  /// acts, `conflict` those that a person must settle, `withdrawn` those that may have been sent
  /// and must not come in late, `orphan` events that a fork left behind, `stale_stream` the streams
  /// whose rows are yet to be written.
  static let migration = Migration(
    5,
    sql: """
      ALTER TABLE event ADD COLUMN received_at INTEGER;
      ALTER TABLE event ADD COLUMN seal_readers TEXT;
      ALTER TABLE event ADD COLUMN seal_closed INTEGER;
      ALTER TABLE event ADD COLUMN seal_digest BLOB;
      ALTER TABLE event ADD COLUMN seal_body TEXT;

      ALTER TABLE vault ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1));
      ALTER TABLE vault ADD COLUMN shared INTEGER NOT NULL DEFAULT 0 CHECK (shared >= 0);

      CREATE TABLE vault_head(
        scope TEXT PRIMARY KEY,
        seq INTEGER NOT NULL CHECK (seq >= 0)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE own(
        command TEXT PRIMARY KEY,
        scope TEXT NOT NULL,
        operator TEXT NOT NULL,
        issued_at INTEGER NOT NULL,
        act TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX own_operator ON own(operator, issued_at);

      CREATE TABLE conflict(
        ord INTEGER PRIMARY KEY,
        command TEXT NOT NULL UNIQUE,
        stream TEXT NOT NULL,
        found_at INTEGER NOT NULL,
        cause TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'redone', 'dropped', 'done')),
        note TEXT,
        act TEXT NOT NULL
      ) STRICT;

      CREATE TABLE withdrawn(
        command TEXT PRIMARY KEY,
        scope TEXT NOT NULL,
        is_told INTEGER NOT NULL CHECK (is_told IN (0, 1))
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE orphan(
        scope TEXT NOT NULL,
        seq INTEGER NOT NULL,
        chain BLOB NOT NULL,
        command TEXT NOT NULL,
        stream TEXT NOT NULL,
        found_at INTEGER NOT NULL,
        is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),
        is_awaited INTEGER NOT NULL CHECK (is_awaited IN (0, 1)),
        entry TEXT NOT NULL,
        PRIMARY KEY (scope, seq, chain)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX orphan_stream ON orphan(stream);
      CREATE INDEX orphan_command ON orphan(command);

      CREATE TABLE stale_stream(
        stream TEXT PRIMARY KEY
      ) STRICT, WITHOUT ROWID;
      """)

  /// The sixth step. `claim_awaited` holds who lost a key, or found it taken, and gets it once it
  /// is free. Once shipped it is never edited.
  static let awaitedClaims = Migration(
    6,
    sql: """
      CREATE TABLE claim_awaited(
        key TEXT NOT NULL,
        stream TEXT NOT NULL,
        PRIMARY KEY (key, stream)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX claim_awaited_stream ON claim_awaited(stream);
      """)
}
