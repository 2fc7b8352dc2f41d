import Domain
import Testing

@Suite("Breaches are charged to the side at fault, with the value that judged them")
struct BreachTests {
  private func schedule(
    _ volet: VoletName, _ date: Day, _ reason: Reason? = nil
  ) -> DossierCommand {
    .scheduleCaleol(volet: volet, date: date, held: false, gapReason: reason)
  }

  private func breaches(_ scenario: DossierScenario, on offset: Int) -> [String] {
    scenario.dossier.breaches(on: scenario.day(offset), under: scenario.reglement).map {
      "\($0.rule.rule.code) \($0.volet.rawValue) \($0.measure)\($0.isOngoing ? " en cours" : "")"
    }
  }

  @Test("CALEOL on 03/06 and 11/06: 8 days conform; on 12/06: 9, charged to whoever wrote last")
  func gap() throws {
    for (second, days) in [(11, 8), (12, 9)] {
      var scenario = DossierScenario(upTo: .instructed, from: .of("2025-05-10"))
      let reason = Reason(.calendrierCommission)
      scenario.play(schedule(.a, .of("2025-06-03")), on: 13, by: Cast.c1A)
      scenario.play(schedule(.b, .of("2025-06-\(second)"), reason), on: 14, by: Cast.c1B)
      let gap = try #require(scenario.dossier.caleolGap(under: .default))
      #expect(gap.days == days)
      #expect(gap.conforms == (days == 8))
      #expect(gap.charged == .b)
      #expect(breaches(scenario, on: 20) == (days == 8 ? [] : ["R-CAL B 9"]))
    }
  }

  @Test("moved by A afterwards, the gap is A's; moved back within 8 days, it is nobody's")
  func lastMover() {
    var scenario = DossierScenario(upTo: .scheduled)
    func postpone(to offset: Int) -> Refusal? {
      scenario.play(
        .postponeCaleol(
          volet: .a, date: scenario.day(offset), reason: Reason(.quorum),
          gapReason: Reason(.commissionUnique)), on: 18, by: Cast.c1A)
    }
    #expect(postpone(to: 34) == nil)
    #expect(breaches(scenario, on: 19) == ["R-CAL A 10"])
    #expect(postpone(to: 25) == nil)
    #expect(breaches(scenario, on: 19) == [])
    #expect(scenario.dossier[.a]?.caleolPostponements == 2)
  }

  @Test("late, then done late: the days stay counted, and no longer go on")
  func lateThenDone() {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, by: Cast.c1A)
    #expect(breaches(scenario, on: 7) == [])
    #expect(breaches(scenario, on: 10) == ["R-PRE B 3 en cours"])
    scenario.play(.validatePreInstruction(volets: [.b]), on: 11, by: Cast.c1B)
    #expect(breaches(scenario, on: 20) == ["R-PRE B 4"])
  }

  @Test("K5 is both sides' until one has proposed and the other has been silent for 5 days")
  func silentSide() {
    var scenario = DossierScenario(upTo: .decided)
    // D5 is D0 + 24, K5 is due on D0 + 45.
    #expect(breaches(scenario, on: 46) == ["R-DEM A 1 en cours", "R-DEM B 1 en cours"])
    scenario.play(.proposeMove(volet: .a, date: scenario.day(90)), on: 47, by: Cast.c2A)
    #expect(breaches(scenario, on: 52) == ["R-DEM A 7 en cours", "R-DEM B 7 en cours"])
    #expect(breaches(scenario, on: 53) == ["R-DEM A 7", "R-DEM B 8 en cours"])
    #expect(
      scenario.clock(.movingDate, .a)?.state(on: scenario.day(53), under: .default) == .otherSide)
    scenario.play(.acceptMove(volet: .b), on: 60, by: Cast.c2B)
    #expect(breaches(scenario, on: 70) == ["R-DEM A 7", "R-DEM B 15"])
    scenario.play(
      .changeMove(volet: .b, date: scenario.day(95), reason: Reason(.travaux)), on: 80,
      by: Cast.c2B)
    #expect(breaches(scenario, on: 81) == ["R-DEM A 7", "R-DEM B 15"])
  }

  @Test("a proposal in time spares its side when the other stays silent")
  func proposalInTime() {
    var scenario = DossierScenario(upTo: .decided)
    scenario.play(.proposeMove(volet: .a, date: scenario.day(90)), on: 40, by: Cast.c2A)
    #expect(breaches(scenario, on: 50) == ["R-DEM B 5 en cours"])
  }

  @Test("états des lieux on different days are charged to whoever entered the odd one")
  func inventories() {
    var scenario = DossierScenario(upTo: .leased)
    let both: [Inventory] = [.exit, .entry]
    scenario.play(
      .recordInventory(volet: .a, inventories: both, on: scenario.day(60), gapReason: nil), on: 60,
      by: Cast.c2A)
    scenario.play(
      .recordInventory(
        volet: .b, inventories: both, on: scenario.day(62), gapReason: Reason(.indisponibilite)),
      on: 62, by: Cast.c2B)
    #expect(breaches(scenario, on: 63) == ["R-EDL B 2"])
  }

  @Test("a change of the règlement judges the days from its effect on, not those before")
  func reglement() throws {
    let change = RuleVersion(rule: .preInstruction, value: 3, effectiveFrom: .of("2025-04-01"))
    var before = DossierScenario(upTo: .nurs)
    before.reglement = Reglement([change])
    #expect(before.clock(.preInstruction, .a)?.due == before.day(7))
    let breach = try #require(
      before.dossier.breaches(on: before.day(9), under: before.reglement).first)
    #expect(breach.rule.value == 7)
    #expect(breach.measure == 2)

    var after = DossierScenario(upTo: .nurs, from: .of("2025-04-01"))
    after.reglement = Reglement([change])
    let judged = after.dossier.breaches(on: after.day(9), under: after.reglement)
    #expect(judged.map(\.rule) == [change, change])
    #expect(judged.map(\.measure) == [6, 6])
  }

  @Test("one bailleur with both volets: one breach per obligation, the larger one")
  func sameBailleur() {
    var scenario = DossierScenario(upTo: .nurs, sameBailleur: true)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 8, by: Cast.c1A)
    #expect(breaches(scenario, on: 10) == ["R-PRE B 3 en cours"])
  }
}
