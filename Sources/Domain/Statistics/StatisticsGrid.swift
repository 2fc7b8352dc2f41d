/// The published figures: every count of the tally on a fixed grid of months, half-years and years,
/// the small ones masked with those that would give them away.
///
/// What is masked depends on the tally alone, never on what is asked for: a report is a window of
/// the grid, and the windows of two reports tell no more than the grid does.
public struct StatisticsGrid: Sendable {
  /// A figure of the grid.
  enum Figure: Hashable, Sendable {
    case annonces, opened, closed, realised, unrealised, households, open
    case standing(DossierStatus)
    case ended(Closing.Outcome)
    case failed(Motive?)
    case annoncesOf(StatisticsDimension, String)
    case householdsOf(StatisticsDimension, String)
  }

  private struct Key: Hashable {
    let figure: Figure
    let period: StatisticsPeriod
  }

  /// The counts behind it.
  public let tally: StatisticsTally
  /// The count under which a figure is masked.
  public let limit: Int
  private(set) var suppression: Suppression
  private var cells: [Key: Suppression.Cell] = [:]

  /// The grid of a tally.
  public init(_ tally: StatisticsTally, limit: Int) {
    self.tally = tally
    self.limit = limit
    suppression = Suppression(limit: limit)
    let periods = tally.periods
    for month in tally.months {
      addMonth(month)
      suppression.settle()
      for period in periods where period.last == month {
        add(period)
        suppression.settle()
      }
    }
  }

  /// What is published of a figure.
  func cell(_ figure: Figure, _ period: StatisticsPeriod) -> StatisticsCell {
    guard let cell = cells[Key(figure: figure, period: period)] else { return .absent }
    return suppression.shown(cell).map { .count($0) } ?? .masked
  }

  // MARK: Months

  private mutating func addMonth(_ month: CivilMonth) {
    let period = StatisticsPeriod.month(month)
    put(.annonces, period, tally.sum(.annonces, period))
    let opened = put(.opened, period, tally.sum(.opened, period))
    let closed = addEndings(period)
    let standing = DossierStatus.allCases.filter(\.isOpen).map { status in
      put(.standing(status), period, tally.sum(.standing(status), period))
    }
    let sum = standing.reduce(0) { $0 + suppression.values[$1] }
    let open = put(.open, period, sum, isSum: true)
    suppression.relate(open, standing)
    if let before = cells[Key(figure: .open, period: .month(month - 1))] {
      suppression.relate([(open, 1), (before, -1), (opened, -1), (closed, 1)])
    }
  }

  /// The dossiers that ended, with and without an exchange, and the households: two an exchange.
  private mutating func addEndings(_ period: StatisticsPeriod) -> Suppression.Cell {
    let ended = Closing.Outcome.allCases.map { ($0, tally.sum(.ended($0), period)) }
    let realised = ended.filter { $0.0 == .realised }.reduce(0) { $0 + $1.1 }
    let all = ended.reduce(0) { $0 + $1.1 }
    let exchanges = put(.realised, period, realised)
    let others = put(.unrealised, period, all - realised)
    let closed = put(.closed, period, all, isSum: true)
    suppression.relate(closed, [exchanges, others])
    let households = put(.households, period, 2 * realised, isSum: true)
    suppression.relate([(households, -1), (exchanges, 2)])
    return closed
  }

  // MARK: Half-years and years

  private mutating func add(_ period: StatisticsPeriod) {
    put(.annonces, period, tally.sum(.annonces, period), isSum: true)
    put(.opened, period, tally.sum(.opened, period), isSum: true)
    _ = addEndings(period)
    let failures = Closing.Outcome.allCases.filter { $0 != .realised }.map {
      put(.ended($0), period, tally.sum(.ended($0), period))
    }
    let motives = tally.motives.map {
      put(.failed($0), period, tally.sum(.failed($0), period))
    }
    relate(.unrealised, period, failures)
    relate(.unrealised, period, motives)
    for dimension in StatisticsDimension.allCases {
      let values = tally.values(of: dimension)
      let annonces = values.map { value in
        put(.annoncesOf(dimension, value), period, tally.sum(.annoncesOf(dimension, value), period))
      }
      let households = values.map { value in
        put(
          .householdsOf(dimension, value), period,
          tally.sum(.households(dimension, value), period))
      }
      relate(.annonces, period, annonces)
      relate(.households, period, households)
    }
    relateToParts(period)
  }

  /// What is told of a period is the sum of what is told of the shorter ones in it.
  private mutating func relateToParts(_ period: StatisticsPeriod) {
    let parts: [StatisticsPeriod] =
      switch period {
      case .month: []
      case .half: period.months.map { .month($0) }
      case .year(let year): [.half(year: year, half: 1), .half(year: year, half: 2)]
      }
    let own = cells.filter { $0.key.period == period }.sorted { $0.value < $1.value }
    for (key, whole) in own {
      let found = parts.compactMap { cells[Key(figure: key.figure, period: $0)] }
      if found.count == parts.count, !found.isEmpty { suppression.relate(whole, found) }
    }
  }

  private mutating func relate(
    _ figure: Figure, _ period: StatisticsPeriod, _ parts: [Suppression.Cell]
  ) {
    guard let whole = cells[Key(figure: figure, period: period)], !parts.isEmpty else { return }
    suppression.relate(whole, parts)
  }

  @discardableResult
  private mutating func put(
    _ figure: Figure, _ period: StatisticsPeriod, _ value: Int, isSum: Bool = false
  ) -> Suppression.Cell {
    let cell = suppression.add(value, isSum: isSum)
    cells[Key(figure: figure, period: period)] = cell
    return cell
  }
}
