import Glibc
import Testing

@testable import TUI

extension TerminalSessionTests {
  @Suite("is asked how far it has come, and the answers are nobody's keys", .serialized)
  struct Line {
    private static let question = "\u{1B}[5n"
    private static let answer = "\u{1B}[0n"

    private static func surface(_ session: TerminalSession, filledWith text: String) -> Surface {
      var surface = Surface(size: session.size)
      for row in 0..<session.size.rows { surface.draw(text, column: 0, row: row) }
      return surface
    }

    @Test("A long frame ends with a question; while it is open, the next frame is held")
    func longFrame() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      let reader = InputReader(session, wakeup: try WakeupPipe())
      #expect(terminal.drain().hasSuffix(Self.question))
      terminal.type(Self.answer)
      #expect(reader.read(timeout: 2000) == [.caughtUp])
      session.present(Self.surface(session, filledWith: String(repeating: "abcd", count: 15)))
      #expect(terminal.drain().hasSuffix(Self.question))
      #expect(session.hold != nil)
      terminal.type(Self.answer)
      #expect(reader.read(timeout: 2000) == [.caughtUp])
      #expect(session.hold == nil)
    }

    @Test("A short frame, and one that changes nothing, ask nothing")
    func shortFrame() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      var surface = Surface(size: session.size)
      session.present(surface)
      terminal.drain()
      surface.draw("court", column: 0, row: 3)
      session.present(surface)
      session.present(surface)
      #expect(!terminal.drain().contains(Self.question))
    }

    @Test("An answer among keys and within a paste is taken out of them")
    func amongKeys() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      let reader = InputReader(session, wakeup: try WakeupPipe())
      terminal.type("a\(Self.answer)b\u{1B}[200~un\(Self.answer) deux\u{1B}[201~")
      let expected: [InputEvent] = [
        .key(.character("a")), .key(.character("b")), .paste("un deux"),
      ]
      #expect(reader.read(timeout: 2000) == expected)
    }

    @Test("An answer that comes as the program leaves is not left to the shell")
    func leaving() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      terminal.type(Self.answer)
      session.close()
      var left: Int32 = 0
      _ = ioctl(terminal.device, UInt(FIONREAD), &left)
      #expect(left == 0)
    }

    @Test("A terminal that would show the question is not asked")
    func otherFamily() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open(TerminalOptions(terminal: "vt52"))
      session.present(Self.surface(session, filledWith: String(repeating: "abcd", count: 15)))
      session.close()
      terminal.drain()
      #expect(!terminal.written.contains("5n"))
    }
  }
}
