import Testing

@testable import Domain

@Suite("The follow-up of a rappel: 60 days without a breach")
struct RappelFollowUpTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Days since the letter: of the beginning of each breach, how long it lasted, whether it goes
    /// on.
    let breaches: [(since: Int, measure: Int, isOngoing: Bool)]
    let rule: Rule
    let today: Int
    let quiet: Int
    let left: Int
    let later: Int
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "nothing since", breaches: [], rule: .instruction, today: 0, quiet: 0, left: 60,
      later: 0),
    Case(
      name: "nothing for 59 days", breaches: [], rule: .instruction, today: 59, quiet: 0, left: 1,
      later: 0),
    Case(
      name: "nothing for 60 days", breaches: [], rule: .instruction, today: 60, quiet: 0, left: 0,
      later: 0),
    Case(
      name: "an older breach that ended after the letter", breaches: [(-5, 12, false)],
      rule: .instruction, today: 30, quiet: 6, left: 36, later: 0),
    Case(
      name: "an older breach that ended before it", breaches: [(-5, 3, false)],
      rule: .instruction, today: 30, quiet: 0, left: 30, later: 0),
    Case(
      name: "a breach that goes on", breaches: [(-5, 35, true)], rule: .instruction, today: 30,
      quiet: 30, left: 60, later: 0),
    Case(
      name: "a later breach that ended", breaches: [(10, 5, false)], rule: .instruction, today: 30,
      quiet: 14, left: 44, later: 1),
    Case(
      name: "a gap, whose measure is no length of time", breaches: [(10, 25, false)],
      rule: .caleolGap, today: 30, quiet: 10, left: 40, later: 1),
    Case(
      name: "several", breaches: [(-5, 3, false), (2, 2, false), (20, 1, false)],
      rule: .moveDate, today: 90, quiet: 20, left: 0, later: 2),
  ]

  @Test("Counts from the last day in breach", arguments: cases)
  func counts(_ one: Case) {
    let start = RappelCourse.start
    let facts = one.breaches.map {
      RappelCourse.fact(
        one.rule, "D-2026-0001", since: $0.since, measure: $0.measure, isOngoing: $0.isOngoing)
    }
    let followUp = RappelFollowUp(
      from: start, of: facts, on: start + one.today, under: .default)
    #expect(followUp.quietSince == start + one.quiet)
    #expect(followUp.daysLeft(on: start + one.today) == one.left)
    #expect(followUp.later.count == one.later)
    #expect(followUp.isOver(on: start + one.today) == (one.left == 0))
  }

  @Test("It is told in a sentence")
  func words() {
    let start = RappelCourse.start
    func told(_ facts: [RappelFact], _ day: Int) -> String {
      RappelFollowUp(from: start, of: facts, on: start + day, under: .default)
        .french(on: start + day)
    }
    #expect(
      told([], 12)
        == "aucun manquement depuis le 12/10/2026 ; il reste 48 jours sans manquement, jusqu'au "
        + "11/12/2026")
    #expect(
      told(
        [RappelCourse.fact(.instruction, "D-1", since: 3, measure: 9, isOngoing: true)], 12)
        == "1 manquement nouveau depuis le 12/10/2026 ; 1 dure encore : les 60 jours sans "
        + "manquement n'ont pas commencé")
    #expect(
      told([], 61)
        == "aucun manquement depuis le 12/10/2026 ; 60 jours sans manquement depuis le 12/10/2026")
  }

  @Test("The length is that of the day on which the follow-up began")
  func length() {
    let start = RappelCourse.start
    let reglement = Reglement([
      RuleVersion(rule: .reminderFollowUp, value: 90, effectiveFrom: start + 1)
    ])
    let before = RappelFollowUp(from: start, of: [], on: start + 60, under: reglement)
    let after = RappelFollowUp(from: start + 1, of: [], on: start + 60, under: reglement)
    #expect(before.isOver(on: start + 60) && !after.isOver(on: start + 60))
  }
}
