import Testing

@testable import Storage
@testable import TUI

/// What is said while a demonstration is made.
@Suite struct DemoMeterTests {
  private let start = ContinuousClock.now

  @Test func `It says how much is done, how fast and what is left, ten times a second`() {
    var meter = DemoMeter()
    let first = meter.line(DemoProgress(.making, 0, 100_000), at: start) ?? ""
    #expect(first.contains("Dossiers : 0 sur 100\u{A0}000. "))
    let soon = start + .milliseconds(50)
    #expect(meter.line(DemoProgress(.making, 40, 100_000), at: soon) == nil)
    let later = start + .seconds(10)
    let line = meter.line(DemoProgress(.making, 10_000, 100_000), at: later) ?? ""
    #expect(line.contains("10\u{A0}000 sur 100\u{A0}000, 1\u{A0}000/s"))
    #expect(line.contains("reste 1 min 30 s"))
    #expect(line.contains("Ctrl-C abandonne"))
    let slow = meter.line(DemoProgress(.making, 100_000, 100_000), at: start + .seconds(999)) ?? ""
    #expect(slow.count < 80 - 3, "ten times as long is left")
  }

  @Test func `Another part is said at once`() {
    var meter = DemoMeter()
    _ = meter.line(DemoProgress(.making, 10, 10), at: start)
    let line = meter.line(DemoProgress(.indexing, 0, 1), at: start) ?? ""
    #expect(line == "Démonstration : index des listes…")
  }
}
