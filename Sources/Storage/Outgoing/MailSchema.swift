/// The mails that this desk sends.
enum MailSchema {
  /// A step of every store's schema. Once shipped it is never edited.
  ///
  /// The tables are this desk's alone: they go to no shared database, and another desk neither sees
  /// these mails nor sends them. The key of a mail is never used again, so its row stays for good.
  static let migration = Migration(
    7,
    sql: """
      CREATE TABLE mail(
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        recipients TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (
          state IN ('waiting', 'sending', 'sent', 'refused', 'cancelled', 'uncertain')),
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        since INTEGER,
        next_at INTEGER,
        sent_at INTEGER,
        reason TEXT,
        CHECK ((state = 'waiting') = (next_at IS NOT NULL))
      ) STRICT;
      CREATE INDEX mail_next ON mail(next_at) WHERE state = 'waiting';
      CREATE INDEX mail_open ON mail(state) WHERE state IN ('sending', 'refused', 'uncertain');

      CREATE TABLE mail_part(
        mail INTEGER NOT NULL REFERENCES mail(id) ON DELETE CASCADE,
        ord INTEGER NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        content BLOB,
        path TEXT,
        PRIMARY KEY (mail, ord),
        CHECK ((content IS NULL) <> (path IS NULL))
      ) STRICT, WITHOUT ROWID;
      """)
}
