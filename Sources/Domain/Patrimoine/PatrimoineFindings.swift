/// What was found in a file: how often each code, and the first of each in words.
public struct PatrimoineFindings: Sendable {
  /// The findings of each code that are kept in words; the others are only counted.
  public let limit: Int
  private var counts = [Int](repeating: 0, count: PatrimoineCode.allCases.count)
  private var tenants = [Int](repeating: 0, count: PatrimoineCode.allCases.count)
  private var kept = [[PatrimoineFinding]](repeating: [], count: PatrimoineCode.allCases.count)

  /// Nothing found yet.
  public init(limit: Int = 200) {
    self.limit = limit
  }

  /// How often a code was found.
  public func count(_ code: PatrimoineCode) -> Int { counts[code.rawValue] }

  /// The tenants whom the lines rejected for that code keep from registering; a line that cannot be
  /// cut into its fields counts for one.
  public func tenants(_ code: PatrimoineCode) -> Int { tenants[code.rawValue] }

  /// The counts of what was found, as the journal keeps them: the gravest first.
  public var counted: [PatrimoineCount] {
    codes.map { PatrimoineCount($0, count: count($0), tenants: tenants($0)) }
  }

  /// The first findings of a code, in the order of the file.
  public func first(_ code: PatrimoineCode) -> [PatrimoineFinding] { kept[code.rawValue] }

  /// The codes found, the gravest first, the most frequent first among as grave ones.
  public var codes: [PatrimoineCode] {
    PatrimoineCode.allCases.filter { count($0) > 0 }.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      return count(left) == count(right)
        ? left.rawValue < right.rawValue : count(left) > count(right)
    }
  }

  /// Whether the whole file is refused.
  public var isBlocked: Bool { codes.first?.severity == .blocking }

  /// Counts one more, and tells whether its words are still to be kept.
  @inline(__always)
  mutating func tally(_ code: PatrimoineCode) -> Bool {
    counts[code.rawValue] += 1
    return counts[code.rawValue] <= limit
  }

  /// Counts a tenant for each code of a set of them.
  mutating func keepOut(_ codes: CodeSet) {
    for code in PatrimoineCode.allCases where codes.contains(code) { tenants[code.rawValue] += 1 }
  }

  mutating func keep(_ finding: PatrimoineFinding) {
    kept[finding.code.rawValue].append(finding)
  }

  /// Counts a finding, and keeps its words when there is room.
  public mutating func add(_ finding: PatrimoineFinding) {
    if tally(finding.code) { keep(finding) }
  }
}

/// A set of codes, a bit each: made anew on every line.
struct CodeSet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  mutating func insert(_ code: PatrimoineCode) {
    if code.rawValue < 64 { low |= 1 << code.rawValue } else { high |= 1 << (code.rawValue - 64) }
  }

  func contains(_ code: PatrimoineCode) -> Bool {
    (code.rawValue < 64 ? low >> code.rawValue : high >> (code.rawValue - 64)) & 1 == 1
  }
}
