import Testing

@testable import Domain

@Suite("Every date has the events and the arithmetic behind it")
struct ExplanationTests {
  /// A clock as its explanation tells it: « start volet author ; due ; stop author ».
  struct Case: CustomTestStringConvertible, Sendable {
    let clock: Deadline.Clock
    let volet: VoletName
    let milestone: DossierScenario.Milestone
    let start: String
    let due: Int
    let stop: String
    var testDescription: String { "\(clock) \(volet) at \(milestone)" }
  }

  static let cases: [Case] = [
    Case(
      clock: .constitution, volet: .a, milestone: .created, start: "creation -5 aat-1", due: 25,
      stop: "–"),
    Case(
      clock: .constitution, volet: .b, milestone: .nurs, start: "creation -5 aat-1", due: 25,
      stop: "nur 0 B c1-b"),
    Case(
      clock: .preInstruction, volet: .a, milestone: .nurs, start: "nur 0 B c1-b", due: 7,
      stop: "–"),
    Case(
      clock: .preInstruction, volet: .b, milestone: .preInstructed, start: "nur 0 B c1-b",
      due: 7, stop: "preValidation 3 B c1-b"),
    Case(
      clock: .instruction, volet: .a, milestone: .instructed, start: "preValidation 3 B c1-b",
      due: 17, stop: "instruction 10 A c1-a"),
    Case(
      clock: .caleolDate, volet: .a, milestone: .scheduled, start: "instruction 12 B c1-b",
      due: 26, stop: "sessionEntry 13 A c1-a"),
    Case(
      clock: .decision, volet: .b, milestone: .decided, start: "session 24 B c1-b", due: 27,
      stop: "decision 24 B c1-b"),
    Case(
      clock: .offer, volet: .a, milestone: .decided, start: "attributionEntry 20 A c1-a",
      due: 30, stop: "–"),
    Case(
      clock: .movingDate, volet: .a, milestone: .dated, start: "attribution 24 B c1-b", due: 45,
      stop: "moveAgreement 28 B c2-b"),
    Case(
      clock: .afterMove, volet: .a, milestone: .closed, start: "movingDay 60 A c2-a", due: 60,
      stop: "voletClosing 61 A c2-a"),
  ]

  @Test("which act started it, which stopped it, and on which day", arguments: cases)
  func clocks(_ item: Case) throws {
    let scenario = DossierScenario(upTo: item.milestone)
    let (deadline, explanation) = try #require(Self.clock(item.clock, item.volet, in: scenario))
    #expect(explanation.starts.map { Self.words($0, scenario) } == [item.start])
    #expect(deadline.due == scenario.day(item.due))
    #expect(explanation.stop.map { Self.words($0, scenario) } ?? "–" == item.stop)
  }

  @Test("a replaced NUR, a cleared session and a lifted condition are the new starts")
  func restarts() throws {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(
      .correctNUR(
        volet: .a, nur: .sample("c"), reason: Reason(.numeroRemplace), restartsClock: true),
      on: 4, by: Cast.superAdmin)
    #expect(try start(.preInstruction, .b, in: scenario) == "clockRestart 4 A aat-1")

    var cleared = DossierScenario(upTo: .scheduled)
    cleared.play(
      .postponeCaleol(volet: .a, date: nil, reason: Reason(.quorum), gapReason: nil), on: 15,
      by: Cast.c1A)
    #expect(try start(.caleolDate, .a, in: cleared) == "sessionCleared 15 A c1-a")
    #expect(try start(.caleolDate, .b, in: cleared) == "instruction 12 B c1-b")

    var lifted = DossierScenario(upTo: .scheduled)
    lifted.play(
      CommissionTransitionTests.decide(.a, CommissionTransitionTests.condition), on: 20,
      by: Cast.c1A)
    lifted.play(.attribute(.b), on: 24, by: Cast.c1B)
    lifted.play(.liftCondition(volet: .a, on: lifted.day(38)), on: 42, by: Cast.admA)
    #expect(try start(.condition, .a, in: lifted) == "session 20 A c1-a")
    #expect(try start(.movingDate, .b, in: lifted) == "attribution 38 A adm-a")
  }

  @Test("an act taken back explains nothing any more")
  func undone() throws {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, by: Cast.c1A)
    scenario.play(
      .undo(command: scenario.lastCommand, reason: Reason(.erreurDeSaisie)), on: 2, at: 11,
      by: Cast.c1A)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, at: 12, by: Cast.admA)
    let (_, explanation) = try #require(Self.clock(.preInstruction, .a, in: scenario))
    #expect(explanation.stop?.act?.signature.operatorID == Cast.admA.id)
  }

  @Test("a closing stops what ran, and says by whom")
  func closing() throws {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(
      .withdraw(volet: .b, reason: Reason(.changementDeProjet)), on: 5, by: Cast.c1B)
    let (_, explanation) = try #require(Self.clock(.preInstruction, .a, in: scenario))
    #expect(explanation.stop.map { Self.words($0, scenario) } == "closing 5 B c1-b")
  }

  @Test("the gap names both sessions; the alerts their delay, running or stopped")
  func gapAndAlerts() throws {
    let scenario = DossierScenario(upTo: .dated)
    let all = scenario.dossier.explanations(under: .default)
    let gaps = all.filter { if case .gap = $0.subject { true } else { false } }
    #expect(
      gaps.flatMap(\.starts).map { Self.words($0, scenario) }
        == ["session 20 A c1-a", "session 24 B c1-b"])
    let alerts = all.compactMap { item in
      if case .alert(let alert) = item.subject { (alert, item) } else { nil }
    }
    #expect(alerts.map(\.0.code) == [.al1, .al1, .al2, .al2])
    #expect(alerts.map { $0.0.firstOn } == [22, 22, 46, 46].map(scenario.day))
    #expect(
      alerts.map { $0.1.stop.map { Self.words($0, scenario) } } == [
        "instruction 12 B c1-b", "instruction 12 B c1-b", "moveAgreement 28 B c2-b",
        "moveAgreement 28 B c2-b",
      ])
    #expect(scenario.dossier.alerts(under: .default).map(\.code) == [.al3, .al3])
  }

  private func start(
    _ clock: Deadline.Clock, _ volet: VoletName, in scenario: DossierScenario
  ) throws -> String {
    let (_, explanation) = try #require(Self.clock(clock, volet, in: scenario))
    return explanation.starts.map { Self.words($0, scenario) }.joined()
  }

  private static func clock(
    _ clock: Deadline.Clock, _ volet: VoletName, in scenario: DossierScenario
  ) -> (Deadline, Explanation)? {
    scenario.dossier.explanations(under: .default).lazy.compactMap { explanation in
      guard case .clock(let deadline) = explanation.subject, deadline.clock == clock,
        deadline.volet == volet
      else { return nil }
      return (deadline, explanation)
    }.first
  }

  /// « nur 0 B c1-b »: the fact, its day from D0, its volet, who recorded it.
  private static func words(_ proof: Proof, _ scenario: DossierScenario) -> String {
    let volet = proof.volet.map { "\($0.rawValue) " } ?? ""
    let author = proof.act?.signature.operatorID.text ?? "nobody"
    return "\(proof.cause.fact) \(proof.cause.day - scenario.origin) \(volet)\(author)"
  }
}
