/// A session of a bailleur that would move to another day.
public struct CaleolMove: Equatable, Sendable {
  /// The bailleur.
  public let bailleur: OrganisationID
  /// The day as it is.
  public let from: Day
  /// The day as it would be.
  public let to: Day

  /// A session that would move.
  public init(bailleur: OrganisationID, from: Day, to: Day) {
    self.bailleur = bailleur
    self.from = from
    self.to = to
  }
}

/// What a moved session does to a dossier.
public struct CaleolConsequence: Equatable, Sendable {
  /// The dossier as it would be.
  public let item: CaleolCase
  /// The days between its sessions before, nil when one had no day.
  public let before: Int?
  /// The days between them after, nil when one has no day.
  public let after: Int?
  /// The days beyond what R-CAL allows, zero when it is kept or when a day is missing.
  public let excess: Int
}

extension CaleolPlanning {
  /// A dossier with the session moved, itself when it does not sit there or has been decided.
  public func moving(_ move: CaleolMove, in item: CaleolCase) -> CaleolCase {
    CaleolCase(
      stream: item.stream, reference: item.reference,
      sides: item.sides.map { side in
        let moves = side.bailleur == move.bailleur && side.session == move.from && !side.isDecided
        return CaleolCase.Side(
          volet: side.volet, bailleur: side.bailleur, session: moves ? move.to : side.session,
          isDecided: side.isDecided)
      })
  }

  /// The calendars with the session moved.
  public func moving(_ move: CaleolMove, in calendars: CaleolCalendars) -> CaleolCalendars {
    func moved(_ days: Set<Day>, of bailleur: OrganisationID) -> Set<Day> {
      bailleur == move.bailleur ? days.subtracting([move.from]).union([move.to]) : days
    }
    return CaleolCalendars(
      left: moved(calendars.left, of: left), right: moved(calendars.right, of: right))
  }

  /// What follows for each dossier that sits at a session when it moves: its new gap, and by how
  /// much it is too large.
  public func consequences(of move: CaleolMove, for cases: [CaleolCase]) -> [CaleolConsequence] {
    cases.compactMap { item in
      let moved = moving(move, in: item)
      guard moved != item else { return nil }
      return CaleolConsequence(
        item: moved, before: item.gap, after: moved.gap, excess: max(0, (moved.gap ?? 0) - limit))
    }
  }

  /// The first pair that keeps the gap for a dossier, whichever of its sessions has to move for it;
  /// what has been decided stays.
  ///
  /// - Parameters:
  ///   - item: the dossier, with a session moved or not.
  ///   - calendars: the sessions of both commissions, the moved one among them.
  ///   - today: no session before it can be given.
  public func firstPair(
    for item: CaleolCase, in calendars: CaleolCalendars, from today: Day
  ) -> CaleolPair? {
    var sat = CaleolCalendars()
    for side in item.sides where side.isDecided {
      guard let day = side.session else { continue }
      if side.bailleur == left { sat.left.insert(day) }
      if side.bailleur == right { sat.right.insert(day) }
    }
    return pairs(calendars, from: today, sat: sat).first { pair in
      zip(item.sides, days(of: pair, for: item)).allSatisfy { side, day in
        !side.isDecided || side.session == day
      }
    }
  }
}
