/// What the breaches of a period would be under another value of one rule: a bailleurs' vote is
/// prepared with it, and nothing is touched (`domaine.md` §7, 11).
public struct RuleSimulation: Equatable, Sendable {
  /// What is tried.
  public let indicator: Indicator
  /// The value tried, in the rule's unit.
  public let value: Int
  /// The months counted.
  public let period: CompliancePeriod
  /// The figures of a bailleur as they are, and under the value tried; those of all come first.
  public let lines: [Line]

  /// A simulation of these figures.
  public init(indicator: Indicator, value: Int, period: CompliancePeriod, lines: [Line]) {
    self.indicator = indicator
    self.value = value
    self.period = period
    self.lines = lines
  }

  /// The figures of one bailleur.
  public struct Line: Equatable, Sendable {
    /// The bailleur; nil for all together.
    public let bailleur: OrganisationID?
    /// What counts now.
    public let now: ComplianceShare
    /// What would count.
    public let then: ComplianceShare

    /// How many breaches more, or fewer when negative.
    public var difference: Int { then.late - now.late }
  }

  /// The rules that can be tried, by the words of `:simuler`.
  public static let indicators: [Indicator] = [
    .preInstruction, .instruction, .caleolGap, .movingDate,
  ]

  /// Reads « pre=10 ».
  ///
  /// - Throws: a refusal that says what can be typed.
  public static func parse(
    _ text: String
  ) throws(Refusal) -> (indicator: Indicator, value: Int) {
    let parts = text.split(separator: "=", maxSplits: 1).map { String($0).folded }
    let words = parts.map { $0.split(separator: " ").joined() }
    let found = words.first.flatMap { word in
      indicators.first { $0.rawValue == word || $0.rule.code.folded == word }
    }
    guard let found, words.count == 2, let value = Int(words[1]) else {
      let codes = indicators.map { "\($0.rawValue) (\($0.label))" }.joined(separator: ", ")
      throw Refusal(
        "Cette simulation n'est pas comprise.",
        remedy: "Écrivez par exemple « :simuler pre=10 ». Règles : \(codes).")
    }
    guard found.rule.admissibleValues.contains(value) else {
      throw Refusal("La règle \(found.rule.code) n'admet pas la valeur \(value).")
    }
    return (found, value)
  }
}

extension ComplianceLedger {
  /// The breaches of a period as they are and as they would be under another value.
  ///
  /// - Throws: a refusal for a smaller gap between the sessions: who would be charged with it is
  ///   not among the figures.
  public func simulation(
    of indicator: Indicator, value: Int, over period: CompliancePeriod, on day: Day,
    under reglement: Reglement
  ) throws(Refusal) -> RuleSimulation {
    let standing = reglement.value(of: indicator.rule, on: day)
    guard indicator.isDelay || value >= standing.value else {
      throw Refusal(
        "Un écart plus petit que \(standing.french) ne se simule pas : les écarts conformes ne "
          + "disent pas qui les a fixés.", remedy: "Essayez une valeur plus grande.")
    }
    let now = table(period, on: day, under: reglement)
    let then = judged(by: value, for: indicator).table(period, on: day, under: reglement)
    func line(_ one: ComplianceLine?, _ other: ComplianceLine?) -> RuleSimulation.Line {
      RuleSimulation.Line(
        bailleur: one?.bailleur, now: one?[indicator].share ?? ComplianceShare(),
        then: other?[indicator].share ?? ComplianceShare())
    }
    let lines = now.lines.map { own in line(own, own.bailleur.flatMap { then[$0] }) }
      .filter { $0.now.count > 0 || $0.then.count > 0 }
      .sorted {
        (abs($0.difference), $0.now.late, $1.bailleur ?? "")
          > (abs($1.difference), $1.now.late, $0.bailleur ?? "")
      }
    return RuleSimulation(
      indicator: indicator, value: value, period: period,
      lines: [line(now.whole, then.whole)] + lines)
  }

  /// The same facts, the duties of one indicator judged by another value.
  func judged(by value: Int, for indicator: Indicator) -> ComplianceLedger {
    var other = self
    other.rejudge { course in
      guard course.indicator == indicator else { return nil }
      guard let distance = course.distance else {
        return DutyCourse(
          indicator, start: course.start, due: course.start + value, end: course.end,
          ending: course.ending, waits: course.waits)
      }
      return DutyCourse(
        indicator, knownOn: course.start, distance: distance,
        isBroken: course.isBroken && distance > value, waits: course.waits)
    }
    return other
  }
}
