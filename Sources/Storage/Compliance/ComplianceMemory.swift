import Domain

/// The facts of compliance of the whole store, and the boards last made of them, for as long as it
/// stays as it is: another period, another order or the dossiers behind a figure read nothing.
///
/// A class, kept by the store beside its reader. A hundred thousand dossiers take 30 MB.
final class ComplianceMemory {
  private var version = 0
  private var ledger: ComplianceLedger?
  private var tables: [Key: ComplianceTable] = [:]
  private var repetitions: (day: Day, reglement: Reglement, found: [RepeatedBreach])?
  /// More boards than an operator goes back and forth between.
  private static let most = 24

  private struct Key: Hashable {
    let period: CompliancePeriod
    let day: Day
    let reglement: Reglement
  }

  /// The ledger as the reader finds it.
  ///
  /// - Throws: `StorageError`.
  func ledger(_ connection: Connection) throws -> ComplianceLedger {
    // SQLite's own count of the commits by other connections: the reader makes none itself.
    let version: Int = try connection.scalar("PRAGMA data_version") ?? 0
    if let ledger, version == self.version { return ledger }
    ledger = nil
    tables = [:]
    repetitions = nil
    let read = try connection.snapshot { try Self.read(connection) }
    ledger = read
    self.version = version
    return read
  }

  /// The board over a period on a day.
  ///
  /// - Throws: `StorageError`.
  func table(
    _ period: CompliancePeriod, on day: Day, under reglement: Reglement, _ connection: Connection
  ) throws -> ComplianceTable {
    let ledger = try ledger(connection)
    let key = Key(period: period, day: day, reglement: reglement)
    if let known = tables[key] { return known }
    let made = ledger.table(period, on: day, under: reglement)
    if tables.count >= Self.most { tables = [:] }
    tables[key] = made
    return made
  }

  /// The bailleurs whose breaches are repeated on a day, those with most first.
  ///
  /// - Throws: `StorageError`.
  func repeated(
    on day: Day, under reglement: Reglement, _ connection: Connection
  ) throws -> [RepeatedBreach] {
    let ledger = try ledger(connection)
    if let known = repetitions, known.day == day, known.reglement == reglement {
      return known.found
    }
    // Many dossiers are named for a few bailleurs; none is for those that are not repeated.
    func numbered(_ number: Int) -> (stream: StreamID, reference: String)? {
      (StreamID(String(number)), "")
    }
    var names: [Int: (StreamID, String)] = [:]
    let found = try connection.snapshot {
      try ledger.standings(on: day, under: reglement).filter {
        $0.record(on: day, under: reglement, numbered).repeated(on: day, under: reglement) != nil
      }.compactMap { standing in
        try standing.record(on: day, under: reglement) { number in
          if let known = names[number] { return known }
          try connection.query(
            "SELECT stream, reference FROM dossier_row WHERE number = ?", [number]
          ) { row throws(StorageError) in names[number] = (try row.get(0), try row.get(1)) }
          return names[number]
        }.repeated(on: day, under: reglement)
      }
    }.sorted { ($1.breaches.count, $0.bailleur) < ($0.breaches.count, $1.bailleur) }
    repetitions = (day, reglement, found)
    return found
  }

  private static func read(_ connection: Connection) throws -> ComplianceLedger {
    var ledger = ComplianceLedger()
    ledger.reserve(try connection.scalar("SELECT count(*) FROM dossier_number") ?? 0)
    // Few pairs of bailleurs, many dossiers.
    var pairs: [String: [OrganisationID]] = [:]
    try connection.query(
      "SELECT number, bailleurs, closed_on, duties FROM dossier_row WHERE duties IS NOT NULL"
    ) { row throws(StorageError) in
      let text: String = try row.get(1)
      let bailleurs = pairs[text] ?? DossierRow.split(text)
      if pairs[text] == nil { pairs[text] = bailleurs }
      let dossier = try DutyCoding.decode(
        try row.get(3), bailleurs: bailleurs, closedOn: try row.get(2))
      ledger.add(dossier, number: try row.get(0))
    }
    for summary in try PatrimoineView(connection: connection).summaries() {
      ledger.acceptedMonths[summary.bailleur] = summary.acceptedMonths
    }
    ledger.awaitedAnswers = try SignalementView(connection: connection).awaitedOfBailleurs()
    return ledger
  }
}

extension SignalementView {
  /// The day since which each signalement waits at its bailleur's.
  func awaitedOfBailleurs() throws -> [OrganisationID: [Day]] {
    var awaited: [OrganisationID: [Day]] = [:]
    try connection.query(
      """
      SELECT bailleur, json_extract(summary, '$.since') FROM signalement_row
      WHERE queue = ? AND fault IS NULL
      """, [SignalementQueue.chezBailleur.rawValue]
    ) { row throws(StorageError) in
      let since: String = try row.get(1)
      guard let day = Day(iso: since) else {
        throw StorageError(.corrupt, "a signalement since no day")
      }
      awaited[try row.get(0), default: []].append(day)
    }
    return awaited
  }
}
