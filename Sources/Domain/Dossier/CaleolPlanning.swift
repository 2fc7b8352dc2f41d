/// Two sessions of commissions, one of each bailleur of an exchange.
public struct CaleolPair: Hashable, Sendable {
  /// The session of the first bailleur.
  public let left: Day
  /// The session of the second bailleur.
  public let right: Day

  /// A pair of sessions.
  public init(left: Day, right: Day) {
    self.left = left
    self.right = right
  }

  /// The days between them.
  public var gap: Int { abs(left - right) }

  /// The day on which both have sat.
  public var later: Day { max(left, right) }
}

/// A dossier that awaits its commissions: who examines each volet, and on which day if it is fixed.
public struct CaleolCase: Equatable, Sendable {
  /// The dossier's stream.
  public let stream: StreamID
  /// « D-2026-0412 ».
  public let reference: String
  /// The sides, in the order of the volets.
  public let sides: [Side]

  /// A dossier that awaits its commissions.
  public init(stream: StreamID, reference: String, sides: [Side]) {
    self.stream = stream
    self.reference = reference
    self.sides = sides
  }

  /// One volet before its commission.
  public struct Side: Equatable, Sendable {
    /// The volet.
    public let volet: VoletName
    /// Its bailleur.
    public let bailleur: OrganisationID
    /// The day of its session, nil while it has none.
    public let session: Day?
    /// Whether the commission has decided: the session can move no more.
    public let isDecided: Bool

    /// One volet before its commission.
    public init(volet: VoletName, bailleur: OrganisationID, session: Day?, isDecided: Bool) {
      self.volet = volet
      self.bailleur = bailleur
      self.session = session
      self.isDecided = isDecided
    }
  }

  /// The days between its sessions, nil while one has no day.
  public var gap: Int? { Self.gap(of: sides.map(\.session)) }

  /// Whether a session has still to be fixed.
  public var isToSchedule: Bool { sides.contains { $0.session == nil } }

  /// The day that the pair gives to each side: its bailleur's; of one bailleur's two volets, the
  /// first session goes to the first.
  ///
  /// - Parameters:
  ///   - pair: the sessions.
  ///   - bailleurs: whose calendars its left and right days are from.
  public func days(
    of pair: CaleolPair, between bailleurs: (left: OrganisationID, right: OrganisationID)
  ) -> [Day] {
    if bailleurs.left == bailleurs.right {
      return sides.indices.map { $0 == 0 ? pair.left : pair.right }
    }
    return sides.map { $0.bailleur == bailleurs.left ? pair.left : pair.right }
  }

  static func gap(of sessions: [Day?]) -> Int? {
    let days = sessions.compactMap(\.self)
    guard days.count == sessions.count, let first = days.min(), let last = days.max() else {
      return nil
    }
    return last - first
  }
}

/// Which sessions go together (R-CAL, scheme line 292), and what follows when one moves.
public struct CaleolPlanning: Sendable {
  /// The bailleur of the left calendar.
  public let left: OrganisationID
  /// The bailleur of the right calendar.
  public let right: OrganisationID
  /// The greatest gap, in days, inclusive.
  public let limit: Int

  /// A planning between two bailleurs, or within one.
  public init(left: OrganisationID, right: OrganisationID, limit: Int) {
    self.left = left
    self.right = right
    self.limit = limit
  }

  /// The pairs that keep the gap: the one that is over first, then the closest, comes first.
  ///
  /// The two calendars are walked once, side by side.
  ///
  /// - Parameters:
  ///   - leftDays: the sessions of the left bailleur, in any order.
  ///   - rightDays: those of the right one.
  ///   - today: sessions before it are left out.
  public func pairs(
    _ leftDays: some Sequence<Day>, _ rightDays: some Sequence<Day>, from today: Day
  ) -> [CaleolPair] {
    let lefts = Set(leftDays).filter { $0 >= today }.sorted()
    let rights = Set(rightDays).filter { $0 >= today }.sorted()
    var pairs: [CaleolPair] = []
    var start = 0
    for day in lefts {
      while start < rights.count, rights[start] < day - limit { start += 1 }
      for other in rights[start...].prefix(while: { $0 <= day + limit }) {
        pairs.append(CaleolPair(left: day, right: other))
      }
    }
    return pairs.sorted { ($0.later, $0.gap, $0.left) < ($1.later, $1.gap, $1.left) }
  }

  /// The dossiers that can sit at that pair without moving a session: each side has that day, or
  /// none yet.
  public func held(by pair: CaleolPair, among cases: [CaleolCase]) -> [CaleolCase] {
    cases.filter { item in
      zip(item.sides, days(of: pair, for: item)).allSatisfy { side, day in
        side.session.map { $0 == day } ?? !side.isDecided
      }
    }
  }

  /// The day that the pair gives to each side of a dossier, in the order of its volets.
  public func days(of pair: CaleolPair, for item: CaleolCase) -> [Day] {
    item.days(of: pair, between: (left, right))
  }

  /// As few sessions as possible for the dossiers that have one to fix: the pair that holds the
  /// most, then the one that holds the most of the others, until none holds any.
  ///
  /// - Parameter pairs: the pairs to choose from, the preferred first.
  public func sessions(for cases: [CaleolCase], among pairs: [CaleolPair]) -> [CaleolSitting] {
    var waiting = cases.filter(\.isToSchedule)
    var sittings: [CaleolSitting] = []
    while !waiting.isEmpty {
      var best: CaleolSitting?
      for pair in pairs {
        let held = held(by: pair, among: waiting)
        if held.count > best?.cases.count ?? 0 { best = CaleolSitting(pair: pair, cases: held) }
      }
      guard let best else { break }
      sittings.append(best)
      waiting.removeAll { best.cases.contains($0) }
    }
    return sittings
  }

  /// What follows for each dossier when a session moves: its new gap, and by how much it is too
  /// large.
  public func consequences(of move: CaleolMove, for cases: [CaleolCase]) -> [CaleolConsequence] {
    cases.compactMap { item in
      let sessions = item.sides.map { side in
        let moves =
          side.bailleur == move.bailleur && side.session == move.from && !side.isDecided
        return moves ? move.to : side.session
      }
      guard sessions != item.sides.map(\.session), let gap = CaleolCase.gap(of: sessions) else {
        return nil
      }
      return CaleolConsequence(
        item: item, before: item.gap, after: gap, excess: max(0, gap - limit))
    }
  }
}

/// A pair of sessions with the dossiers that would sit there.
public struct CaleolSitting: Equatable, Sendable {
  /// The sessions.
  public let pair: CaleolPair
  /// The dossiers.
  public let cases: [CaleolCase]
}

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
  /// The dossier.
  public let item: CaleolCase
  /// The days between its sessions before, nil when one had no day.
  public let before: Int?
  /// The days between them after.
  public let after: Int
  /// The days beyond what R-CAL allows, zero when it is kept.
  public let excess: Int
}
