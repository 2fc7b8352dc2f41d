/// How much of a month's annonces was verified, and how much of that does not conform.
public struct ModerationGauge: Equatable, Sendable {
  /// Where the share verified stands (AMB-19).
  public enum Level: String, Sendable {
    case green, amber, red
    /// More than was asked for.
    case over
    /// Nothing to verify.
    case none
  }

  /// The versions in the base of the draw.
  public var base: Int
  /// Those drawn.
  public var drawn: Int
  /// Those drawn and verified.
  public var verified: Int
  /// Those verified that do not conform.
  public var nonConformes: Int
  /// Those reported, which are counted apart.
  public var reported: Int

  /// A gauge.
  public init(base: Int, drawn: Int, verified: Int, nonConformes: Int, reported: Int) {
    self.base = base
    self.drawn = drawn
    self.verified = verified
    self.nonConformes = nonConformes
    self.reported = reported
  }

  /// The gauge of nothing.
  public static let empty = ModerationGauge(
    base: 0, drawn: 0, verified: 0, nonConformes: 0, reported: 0)

  /// The share of the base that was verified, in tenths of a percent, rounded down; nil when there
  /// is nothing to verify.
  public var permille: Int? { base > 0 ? verified * 1000 / base : nil }

  /// Where it stands on a day, under the règlement.
  public func level(_ reglement: Reglement, on day: Day) -> Level {
    guard base > 0 else { return .none }
    func isAtLeast(_ rule: Rule) -> Bool {
      verified * 100 >= reglement.value(of: rule, on: day).value * base
    }
    let most = reglement.value(of: .moderationGreenTo, on: day).value
    if verified * 100 > most * base { return .over }
    if isAtLeast(.moderationGreenFrom) { return .green }
    return isAtLeast(.moderationRedUnder) ? .amber : .red
  }

  /// The rate of non-conformity among those verified, with its interval; nil when none was.
  public var nonConformity: ProportionInterval? {
    ProportionInterval(nonConformes, of: verified)
  }
}

/// A proportion seen in a sample, and where it lies in the whole with 95 % confidence (Wilson's
/// score interval).
public struct ProportionInterval: Equatable, Sendable {
  /// What was seen.
  public let rate: Double
  /// The least that the whole may have.
  public let low: Double
  /// The most.
  public let high: Double

  /// The interval of so many of a sample; nil when the sample is empty.
  public init?(_ count: Int, of sample: Int) {
    guard sample > 0, (0...sample).contains(count) else { return nil }
    let (n, p) = (Double(sample), Double(count) / Double(sample))
    let z = 1.959963984540054
    let scale = 1 + z * z / n
    let middle = (p + z * z / (2 * n)) / scale
    let half = z / scale * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    rate = p
    // At the ends the bound is the end itself, whatever the arithmetic leaves of it.
    low = count == 0 ? 0 : max(0, middle - half)
    high = count == sample ? 1 : min(1, middle + half)
  }

  /// « 4,2 % (1,9 % à 9,0 %) ».
  public var french: String {
    "\(Self.percent(rate)) (\(Self.percent(low)) à \(Self.percent(high)))"
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10),\(tenths % 10)\u{A0}%"
  }
}
