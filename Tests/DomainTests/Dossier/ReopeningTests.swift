import Testing

@testable import Domain

@Suite("A closed dossier is reopened within 30 days, by Aatiko, where it had stopped")
struct ReopeningTests {
  static let day0 = Day.of("2025-03-24")
  static let mistake = Reason(.closParErreur)

  struct Ending: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let milestone: DossierScenario.Milestone
    let steps: [TransitionCase.Step]
    let closed: DossierStatus
    let reopened: DossierStatus
  }

  static let endings: [Ending] = [
    Ending(
      testDescription: "refused in pre-instruction", milestone: .nurs,
      steps: [(.refusePreInstruction(volet: .a, reason: Reason(.congeDonne)), 2, Cast.c1A)],
      closed: .refusedPreInstruction, reopened: .preInstruction),
    Ending(
      testDescription: "refused in instruction", milestone: .preInstructed,
      steps: [(.refuseInstruction(volet: .b, reason: Reason(.ressources)), 5, Cast.c1B)],
      closed: .refusedInstruction, reopened: .instruction),
    Ending(
      testDescription: "not attributed: the favourable decision of the other stands",
      milestone: .scheduled,
      steps: [
        (.attribute(.a), 20, Cast.c1A),
        (
          CommissionTransitionTests.decide(.b, .nonAttribution(reason: Reason(.ressources))), 24,
          Cast.c1B
        ),
      ], closed: .notAttributed, reopened: .partialDecision),
    Ending(
      testDescription: "not admissible", milestone: .scheduled,
      steps: [
        (
          CommissionTransitionTests.decide(.a, CommissionTransitionTests.irrecevable), 20,
          Cast.c1A
        )
      ], closed: .irrecevable, reopened: .awaitingCaleol),
    Ending(
      testDescription: "condition not lifted", milestone: .scheduled,
      steps: [
        (.attribute(.b), 24, Cast.c1B),
        (CommissionTransitionTests.decide(.a, CommissionTransitionTests.condition), 24, Cast.c1A),
        (CommissionTransitionTests.failing, 41, Cast.c1A),
      ], closed: .notAttributed, reopened: .conditionPending),
    Ending(
      testDescription: "offer refused", milestone: .decided,
      steps: [(.refuseOffer(volet: .a, reason: Reason(.offreRefusee)), 25, Cast.c2A)],
      closed: .withdrawn, reopened: .attributedByBoth),
    Ending(
      testDescription: "désistement", milestone: .dated,
      steps: [(.withdraw(volet: .a, reason: Reason(.changementDeProjet)), 30, Cast.c2A)],
      closed: .withdrawn, reopened: .moveScheduled),
    Ending(
      testDescription: "cancelled", milestone: .leased,
      steps: [(.cancel(reason: Reason(.litige)), 55, Cast.superAdmin)], closed: .cancelled,
      reopened: .moveScheduled),
    Ending(
      testDescription: "lapsed", milestone: .instructed,
      steps: [(.lapse(volet: .a, reason: Reason(.finDeBail)), 15, Cast.c1A)], closed: .lapsed,
      reopened: .awaitingCaleol),
    Ending(
      testDescription: "realised", milestone: .closed, steps: [], closed: .realised,
      reopened: .toClose),
  ]

  @Test("from every end", arguments: endings)
  func reopens(_ ending: Ending) throws {
    var scenario = DossierScenario(upTo: ending.milestone)
    for step in ending.steps {
      #expect(scenario.play(step.command, on: step.day, by: step.person) == nil)
    }
    #expect(scenario.dossier.status == ending.closed)
    let closing = try #require(scenario.dossier.closing)
    let offset = closing.day - Self.day0

    var late = scenario
    #expect(
      late.play(.reopen(reason: Self.mistake), on: offset + 31, by: Cast.superAdmin)?.message
        == "Le dossier est clos depuis plus de 30 jours.")

    #expect(
      scenario.play(.reopen(reason: Self.mistake), on: offset + 30, by: Cast.superAdmin) == nil)
    #expect(scenario.dossier.status == ending.reopened)
    #expect(scenario.dossier.reopenings == [Reopening(closing: closing, day: closing.day + 30)])
  }

  @Test("only by Aatiko, and only when closed")
  func guards() {
    var scenario = DossierScenario(upTo: .closed)
    let refusal = scenario.play(.reopen(reason: Self.mistake), on: 63, by: Cast.admA)
    #expect(
      refusal?.message
        == "Vous êtes administrateur : la réouverture revient à : super administrateur (Aatiko), "
        + "facilitateur (Aatiko).")
    #expect(
      scenario.play(
        .reopen(reason: Self.mistake), on: 63, by: Cast.facilitator, onBehalf: Cast.bailleurA)
        == nil)
    #expect(
      scenario.play(.reopen(reason: Self.mistake), on: 63, by: Cast.superAdmin)?.message
        == "Le dossier n'est pas clos.")
  }

  @Test("a clock runs on as if nothing had closed it")
  func clocks() {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(
      .refusePreInstruction(volet: .a, reason: Reason(.congeDonne)), on: 2, by: Cast.c1A)
    #expect(scenario.clock(.preInstruction, .b)?.daysLate(on: Self.day0 + 20) == 0)
    scenario.play(.reopen(reason: Self.mistake), on: 10, by: Cast.superAdmin)
    #expect(scenario.clock(.preInstruction, .b)?.daysLate(on: Self.day0 + 20) == 13)
  }
}
