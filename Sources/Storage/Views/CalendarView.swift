import Domain

/// The calendar of the dossiers: what is due on which day and of whom, and the sessions of the
/// commissions. Rows of open dossiers only, one for each audience; like those of `DossierView`,
/// a pure function of the events and the règlement.
struct CalendarView {
  static let tables = ["dossier_due", "dossier_caleol"]

  static let schema = """
    CREATE TABLE dossier_due(
      number INTEGER NOT NULL, audience TEXT NOT NULL, volet TEXT NOT NULL,
      due INTEGER NOT NULL, bailleur TEXT NOT NULL, contact INTEGER NOT NULL, person TEXT,
      act TEXT NOT NULL, rule TEXT,
      PRIMARY KEY (number, audience, volet)) STRICT, WITHOUT ROWID;
    CREATE TABLE dossier_caleol(
      number INTEGER NOT NULL, audience TEXT NOT NULL, volet TEXT NOT NULL,
      bailleur TEXT NOT NULL, pair TEXT NOT NULL, session INTEGER, decided INTEGER NOT NULL,
      PRIMARY KEY (number, audience, volet)) STRICT, WITHOUT ROWID;
    """

  /// Made after the rows of a rebuild.
  static let indexes = """
    CREATE INDEX dossier_due_day ON dossier_due(audience, due, number, volet);
    CREATE INDEX dossier_due_bailleur ON dossier_due(audience, bailleur, due, number, volet);
    CREATE INDEX dossier_due_person ON dossier_due(audience, person, due, number, volet);
    CREATE INDEX dossier_caleol_pair ON dossier_caleol(audience, pair, number, volet);
    CREATE INDEX dossier_caleol_day ON dossier_caleol(audience, bailleur, session);
    """

  let connection: Connection

  /// Replaces the rows of the dossier of that number.
  func replace(_ rows: [CalendarRow], _ number: Int) throws {
    for table in Self.tables {
      try connection.run("DELETE FROM \(table) WHERE number = ?", [number])
    }
    try put(rows, number)
  }

  /// Writes the rows of a dossier that has none yet.
  func put(_ rows: [CalendarRow], _ number: Int) throws {
    for row in rows {
      let marks = Array(repeating: "?", count: row.values.count + 1).joined(separator: ", ")
      try connection.run(
        "INSERT INTO \(row.table) VALUES (\(marks))", [number] + row.values)
    }
  }

  /// The bailleurs of a dossier whatever volet each of them has, as one column.
  static func pair(_ bailleurs: [OrganisationID]) -> String { DossierRow.join(bailleurs.sorted()) }
}

/// A row of the calendar, for one audience.
struct CalendarRow {
  let table: String
  /// The columns after the number.
  let values: [any SQLBindable]

  /// The rows of a dossier; none once it is closed.
  static func rows(of dossier: Dossier, _ blockers: [Blocker]) -> [CalendarRow] {
    guard dossier.isOpen else { return [] }
    let audiences = Set(dossier.volets.map(\.bailleur.text)).sorted() + [DossierView.everyone]
    return audiences.flatMap { audience in
      blockers.compactMap { due($0, of: dossier, audience) }
        + (dossier.awaitsCommission ? sessions(of: dossier, audience) : [])
    }
  }

  private static func due(
    _ blocker: Blocker, of dossier: Dossier, _ audience: String
  ) -> CalendarRow? {
    guard let due = blocker.due, let volet = dossier[blocker.volet] else { return nil }
    return CalendarRow(
      table: "dossier_due",
      values: [
        audience, volet.name.rawValue, due, volet.bailleur, blocker.contact.rawValue,
        volet.contacts[blocker.contact], blocker.duty.act.rawValue,
        blocker.deadline?.judgedBy?.rule.rawValue,
      ])
  }

  private static func sessions(of dossier: Dossier, _ audience: String) -> [CalendarRow] {
    let pair = CalendarView.pair(dossier.volets.map(\.bailleur))
    return dossier.volets.map { volet in
      CalendarRow(
        table: "dossier_caleol",
        values: [
          audience, volet.name.rawValue, volet.bailleur, pair, volet.caleol?.date,
          volet.decision != nil,
        ])
    }
  }
}

extension Dossier {
  /// Whether a commission has still to sit: every volet pre-instructed, one without a decision.
  fileprivate var awaitsCommission: Bool {
    isOpen && volets.allSatisfy { $0.preValidatedOn != nil }
      && volets.contains { $0.decision == nil }
  }
}
