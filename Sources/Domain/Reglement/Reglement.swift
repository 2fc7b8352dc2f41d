/// One value of a rule and the day from which it holds.
///
/// A breach keeps the version that judged it, so that a later change cannot make it unfounded.
public struct RuleVersion: Hashable, Codable, Sendable {
  /// The rule.
  public let rule: Rule
  /// The value, in the rule's unit.
  public let value: Int
  /// The first day on which it holds.
  public let effectiveFrom: Day

  /// A version of a rule.
  ///
  /// - Parameters:
  ///   - rule: the rule.
  ///   - value: the value, in the rule's unit.
  ///   - effectiveFrom: the first day on which it holds.
  public init(rule: Rule, value: Int, effectiveFrom: Day) {
    self.rule = rule
    self.value = value
    self.effectiveFrom = effectiveFrom
  }

  /// The value as operators read it: « 7 jours », « 30 % ».
  public var french: String { rule.french(value) }
}

/// Every rule with the values it has had and will have.
public struct Reglement: Hashable, Sendable {
  /// The versions that the GIE set, by rule, each list by day of effect.
  private var versions: [Rule: [RuleVersion]] = [:]

  /// The règlement as the operating scheme and the project's interpretations give it.
  public static let `default` = Reglement()

  /// The day of the operating scheme's current version, from which its values hold.
  public static let schemeDay = Day(uncheckedYear: 2022, month: 9, day: 1)

  /// The règlement of the scheme, to which the recorded versions are applied in their order.
  public init(_ recorded: [RuleVersion] = []) {
    for version in recorded { apply(version) }
  }

  /// The version of a rule that judges a day; before the scheme's own day, that of the scheme.
  public func value(of rule: Rule, on day: Day) -> RuleVersion {
    versions[rule]?.last { $0.effectiveFrom <= day } ?? Reglement.initial(rule)
  }

  /// Every version of a rule, the oldest first; the first one is the scheme's.
  public func history(of rule: Rule) -> [RuleVersion] {
    [Reglement.initial(rule)] + versions[rule, default: []]
  }

  /// Every version that the GIE set, in the order of the rules, then of their days of effect.
  public var changes: [RuleVersion] {
    Rule.allCases.flatMap { versions[$0, default: []] }
  }

  /// Checks a change before it is recorded.
  ///
  /// - Parameters:
  ///   - version: the change.
  ///   - today: the day in Paris. A change holds from then at the earliest: days past keep theirs.
  /// - Throws: a refusal on the field `effectiveFrom` or `value`.
  public func check(_ version: RuleVersion, today: Day) throws(Refusal) {
    guard version.effectiveFrom >= today else {
      throw Refusal(
        "La règle \(version.rule.code) ne peut changer pour des jours passés : "
          + "le \(version.effectiveFrom.french) est avant aujourd'hui.",
        field: "effectiveFrom", remedy: "Choisissez une date d'effet à partir du \(today.french).")
    }
    let range = version.rule.admissibleValues
    guard range.contains(version.value) else {
      throw Refusal(
        "La règle \(version.rule.code) n'admet pas la valeur \(version.french).",
        field: "value",
        remedy: "Choisissez une valeur de \(range.lowerBound) à \(range.upperBound).")
    }
  }

  /// Records a change. It never refuses: it replays what was accepted when it was made. Of two
  /// changes for the same day, the one recorded last holds.
  public mutating func apply(_ version: RuleVersion) {
    var list = versions[version.rule, default: []]
    list.removeAll { $0.effectiveFrom == version.effectiveFrom }
    let place = list.firstIndex { $0.effectiveFrom > version.effectiveFrom } ?? list.endIndex
    list.insert(version, at: place)
    versions[version.rule] = list
  }

  private static func initial(_ rule: Rule) -> RuleVersion {
    RuleVersion(rule: rule, value: rule.defaultValue, effectiveFrom: schemeDay)
  }
}

extension Reglement: Codable {
  /// Reads the recorded changes.
  ///
  /// - Throws: `DecodingError` when they are malformed or a rule is unknown.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([RuleVersion].self))
  }

  /// Writes the recorded changes in a fixed order: equal règlements give equal bytes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(changes)
  }
}

extension Rule {
  /// The values that make sense for the rule: what cannot be true is refused, nothing else.
  var admissibleValues: ClosedRange<Int> {
    switch unit {
    case .percent: 0...100
    case .days: 0...3660
    case .hours: 0...8760
    case .months: 0...120
    case .seconds: 0...86_400
    case .count: 0...10_000
    case .euros: 0...10_000_000
    }
  }
}
