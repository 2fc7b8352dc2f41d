import Testing

@testable import Domain

@Suite("Sessions of two commissions that keep the 8 days")
struct CaleolPlanningTests {
  private static let june = Day.of("2026-06-01")
  private static let between = CaleolPlanning(
    left: Cast.bailleurA, right: Cast.bailleurB, limit: 8)

  private static func day(_ number: Int) -> Day { june + (number - 1) }

  private static func item(
    _ name: String, _ left: Int?, _ right: Int?, decided: VoletName? = nil,
    of bailleurs: (OrganisationID, OrganisationID) = (Cast.bailleurA, Cast.bailleurB)
  ) -> CaleolCase {
    CaleolCase(
      stream: StreamID(name), reference: name,
      sides: [
        .init(
          volet: .a, bailleur: bailleurs.0, session: left.map(day), isDecided: decided == .a),
        .init(
          volet: .b, bailleur: bailleurs.1, session: right.map(day), isDecided: decided == .b),
      ])
  }

  private static func calendars(_ left: [Int], _ right: [Int]) -> CaleolCalendars {
    CaleolCalendars(left: Set(left.map(day)), right: Set(right.map(day)))
  }

  struct PairCase: CustomTestStringConvertible, Sendable {
    let name: String
    let left: [Int]
    let right: [Int]
    var today = 1
    let pairs: [String]
    var testDescription: String { name }
  }

  static let pairCases: [PairCase] = [
    PairCase(name: "eight days are kept", left: [3], right: [11], pairs: ["3-11"]),
    PairCase(name: "nine are not", left: [3], right: [12], pairs: []),
    PairCase(name: "in either order", left: [12], right: [3, 4], pairs: ["12-4"]),
    PairCase(
      name: "over first, then closest", left: [2, 9], right: [9, 10],
      pairs: ["9-9", "2-9", "9-10", "2-10"]),
    PairCase(
      name: "past sessions are left out", left: [2, 9], right: [3], today: 3, pairs: ["9-3"]),
    // The vectors of the annex: 03/06 and 11/06 go together, 03/06 and 12/06 do not.
    PairCase(
      name: "the annex's vectors", left: [3], right: [11, 12], pairs: ["3-11"]),
    PairCase(
      name: "the annex's what-if: 17/06 finds nothing before 24/06 and 26/06", left: [17, 24],
      right: [5, 26], pairs: ["24-26"]),
    PairCase(name: "no calendar, no pair", left: [], right: [3], pairs: []),
  ]

  @Test("the pairs, the best first", arguments: pairCases)
  func pairs(_ item: PairCase) {
    let pairs = Self.between.pairs(
      Self.calendars(item.left, item.right), from: Self.day(item.today))
    #expect(pairs.map { "\($0.left.day)-\($0.right.day)" } == item.pairs)
  }

  @Test("they are all the pairs that a look at every two sessions finds")
  func allPairs() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let lefts = (0..<12).map { _ in Self.june + Int.random(in: 0...60, using: &generator) }
      let rights = (0..<12).map { _ in Self.june + Int.random(in: 0...60, using: &generator) }
      let expected = Set(
        lefts.flatMap { left in rights.map { CaleolPair(left: left, right: $0) } }
          .filter { $0.gap <= 8 })
      let found = Self.between.pairs(
        CaleolCalendars(left: Set(lefts), right: Set(rights)), from: Self.june)
      #expect(Set(found) == expected && found.count == expected.count)
    }
  }

  @Test("a pair holds the dossiers that have its days, or none yet, whichever volet is whose")
  func held() {
    let cases = [
      Self.item("free", nil, nil), Self.item("fixed", 3, nil), Self.item("other", 4, nil),
      Self.item("done", 3, 9), Self.item("decided", nil, 9, decided: .a),
      Self.item("swapped", 9, nil, of: (Cast.bailleurB, Cast.bailleurA)),
    ]
    let pair = CaleolPair(left: Self.day(3), right: Self.day(9))
    #expect(
      Self.between.held(by: pair, among: cases, from: Self.june).map(\.reference)
        == ["free", "fixed", "done", "swapped"])
    #expect(
      Self.between.held(by: pair, among: cases, from: Self.day(4)).map(\.reference)
        == ["fixed", "done"], "a session that has sat takes no new dossier")
    #expect(Self.between.days(of: pair, for: cases[5]) == [Self.day(9), Self.day(3)])
  }

  @Test("one bailleur's two volets sit at both sessions of its one calendar")
  func sameBailleur() {
    let planning = CaleolPlanning(left: Cast.bailleurA, right: Cast.bailleurA, limit: 8)
    let pairs = planning.pairs(Self.calendars([3, 10], [3, 10]), from: Self.june)
    #expect(pairs.first == CaleolPair(left: Self.day(3), right: Self.day(3)))
    let item = Self.item("one", 3, nil, of: (Cast.bailleurA, Cast.bailleurA))
    #expect(planning.held(by: pairs[0], among: [item], from: Self.june) == [item])
  }

  @Test("a session that moves breaks what is then more than 8 days apart, by so many days")
  func consequences() {
    let cases = [
      Self.item("breaks", 3, 5), Self.item("holds", 3, 9), Self.item("elsewhere", 4, 5),
      Self.item("alone", 3, nil), Self.item("sat", 3, 5, decided: .a),
      Self.item("healed", 3, 18),
    ]
    let move = CaleolMove(bailleur: Cast.bailleurA, from: Self.day(3), to: Self.day(17))
    let found = Self.between.consequences(of: move, for: cases)
    #expect(
      found.map { "\($0.item.reference) \($0.before ?? -1) \($0.after ?? -1) \($0.excess)" }
        == ["breaks 2 12 4", "holds 6 8 0", "alone -1 -1 0", "healed 15 1 0"])
  }

  @Test("after a move, the first pair that keeps the 8 days; what was decided stays")
  func firstPair() {
    let move = CaleolMove(bailleur: Cast.bailleurA, from: Self.day(3), to: Self.day(17))
    let calendars = Self.between.moving(move, in: Self.calendars([3, 24], [5, 26]))
    #expect(calendars == Self.calendars([17, 24], [5, 26]))
    func first(_ item: CaleolCase) -> String? {
      let moved = Self.between.moving(move, in: item)
      return Self.between.firstPair(for: moved, in: calendars, from: Self.june)
        .map { "\($0.left.day)-\($0.right.day)" }
    }
    #expect(first(Self.item("breaks", 3, 5)) == "24-26")
    #expect(first(Self.item("decided", 3, 5, decided: .b)) == nil)
    #expect(first(Self.item("sat", 24, 26, decided: .a)) == "24-26")
  }

  @Test("the window in which the other must sit is 8 days wide on either side")
  func window() {
    #expect(Self.between.window(around: Self.day(11)) == Self.day(3)...Self.day(19))
  }
}
