import Domain

/// The view of the dossiers: one row for each dossier, one for each organisation that sees it.
///
/// Every row is a pure function of its dossier's events and the règlement, never of the day, so
/// that all rows can be dropped and rebuilt to the same bytes; lateness is judged when they are
/// read.
struct DossierView {
  /// The audience of those who see every dossier (Aatiko, the GIE).
  static let everyone = "*"
  /// Raised when the tables or their meaning change: the views are then rebuilt at opening.
  static let version = 1

  static let tables = ["dossier_row", "dossier_side", "dossier_task"]

  static let schema = """
    CREATE TABLE dossier_row(
      stream TEXT PRIMARY KEY, reference TEXT NOT NULL, status TEXT NOT NULL,
      step INTEGER NOT NULL, bailleurs TEXT NOT NULL, logements TEXT NOT NULL,
      search TEXT NOT NULL, opened_on INTEGER NOT NULL, moved_on INTEGER NOT NULL,
      closed_on INTEGER, events INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_row_reference ON dossier_row(reference);
    CREATE TABLE dossier_side(
      audience TEXT NOT NULL, stream TEXT NOT NULL, status TEXT NOT NULL,
      is_open INTEGER NOT NULL, rank INTEGER NOT NULL, due INTEGER, awaited INTEGER NOT NULL,
      since INTEGER, alert_from INTEGER, actors TEXT NOT NULL,
      PRIMARY KEY (audience, stream)) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_side_open ON dossier_side(audience, is_open, rank, stream);
    CREATE INDEX dossier_side_due ON dossier_side(audience, is_open, due, stream);
    CREATE INDEX dossier_side_status ON dossier_side(audience, status, rank, stream);
    CREATE INDEX dossier_side_awaited ON dossier_side(audience, is_open, awaited, rank, stream);
    CREATE INDEX dossier_side_alert ON dossier_side(audience, is_open, alert_from, stream);
    CREATE TABLE dossier_task(
      person TEXT NOT NULL, stream TEXT NOT NULL, rank INTEGER NOT NULL, since INTEGER NOT NULL,
      PRIMARY KEY (person, stream)) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_task_rank ON dossier_task(person, rank, stream);
    """

  let connection: Connection

  /// Replaces the rows of one dossier by those of its state.
  func write(_ dossier: Dossier, stream: StreamID, under reglement: Reglement) throws {
    try clear(stream)
    guard let createdOn = dossier.createdOn else { return }
    let blockers = dossier.blockers(under: reglement)
    try writeRow(dossier, stream, createdOn)
    for (bailleur, volets) in Self.volets(of: dossier) {
      let own = blockers.filter { volets.contains($0.volet) }
      try writeSide(dossier, stream, audience: bailleur.text, own, blockers, reglement)
    }
    try writeSide(dossier, stream, audience: Self.everyone, blockers, blockers, reglement)
    try writeTasks(dossier, stream, blockers)
  }

  private func clear(_ stream: StreamID) throws {
    for table in Self.tables {
      try connection.run("DELETE FROM \(table) WHERE stream = ?", [stream.text])
    }
  }

  private func writeRow(_ dossier: Dossier, _ stream: StreamID, _ createdOn: Day) throws {
    let status = dossier.status
    let step = DossierStatus.allCases.firstIndex(of: status) ?? 0
    let logements = dossier.volets.map(\.logement.summary).joined(separator: " ⇄ ")
    let words =
      [dossier.reference]
      + dossier.volets.flatMap { [$0.logement.summary, $0.logement.reference] }
    try connection.run(
      "INSERT INTO dossier_row VALUES (?,?,?,?,?,?,?,?,?,?,?)",
      [
        stream.text, dossier.reference, status.rawValue, step,
        DossierRow.join(dossier.volets.map(\.bailleur)), logements,
        (words.joined(separator: " ") + " " + status.label).folded, createdOn.number,
        (dossier.history.last?.day ?? createdOn).number, dossier.closing?.day.number,
        dossier.history.count,
      ])
  }

  private func writeSide(
    _ dossier: Dossier, _ stream: StreamID, audience: String, _ own: [Blocker],
    _ all: [Blocker], _ reglement: Reglement
  ) throws {
    let alerts = dossier.alerts(under: reglement).filter { alert in
      audience == Self.everyone || dossier[alert.volet]?.bailleur.text == audience
    }
    try connection.run(
      "INSERT INTO dossier_side VALUES (?,?,?,?,?,?,?,?,?,?)",
      [
        audience, stream.text, dossier.status.rawValue, dossier.isOpen,
        Self.rank(dossier, own.isEmpty ? all : own), own.compactMap { $0.due?.number }.min(),
        !own.isEmpty, own.map(\.since.number).min(), alerts.map(\.firstOn.number).min(),
        DossierRow.encode(all),
      ])
  }

  private func writeTasks(_ dossier: Dossier, _ stream: StreamID, _ blockers: [Blocker]) throws {
    let tasks = blockers.compactMap { blocker in
      dossier[blocker.volet]?.contacts[blocker.contact].map { (person: $0, blocker) }
    }
    for (person, group) in Dictionary(grouping: tasks, by: \.person).sorted(by: { $0.key < $1.key })
    {
      let own = group.map(\.1)
      try connection.run(
        "INSERT INTO dossier_task VALUES (?,?,?,?)",
        [
          person.text, stream.text, Self.rank(dossier, own),
          own.map(\.since.number).min() ?? 0,
        ])
    }
  }

  /// The place in a queue: open dossiers by their first due day, binding or not, those without one
  /// after; closed dossiers by their closing, the latest first.
  private static func rank(_ dossier: Dossier, _ blockers: [Blocker]) -> Int {
    if let closing = dossier.closing { return -closing.day.number }
    let undated = 100_000
    let days = blockers.map { $0.deadline?.due.number ?? $0.since.number + undated }
    return days.min() ?? (dossier.move?.date.number ?? 2 * undated)
  }

  private static func volets(of dossier: Dossier) -> [(OrganisationID, Set<VoletName>)] {
    Dictionary(grouping: dossier.volets, by: \.bailleur)
      .map { ($0.key, Set($0.value.map(\.name))) }
      .sorted { $0.0 < $1.0 }
  }
}
