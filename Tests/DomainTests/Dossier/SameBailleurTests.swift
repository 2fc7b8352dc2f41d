import Domain
import Testing

@Suite("An exchange inside one bailleur keeps two NUR, decisions, leases and four inventories")
struct SameBailleurTests {
  @Test("it goes the whole way, its proposal of a date being its agreement")
  func wholeWay() {
    let scenario = DossierScenario(upTo: .closed, sameBailleur: true)
    #expect(scenario.dossier.isSameBailleur)
    #expect(scenario.dossier.status == .realised)
    #expect(scenario.dossier.move?.agreedOn == scenario.day(26))
    #expect(scenario.dossier.volets.map(\.inventories.count) == [2, 2])
  }

  @Test("a changed date needs nobody's confirmation")
  func changedDate() {
    var scenario = DossierScenario(upTo: .dated, sameBailleur: true)
    let change = DossierCommand.changeMove(
      volet: .b, date: scenario.day(70), reason: Reason(.travaux))
    #expect(scenario.play(change, on: 40, by: Cast.c2A) == nil)
    #expect(scenario.dossier.move?.agreed == [.a, .b])
  }

  @Test("the 8-day rule still applies, once")
  func gap() {
    var scenario = DossierScenario(upTo: .instructed, sameBailleur: true)
    scenario.play(CommissionTransitionTests.schedule(.a, 20), on: 13, by: Cast.c1A)
    let reason = Reason(.commissionUnique)
    scenario.play(CommissionTransitionTests.schedule(.b, 30, reason), on: 13, by: Cast.c1A)
    let breaches = scenario.dossier.breaches(on: scenario.day(14), under: .default)
    #expect(breaches.map(\.measure) == [10])
  }
}
