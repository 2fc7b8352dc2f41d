/// The tables of the dossier view, and the numbers that its rows go by.
extension DossierView {
  /// Raised when the tables of any view or their meaning change: the views are then rebuilt at
  /// opening.
  static let version = 12

  /// Every table of the view: dropped and rebuilt together.
  static let tables =
    ["dossier_row", "dossier_side", "dossier_count", FigureView.table] + CalendarView.tables
    + SearchIndex.tables

  /// The third step of every store's schema. Once shipped it is never edited.
  ///
  /// A number takes a tenth of a stream's room in every index. It is no part of the view: it is
  /// kept for ever, so that a rebuild gives the same bytes.
  static let numbering = Migration(
    3,
    sql: """
      CREATE TABLE dossier_number(
        number INTEGER PRIMARY KEY,
        stream TEXT NOT NULL UNIQUE
      ) STRICT;
      """)

  // A queue is a range of the dossiers open or closed of one audience, which its other conditions
  // thin out: each order therefore has one index, which holds what those conditions look at.
  static let schema = """
    CREATE TABLE dossier_row(
      number INTEGER PRIMARY KEY, stream TEXT NOT NULL, reference TEXT NOT NULL,
      status TEXT NOT NULL, bailleurs TEXT NOT NULL, logements TEXT NOT NULL, actors TEXT NOT NULL,
      alert_from INTEGER, closed_on INTEGER, moved_on INTEGER NOT NULL,
      erase_from INTEGER, duties BLOB) STRICT;
    CREATE TABLE dossier_side(
      audience TEXT NOT NULL, is_open INTEGER NOT NULL, rank INTEGER NOT NULL,
      number INTEGER NOT NULL, step INTEGER NOT NULL, awaited INTEGER, since INTEGER,
      alert_from INTEGER, moved_on INTEGER NOT NULL, reference TEXT NOT NULL,
      partners TEXT NOT NULL, actor TEXT NOT NULL,
      PRIMARY KEY (audience, is_open, rank, number)) STRICT, WITHOUT ROWID;
    CREATE TABLE dossier_count(
      audience TEXT NOT NULL, measure TEXT NOT NULL, day INTEGER NOT NULL,
      dossiers INTEGER NOT NULL, PRIMARY KEY (audience, measure, day)) STRICT, WITHOUT ROWID;
    \(CalendarView.schema)
    \(FigureView.schema)
    \(SearchIndex.schema)
    """

  /// The indexes, made after the rows of a rebuild: four times as fast as before them.
  static let indexes = """
    CREATE INDEX dossier_row_reference ON dossier_row(reference);
    CREATE INDEX dossier_row_erase ON dossier_row(erase_from) WHERE erase_from IS NOT NULL;
    CREATE UNIQUE INDEX dossier_side_number ON dossier_side(number, audience);
    CREATE INDEX dossier_side_reference ON dossier_side(
      audience, is_open, reference, number, step, awaited, since, alert_from);
    CREATE INDEX dossier_side_step ON dossier_side(
      audience, is_open, step, number, awaited, since, alert_from);
    CREATE INDEX dossier_side_partners ON dossier_side(
      audience, is_open, partners, number, step, awaited, since, alert_from);
    CREATE INDEX dossier_side_actor ON dossier_side(
      audience, is_open, actor, number, step, awaited, since, alert_from);
    CREATE INDEX dossier_side_moved ON dossier_side(
      audience, is_open, moved_on, number, step, awaited, since, alert_from);
    CREATE INDEX dossier_side_alert ON dossier_side(audience, is_open, alert_from, number)
      WHERE alert_from IS NOT NULL;
    \(CalendarView.indexes)
    """
}
