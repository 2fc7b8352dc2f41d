/// Civil months, from one through another: what the figures of compliance are counted over.
public struct CompliancePeriod: Hashable, Sendable {
  /// The first month.
  public let first: CivilMonth
  /// The last month, not before the first.
  public let last: CivilMonth

  /// From one month through another, in whichever order they are given.
  public init(_ first: CivilMonth, _ last: CivilMonth) {
    self.first = min(first, last)
    self.last = max(first, last)
  }

  /// The months that end with this one.
  ///
  /// - Parameter months: how many; one is this month alone.
  public init(lastMonths months: Int, endingWith month: CivilMonth) {
    self.init(month - max(0, months - 1), month)
  }

  /// How many months there are.
  public var months: Int { last - first + 1 }

  /// The days.
  public var days: ClosedRange<Day> { first.first...last.last }

  /// « novembre 2026 », « de septembre à novembre 2026 », « de décembre 2025 à février 2026 ».
  public var french: String {
    if first == last { return first.french }
    let begin = first.year == last.year ? Day.monthNames[first.month - 1] : first.french
    let of = [4, 8, 10].contains(first.month) ? "d'" : "de "
    return "\(of)\(begin) à \(last.french)"
  }
}
