import Domain
import Testing

@testable import TUI

@Suite("The bars of the volets stand on a scale that can be read")
struct FriseTests {
  @Test("Labels never touch nor pass the edge, whatever the span, the width and the first day")
  func labels() {
    for span in [1, 2, 6, 13, 30, 59, 90, 200, 366, 800, 4000] {
      for columns in [12, 29, 47, 69, 107, 160] {
        for first in stride(from: 0, to: 400, by: 37) {
          let from = DeskStore.today + first
          let axis = FriseAxis(from: from, to: from + span, columns: columns)
          let ticks = axis.ticks
          for (tick, next) in zip(ticks, ticks.dropFirst()) { #expect(tick.end < next.column) }
          #expect(ticks.allSatisfy { $0.column >= 0 && $0.end <= columns })
          #expect(axis.column(of: from) == 0 && axis.column(of: from + span) == columns - 1)
        }
      }
    }
  }

  @Test(
    "The scale goes from days to years with the span",
    arguments: [
      (5, "╷24/03"), (40, "╷30/03"), (100, "╷30/03"), (300, "╷avr."), (700, "╷avr."),
      (4000, "╷2027"),
    ])
  func units(_ span: Int, _ first: String) {
    let axis = FriseAxis(
      from: DeskStore.today, to: DeskStore.today + span, columns: span == 700 ? 69 : 107)
    #expect(axis.ticks.first?.label == first)
    #expect(axis.ticks.count > 1)
  }

  @Test("A late day shows beside its due day even where the scale puts both in one column")
  func lateShows() throws {
    let desk = try Desk(DeskPeople.c2A, columns: 80, rows: 24)
    desk.press(":D-2026-0112 <Entrée> t")
    let row = try #require(desk.screen.split(separator: "\n").first { $0.contains("clôture") })
    #expect(row.contains("!"))
    #expect(row.contains("! +1 j"))
  }

  @Test("Where the detail has room the bars stand below it, and nowhere else")
  func belowDetail() throws {
    let desk = try Desk(columns: 140, rows: 60)
    desk.open("D-2026-0119")
    #expect(desk.screen.contains("┊ aujourd'hui") || desk.screen.contains("┊\u{a0}aujourd'hui"))
    desk.send(.resize(Size(columns: 80, rows: 24)))
    #expect(!desk.screen.contains("aujourd'hui 24/03"))
  }
}
