import Domain

extension Store {
  /// The partners' statistics of what this store holds: aggregated, the small figures masked.
  ///
  /// - Parameters:
  ///   - from: the first month wanted, nil for the usual ones.
  ///   - to: the last month wanted.
  /// - Throws: `Refusal` when the role does not read them, `StorageError`.
  public func statistics(
    from: CivilMonth? = nil, to: CivilMonth? = nil, as session: Session
  ) throws -> StatisticsReport {
    guard session.actor.standing(to: .seeStatistics, of: nil) >= .readMinimal else {
      throw Refusal("Votre rôle ne donne pas accès aux statistiques.")
    }
    let today = session.today
    let limit = reglement.value(of: .smallCells, on: today).value
    let grid = try reader.snapshot {
      try statistics.grid(asOf: today, limit: limit, reader)
    }
    var report = StatisticsReport(grid, from: from, to: to, names: directory, madeOn: today)
    if let lack = lack(for: session.actor) { report.notes.insert(lack, at: 0) }
    return report
  }

  /// What must be said where a desk does not hold every dossier.
  private func lack(for person: Operator) -> String? {
    guard !location.isDemo, let audience = person.dossierAudience else { return nil }
    if audience == "" {
      return "Ce poste ne reçoit aucun dossier : demandez le rapport au GIE ou à Aatiko."
    }
    return "Ce poste ne contient que les dossiers de \(directory.name(of: audience)) : "
      + "ces chiffres ne sont pas ceux de toute la bourse."
  }
}

/// The grid last made, for as long as the store stays as it is and the month lasts.
final class StatisticsMemory {
  private var version = 0
  private var known: StatisticsGrid?

  /// The grid of the months over on a day.
  func grid(asOf today: Day, limit: Int, _ connection: Connection) throws -> StatisticsGrid {
    let version: Int = try connection.scalar("PRAGMA data_version") ?? 0
    let month = CivilMonth(of: today)
    if let known, version == self.version, known.tally.last == month - 1, known.limit == limit {
      return known
    }
    let view = FigureView(connection: connection)
    let annonces = AnnonceView(connection: connection)
    var first = try view.firstDay().map(CivilMonth.init(of:)) ?? month
    try annonces.forEachFigure { first = min(first, CivilMonth(of: $1)) }
    var tally = StatisticsTally(from: first, asOf: today)
    try view.forEach { tally.add($0) }
    try annonces.forEachFigure { tally.add(annonceOf: $0, publishedOn: $1) }
    let grid = StatisticsGrid(tally, limit: limit)
    known = grid
    self.version = version
    return grid
  }
}
