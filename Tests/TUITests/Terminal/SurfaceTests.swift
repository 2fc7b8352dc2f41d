import Testing

@testable import TUI

@Suite("A surface is a screen that can be read as text")
struct SurfaceTests {
  @Test("A framed list reads as it will be drawn")
  func goldenBox() {
    var surface = Surface(size: Size(columns: 24, rows: 5))
    let inside = surface.drawBox(surface.bounds, title: "En retard", footer: "12")
    surface.draw("D-2026-0412  日本 été trop long", in: inside.line(0), .late)
    surface.drawDivider(in: surface.bounds, row: 2, title: "Détail")
    surface.draw("31/03", in: inside.line(2), alignment: .right)
    #expect(
      surface.text == """
        ┌─ En retard ──────────┐
        │D-2026-0412  日本 été…│
        ├─ Détail ─────────────┤
        │                 31/03│
        └───────────────── 12 ─┘
        """)
  }

  @Test("The second dump shows which stretch carries which style")
  func styledDump() {
    var surface = Surface(size: Size(columns: 20, rows: 2))
    let used = surface.draw("31/03 ", column: 0, row: 0)
    surface.draw("+3 j !", column: used, row: 0, Style(.late, .bold))
    surface.draw("à jour", column: 0, row: 1, .done)
    #expect(surface.styledText == "31/03 ⟦late+bold:+3 j !⟧\n⟦done:à jour⟧")
  }

  @Test("Half a wide character never stays on the screen")
  func wideOverwrite() {
    var surface = Surface(size: Size(columns: 6, rows: 1))
    surface.draw("日本語", column: 0, row: 0)
    surface.draw("x", column: 1, row: 0)
    #expect(surface.text == " x本語")
    surface.draw("y", column: 2, row: 0)
    #expect(surface.text == " xy 語")
    surface.draw("日", column: 5, row: 0)
    #expect(surface.text == " xy  …")
  }

  @Test("A narrow place takes what fits, nothing is drawn outside")
  func clipping() {
    var surface = Surface(size: Size(columns: 5, rows: 2))
    surface.draw("abcdef", in: Rect(column: -2, row: 0, width: 7, height: 1))
    surface.draw("zzz", in: Rect(column: 0, row: 5, width: 5, height: 1))
    surface.draw("zzz", in: Rect(column: 2, row: 1, width: 0, height: 1))
    surface.fill(Rect(column: 3, row: 1, width: 40, height: 40), with: "#")
    #expect(surface.text == "cdef\n   ##")
  }

  @Test("Rows copied from another surface keep wide characters whole, at both ends")
  func copying() {
    var inner = Surface(size: Size(columns: 4, rows: 3))
    inner.draw("abcd", column: 0, row: 0)
    inner.draw("日本", column: 0, row: 1, .done)
    inner.draw("wxyz", column: 0, row: 2)
    var outer = Surface(size: Size(columns: 6, rows: 3))
    outer.copy(1..<9, of: inner, column: 3, row: 1)
    #expect(outer.styledText == "\n   ⟦done:日 ⟧\n   wxy")
    outer.copy(1..<2, of: inner, column: -1, row: 0)
    #expect(outer.styledText == "⟦done: 本⟧\n   ⟦done:日 ⟧\n   wxy")
    outer.copy(0..<1, of: inner, column: 0, row: 1)
    #expect(outer.lines[1] == "abcd")
    outer.copy(0..<3, of: inner, column: 6, row: 0)
    outer.copy(0..<1, of: inner, column: 0, row: 3)
    #expect(outer.text == " 本\nabcd\n   wxy")
  }

  @Test(
    "The scroll thumb is at the top, the bottom, or between",
    arguments: [(0, "█││"), (97, "││█"), (48, "│█│")])
  func scrollIndicator(first: Int, expected: String) {
    var surface = Surface(size: Size(columns: 1, rows: 3))
    surface.drawScrollIndicator(surface.bounds, first: first, visible: 3, total: 100)
    #expect(surface.lines.joined() == expected)
  }
}
