import Testing

@testable import Domain

@Suite("What a month's draw may choose (AMB-19)")
struct DrawBaseTests {
  private static func entries(_ course: AnnonceCourse) -> [String] {
    course.annonce.drawEntries.map {
      "\($0.version) \($0.month.iso) \($0.standing.rawValue)"
        + ($0.verification.map { " \($0.origin.rawValue)" } ?? "")
        + ($0.isNonConforme ? " non" : "")
    }
  }

  @Test("A version is in the base of the month it is published in, when much changed")
  func months() throws {
    var course = try AnnonceCourse.published()
    course.day = .of("2026-10-31")
    try course.publish(2, isSubstantial: false)
    course.day = .of("2026-11-02")
    try course.publish(3)
    #expect(Self.entries(course) == ["1 2026-10 PARTIE", "3 2026-11 BASE"])
  }

  @Test("What is replaced or withdrawn unseen within its month leaves the base, later it does not")
  func gone() throws {
    var course = try AnnonceCourse.published()
    var later = course
    try course.act(.withdraw(on: course.day))
    #expect(Self.entries(course) == ["1 2026-10 PARTIE"])
    later.day = .of("2026-11-01")
    try later.act(.withdraw(on: later.day))
    #expect(Self.entries(later) == ["1 2026-10 BASE"])
    var seen = try AnnonceCourse.published()
    try seen.decide(.conforme)
    try seen.act(.withdraw(on: seen.day))
    #expect(Self.entries(seen) == ["1 2026-10 BASE ECHANTILLON"])
  }

  @Test("What is reported before it was verified is apart; after, it stays")
  func reported() throws {
    var course = try AnnonceCourse.published()
    try course.report()
    try course.decide(.suspended)
    #expect(Self.entries(course) == ["1 2026-10 A_PART SIGNALEMENT non"])
    var later = try AnnonceCourse.published()
    try later.decide(.conforme)
    try later.report()
    #expect(Self.entries(later) == ["1 2026-10 BASE ECHANTILLON"])
    var next = try AnnonceCourse.published()
    next.day = .of("2026-11-03")
    try next.report()
    #expect(Self.entries(next) == ["1 2026-10 BASE"])
  }

  @Test("An undone decision is no verification; one that was lifted is, and tells nothing against")
  func undone() throws {
    var course = try AnnonceCourse.published()
    let command = try course.decide(.suspended)
    try course.act(.undo(command: command))
    #expect(Self.entries(course) == ["1 2026-10 BASE"])
    let again = try course.decide(.suspended)
    #expect(Self.entries(course) == ["1 2026-10 BASE ECHANTILLON non"])
    try course.act(.reverse(decision: again, motive: .contestation, note: nil))
    #expect(Self.entries(course) == ["1 2026-10 BASE ECHANTILLON"])
  }
}

@Suite("The gauge of a month's moderation (AMB-19)")
struct ModerationGaugeTests {
  @Test(
    "Green from 27 to 35 %, red under 20",
    arguments: [
      (0, 0, ModerationGauge.Level.none), (100, 0, .red), (100, 19, .red), (100, 20, .amber),
      (100, 26, .amber), (1_000, 269, .amber), (100, 27, .green), (100, 35, .green),
      (1_000, 351, .over), (3, 1, .green),
    ])
  func levels(base: Int, verified: Int, level: ModerationGauge.Level) {
    let gauge = ModerationGauge(
      base: base, drawn: verified, verified: verified, nonConformes: 0, reported: 0)
    #expect(gauge.level(.default, on: .of("2026-10-12")) == level)
  }

  /// Bounds that Python gives.
  @Test(
    "Wilson's interval",
    arguments: [
      (0, 10, 0, 0.277533), (1, 10, 0.017876, 0.404150), (15, 148, 0.062386, 0.160487),
      (21, 435, 0.031789, 0.072671), (5, 10, 0.236593, 0.763407), (435, 435, 0.991246, 1),
    ])
  func wilson(count: Int, sample: Int, low: Double, high: Double) throws {
    let interval = try #require(ProportionInterval(count, of: sample))
    #expect(abs(interval.low - low) < 0.000_001)
    #expect(abs(interval.high - high) < 0.000_001)
  }

  @Test("It is written as operators read it, and an empty sample has none")
  func words() {
    #expect(
      ProportionInterval(21, of: 435)?.french
        == "4,8\u{A0}% (3,2\u{A0}% à 7,3\u{A0}%)")
    #expect(ProportionInterval(0, of: 0) == nil)
    #expect(ProportionInterval(2, of: 1) == nil)
  }
}
