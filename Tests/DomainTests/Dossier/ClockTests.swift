import Domain
import Testing

@Suite("Clocks count calendar days in Paris, day 0 not counted, last day included")
struct ClockTests {
  struct Vector: CustomTestStringConvertible, Sendable {
    let moment: Int64
    let d0: String
    let due: String
    let late: String
    let alert: String
    var testDescription: String { "second NUR at \(moment) s" }
  }

  /// `domaine.md` §2.5, the moments as `date -u -d … +%s` gives them.
  static let vectors: [Vector] = [
    Vector(
      moment: 1_742_855_400, d0: "2025-03-24", due: "2025-03-31", late: "2025-04-01",
      alert: "2025-04-15"),
    Vector(
      moment: 1_742_859_000, d0: "2025-03-25", due: "2025-04-01", late: "2025-04-02",
      alert: "2025-04-16"),
    Vector(
      moment: 1_752_185_400, d0: "2025-07-11", due: "2025-07-18", late: "2025-07-19",
      alert: "2025-08-02"),
    Vector(
      moment: 1_760_961_600, d0: "2025-10-20", due: "2025-10-27", late: "2025-10-28",
      alert: "2025-11-11"),
    Vector(
      moment: 1_766_577_600, d0: "2025-12-24", due: "2025-12-31", late: "2026-01-01",
      alert: "2026-01-15"),
    Vector(
      moment: 1_708_430_400, d0: "2024-02-20", due: "2024-02-27", late: "2024-02-28",
      alert: "2024-03-13"),
  ]

  @Test("the second NUR starts K1 and AL-1 on its day in Paris", arguments: vectors)
  func startsOnItsDay(_ vector: Vector) throws {
    var scenario = DossierScenario(upTo: .created, from: .of(vector.d0))
    let moment = Moment(seconds: vector.moment)
    scenario.play(
      .enterNUR(volet: .b, nur: .sample("b")), at: moment + -864_000, by: Cast.c1B)
    scenario.play(.enterNUR(volet: .a, nur: .sample("a")), at: moment, by: Cast.c1A)
    #expect(scenario.dossier.bothNUROn == .of(vector.d0))
    for volet in VoletName.allCases {
      let clock = try #require(scenario.clock(.preInstruction, volet))
      let late = Day.of(vector.late)
      #expect(clock.start == .of(vector.d0))
      #expect(clock.due == .of(vector.due))
      #expect(clock.state(on: clock.due, under: scenario.reglement) == .soon(days: 0))
      #expect(clock.state(on: late, under: scenario.reglement) == .late(days: 1))
    }
    let alert = Day.of(vector.alert)
    #expect(scenario.dossier.alertsDue(on: alert - 1, under: scenario.reglement).isEmpty)
    #expect(
      scenario.dossier.alertsDue(on: alert, under: scenario.reglement).map(\.code) == [.al1, .al1])
  }

  @Test("the first NUR alone starts nothing but the reminder of the other")
  func firstNUR() {
    var scenario = DossierScenario(upTo: .created)
    scenario.play(.enterNUR(volet: .a, nur: .sample("a")), on: 0, by: Cast.c1A)
    #expect(
      scenario.dossier.deadlines(under: .default).map(\.clock) == [.constitution, .constitution])
    #expect(scenario.clock(.constitution, .b)?.due == scenario.day(25))
  }

  @Test("A validates on D0 + 2 and B on D0 + 9: B alone is late, by 2 days; K2 counts from D0 + 9")
  func separateValidations() throws {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, by: Cast.c1A)
    scenario.play(.validatePreInstruction(volets: [.b]), on: 9, by: Cast.c1B)
    #expect(scenario.clock(.preInstruction, .a)?.daysLate(on: scenario.day(30)) == 0)
    #expect(scenario.clock(.preInstruction, .b)?.daysLate(on: scenario.day(30)) == 2)
    #expect(scenario.clock(.instruction, .a)?.start == scenario.day(9))
    #expect(scenario.clock(.instruction, .a)?.due == scenario.day(23))
    let alerts = scenario.dossier.alertsDue(on: scenario.day(22), under: .default)
    #expect(alerts.map(\.isForAction) == [true, true])
    let breached = scenario.dossier.breaches(on: scenario.day(23), under: .default)
    #expect(breached.map(\.volet) == [.b])
    #expect(breached.map(\.measure) == [2])
  }

  @Test("near its end from the règlement's day on: K1 D0 + 5, K2 D1 + 11, K5 D5 + 16")
  func amber() throws {
    let started = DossierScenario(upTo: .decided)
    let cases: [(Deadline.Clock, DossierScenario, Int)] = [
      (.preInstruction, DossierScenario(upTo: .nurs), 5),
      (.instruction, DossierScenario(upTo: .preInstructed), 3 + 11),
      (.movingDate, started, 24 + 16),
    ]
    for (name, scenario, offset) in cases {
      let clock = try #require(scenario.clock(name, .a))
      let left = clock.due - scenario.day(offset)
      #expect(clock.state(on: scenario.day(offset), under: .default) == .soon(days: left))
      #expect(
        clock.state(on: scenario.day(offset - 1), under: .default) == .running(days: left + 1))
    }
  }

  @Test("a corrected NUR keeps D0; one replaced on Aatiko's decision restarts it")
  func correctedNUR() {
    for restarts in [false, true] {
      var scenario = DossierScenario(upTo: .nurs)
      scenario.play(
        .correctNUR(
          volet: .a, nur: .sample("c"), reason: Reason(.numeroRemplace), restartsClock: restarts),
        on: 4, by: Cast.superAdmin)
      #expect(scenario.dossier.bothNUROn == scenario.day(restarts ? 4 : 0))
      #expect(scenario.clock(.preInstruction, .a)?.due == scenario.day(restarts ? 11 : 7))
    }
  }

  @Test("K5 counts from the later session, not from the entry of its decision")
  func movingDate() {
    var scenario = DossierScenario(upTo: .scheduled)
    scenario.play(.attribute(.a), on: 20, by: Cast.c1A)
    scenario.play(.attribute(.b), on: 44, by: Cast.c1B)
    #expect(scenario.dossier.allEffectiveOn == scenario.day(24))
    #expect(scenario.clock(.movingDate, .a)?.due == scenario.day(45))
    #expect(scenario.dossier.attributedByBothOn == scenario.day(44))
  }

  @Test("the decision, the session's date and the offer are recalled, never late")
  func indicative() throws {
    let scenario = DossierScenario(upTo: .scheduled)
    let decision = try #require(scenario.clock(.decision, .a))
    #expect(decision.due == scenario.day(23))
    #expect(decision.clock.isIndicative)
    let waiting = DossierScenario(upTo: .instructed)
    #expect(waiting.clock(.caleolDate, .a)?.due == waiting.day(12 + 14))
    #expect(DossierScenario(upTo: .decided).clock(.offer, .a)?.due == scenario.day(20 + 10))
    #expect(waiting.dossier.breaches(on: waiting.day(200), under: .default).isEmpty)
  }
}

@Suite("An attribution under condition counts when lifted, by rank when first")
struct ConditionTests {
  typealias Commission = CommissionTransitionTests

  private func decided(_ decision: CaleolDecision) -> DossierScenario {
    var scenario = DossierScenario(upTo: .scheduled)
    scenario.play(Commission.decide(.a, decision), on: 20, by: Cast.c1A)
    scenario.play(.attribute(.b), on: 24, by: Cast.c1B)
    return scenario
  }

  @Test("under condition: K9 runs from the session to its limit, D5 is the lifting")
  func condition() {
    var scenario = decided(Commission.condition)
    #expect(scenario.dossier.status == .conditionPending)
    #expect(scenario.clock(.condition, .a)?.start == scenario.day(20))
    #expect(scenario.clock(.condition, .a)?.due == scenario.day(40))
    #expect(scenario.clock(.condition, .a)?.daysLate(on: scenario.day(41)) == 1)
    #expect(scenario.clock(.movingDate, .b) == nil)
    scenario.play(.liftCondition(volet: .a, on: scenario.day(38)), on: 42, by: Cast.c1A)
    #expect(scenario.dossier.status == .attributedByBoth)
    #expect(scenario.dossier.allEffectiveOn == scenario.day(38))
    #expect(scenario.dossier.attributedByBothOn == scenario.day(42))
    #expect(scenario.clock(.condition, .a)?.daysLate(on: scenario.day(50)) == 0)
  }

  @Test("rank 1 counts at once, rank 2 when it is reached")
  func ranks() {
    #expect(decided(.ranked(rank: 1)).dossier.status == .attributedByBoth)
    var second = decided(.ranked(rank: 2))
    #expect(second.dossier.status == .conditionPending)
    #expect(second.dossier.blockers(under: .default).map(\.duty) == [.reachRank])
    second.play(.liftCondition(volet: .a, on: second.day(30)), on: 30, by: Cast.c1A)
    #expect(second.dossier.status == .attributedByBoth)
    #expect(second.dossier.allEffectiveOn == second.day(30))
  }
}
