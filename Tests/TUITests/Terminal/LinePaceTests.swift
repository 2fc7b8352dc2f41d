import Testing

@testable import TUI

@Suite("A frame waits for a line that is behind, and for nothing else")
struct LinePaceTests {
  /// A pace whose terminal has answered before.
  private static func answering() -> LinePace {
    var pace = LinePace()
    pace.asked(at: 0)
    pace.answered()
    return pace
  }

  /// Counts a frame, and expects that a question goes with it or not.
  private func ask(_ pace: inout LinePace, _ bytes: Int, at now: Int, expecting asks: Bool) {
    let asked = pace.asks(after: bytes, at: now)
    #expect(asked == asks)
  }

  @Test("Little on its way holds nothing; too much does, until the terminal has come to it")
  func window() {
    var pace = Self.answering()
    ask(&pace, 200, at: 0, expecting: false)
    ask(&pace, 200, at: 0, expecting: true)
    #expect(pace.hold(at: 0) == nil)
    ask(&pace, 200, at: 10, expecting: false)
    #expect(pace.hold(at: 10) != nil)
    pace.answered()
    #expect(pace.hold(at: 20) == nil)
  }

  @Test("The answers are to the questions in their order")
  func order() {
    var pace = Self.answering()
    ask(&pace, 600, at: 0, expecting: true)
    ask(&pace, 600, at: 0, expecting: true)
    pace.answered()
    #expect(pace.hold(at: 0) != nil)
    pace.answered()
    #expect(pace.hold(at: 0) == nil)
    pace.answered()
    #expect(pace.hold(at: 0) == nil)
  }

  @Test("A terminal that never answers is not waited for, and is asked no more after a while")
  func silent() {
    var pace = LinePace()
    pace.asked(at: 0)
    var asked = 0
    for _ in 0..<100 {
      if pace.asks(after: 3000, at: 0) { asked += 1 }
      #expect(pace.hold(at: 0) == nil)
    }
    #expect(asked == 15)
  }

  @Test("An answer that is lost holds the screen for a time in proportion, not for ever")
  func lostAnswer() throws {
    var pace = Self.answering()
    ask(&pace, 1000, at: 0, expecting: true)
    let hold = try #require(pace.hold(at: 0))
    #expect((4000...8000).contains(hold))
    #expect(pace.hold(at: hold) == nil)
  }

  @Test("Answers still to come are waited for before another program reads the terminal")
  func settling() {
    var pace = LinePace()
    #expect(pace.settling(at: 0) == 0)
    pace.asked(at: 0)
    #expect((1...100).contains(pace.settling(at: 0)))
    #expect(pace.settling(at: 100) == 0)
    pace.answered()
    #expect(pace.settling(at: 0) == 0)
    ask(&pace, 1000, at: 0, expecting: true)
    #expect(pace.settling(at: 100) > 1000)
  }
}
