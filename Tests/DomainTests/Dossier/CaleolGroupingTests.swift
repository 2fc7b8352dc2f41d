import Testing

@testable import Domain

@Suite("As few sessions as possible for the dossiers of two bailleurs")
struct CaleolGroupingTests {
  private static let june = Day.of("2026-06-01")
  private static let between = CaleolPlanning(
    left: Cast.bailleurA, right: Cast.bailleurB, limit: 8)
  private static let within = CaleolPlanning(
    left: Cast.bailleurA, right: Cast.bailleurA, limit: 8)

  private static func day(_ number: Int) -> Day { june + (number - 1) }

  private static func calendars(_ left: [Int], _ right: [Int]) -> CaleolCalendars {
    CaleolCalendars(left: Set(left.map(day)), right: Set(right.map(day)))
  }

  private static func item(
    _ name: String, _ left: Int?, _ right: Int?, of planning: CaleolPlanning = between
  ) -> CaleolCase {
    CaleolCase(
      stream: StreamID(name), reference: name,
      sides: [
        .init(volet: .a, bailleur: planning.left, session: left.map(day), isDecided: false),
        .init(volet: .b, bailleur: planning.right, session: right.map(day), isDecided: false),
      ])
  }

  struct Vector: CustomTestStringConvertible, Sendable {
    let name: String
    let cases: [(Int?, Int?)]
    let left: [Int]
    let right: [Int]
    var today = 1
    let sittings: [String]
    var unheld: [Int] = []
    var testDescription: String { name }
  }

  static let vectors: [Vector] = [
    Vector(name: "nothing to fix", cases: [(3, 5)], left: [3], right: [5], sittings: []),
    Vector(
      name: "several dossiers in two sessions", cases: [(nil, nil), (nil, nil), (nil, nil)],
      left: [3, 10], right: [9, 20], sittings: ["3-9: 0 1 2"]),
    Vector(
      name: "one session of the other meets two fixed days", cases: [(3, nil), (17, nil)],
      left: [3, 17], right: [5, 10, 18], sittings: ["3-10: 0", "17-10: 1"]),
    Vector(
      name: "whoever has no day goes where others sit", cases: [(nil, nil), (20, nil)],
      left: [3, 20], right: [3, 21], sittings: ["20-21: 0 1"]),
    Vector(
      name: "the largest pair first would take one session more",
      cases: [(1, nil), (9, nil), (17, nil), (25, nil)], left: [1, 9, 17, 25],
      right: [5, 13, 21], sittings: ["1-5: 0", "9-5: 1", "17-21: 2", "25-21: 3"]),
    Vector(
      name: "a session that has sat still asks for the other", cases: [(2, nil), (nil, nil)],
      left: [2, 12], right: [4, 9, 10, 30], today: 5, sittings: ["2-10: 0", "12-10: 1"]),
    Vector(
      name: "among as few, the session that is over first, then the closest",
      cases: [(nil, 12)], left: [5, 9, 14], right: [12], sittings: ["9-12: 0"]),
    Vector(
      name: "no session in the window", cases: [(3, nil), (nil, 25)], left: [3, 28],
      right: [12, 25], sittings: ["28-25: 1"], unheld: [0]),
    Vector(
      name: "empty calendars", cases: [(nil, nil)], left: [], right: [9], sittings: [],
      unheld: [0]),
  ]

  @Test("the sessions proposed", arguments: vectors)
  func vector(_ vector: Vector) {
    let cases = vector.cases.enumerated().map { Self.item("\($0)", $1.0, $1.1) }
    let proposal = Self.between.proposal(
      for: cases, Self.calendars(vector.left, vector.right), from: Self.day(vector.today))
    let told = proposal.sittings.map { sitting in
      let names = sitting.cases.map(\.reference).joined(separator: " ")
      return "\(sitting.pair.left.day)-\(sitting.pair.right.day): \(names)"
    }
    #expect(told == vector.sittings)
    #expect(proposal.unheld.map(\.reference) == vector.unheld.map { "\($0)" })
  }

  @Test("one bailleur's two volets may sit on one day, which is one session")
  func within() {
    let cases = [
      Self.item("0", nil, nil, of: Self.within), Self.item("1", 3, nil, of: Self.within),
    ]
    let proposal = Self.within.proposal(
      for: cases, Self.calendars([3, 9], [3, 9]), from: Self.june)
    #expect(proposal.sessions == 1 && proposal.unheld.isEmpty)
    #expect(proposal.pair(for: "1") == CaleolPair(left: Self.day(3), right: Self.day(3)))
  }

  /// The fewest sessions that hold as many dossiers as any choice of sessions does, by trying all.
  private func fewest(
    _ cases: [CaleolCase], _ calendars: CaleolCalendars, _ planning: CaleolPlanning, from today: Day
  ) -> (held: Int, sessions: Int) {
    let isOne = planning.left == planning.right
    let fixed = cases.map { $0.sides.map(\.session) }
    var lefts = calendars.left.union(fixed.compactMap(\.[0]))
    var rights = calendars.right.union(fixed.compactMap(\.[1]))
    if isOne {
      lefts.formUnion(rights)
      rights = []
    }
    let (left, right) = (lefts.sorted(), rights.sorted())
    var best = (held: 0, sessions: 0)
    for choice in 0..<(1 << (left.count + right.count)) {
      let ls = left.indices.filter { choice & (1 << $0) != 0 }.map { left[$0] }
      let rs =
        isOne
        ? ls : right.indices.filter { choice & (1 << ($0 + left.count)) != 0 }.map { right[$0] }
      let held = fixed.count { days in
        ls.contains { l in
          rs.contains { r in
            abs(l - r) <= 8 && days[0].map { $0 == l } ?? (l >= today)
              && days[1].map { $0 == r } ?? (r >= today)
          }
        }
      }
      let size = ls.count + (isOne ? 0 : rs.count)
      if held > best.held || (held == best.held && size < best.sessions) { best = (held, size) }
    }
    return best
  }

  @Test("no choice of sessions holds more dossiers, or as many with less", arguments: 1...120)
  func exact(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let planning = seed.isMultiple(of: 4) ? Self.within : Self.between
    func days(_ count: Int) -> [Int] {
      (0..<count).map { _ in Int.random(in: 1...34, using: &generator) }
    }
    var calendars = Self.calendars(days(4), days(4))
    if planning.left == planning.right { calendars.right = calendars.left }
    let cases = (0..<4).map { index -> CaleolCase in
      let fixed = days(1)[0]
      switch Int.random(in: 0...2, using: &generator) {
      case 0: return Self.item("\(index)", nil, nil, of: planning)
      case 1: return Self.item("\(index)", fixed, nil, of: planning)
      default: return Self.item("\(index)", nil, fixed, of: planning)
      }
    }
    let today = Self.day(Int.random(in: 1...14, using: &generator))
    let proposal = planning.proposal(for: cases, calendars, from: today)
    let best = fewest(cases, calendars, planning, from: today)
    #expect(cases.count - proposal.unheld.count == best.held)
    #expect(proposal.sessions == best.sessions)
    #expect(proposal.sittings.flatMap(\.cases).count == best.held, "each dossier sits once")
    for sitting in proposal.sittings {
      #expect(sitting.pair.gap <= 8)
      for (item, days) in sitting.cases.map({ ($0, planning.days(of: sitting.pair, for: $0)) }) {
        for (side, day) in zip(item.sides, days) {
          #expect(side.session.map { $0 == day } ?? (day >= today))
        }
      }
    }
  }
}
