import Domain
import Testing

@Suite("Repeated breaches: any of three criteria, over 90 rolling days (R-REP, AMB-18)")
struct RepeatedBreachTests {
  private static let day = Day.of("2026-11-28")

  /// A breach of so many days ago on a dossier of that number.
  private func fact(_ dossier: Int, ago: Int, ongoing: Bool = false) -> BreachFact {
    BreachFact(
      Breach(
        rule: Reglement.default.value(of: .preInstruction, on: Self.day), volet: .a,
        bailleur: Cast.bailleurA, since: Self.day - ago, measure: 3, isOngoing: ongoing),
      of: StreamID("d-\(dossier)"), reference: "D-\(dossier)")
  }

  private func found(
    _ breaches: [BreachFact], open: Int = 100, missed: [String] = [],
    _ reglement: Reglement = .default
  ) -> RepeatedBreach? {
    BreachRecord(
      bailleur: Cast.bailleurA, breaches: breaches, openDossiers: open,
      missedMonths: missed.compactMap { CivilMonth(iso: $0) }
    ).repeated(on: Self.day, under: reglement)
  }

  @Test(
    "three breaches on three dossiers in 90 days",
    arguments: [
      ([(1, 5), (2, 5), (3, 5)], true),
      ([(1, 5), (2, 5)], false),
      ([(1, 5), (1, 6), (2, 7)], false),
      ([(1, 5), (2, 5), (3, 89)], true),
      ([(1, 5), (2, 5), (3, 90)], false),
      ([(1, -1), (2, 5), (3, 5)], false),
    ])
  func threeBreaches(breaches: [(Int, Int)], isFound: Bool) {
    let found = found(breaches.map { fact($0.0, ago: $0.1) })
    #expect((found?.criteria == [.breaches]) == isFound)
    #expect((found != nil) == isFound)
    if isFound { #expect(found?.dossiers == 3) }
  }

  @Test("one that goes on counts however long ago it began")
  func ongoing() {
    let found = found([fact(1, ago: 5), fact(2, ago: 5), fact(3, ago: 200, ongoing: true)])
    #expect(found?.breaches.map(\.reference) == ["D-3", "D-1", "D-2"])
  }

  @Test("a quarter of the open dossiers late, and three at least")
  func share() {
    func late(_ count: Int, of open: Int) -> Bool {
      var change: [RuleVersion] = []
      for rule in [Rule.repeatBreaches] {
        change.append(RuleVersion(rule: rule, value: 50, effectiveFrom: Reglement.schemeDay))
      }
      let facts = (0..<count).map { fact($0, ago: 4, ongoing: true) }
      return found(facts, open: open, Reglement(change))?.criteria == [.share]
    }
    #expect(late(3, of: 12))
    #expect(!late(3, of: 13))
    #expect(!late(2, of: 4))
    #expect(late(25, of: 100))
    #expect(!late(24, of: 100))
  }

  @Test("two monthly files missed in 90 days; the months are the evidence")
  func files() {
    #expect(found([], missed: ["2026-10"]) == nil)
    let found = found([fact(1, ago: 3)], missed: ["2026-06", "2026-08", "2026-09"])
    #expect(found?.criteria == [.missedFiles])
    #expect(found?.missedMonths.map(\.iso) == ["2026-08", "2026-09"])
    #expect(found?.breaches == [])
    #expect(found?.judgedBy.map(\.rule) == [.repeatMissedFiles, .repeatWindow])
  }

  @Test("the values that judged are those of the day")
  func values() {
    let change = RuleVersion(rule: .repeatBreaches, value: 4, effectiveFrom: Self.day)
    let facts = (1...3).map { fact($0, ago: 5) }
    #expect(found(facts, Reglement([change])) == nil)
    #expect(
      found(facts)?.judgedBy.map(\.rule) == [.repeatBreaches, .repeatDossiers, .repeatWindow])
  }
}
