/// A rule of the charter broken by one bailleur on one dossier, with the value that judged it.
public struct Breach: Equatable, Sendable {
  /// The rule and the value in force on the day that counts.
  public let rule: RuleVersion
  /// The volet charged.
  public let volet: VoletName
  /// The bailleur charged.
  public let bailleur: OrganisationID
  /// The day from which the rule is broken.
  public let since: Day
  /// By how much: days late, or days between two sessions or inventories.
  public let measure: Int
  /// Whether it goes on.
  public let isOngoing: Bool

  /// A breach.
  public init(
    rule: RuleVersion, volet: VoletName, bailleur: OrganisationID, since: Day, measure: Int,
    isOngoing: Bool
  ) {
    self.rule = rule
    self.volet = volet
    self.bailleur = bailleur
    self.since = since
    self.measure = measure
    self.isOngoing = isOngoing
  }
}

/// The distance between the sessions of the commissions (R-CAL, scheme line 292).
public struct CaleolGap: Equatable, Sendable {
  /// The days between the first and the last session.
  public let days: Int
  /// The parameter in force when the last date was entered.
  public let judgedBy: RuleVersion
  /// The volet whose bailleur set or moved its date last: it is charged with a gap too large.
  public let charged: VoletName
  /// The day of that entry.
  public let setOn: Day
  /// The sessions between which it is measured, in the order of the volets.
  public let sessions: [Cause]

  /// Whether the dates are close enough; exactly the maximum is (AMB-08).
  public var conforms: Bool { days <= judgedBy.value }
}

extension Dossier {
  /// The gap between the sessions, nil while one has no date.
  public func caleolGap(under reglement: Reglement) -> CaleolGap? {
    let sessions = volets.compactMap { volet in volet.caleol.map { (volet.name, $0) } }
    guard sessions.count == volets.count, sessions.count > 1,
      let first = sessions.map(\.1.date).min(), let last = sessions.map(\.1.date).max(),
      let mover = sessions.max(by: { $0.1.order < $1.1.order })
    else { return nil }
    return CaleolGap(
      days: last - first, judgedBy: reglement.value(of: .caleolGap, on: mover.1.setOn),
      charged: mover.0, setOn: mover.1.setOn,
      sessions: sessions.map { Cause(.session, on: $0.1.date, of: $0.0) })
  }

  /// The breaches as they stand on that day: one per obligation and bailleur, the largest when a
  /// bailleur has several volets (AMB-41).
  public func breaches(on day: Day, under reglement: Reglement) -> [Breach] {
    obligations(under: reglement).compactMap { $0.breach(on: day) }
  }
}
