import Testing

@testable import Domain

@Suite("What breaches would be under another value")
struct RuleSimulationTests {
  private static let today = Day(number: 20_536)  // 24 March 2026
  private static let a = OrganisationID("org-a")
  private static let b = OrganisationID("org-b")

  /// A took 9 days for its pre-instruction, B took 5; their sessions are 12 days apart, set by A.
  private static func ledger() -> ComplianceLedger {
    var ledger = ComplianceLedger()
    let start = today - 60
    func delay(_ volet: Int, _ days: Int) -> ComplianceDossier.Duty {
      ComplianceDossier.Duty(
        volet: volet,
        course: DutyCourse(
          .preInstruction, start: start, due: start + 7, end: start + days, ending: .done))
    }
    func gap(_ volet: Int, _ isBroken: Bool) -> ComplianceDossier.Duty {
      ComplianceDossier.Duty(
        volet: volet,
        course: DutyCourse(.caleolGap, knownOn: start + 30, distance: 12, isBroken: isBroken))
    }
    ledger.add(
      ComplianceDossier(
        openedOn: start, closedOn: nil, bailleurs: [a, b],
        duties: [delay(0, 9), delay(1, 5), gap(0, true), gap(1, false)], alerts: []), number: 1)
    return ledger
  }

  private static func late(
    _ indicator: Indicator, _ value: Int
  ) throws -> [OrganisationID?: [Int]] {
    let simulation = try ledger().simulation(
      of: indicator, value: value,
      over: CompliancePeriod(lastMonths: 12, endingWith: CivilMonth(of: today)), on: today,
      under: .default)
    return Dictionary(
      uniqueKeysWithValues: simulation.lines.map { ($0.bailleur, [$0.now.late, $0.then.late]) })
  }

  @Test(
    "a longer delay forgives, a shorter one charges, each bailleur by its own days",
    arguments: [
      (Indicator.preInstruction, 10, [1, 0], [0, 0]), (.preInstruction, 7, [1, 1], [0, 0]),
      (.preInstruction, 4, [1, 1], [0, 1]), (.caleolGap, 12, [1, 0], [0, 0]),
      (.caleolGap, 11, [1, 1], [0, 0]),
    ])
  func values(_ indicator: Indicator, _ value: Int, _ a: [Int], _ b: [Int]) throws {
    let late = try Self.late(indicator, value)
    #expect(late[Self.a] == a && late[Self.b] == b)
    #expect(late[nil] == zip(a, b).map { $0 + $1 })
  }

  @Test("a smaller gap is refused: nobody knows who would be charged")
  func smallerGap() {
    #expect(throws: Refusal.self) { try Self.late(.caleolGap, 7) }
  }

  @Test(
    "what is typed",
    arguments: [
      ("pre=10", Indicator.preInstruction, 10), (" R-PRE = 12 ", .preInstruction, 12),
      ("dem=0", .movingDate, 0),
    ])
  func typed(_ text: String, _ indicator: Indicator, _ value: Int) throws {
    let parsed = try RuleSimulation.parse(text)
    #expect(parsed.indicator == indicator && parsed.value == value)
  }

  @Test("what is not understood", arguments: ["", "pre", "pre=", "patate=3", "pat=2", "pre=-1"])
  func untyped(_ text: String) {
    #expect(throws: Refusal.self) { try RuleSimulation.parse(text) }
  }
}
