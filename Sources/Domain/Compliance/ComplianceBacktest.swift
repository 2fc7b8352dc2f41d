/// What was to fall due in the days from a day on, and was not done then.
public struct ComplianceForecast: Equatable, Sendable {
  /// The day from which it looks ahead.
  public let day: Day
  /// The days that it looks at: those due on them are late on the day after the last.
  public static let days = 7

  /// Something awaited of a bailleur that falls due.
  public struct Item: Hashable, Sendable {
    /// The dossier's number.
    public let number: Int
    /// Whose work it is.
    public let bailleur: OrganisationID
    /// The volet on which it is awaited.
    public let volet: VoletName
    /// The clock that runs for it.
    public let clock: Deadline.Clock
    /// The last day that is not late.
    public let due: Day
  }

  /// What falls due, the earliest first.
  public let items: [Item]

  /// The last day looked at.
  public static func last(from day: Day) -> Day { day + days - 1 }
}

/// A forecast held against what came of it.
public struct ComplianceBacktest: Equatable, Sendable {
  /// The forecast.
  public let forecast: ComplianceForecast
  /// Of what it said, what was late when its days were over.
  public let late: [ComplianceForecast.Item]

  /// Of all, those that became late.
  public var share: ComplianceShare {
    ComplianceShare(count: forecast.items.count, late: late.count)
  }

  private init(_ forecast: ComplianceForecast, late: [ComplianceForecast.Item]) {
    self.forecast = forecast
    self.late = late
  }

  /// What it says of some bailleurs alone.
  public func of(_ isKept: (OrganisationID) -> Bool) -> ComplianceBacktest {
    ComplianceBacktest(
      ComplianceForecast(
        day: forecast.day, items: forecast.items.filter { isKept($0.bailleur) }),
      late: late.filter { isKept($0.bailleur) })
  }

  /// Holds the forecast of a day against what was known when its days were over.
  ///
  /// - Parameters:
  ///   - day: the day of the forecast.
  ///   - dossiers: those that were open on that day, with what has happened to them since.
  public init(
    from day: Day, through dossiers: [(number: Int, dossier: Dossier)], under reglement: Reglement
  ) {
    let judged = day + ComplianceForecast.days
    var items: [ComplianceForecast.Item] = []
    var late: [ComplianceForecast.Item] = []
    for (number, dossier) in dossiers {
      let foreseen = dossier.known(on: day).falling(
        dueIn: day...ComplianceForecast.last(from: day), number, under: reglement)
      guard !foreseen.isEmpty else { continue }
      let passed = dossier.known(on: judged).deadlines(under: reglement)
        .filter { $0.daysLate(on: judged) > 0 }
      items += foreseen
      late += foreseen.filter { item in
        passed.contains {
          $0.clock == item.clock && $0.volet == item.volet && $0.due == item.due
        }
      }
    }
    forecast = ComplianceForecast(
      day: day, items: items.sorted { ($0.due, $0.number) < ($1.due, $1.number) })
    self.late = late.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
  }
}

extension Dossier {
  /// What is awaited with a delay of the scheme's that ends in those days: what the calendar of
  /// the open dossiers holds.
  fileprivate func falling(
    dueIn days: ClosedRange<Day>, _ number: Int, under reglement: Reglement
  ) -> [ComplianceForecast.Item] {
    guard isOpen else { return [] }
    return blockers(under: reglement).compactMap { blocker in
      guard let due = blocker.due, days.contains(due), let clock = blocker.deadline?.clock,
        let volet = self[blocker.volet]
      else { return nil }
      return ComplianceForecast.Item(
        number: number, bailleur: volet.bailleur, volet: volet.name, clock: clock, due: due)
    }
  }
}

extension ComplianceLedger {
  /// The numbers of the dossiers that were open at the end of a day.
  public func open(on day: Day) -> [Int] {
    dossiers.filter {
      $0.openedOn <= day.number && $0.closedOn.map { $0 > day.number } ?? true
    }.map(\.number)
  }
}
