/// The tickets that this desk asks of Redmine.
enum TicketSchema {
  /// A step of every store's schema. Once shipped it is never edited.
  ///
  /// The tables are this desk's alone, as those of its mails: what others may know of a ticket is
  /// in acts on its signalement. The key is the act that asked for it, so none is asked for twice.
  static let migration = Migration(
    8,
    sql: """
      CREATE TABLE ticket(
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        stream TEXT NOT NULL,
        reference TEXT NOT NULL,
        motive TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN (
          'waiting', 'creating', 'uncertain', 'followed', 'refused', 'cancelled', 'lost')),
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        tried_at INTEGER,
        next_at INTEGER,
        posted_at INTEGER,
        reason TEXT,
        number INTEGER,
        address TEXT,
        status TEXT,
        closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
        updated_on TEXT,
        read_at INTEGER,
        settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
        CHECK ((state IN ('waiting', 'uncertain')) = (next_at IS NOT NULL)),
        CHECK ((number IS NULL) = (address IS NULL)),
        CHECK (state NOT IN ('followed', 'lost') OR number IS NOT NULL)
      ) STRICT;
      CREATE INDEX ticket_next ON ticket(next_at) WHERE next_at IS NOT NULL;
      CREATE INDEX ticket_open ON ticket(state) WHERE state <> 'cancelled';
      CREATE INDEX ticket_followed ON ticket(closed, read_at) WHERE state = 'followed';
      CREATE INDEX ticket_stream ON ticket(stream);

      CREATE TABLE ticket_news(
        ord INTEGER PRIMARY KEY,
        ticket TEXT NOT NULL REFERENCES ticket(key) ON DELETE CASCADE,
        key TEXT NOT NULL,
        note INTEGER,
        author TEXT,
        content TEXT,
        closed INTEGER CHECK (closed IN (0, 1)),
        at INTEGER NOT NULL,
        taken INTEGER NOT NULL DEFAULT 0 CHECK (taken IN (0, 1)),
        UNIQUE (ticket, key)
      ) STRICT;
      CREATE INDEX ticket_news_open ON ticket_news(ord) WHERE taken = 0;
      """)
}
