import Glibc
import Testing

@testable import TUI

extension TerminalSessionTests {
  @Suite("is asked how far it has come, and the answers are nobody's keys", .serialized)
  struct Line {
    private static let question = "\u{1B}[5n"
    private static let answer = "\u{1B}[0n"

    /// Runs a test on an open terminal, whose reader hears what is typed; closes it afterwards.
    private static func open(
      _ options: TerminalOptions? = nil,
      _ test: (PseudoTerminal, TerminalSession, InputReader) throws -> Void
    ) throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open(options)
      defer { session.close() }
      try test(terminal, session, InputReader(session, wakeup: try WakeupPipe()))
    }

    /// Draws a frame that takes a slow line a while.
    private static func presentLongFrame(_ session: TerminalSession) {
      var surface = Surface(size: session.size)
      let text = String(repeating: "abcd", count: 15)
      for row in 0..<session.size.rows { surface.draw(text, column: 0, row: row) }
      session.present(surface)
    }

    @Test("A long frame ends with a question; while it is open, the next frame is held")
    func longFrame() throws {
      try Self.open { terminal, session, reader in
        #expect(terminal.drain().hasSuffix(Self.question))
        terminal.type(Self.answer)
        #expect(reader.read(timeout: 2000) == [.caughtUp])
        Self.presentLongFrame(session)
        #expect(terminal.drain().hasSuffix(Self.question))
        #expect(session.hold != nil)
        terminal.type(Self.answer)
        #expect(reader.read(timeout: 2000) == [.caughtUp])
        #expect(session.hold == nil)
      }
    }

    @Test("A short frame, and one that changes nothing, ask nothing")
    func shortFrame() throws {
      try Self.open { terminal, session, _ in
        var surface = Surface(size: session.size)
        session.present(surface)
        terminal.drain()
        surface.draw("court", column: 0, row: 3)
        session.present(surface)
        session.present(surface)
        #expect(!terminal.drain().contains(Self.question))
      }
    }

    @Test("An answer among keys and within a paste is taken out of them")
    func amongKeys() throws {
      try Self.open { terminal, _, reader in
        terminal.type("a\(Self.answer)b\u{1B}[200~un\(Self.answer) deux\u{1B}[201~")
        let expected: [InputEvent] = [
          .key(.character("a")), .key(.character("b")), .paste("un deux"),
        ]
        #expect(reader.read(timeout: 2000) == expected)
      }
    }

    @Test("An answer that comes as the program leaves is not left to the shell")
    func leaving() throws {
      try Self.open { terminal, session, _ in
        terminal.type(Self.answer)
        session.close()
        var left: Int32 = 0
        _ = ioctl(terminal.device, UInt(FIONREAD), &left)
        #expect(left == 0)
      }
    }

    @Test("A terminal that would show the question is not asked")
    func otherFamily() throws {
      try Self.open(TerminalOptions(terminal: "vt52")) { terminal, session, _ in
        Self.presentLongFrame(session)
        session.close()
        terminal.drain()
        #expect(!terminal.written.contains("5n"))
      }
    }
  }
}
