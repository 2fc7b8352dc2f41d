/// The board of compliance over a period: a line for each bailleur, and all together.
public struct ComplianceTable: Equatable, Sendable {
  /// The months counted.
  public let period: CompliancePeriod
  /// The day of the look: what has not fallen due by then is not counted.
  public let day: Day
  /// A line for each bailleur, by identity.
  public var lines: [ComplianceLine]
  /// All bailleurs together; nil for those who see their own only.
  public let whole: ComplianceLine?
  /// What the bailleur in the middle does; nil where too little is known to say so.
  public var medians: ComplianceMedians?

  /// The line of a bailleur.
  public subscript(_ bailleur: OrganisationID) -> ComplianceLine? {
    lines.first { $0.bailleur == bailleur }
  }
}

/// One bailleur over a period.
public struct ComplianceLine: Equatable, Sendable {
  /// The bailleur; nil for all together.
  public let bailleur: OrganisationID?
  /// The figures, in the order of the indicators.
  public var figures: [ComplianceFigure]
  /// The open dossiers on the day of the look.
  public var openDossiers = 0
  /// Those among them that are late through this bailleur.
  public var lateDossiers = 0
  /// The dossiers that were open at some time of the period.
  public var activeDossiers = 0
  /// The alerts to act that stand.
  public var openAlerts = 0
  /// The breaches of the period that waited for somebody, by whom; one may wait for several.
  public var waits: [Int] = Array(repeating: 0, count: DutyCourse.Waits.each.count)
  /// The breaches of the period that waited for somebody.
  public var waiting = 0

  /// A line of nothing.
  public init(_ bailleur: OrganisationID?) {
    self.bailleur = bailleur
    figures = Indicator.allCases.map { _ in ComplianceFigure() }
  }

  /// The figure of an indicator.
  public subscript(_ indicator: Indicator) -> ComplianceFigure {
    get { figures[indicator.place] }
    set { figures[indicator.place] = newValue }
  }

  /// The duties of dossiers altogether, without a median.
  public var total: ComplianceFigure {
    var total = ComplianceFigure()
    for figure in Indicator.ofDossiers.map({ self[$0] }) {
      total.count += figure.count
      total.late += figure.late
      total.trend =
        total.trend.isEmpty ? figure.trend : zip(total.trend, figure.trend).map { $0 + $1 }
    }
    return total
  }

  /// The breaches for a hundred dossiers that were open in the period, in tenths: large bailleurs
  /// are not shamed by their volume. Nil without a dossier.
  public var breachesPerHundred: Int? {
    ComplianceShare(count: activeDossiers, late: total.late).permille
  }

  /// How many of the breaches waited for somebody.
  public func waits(for wait: DutyCourse.Waits) -> Int {
    DutyCourse.Waits.each.firstIndex(of: wait).map { waits[$0] } ?? 0
  }
}

/// What the bailleur in the middle of all does: the measure that each may compare itself with.
public struct ComplianceMedians: Equatable, Sendable {
  /// How many bailleurs it is made of.
  public let bailleurs: Int
  /// The share broken, in tenths of a percent, in the order of the indicators.
  public let permille: [Int?]
  /// That of the duties of dossiers altogether.
  public let total: Int?
  /// The breaches for a hundred dossiers, in tenths.
  public let breachesPerHundred: Int?

  /// Of fewer bailleurs, a median would tell what one of them does (AMB-42).
  public static let fewest = 3

  /// The medians of the lines; nil of too few.
  public init?(_ lines: [ComplianceLine]) {
    guard lines.count >= Self.fewest else { return nil }
    bailleurs = lines.count
    permille = Indicator.allCases.map { indicator in
      Self.middle(lines.map { $0[indicator].permille })
    }
    total = Self.middle(lines.map(\.total.permille))
    breachesPerHundred = Self.middle(lines.map(\.breachesPerHundred))
  }

  private static func middle(_ values: [Int?]) -> Int? {
    let known = values.compactMap(\.self).sorted()
    return known.count >= fewest ? known[(known.count - 1) / 2] : nil
  }

  /// The median of an indicator.
  public subscript(_ indicator: Indicator) -> Int? { permille[indicator.place] }
}
