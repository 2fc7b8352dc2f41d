import Domain

/// A dossier behind a figure, with its row.
public struct ComplianceCase: Equatable, Sendable {
  /// Why it is counted.
  public let evidence: ComplianceEvidence
  /// The dossier.
  public let row: DossierRow
}

/// The dossiers behind a figure, the worst first.
public struct ComplianceCases: Equatable, Sendable {
  /// Those read.
  public let cases: [ComplianceCase]
  /// How many there are in all.
  public let total: Int
}

extension Store {
  /// More than anybody reads: what is left out is said, and a shorter period shows it.
  public static let mostCases = 1000

  /// The board of compliance over a period, as far as the operator may see it.
  ///
  /// - Throws: `Refusal` when the operator may not see it at all, `StorageError`.
  public func compliance(
    _ period: CompliancePeriod, for session: Session
  ) throws -> ComplianceTable {
    let table = try complianceMemory.table(
      period, on: session.today, under: reglement, reader)
    return try table.visible(to: session.actor, knowsEverybody: try knowsEverybody())
  }

  /// What the last twelve months' breaches would be under another value of a rule; a bailleur sees
  /// its own.
  ///
  /// - Throws: `Refusal` when the operator may not see the board, or for a value that says nothing;
  ///   `StorageError`.
  public func simulation(
    of indicator: Indicator, value: Int, for session: Session
  ) throws -> RuleSimulation {
    let actor = session.actor
    try actor.checkCompliance(of: actor.organisation)
    let today = session.today
    let whole = try complianceMemory.ledger(reader).simulation(
      of: indicator, value: value,
      over: CompliancePeriod(lastMonths: 12, endingWith: CivilMonth(of: today)), on: today,
      under: reglement)
    return RuleSimulation(
      indicator: indicator, value: value, period: whole.period,
      lines: whole.lines.filter {
        actor.standing(to: .seeCompliance, of: $0.bailleur) >= .read
      })
  }

  /// The dossiers behind a figure.
  ///
  /// - Throws: `Refusal` when they are not the operator's to see, `StorageError`.
  public func complianceCases(
    _ question: ComplianceQuestion, for session: Session
  ) throws -> ComplianceCases {
    try session.actor.checkCompliance(of: question.bailleur)
    let found = try complianceMemory.ledger(reader).evidence(question, on: session.today)
    let queries = dossiers
    let cases = try reader.snapshot {
      try found.prefix(Self.mostCases).compactMap { evidence in
        try queries.row(number: evidence.number).map { ComplianceCase(evidence: evidence, row: $0) }
      }
    }
    return ComplianceCases(cases: cases, total: found.count)
  }

  /// The bailleurs that break the rules repeatedly, with the evidence, those with most first; a
  /// bailleur sees itself.
  ///
  /// - Throws: `Refusal` when the operator may not see the board, `StorageError`.
  public func repeatedBreaches(for session: Session) throws -> [RepeatedBreach] {
    let actor = session.actor
    try actor.checkCompliance(of: actor.organisation)
    return try complianceMemory.repeated(on: session.today, under: reglement, reader)
      .filter { actor.standing(to: .seeCompliance, of: $0.bailleur) >= .read }
  }

  /// What the forecast of a day said, held against what came of it: by the events known on that
  /// day, and those known when its days were over. A bailleur sees its own.
  ///
  /// - Throws: `Refusal` when the operator may not see the board, `StorageError`.
  public func complianceBacktest(
    from day: Day, for session: Session
  ) throws -> ComplianceBacktest {
    try session.actor.checkCompliance(of: session.actor.organisation)
    let ledger = try complianceMemory.ledger(reader)
    let streams = Streams(reader)
    let dossiers = try reader.snapshot {
      try ledger.open(on: day).compactMap { number -> (number: Int, dossier: Dossier)? in
        let stream: StreamID? = try reader.scalar(
          "SELECT stream FROM dossier_row WHERE number = ?", [number])
        return try stream.map { (number, try streams.load($0)) }
      }
    }
    let test = ComplianceBacktest(from: day, through: dossiers, under: reglement)
    return test.of { session.actor.standing(to: .seeCompliance, of: $0) >= .read }
  }

  /// Whether the store has the dossiers of every bailleur: one that follows a shared database has
  /// those that its login may read, and no median can be made of them unless it reads all.
  private func knowsEverybody() throws -> Bool {
    try Following(connection: reader).get(.epoch) == nil
  }
}
