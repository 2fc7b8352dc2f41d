/// How often a duty was kept over a period.
public struct ComplianceFigure: Equatable, Sendable {
  /// The duties that the period counts.
  public var count = 0
  /// Those broken.
  public var late = 0
  /// The median of what they measure: days taken, or days between two facts; nil without any.
  public var median: Int?
  /// The last twelve months, the oldest first.
  public var trend: [ComplianceShare] = []

  /// A figure of nothing.
  public init() {}

  /// How many of how many.
  public var share: ComplianceShare { ComplianceShare(count: count, late: late) }
  /// The share broken, in tenths of a percent; nil when nothing counts.
  public var permille: Int? { share.permille }
}

/// So many broken among so many.
public struct ComplianceShare: Hashable, Sendable {
  /// All.
  public var count: Int
  /// Those broken.
  public var late: Int

  /// So many broken among so many.
  public init(count: Int = 0, late: Int = 0) {
    self.count = count
    self.late = late
  }

  /// The share broken in tenths of a percent, rounded to the nearest; nil when nothing counts.
  public var permille: Int? { count > 0 ? (late * 2000 + count) / (2 * count) : nil }

  /// « 12,5 % », « – » when nothing counts.
  public var french: String { permille.map(\.frenchPercent) ?? "–" }

  static func + (left: Self, right: Self) -> Self {
    ComplianceShare(count: left.count + right.count, late: left.late + right.late)
  }
}

extension Int {
  /// Tenths of a percent as operators read them: « 12,5 % ».
  public var frenchPercent: String { "\((self / 10).french),\(abs(self % 10))\u{A0}%" }
}

/// How many times each number of days occurs: its median is found without sorting.
struct DayCounts {
  private var counts: [Int32] = []
  private var total = 0
  /// Longer than any delay that a median could be of.
  private static let most = 10_000

  mutating func add(_ days: Int) {
    let place = Swift.min(Swift.max(0, days), Self.most)
    if place >= counts.count {
      counts.append(contentsOf: repeatElement(0, count: place + 1 - counts.count))
    }
    counts[place] += 1
    total += 1
  }

  mutating func add(_ other: DayCounts) {
    for (days, times) in other.counts.enumerated() where times > 0 {
      add(days)
      counts[days] += times - 1
      total += Int(times) - 1
    }
  }

  /// The lower of the two in the middle when there is an even number, so that it is one that
  /// occurred; nil without any.
  var median: Int? {
    guard total > 0 else { return nil }
    var left = (total + 1) / 2
    for (days, times) in counts.enumerated() {
      left -= Int(times)
      if left <= 0 { return days }
    }
    return nil
  }
}
