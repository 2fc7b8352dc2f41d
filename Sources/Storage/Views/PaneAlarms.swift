import Domain

/// What the line at the top says of panes that are not open: counts, and nothing that would cost
/// more than a count.
public struct PaneAlarms: Equatable, Sendable {
  /// The patrimoines that are late or failed.
  public var patrimoines = 0
  /// The annonces that somebody reported and nobody has looked at since.
  public var annonces = 0

  /// Counts; none until they are read.
  public init() {}
}

extension Store {
  /// What asks for somebody in the panes of the patrimoines and of the moderation.
  ///
  /// - Throws: `StorageError`.
  public func paneAlarms(for session: Session) throws -> PaneAlarms {
    try reader.snapshot {
      var alarms = PaneAlarms()
      alarms.patrimoines = try PatrimoineView(connection: reader).statuses(on: session.today)
        .count { $0.status.isAlarming && session.actor.seesPatrimoine(of: $0.bailleur) }
      if session.seesAnnonces {
        alarms.annonces = try AnnonceQueries(connection: reader).count(
          AnnonceListing(.reported, of: session.annonceAudience, filter: "", names: directory))
      }
      return alarms
    }
  }
}
