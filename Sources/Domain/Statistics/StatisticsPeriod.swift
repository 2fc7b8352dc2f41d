/// A period of the published grid: a civil month, half-year or year.
///
/// Figures are published for these periods alone, whatever is asked: two reports show windows of
/// one grid, so that none is worth subtracting from another.
public enum StatisticsPeriod: Hashable, Comparable, Sendable {
  /// A month.
  case month(CivilMonth)
  /// January to June (1) or July to December (2).
  case half(year: Int, half: Int)
  /// January to December.
  case year(Int)

  /// The first month.
  public var first: CivilMonth {
    switch self {
    case .month(let month): month
    case .half(let year, let half): Self.month(year, half == 1 ? 1 : 7)
    case .year(let year): Self.month(year, 1)
    }
  }

  /// How many months it has.
  public var length: Int {
    switch self {
    case .month: 1
    case .half: 6
    case .year: 12
    }
  }

  /// The last month.
  public var last: CivilMonth { first + (length - 1) }

  /// The months, in order.
  public var months: [CivilMonth] { (0..<length).map { first + $0 } }

  /// « mars 2026 », « 1er semestre 2026 », « 2026 ».
  public var french: String {
    switch self {
    case .month(let month): month.french
    case .half(let year, let half): "\(half == 1 ? "1er" : "2e") semestre \(year)"
    case .year(let year): "\(year)"
    }
  }

  /// « S1 2026 », for the head of a narrow column.
  public var short: String {
    switch self {
    case .month(let month): month.iso
    case .half(let year, let half): "S\(half) \(year)"
    case .year(let year): "\(year)"
    }
  }

  /// The half-year in which a month lies.
  public static func half(of month: CivilMonth) -> StatisticsPeriod {
    .half(year: month.year, half: month.month <= 6 ? 1 : 2)
  }

  /// By end, then the shorter first: a year comes after its halves.
  public static func < (left: StatisticsPeriod, right: StatisticsPeriod) -> Bool {
    left.last == right.last ? left.length < right.length : left.last < right.last
  }

  private static func month(_ year: Int, _ month: Int) -> CivilMonth {
    CivilMonth(of: Day(uncheckedYear: year, month: month, day: 1))
  }
}
