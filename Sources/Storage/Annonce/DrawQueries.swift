import Domain

/// A version in the base of a month, as the view keeps it.
public struct DrawPick: Equatable, Sendable {
  /// The annonce's stream.
  public let stream: StreamID
  /// The platform's number.
  public let annonce: String
  /// The version.
  public let version: Int
  /// Whose tenant's it is.
  public let bailleur: OrganisationID
  /// Whether the draw counts it.
  public let standing: DrawEntry.Standing
  /// Its place in the draw; nil where no salt is known.
  let rank: Int64?
  /// Whether it was verified before the month ended.
  let isKept: Bool
  /// Who verified it first.
  public let verification: DrawEntry.Verification?
  /// Whether it was found not to conform.
  public let isNonConforme: Bool
  /// Whether it is on the platform.
  public let isOnline: Bool

  func ticket(rank: Int64) -> DrawTicket {
    DrawTicket(
      annonce: annonce, version: version, bailleur: bailleur, rank: rank, isKept: isKept,
      isVerified: verification != nil, isNonConforme: isNonConforme)
  }
}

/// A month's moderation as a store knows it: the versions, and what the draw chose of them.
public struct ModerationMonth: Equatable, Sendable {
  /// The month.
  public let month: CivilMonth
  /// Every version published or substantially changed in it.
  public let picks: [DrawPick]
  /// The draw; nil where this store has no salt for the month.
  public let draw: MonthDraw?
  /// Whether the month is over, and the draw topped up.
  public let isOver: Bool
  /// The picks drawn, in the order of the draw, with their causes.
  public let drawn: [(pick: DrawPick, cause: MonthDraw.Cause)]

  init(
    _ month: CivilMonth, _ picks: [DrawPick], salt: DrawSalt?, rules: DrawRules, isOver: Bool
  ) {
    self.month = month
    self.picks = picks
    self.isOver = isOver
    guard salt != nil else {
      draw = nil
      drawn = []
      return
    }
    var byTicket: [Ticket: DrawPick] = [:]
    var tickets: [DrawTicket] = []
    for pick in picks where pick.standing == .counted {
      guard let rank = pick.rank else { continue }
      tickets.append(pick.ticket(rank: rank))
      byTicket[Ticket(bailleur: pick.bailleur, annonce: pick.annonce, version: pick.version)] =
        pick
    }
    let draw = MonthDraw(tickets, under: rules, isOver: isOver)
    self.draw = draw
    drawn = zip(draw.base, draw.causes).compactMap { ticket, cause in
      let key = Ticket(
        bailleur: ticket.bailleur, annonce: ticket.annonce, version: ticket.version)
      guard let cause, let pick = byTicket[key] else { return nil }
      return (pick, cause)
    }
  }

  private struct Ticket: Hashable {
    let bailleur: OrganisationID
    let annonce: String
    let version: Int
  }

  /// Whether two are the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.month == right.month && left.picks == right.picks && left.draw == right.draw
      && left.isOver == right.isOver
  }

  /// The gauge of the whole, or of one bailleur.
  public func gauge(of bailleur: OrganisationID? = nil) -> ModerationGauge {
    let own = picks.filter { bailleur == nil || $0.bailleur == bailleur }
    let counted = own.filter { $0.standing == .counted }
    let chosen =
      draw == nil
      // Where the draw is not known, what was verified as drawn tells.
      ? counted.filter { $0.verification?.origin == .sample }
      : drawn.map(\.pick).filter { bailleur == nil || $0.bailleur == bailleur }
    let verified = chosen.filter { $0.verification != nil }
    return ModerationGauge(
      base: counted.count, drawn: chosen.count, verified: verified.count,
      nonConformes: verified.count(where: \.isNonConforme),
      reported: own.count { $0.standing == .reported })
  }

  /// The bailleurs that have something in the month.
  public var bailleurs: [OrganisationID] { Set(picks.map(\.bailleur)).sorted() }
}

/// The months last drawn, for as long as the store stays as it is: the pane asks at each key.
final class DrawMemory {
  private var version = 0
  private var months: [Key: ModerationMonth] = [:]

  private struct Key: Hashable {
    let month: CivilMonth
    let isOver: Bool
    let audience: OrganisationID?
    let knowsSalt: Bool
  }

  /// A month as the reader finds it.
  ///
  /// - Parameters:
  ///   - audience: the bailleur whose annonces alone are seen; nil for all.
  ///   - knowsSalt: whether who asks may know the draw.
  func month(
    _ month: CivilMonth, isOver: Bool, of audience: OrganisationID?, knowsSalt: Bool,
    under reglement: Reglement, _ connection: Connection
  ) throws -> ModerationMonth {
    let version: Int = try connection.scalar("PRAGMA data_version") ?? 0
    if version != self.version { months = [:] }
    self.version = version
    let key = Key(month: month, isOver: isOver, audience: audience, knowsSalt: knowsSalt)
    if let known = months[key] { return known }
    let salt = knowsSalt ? try AnnonceView(connection: connection).salt(of: month) : nil
    let made = ModerationMonth(
      month, try picks(of: month, audience, connection), salt: salt,
      rules: DrawRules(reglement, of: month), isOver: isOver)
    months[key] = made
    return made
  }

  private func picks(
    of month: CivilMonth, _ audience: OrganisationID?, _ connection: Connection
  ) throws -> [DrawPick] {
    var picks: [DrawPick] = []
    try connection.query(
      """
      SELECT stream, annonce, version, bailleur, standing, rank, kept, verification, bad, online
      FROM annonce_pick WHERE month = ? AND (? IS NULL OR bailleur = ?)
      """, [month.iso, audience, audience]
    ) { row throws(StorageError) in
      let standing: String = try row.get(4)
      let verification: String? = try row.get(7)
      var verified: DrawEntry.Verification?
      if let verification { verified = try JSONText.decode(verification) }
      picks.append(
        DrawPick(
          stream: try row.get(0), annonce: try row.get(1), version: try row.get(2),
          bailleur: try row.get(3), standing: DrawEntry.Standing(rawValue: standing) ?? .gone,
          rank: try row.get(5), isKept: try row.get(6), verification: verified,
          isNonConforme: try row.get(8), isOnline: try row.get(9)))
    }
    return picks
  }
}
