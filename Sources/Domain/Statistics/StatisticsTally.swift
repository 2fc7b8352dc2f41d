/// What statistics tell logements apart by.
public enum StatisticsDimension: String, CaseIterable, Sendable {
  /// Whose they are.
  case bailleur
  /// Where they are.
  case departement
  /// How many rooms they have.
  case typologie
}

/// The counts behind the statistics, by civil month, filled dossier by dossier.
public struct StatisticsTally: Equatable, Sendable {
  /// What is counted, apart from where.
  enum Subject: Hashable, Sendable {
    /// Annonces published for the first time.
    case annonces
    /// Dossiers created.
    case opened
    /// Dossiers that ended so.
    case ended(Closing.Outcome)
    /// Dossiers that ended without an exchange for that motive, nil for none given.
    case failed(Motive?)
    /// Dossiers that stand so on the last day of the month.
    case standing(DossierStatus)
    /// Annonces published, by a value of a dimension.
    case annoncesOf(StatisticsDimension, String)
    /// Households that an exchange moved out of such a logement.
    case households(StatisticsDimension, String)
  }

  /// What a median is made of.
  enum Delay: Hashable, Sendable {
    case toDecision(StatisticsDimension?, String)
    case toMove(StatisticsDimension?, String)
  }

  /// The first month counted.
  public let first: CivilMonth
  /// The last month counted: it must be over, or tomorrow's figures would tell today's.
  public let last: CivilMonth
  private(set) var counts: [Subject: [Int]] = [:]
  private(set) var delays: [Delay: [[Int]]] = [:]

  /// An empty tally of the months over on a day, from the half-year in which the first month lies.
  public init(from first: CivilMonth, asOf today: Day) {
    last = CivilMonth(of: today) - 1
    self.first = min(StatisticsPeriod.half(of: first).first, last)
  }

  private var length: Int { last - first + 1 }

  /// How many months are counted.
  public var months: [CivilMonth] { (0..<length).map { first + $0 } }

  private func place(of day: Day) -> Int? {
    let place = CivilMonth(of: day) - first
    return (0..<length).contains(place) ? place : nil
  }

  private mutating func count(_ subject: Subject, at place: Int) {
    let empty = [Int](repeating: 0, count: length)
    counts[subject, default: empty][place] += 1
  }

  private mutating func note(_ delay: Delay, _ days: Int, at place: Int) {
    let empty = [[Int]](repeating: [], count: length)
    delays[delay, default: empty][place].append(days)
  }

  /// Counts a dossier.
  public mutating func add(_ figure: DossierFigure) {
    if let place = place(of: figure.createdOn) { count(.opened, at: place) }
    if let ending = figure.ending, let place = place(of: ending.day) {
      count(.ended(ending.outcome), at: place)
      if ending.outcome == .realised {
        for home in figure.homes { countHome(home, at: place) }
      } else {
        count(.failed(ending.motive), at: place)
      }
    }
    addStanding(figure)
    addDelays(figure)
  }

  private mutating func countHome(_ home: DossierFigure.Home, at place: Int) {
    for dimension in StatisticsDimension.allCases {
      count(.households(dimension, home.value(of: dimension)), at: place)
    }
  }

  /// Counts an open dossier at the end of each month that it was open.
  private mutating func addStanding(_ figure: DossierFigure) {
    var month = max(CivilMonth(of: figure.createdOn), first)
    let end = figure.ending.map { CivilMonth(of: $0.day) } ?? (last + 1)
    while month <= last, month <= end {
      if let status = figure.status(on: month.last), status.isOpen {
        count(.standing(status), at: month - first)
      }
      month = month + 1
    }
  }

  private mutating func addDelays(_ figure: DossierFigure) {
    if let days = figure.daysToDecision, let day = figure.decidedOn, let place = place(of: day) {
      note(.toDecision(nil, ""), days, at: place)
      for (dimension, value) in Self.values(of: figure.homes) {
        note(.toDecision(dimension, value), days, at: place)
      }
    }
    if let days = figure.daysToMove, let ending = figure.ending, let place = place(of: ending.day) {
      note(.toMove(nil, ""), days, at: place)
      for (dimension, value) in Self.values(of: figure.homes) {
        note(.toMove(dimension, value), days, at: place)
      }
    }
  }

  /// The values that a dossier has of each dimension, each once.
  private static func values(
    of homes: [DossierFigure.Home]
  ) -> [(dimension: StatisticsDimension, value: String)] {
    StatisticsDimension.allCases.flatMap { dimension in
      Set(homes.map { $0.value(of: dimension) }).sorted().map { (dimension, $0) }
    }
  }

  /// Counts an annonce published for the first time on a day.
  public mutating func add(annonceOf home: DossierFigure.Home, publishedOn day: Day) {
    guard let place = place(of: day) else { return }
    count(.annonces, at: place)
    for dimension in StatisticsDimension.allCases {
      count(.annoncesOf(dimension, home.value(of: dimension)), at: place)
    }
  }

  // MARK: Reading

  /// The count of a subject over a period.
  func sum(_ subject: Subject, _ period: StatisticsPeriod) -> Int {
    guard let months = counts[subject] else { return 0 }
    return period.months.reduce(0) { sum, month in
      let place = month - first
      return sum + (months.indices.contains(place) ? months[place] : 0)
    }
  }

  /// The values of a dimension that anything was counted for.
  func values(of dimension: StatisticsDimension) -> [String] {
    var values: Set<String> = []
    for subject in counts.keys {
      switch subject {
      case .annoncesOf(dimension, let value), .households(dimension, let value):
        values.insert(value)
      default: break
      }
    }
    for delay in delays.keys {
      if case .toDecision(dimension, let value) = delay { values.insert(value) }
    }
    return values.sorted()
  }

  /// The motives for which dossiers failed, in the order of the list, none given last.
  var motives: [Motive?] {
    let given = Motive.allCases.filter { counts[.failed($0)] != nil }
    return given.map(Optional.some) + (counts[.failed(nil)] == nil ? [] : [nil])
  }

  /// The median of a delay over a period; nil when fewer than that many dossiers give it.
  func median(_ delay: Delay, _ period: StatisticsPeriod, atLeast limit: Int) -> Int? {
    guard let months = delays[delay] else { return nil }
    let days = period.months.flatMap { month -> [Int] in
      let place = month - first
      return months.indices.contains(place) ? months[place] : []
    }.sorted()
    guard days.count >= max(1, limit) else { return nil }
    return (days[(days.count - 1) / 2] + days[days.count / 2]) / 2
  }

  /// The half-years and years that are over, in order, a year after its halves.
  var periods: [StatisticsPeriod] {
    var periods: Set<StatisticsPeriod> = []
    for month in months {
      let half = StatisticsPeriod.half(of: month)
      if half.last <= last { periods.insert(half) }
      let year = StatisticsPeriod.year(month.year)
      if year.last <= last { periods.insert(year) }
    }
    return periods.filter { $0.first >= first }.sorted()
  }
}

extension DossierFigure.Home {
  /// What it is in a dimension.
  func value(of dimension: StatisticsDimension) -> String {
    switch dimension {
    case .bailleur: bailleur.text
    case .departement: departement
    case .typologie: typologie.rawValue
    }
  }
}
