import Domain

/// Looks through a whole store without changing it, even while a program works in it.
///
/// All reads are of one state of the database (`sync.md` §1 and §5): what another program writes
/// meanwhile is not seen.
public struct StoreVerification {
  /// What tells whether the database itself is whole, for a copy that has no log beside it.
  static let structure: [VerificationStep] = [.file, .chain, .versions]

  let connection: Connection
  let reglement: Reglement
  /// The path of the second copy of the acts, nil for a database without one.
  let logPath: String?
  /// The shared database to compare with, and the desk's clock.
  private var shared: (database: any SharedDatabase, clock: Moment)?
  let progress: (String) -> Void
  /// How many texts of a shared database are named here and not fetched.
  var awaitedTexts = 0
  var report: VerificationReport

  /// Verifies the store of a location, as far as it can be read.
  ///
  /// - Parameters:
  ///   - location: the store; neither its lock nor its files are touched.
  ///   - shared: the shared database to compare with, nil for none, and the desk's clock.
  ///   - progress: told in French, from time to time, how far it has come.
  /// - Returns: what was found; a database too damaged to be opened is a problem of its file.
  /// - Throws: `StorageError` when there is none, or when it is another program's or version's;
  ///   `SharedError` when the shared database does not answer.
  public static func run(
    _ location: StoreLocation,
    comparing shared: (database: any SharedDatabase, clock: Moment)? = nil,
    progress: @escaping (String) -> Void = { _ in }
  ) throws -> VerificationReport {
    do {
      let connection = try OpenedFiles.migrations.openForReading(location.database)
      defer { connection.close() }
      var verification = StoreVerification(
        connection, logPath: location.pendingLog, progress: progress)
      verification.shared = shared
      return try verification.check(
        shared == nil ? VerificationStep.ofStore : VerificationStep.allCases)
    } catch let error as StorageError where error.isAboutDamage || error.isAboutNothing {
      var report = VerificationReport([.file])
      report.add(.file, "La base ne peut pas être lue : \(error.message).")
      return report
    }
  }

  init(
    _ connection: Connection, logPath: String? = nil,
    progress: @escaping (String) -> Void = { _ in }
  ) {
    self.connection = connection
    // Where the rules cannot be read, a step says so of the journal.
    reglement = (try? Streams(connection).regles().reglement) ?? .default
    self.logPath = logPath
    self.progress = progress
    report = VerificationReport(VerificationStep.ofStore)
  }

  /// Carries out some of the steps, on one state of the database.
  mutating func check(_ steps: [VerificationStep]) throws -> VerificationReport {
    report = VerificationReport(steps)
    try connection.snapshot {
      // A deferred transaction sees the database as it is at its first read.
      try noting(.file) { verification in
        _ = try verification.connection.scalar("SELECT count(*) FROM meta", as: Int.self)
      }
      for step in steps {
        progress("\(step.label)…")
        try noting(step) { verification in try verification.carryOut(step) }
      }
    }
    return report
  }

  private mutating func carryOut(_ step: VerificationStep) throws {
    switch step {
    case .file: try checkFile()
    case .chain: try checkChains()
    case .versions:
      try checkVersions()
      try checkDays()
    case .outbox: try checkOutbox()
    case .dossiers: try checkDossiers()
    case .rules, .texts, .claims, .views: break
    case .shared:
      if let shared { try compare(with: shared.database, clock: shared.clock) }
    }
  }

  /// What cannot be read is something found, not the end of the verification.
  private mutating func noting(
    _ step: VerificationStep, _ body: (inout StoreVerification) throws -> Void
  ) throws {
    do {
      try body(&self)
    } catch let error as StorageError {
      report.add(step, "La lecture s'est arrêtée : \(error.message).")
    }
  }

  private mutating func checkFile() throws {
    try connection.query("PRAGMA integrity_check(100)") { row throws(StorageError) in
      let line: String = try row.get(0)
      if line != "ok" { report.add(.file, "SQLite : \(line).") }
    }
    var orphans: [String: Int] = [:]
    try connection.query("PRAGMA foreign_key_check") { row throws(StorageError) in
      orphans[try row.get(0), default: 0] += 1
    }
    for (table, count) in orphans.sorted(by: { $0.key < $1.key }) {
      report.add(.file, "Table \(table) : \(count) ligne(s) dont le lien ne mène nulle part.")
    }
    let views = try Meta(connection).get("views")
    if views != String(DossierView.version), logPath != nil {
      report.add(.file, "Les files sont d'une autre version du programme.")
    }
    let pages: Int = try connection.scalar("PRAGMA page_count") ?? 0
    report.counts[.file] = "\(pages) pages"
  }

  private mutating func checkChains() throws {
    let journal = Journal(connection)
    var scopes: [ScopeID] = []
    try connection.query(
      """
      SELECT scope FROM scope UNION SELECT scope FROM head UNION SELECT DISTINCT scope FROM event
      """
    ) { row throws(StorageError) in scopes.append(try row.get(0)) }
    var events: Int64 = 0
    for (index, scope) in scopes.enumerated() {
      progress("Chaîne du journal : audience \(index + 1) sur \(scopes.count)…")
      let members: String? = try connection.scalar(
        "SELECT members FROM scope WHERE scope = ?", [scope])
      let named: [OrganisationID]? = members.flatMap { try? JSONText.decode($0) }
      if named.map({ ScopeID(of: Set($0)) }) != scope {
        report.add(.chain, "Audience \(scope) : la liste de ses membres est altérée.")
      }
      guard let head = try journal.head(of: scope) else {
        report.add(.chain, "Audience \(scope) : la position de sa fin manque.")
        continue
      }
      events += head.seq
      // No chain covers it: until a shared journal is followed, it is empty.
      if !head.epoch.isEmpty {
        report.add(.chain, "Audience \(scope) : elle nomme un journal partagé inconnu d'ici.")
      }
      if let broken = try journal.verify(scope) {
        report.add(.chain, "Audience \(scope) : altéré ou manquant à l'événement \(broken).")
      }
    }
    report.counts[.chain] = "\(events) événements, \(scopes.count) audiences"
  }

  private mutating func checkVersions() throws {
    try connection.query(
      """
      SELECT stream FROM event GROUP BY stream
      HAVING count(*) <> max(version) OR min(version) <> 1
      """
    ) { row throws(StorageError) in
      report.add(.versions, "Dossier \(try row.get(0, as: String.self)) : sa suite a un trou.")
    }
    try connection.query(
      "SELECT stream FROM stream WHERE aggregate NOT IN (SELECT value FROM json_each(?))",
      [try JSONText.encode(StoredAggregates.names)]
    ) { row throws(StorageError) in
      report.add(.versions, "Suite \(try row.get(0, as: String.self)) : nature inconnue.")
    }
    try connection.query(
      """
      SELECT stream FROM stream AS s WHERE NOT EXISTS (SELECT 1 FROM event WHERE stream = s.stream)
      AND NOT EXISTS (SELECT 1 FROM pending WHERE stream = s.stream)
      """
    ) { row throws(StorageError) in
      report.add(.versions, "Dossier \(try row.get(0, as: String.self)) : sans aucun événement.")
    }
  }
}
