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
  static let version = 2
  /// Stands in the column `status` of a dossier that this version of the program cannot read.
  static let unreadable = "ILLISIBLE"

  static let tables = ["dossier_row", "dossier_side", "dossier_task"]

  // `stage` is the queue of the status: a queue of two statuses is then one range of the index, in
  // order. The keys begin with the stream, because a dossier's rows are replaced together.
  static let schema = """
    CREATE TABLE dossier_row(
      stream TEXT PRIMARY KEY, reference TEXT NOT NULL, status TEXT NOT NULL,
      step INTEGER NOT NULL, bailleurs TEXT NOT NULL, logements TEXT NOT NULL,
      actors TEXT NOT NULL, alert_from INTEGER, search TEXT NOT NULL,
      moved_on INTEGER NOT NULL, closed_on INTEGER) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_row_reference ON dossier_row(reference);
    CREATE TABLE dossier_side(
      stream TEXT NOT NULL, audience TEXT NOT NULL, stage TEXT NOT NULL,
      is_open INTEGER NOT NULL, rank INTEGER NOT NULL, due INTEGER, awaited INTEGER,
      since INTEGER, alert_from INTEGER,
      PRIMARY KEY (stream, audience)) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_side_open ON dossier_side(audience, is_open, rank, stream);
    CREATE INDEX dossier_side_due ON dossier_side(audience, is_open, due, stream);
    CREATE INDEX dossier_side_stage ON dossier_side(audience, stage, rank, stream);
    CREATE INDEX dossier_side_awaited
      ON dossier_side(audience, is_open, awaited, rank, stream, since);
    CREATE INDEX dossier_side_alert ON dossier_side(audience, is_open, alert_from, stream);
    CREATE TABLE dossier_task(
      stream TEXT NOT NULL, person TEXT NOT NULL, rank INTEGER NOT NULL, since INTEGER NOT NULL,
      PRIMARY KEY (stream, person)) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_task_rank ON dossier_task(person, rank, stream, since);
    """

  let connection: Connection
  let reglement: Reglement

  /// Replaces the rows of one dossier by those of what could be read of its stream.
  func write(_ reading: StreamReading, stream: StreamID, scope: ScopeID) throws {
    guard reading.fault != nil else {
      return try write(reading.dossier, stream: stream)
    }
    try clear(stream)
    try writeUnreadable(reading.dossier, stream, members: scope.members)
  }

  /// Replaces the rows of one dossier by those of its state.
  func write(_ dossier: Dossier, stream: StreamID) throws {
    try clear(stream)
    guard let createdOn = dossier.createdOn else { return }
    let blockers = dossier.blockers(under: reglement)
    let alerts = dossier.alerts(under: reglement)
    try writeRow(dossier, stream, createdOn, blockers, alerts)
    for bailleur in Set(dossier.volets.map(\.bailleur)).sorted() {
      let volets = Set(dossier.volets.filter { $0.bailleur == bailleur }.map(\.name))
      try writeSide(
        dossier, stream, audience: bailleur.text,
        own: blockers.filter { volets.contains($0.volet) },
        alerts: alerts.filter { volets.contains($0.volet) }, all: blockers)
    }
    try writeSide(
      dossier, stream, audience: Self.everyone, own: blockers, alerts: alerts, all: blockers)
    try writeTasks(dossier, stream, blockers)
  }

  private func clear(_ stream: StreamID) throws {
    for table in Self.tables {
      try connection.run("DELETE FROM \(table) WHERE stream = ?", [stream])
    }
  }

  private func writeRow(
    _ dossier: Dossier, _ stream: StreamID, _ createdOn: Day, _ blockers: [Blocker],
    _ alerts: [Alert]
  ) throws {
    let status = dossier.status
    try connection.run(
      "INSERT INTO dossier_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        stream, dossier.reference, status.rawValue,
        DossierStatus.allCases.firstIndex(of: status) ?? 0,
        DossierRow.join(dossier.volets.map(\.bailleur)), Self.logements(of: dossier),
        DossierRow.encode(blockers), alerts.map(\.firstOn).min(),
        Self.search(dossier, status.label), dossier.history.last?.day ?? createdOn,
        dossier.closing?.day,
      ])
  }

  private func writeSide(
    _ dossier: Dossier, _ stream: StreamID, audience: String, own: [Blocker], alerts: [Alert],
    all: [Blocker]
  ) throws {
    try connection.run(
      "INSERT INTO dossier_side VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        stream, audience, dossier.status.queue.rawValue, dossier.isOpen,
        Self.rank(dossier, own.isEmpty ? all : own), own.compactMap(\.due).min(), !own.isEmpty,
        own.map(\.since).min(), alerts.map(\.firstOn).min(),
      ])
  }

  private func writeTasks(_ dossier: Dossier, _ stream: StreamID, _ blockers: [Blocker]) throws {
    var tasks: [OperatorID: [Blocker]] = [:]
    for blocker in blockers {
      guard let person = dossier[blocker.volet]?.contacts[blocker.contact] else { continue }
      tasks[person, default: []].append(blocker)
    }
    for (person, own) in tasks.sorted(by: { $0.key < $1.key }) {
      try connection.run(
        "INSERT INTO dossier_task VALUES (?, ?, ?, ?)",
        [stream, person, Self.rank(dossier, own), own.map(\.since).min()])
    }
  }

  /// A row for what cannot be read: among the open dossiers, before all others, awaited of nobody.
  private func writeUnreadable(
    _ known: Dossier, _ stream: StreamID, members: Set<OrganisationID>
  ) throws {
    let label = DossierRow.unreadableLabel
    try connection.run(
      "INSERT INTO dossier_row VALUES (?, ?, ?, ?, ?, ?, '', NULL, ?, ?, NULL)",
      [
        stream, known.reference.isEmpty ? stream.text : known.reference, Self.unreadable,
        DossierStatus.allCases.count, DossierRow.join(members.sorted()),
        Self.logements(of: known), Self.search(known, label),
        known.history.last?.day ?? Day(number: 0),
      ])
    for audience in members.sorted().map(\.text) + [Self.everyone] {
      try connection.run(
        "INSERT INTO dossier_side VALUES (?, ?, '', 1, 0, NULL, NULL, NULL, NULL)",
        [stream, audience])
    }
  }

  private static func logements(of dossier: Dossier) -> String {
    dossier.volets.map(\.logement.summary).joined(separator: " ⇄ ")
  }

  /// What a filter looks into, folded: the reference, the logements and the status.
  private static func search(_ dossier: Dossier, _ label: String) -> String {
    let logements = dossier.volets.flatMap { [$0.logement.summary, $0.logement.reference] }
    return ([dossier.reference] + logements + [label]).joined(separator: " ").folded
  }

  /// The place in a queue: what the règlement dates comes first, by its due day, then what has an
  /// indicative delay only, then what waits without one; closed dossiers, the latest first.
  private static func rank(_ dossier: Dossier, _ blockers: [Blocker]) -> Int {
    if let closing = dossier.closing { return -closing.day.number }
    let tier = 100_000
    let days = blockers.map { blocker in
      if let due = blocker.due { return due.number }
      if let indicative = blocker.deadline?.due { return indicative.number + tier }
      return blocker.since.number + 2 * tier
    }
    return days.min() ?? (dossier.move?.date.number ?? 0) + 3 * tier
  }
}
