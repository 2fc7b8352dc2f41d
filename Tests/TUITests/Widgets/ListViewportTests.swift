import Testing

@testable import TUI

@Suite("A list shows its selected row, whatever happens")
struct ListViewportTests {
  @Test(
    "Keys move the selection; a step over the edge brings half a screen",
    arguments: [
      ([.down], 1, 0), ([.up], 0, 0), ([.down, .down, .down, .down, .down], 5, 2),
      ([.pageDown], 4, 4), ([.pageDown, .pageUp], 0, 0), ([.end], 19, 15),
      ([.end, .up], 18, 15), ([.end, .pageUp], 15, 11), ([.end, .home], 0, 0),
      ([.end, .down], 19, 15), ([.pageDown, .up], 3, 2), ([.end, .up, .up, .up, .up, .up], 14, 13),
    ] as [([Key], Int, Int)])
  func keys(keys: [Key], selected: Int, first: Int) {
    var viewport = ListViewport(count: 20, height: 5)
    for key in keys {
      let isTaken = viewport.handle(key)
      #expect(isTaken)
    }
    #expect(viewport.selected == selected)
    #expect(viewport.first == first)
  }

  @Test("After any sequence of events, the selection exists, is on screen, and no row is wasted")
  func properties() {
    // A small generator with a fixed seed: the sequence is the same at each run.
    var seed: UInt32 = 20260324
    func next(_ bound: Int) -> Int {
      seed = seed &* 1_664_525 &+ 1_013_904_223
      return Int(seed >> 8) % bound
    }
    var viewport = ListViewport(count: 10, height: 4)
    let keys: [Key] = [.up, .down, .pageUp, .pageDown, .home, .end]
    for step in 0..<20_000 {
      switch next(6) {
      case 0: viewport.setCount(next(30))
      case 1: viewport.setCount(next(30), selected: next(30))
      case 2: viewport.setHeight(next(12))
      case 3: viewport.scroll(by: next(9) - 4)
      default: _ = viewport.handle(keys[next(keys.count)])
      }
      let shown = viewport.visible
      #expect(shown.count == min(viewport.height, viewport.count), "step \(step)")
      #expect(shown.lowerBound >= 0 && shown.upperBound <= viewport.count, "step \(step)")
      #expect(viewport.selected.map(shown.contains) ?? (viewport.count == 0), "step \(step)")
    }
  }

  @Test("A row that moves stays on its line of the screen")
  func identity() {
    var viewport = ListViewport(count: 50, height: 10)
    viewport.select(20)
    viewport.move(by: -3)
    let line = 17 - viewport.first
    viewport.setCount(53, selected: 20)
    #expect(viewport.selected == 20)
    #expect(20 - viewport.first == line)
  }

  @Test("A row that goes leaves the selection on the one that takes its place")
  func disappearance() {
    var viewport = ListViewport(count: 3, height: 10)
    viewport.select(2)
    viewport.setCount(2)
    #expect(viewport.selected == 1)
    viewport.setCount(0)
    #expect(viewport.selected == nil)
    #expect(viewport.visible.isEmpty)
  }

  @Test("The wheel scrolls, and takes the selection along only when it would leave the screen")
  func wheel() {
    var viewport = ListViewport(count: 100, height: 10)
    viewport.select(5)
    viewport.scroll(by: 3)
    #expect(viewport.selected == 5)
    viewport.scroll(by: 3)
    #expect(viewport.selected == 6)
    viewport.scroll(by: -100)
    #expect(viewport.visible == 0..<10)
  }
}
