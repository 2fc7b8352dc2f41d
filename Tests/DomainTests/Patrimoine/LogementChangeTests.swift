import Testing

@testable import Domain

/// Differences of several imports put together.
@Suite struct LogementChangeTests {
  private static let two: LogementValues = [.logement: "L-1", .typologie: "T2", .rent: "300.00"]
  private static let three: LogementValues = [.logement: "L-1", .typologie: "T3", .rent: "300.00"]

  private static func changed(
    _ column: PatrimoineColumn, _ before: String?, _ after: String?
  ) -> LogementChange {
    .changed([column: ValueChange(before, after)])
  }

  @Test(
    arguments: [
      ([], nil),
      ([.added(two)], .added(two)),
      ([.added(two), changed(.typologie, "T2", "T3")], .added(three)),
      ([.added(two), .removed(two)], nil),
      ([.added(two), .removed(two), .added(three)], .added(three)),
      ([.removed(two)], .removed(two)),
      ([changed(.typologie, "T2", "T3"), .removed(three)], .removed(two)),
      ([.removed(two), .added(two)], nil),
      ([.removed(two), .added(three)], changed(.typologie, "T2", "T3")),
      ([.removed(two), .added(two), .removed(two)], .removed(two)),
      (
        [changed(.typologie, "T2", "T3"), changed(.typologie, "T3", "T4")],
        changed(.typologie, "T2", "T4")
      ),
      ([changed(.typologie, "T2", "T3"), changed(.typologie, "T3", "T2")], nil),
      (
        [
          changed(.typologie, "T2", "T3"), changed(.typologie, "T3", "T2"),
          changed(.rent, "300.00", nil),
        ], changed(.rent, "300.00", nil)
      ),
      (
        [changed(.typologie, "T2", "T3"), changed(.rent, nil, "1.00")],
        .changed([.typologie: ValueChange("T2", "T3"), .rent: ValueChange(nil, "1.00")])
      ),
    ] as [([LogementChange], LogementChange?)])
  func `Steps make one change`(steps: [LogementChange], net: LogementChange?) {
    #expect(LogementChange.net(steps) == net)
  }

  /// States drawn at random: the net of any consecutive steps is the difference of their ends.
  @Test func `The net of any steps is what its ends differ in`() {
    var seed: UInt64 = 7
    func draw(_ bound: UInt64) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((seed >> 33) % bound)
    }
    func step(_ before: LogementValues?, _ after: LogementValues?) -> LogementChange? {
      switch (before, after) {
      case (nil, nil): nil
      case (nil, let after?): .added(after)
      case (let before?, nil): .removed(before)
      case (let before?, let after?): LogementChange.difference(before, after)
      }
    }
    for _ in 0..<500 {
      let states = (0..<5).map { _ -> LogementValues? in
        if draw(3) == 0 { return nil }
        var values: LogementValues = [.logement: "L-1"]
        if draw(2) == 0 { values[.typologie] = "T\(draw(2) + 1)" }
        if draw(2) == 0 { values[.rent] = "\(draw(2)).00" }
        return values
      }
      for first in 0..<4 {
        for last in (first + 1)..<5 {
          let steps = (first..<last).compactMap { step(states[$0], states[$0 + 1]) }
          #expect(LogementChange.net(steps) == step(states[first], states[last]))
        }
      }
    }
  }

  @Test func `The day of the last update alone is no change`() {
    var later = Self.two
    later[.updated] = "2026-03-01"
    #expect(LogementChange.difference(Self.two, later) == nil)
  }
}
