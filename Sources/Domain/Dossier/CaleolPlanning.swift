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

  /// The days on which the other commission may sit when one sits on that day.
  public func window(around day: Day) -> ClosedRange<Day> { (day - limit)...(day + limit) }

  /// The pairs that keep the gap: the one that is over first, then the closest, comes first.
  ///
  /// The two calendars are walked once, side by side.
  ///
  /// - Parameters:
  ///   - calendars: the sessions of both.
  ///   - today: sessions before it are left out; of a pair with one that has sat, the other may not
  ///     have.
  ///   - sat: sessions before that day that a dossier has already been to.
  public func pairs(
    _ calendars: CaleolCalendars, from today: Day, sat: CaleolCalendars = CaleolCalendars()
  ) -> [CaleolPair] {
    let lefts = (calendars.left.filter { $0 >= today } + sat.left.filter { $0 < today }).sorted()
    let rights = (calendars.right.filter { $0 >= today } + sat.right.filter { $0 < today }).sorted()
    var pairs: [CaleolPair] = []
    var start = 0
    for day in lefts {
      while start < rights.count, rights[start] < day - limit { start += 1 }
      for other in rights[start...].prefix(while: { $0 <= day + limit })
      where max(day, other) >= today {
        pairs.append(CaleolPair(left: day, right: other))
      }
    }
    return pairs.sorted { ($0.later, $0.gap, $0.left) < ($1.later, $1.gap, $1.left) }
  }

  /// The dossiers that can sit at that pair without moving a session: each side has that day, or
  /// none yet, and then it has not passed.
  public func held(
    by pair: CaleolPair, among cases: [CaleolCase], from today: Day
  ) -> [CaleolCase] {
    cases.filter { holds($0, at: pair, from: today) }
  }

  /// Whether a dossier can sit at that pair without moving a session.
  func holds(_ item: CaleolCase, at pair: CaleolPair, from today: Day) -> Bool {
    zip(item.sides, days(of: pair, for: item)).allSatisfy { side, day in
      side.session.map { $0 == day } ?? (!side.isDecided && day >= today)
    }
  }

  /// The day that the pair gives to each side of a dossier, in the order of its volets.
  public func days(of pair: CaleolPair, for item: CaleolCase) -> [Day] {
    item.days(of: pair, between: (left, right))
  }
}

/// The sessions of the two commissions of a planning: convened, or in a calendar that was typed.
public struct CaleolCalendars: Equatable, Sendable {
  /// The days of the left bailleur's commission.
  public var left: Set<Day>
  /// The days of the right one's.
  public var right: Set<Day>

  /// Two calendars.
  public init(left: Set<Day> = [], right: Set<Day> = []) {
    self.left = left
    self.right = right
  }
}

/// A pair of sessions with the dossiers that would sit there.
public struct CaleolSitting: Equatable, Sendable {
  /// The sessions.
  public let pair: CaleolPair
  /// The dossiers.
  public let cases: [CaleolCase]
}
