import Domain
import Testing

@Suite("Alerts begin on their day, come back every 7 days, and stop with their cause")
struct AlertTests {
  private func codes(_ scenario: DossierScenario, on offset: Int) -> [String] {
    scenario.dossier.alertsDue(on: scenario.day(offset), under: scenario.reglement)
      .map { "\($0.code.rawValue) \($0.volet.rawValue)\($0.isForAction ? "" : " copie")" }
  }

  @Test("AL-1 from D0 + 22: to whom must act, a copy to the other")
  func longInstruction() {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, by: Cast.c1A)
    #expect(codes(scenario, on: 21) == [])
    #expect(codes(scenario, on: 22) == ["AL-1 A copie", "AL-1 B"])
    scenario.play(.validatePreInstruction(volets: [.b]), on: 22, by: Cast.c1B)
    #expect(codes(scenario, on: 23) == ["AL-1 A", "AL-1 B"])
    scenario.play(.validateInstruction(volets: [.a]), on: 24, by: Cast.c1A)
    scenario.play(.validateInstruction(volets: [.b]), on: 24, by: Cast.c1B)
    #expect(codes(scenario, on: 25) == [])
  }

  @Test("AL-2 from 22 days after the second effective decision's entry, of the silent side only")
  func missingDate() {
    var scenario = DossierScenario(upTo: .decided)
    #expect(codes(scenario, on: 24 + 21) == [])
    #expect(codes(scenario, on: 24 + 22) == ["AL-2 A", "AL-2 B"])
    scenario.play(.proposeMove(volet: .a, date: scenario.day(70)), on: 47, by: Cast.c2A)
    #expect(codes(scenario, on: 48) == ["AL-2 B"])
    scenario.play(.acceptMove(volet: .b), on: 48, by: Cast.c2B)
    #expect(codes(scenario, on: 49) == [])
  }

  @Test("AL-3 the day after the move, of the volets not closed; a new date stops it")
  func passedMove() {
    var scenario = DossierScenario(upTo: .inventoried)
    #expect(codes(scenario, on: 60) == [])
    #expect(codes(scenario, on: 61) == ["AL-3 A", "AL-3 B"])
    scenario.play(.closeVolet(volet: .a), on: 61, by: Cast.c2A)
    #expect(codes(scenario, on: 62) == ["AL-3 B"])

    var moved = DossierScenario(upTo: .leased)
    #expect(codes(moved, on: 61) == ["AL-3 A", "AL-3 B"])
    moved.play(
      .changeMove(volet: .a, date: moved.day(70), reason: Reason(.travaux)), on: 61, by: Cast.c2A)
    #expect(codes(moved, on: 70) == [])
    #expect(codes(moved, on: 71) == ["AL-3 A", "AL-3 B"])
    #expect(moved.dossier.movePostponements == 1)
  }

  @Test("move planned on 15/09 and not closed: nothing that day, AL-3 on 16/09")
  func scheme() {
    var scenario = DossierScenario(upTo: .decided, from: .of("2025-07-20"))
    let move = Day.of("2025-09-15")
    scenario.play(.proposeMove(volet: .a, date: move), on: 26, by: Cast.c2A)
    scenario.play(.acceptMove(volet: .b), on: 27, by: Cast.c2B)
    #expect(scenario.dossier.alertsDue(on: move, under: .default).isEmpty)
    #expect(
      scenario.dossier.alertsDue(on: .of("2025-09-16"), under: .default).map(\.code)
        == [.al3, .al3])
  }

  @Test("once issued, again 7 days later")
  func repetition() {
    var scenario = DossierScenario(upTo: .nurs)
    let issue = DossierCommand.issueAlert(alert: .al1, volet: .a, contact: .contact1)
    #expect(scenario.play(issue, on: 22, by: Cast.facilitator) == nil)
    #expect(codes(scenario, on: 22) == ["AL-1 B"])
    #expect(codes(scenario, on: 28) == ["AL-1 B"])
    #expect(codes(scenario, on: 29) == ["AL-1 A", "AL-1 B"])
  }

  @Test("silenced, it comes back the day after; the breach and the first line stay")
  func silence() {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(
      .silenceAlert(
        alert: .al1, volet: .a, until: scenario.day(36), reason: Reason(.attendLocataire)),
      on: 22, by: Cast.c1A)
    #expect(codes(scenario, on: 36) == ["AL-1 B"])
    #expect(codes(scenario, on: 37) == ["AL-1 A", "AL-1 B"])
    #expect(scenario.dossier.breaches(on: scenario.day(30), under: .default).count == 2)
    #expect(scenario.headline(on: 30).hasPrefix("En retard de 23 j"))
  }

  @Test("an alert is no breach: AL-1 stands while K2 is in time")
  func noBreach() {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 7, by: Cast.c1A)
    scenario.play(.validatePreInstruction(volets: [.b]), on: 7, by: Cast.c1B)
    scenario.reglement = Reglement([
      RuleVersion(rule: .instruction, value: 20, effectiveFrom: scenario.day(0))
    ])
    #expect(codes(scenario, on: 22) == ["AL-1 A", "AL-1 B"])
    #expect(scenario.dossier.breaches(on: scenario.day(22), under: scenario.reglement).isEmpty)
  }
}
