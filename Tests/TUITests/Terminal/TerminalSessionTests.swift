import Foundation
import Glibc
import Testing

@testable import TUI

/// Curses and signal handlers are the process's own: one session at a time.
@Suite("The terminal", .serialized)
struct TerminalSessionTests {
  @Suite("is drawn by rows that changed, and by nothing else", .serialized)
  struct Drawing {
    @Test("A second surface sends the changed row only; the same again sends nothing")
    func differences() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      var surface = Surface(size: session.size)
      #expect(session.size == Size(columns: 80, rows: 24))
      surface.draw("première ligne", column: 0, row: 0)
      surface.draw("日本 seconde", column: 0, row: 1, .late)
      session.present(surface)
      let first = terminal.drain()
      #expect(first.contains("première ligne"))
      #expect(first.contains("日本 seconde"))
      #expect(first.contains("38;5;160"))
      surface.draw("autre chose", column: 0, row: 5)
      session.present(surface)
      let second = terminal.drain()
      #expect(second.contains("autre chose"))
      #expect(!second.contains("ligne"))
      session.present(surface)
      #expect(terminal.drain() == "")
      session.redraw()
      session.present(surface)
      #expect(terminal.drain().contains("première ligne"))
    }

    @Test("The last cell can be drawn, and the cursor stands where the surface puts it")
    func lastCellAndCursor() throws {
      let terminal = PseudoTerminal(columns: 20, rows: 3)
      let session = try terminal.open()
      defer { session.close() }
      var surface = Surface(size: session.size)
      surface.drawBox(surface.bounds)
      surface.cursor = Position(column: 4, row: 1)
      session.present(surface)
      let written = terminal.drain()
      #expect(written.contains("┘"))
      #expect(written.contains("\u{1B}[2;5H"))
    }

    @Test("With NO_COLOR no colour is sent, emphasis still is")
    func noColor() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open(
        TerminalOptions(terminal: "xterm-256color", noColor: "1"))
      defer { session.close() }
      var surface = Surface(size: session.size)
      surface.draw("retard", column: 0, row: 0, .late)
      surface.draw("choisi", column: 0, row: 1, .selected)
      session.present(surface)
      let written = terminal.drain()
      #expect(!written.contains("38;5") && !written.contains("\u{1B}[3"))
      #expect(written.contains("1mretard"))
      #expect(written.contains("7mchoisi"))
    }

    @Test("No text from outside writes an escape sequence")
    func hostileText() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      session.present(Surface(size: session.size))
      terminal.drain()
      let hostile = [
        "\u{1B}]0;titre\u{7}", "\u{1B}]52;c;QUFB\u{7}", "\u{9D}0;x\u{9C}", "\u{1B}c", "\u{1B}P1$q",
        "\u{9B}6n", "\u{1B}[6n", "\r\n\u{B}\u{C}\u{8}\u{8}", "\u{E}\u{F}", "\u{202E}abc", "\0x",
      ]
      var surface = Surface(size: session.size)
      for (row, text) in hostile.enumerated() { surface.draw(text + "fin", column: 0, row: row) }
      session.present(surface)
      let written = terminal.drain()
      #expect(written.contains("]52;c;QUFB"))
      let forbidden: Set<UInt32> = [0x07, 0x0B, 0x0C, 0x0E, 0x0F, 0x00, 0x202E]
      let scalars = Array(written.unicodeScalars.map(\.value))
      #expect(!scalars.contains { forbidden.contains($0) || (0x80...0x9F).contains($0) })
      // Each escape is a cursor move or an attribute of curses', never what the text carried.
      for index in scalars.indices where scalars[index] == 0x1B {
        let rest = scalars[(index + 1)...].drop { !(0x40...0x7E).contains($0) || $0 == 0x5B }
        #expect(scalars[index + 1] == 0x5B || scalars[index + 1] == 0x28)
        #expect(rest.first != UInt32(UInt8(ascii: "n")))
      }
    }

    @Test("Copying sends the text in base64 and nothing else; too long a text is refused")
    func copying() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      terminal.drain()
      #expect(session.copy("D-2026-0412\u{1B}[2J"))
      #expect(terminal.drain() == "\u{1B}]52;c;RC0yMDI2LTA0MTJbMko=\u{7}")
      #expect(!session.copy(""))
      #expect(!session.copy(String(repeating: "é", count: Clipboard.limit)))
    }
  }

  @Suite("is given back whole", .serialized)
  struct Restoring {
    @Test("Closing leaves the alternate screen and restores the modes; twice is once")
    func closing() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      session.present(Surface(size: session.size))
      #expect(!terminal.isWhole)
      #expect(terminal.drain().contains("\u{1B}[?1049h"))
      session.close()
      session.close()
      #expect(terminal.isWhole)
      let written = terminal.drain()
      #expect(written.contains("\u{1B}[?1049l"))
      #expect(written.contains("\u{1B}[?2004l"))
      #expect(written.contains("\u{1B}[?1000l"))
    }

    @Test("A program started from it has a whole terminal, and the screen comes back after it")
    func childProgram() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      var surface = Surface(size: session.size)
      surface.draw("tableau", column: 0, row: 0)
      session.present(surface)
      terminal.drain()
      #expect(try session.run(["sh", "-c", "stty -a | grep -q ' icanon' && echo enfant"]) == 0)
      #expect(try session.run(["sh", "-c", "exit 7"]) == 7)
      #expect(try session.run(["sh", "-c", "kill -9 $$"]) == 137)
      #expect(throws: TerminalError.programFailed("/nonexistent/éditeur", ENOENT)) {
        try session.run(["/nonexistent/éditeur"])
      }
      #expect(!terminal.isWhole)
      session.present(surface)
      let written = terminal.drain()
      #expect(written.contains("enfant"))
      #expect(written.contains("tableau"))
    }

    @Test("A file is no terminal, an unknown type is said by its name")
    func refusals() throws {
      let null = Glibc.open("/dev/null", O_RDWR)
      defer { Glibc.close(null) }
      #expect(throws: TerminalError.notATerminal) {
        try TerminalSession(TerminalOptions(terminal: "xterm"), input: null, output: null)
      }
      let terminal = PseudoTerminal()
      #expect(throws: TerminalError.unknownTerminal("pas-un-terminal")) {
        try terminal.open(TerminalOptions(terminal: "pas-un-terminal"))
      }
      #expect(terminal.isWhole)
    }

    @Test(
      "A death by a signal gives it back and stays that death",
      arguments: [SIGTERM, SIGHUP, SIGINT, SIGABRT, SIGSEGV, SIGQUIT])
    func deathBySignal(number: Int32) async {
      let terminal = PseudoTerminal()
      let path = terminal.path
      await #expect(processExitsWith: .signal(number)) {
        [path = path as String, number = number as Int32] in
        try DyingProgram.open(path)
        // To the process: the threads of Swift's pool block the signals that are sent.
        kill(getpid(), number)
        while true { pause() }
      }
      #expect(terminal.isWhole)
      let written = terminal.drain()
      #expect(written.contains("mourant"))
      #expect(written.hasSuffix("\u{1B}[?1049l\u{1B}[23;0;0t"))
    }

    @Test("A trap of Swift gives it back first, then shows its message")
    func deathByTrap() async {
      let terminal = PseudoTerminal()
      let path = terminal.path
      await #expect(processExitsWith: .failure) { [path = path as String] in
        try DyingProgram.open(path)
        fatalError("motif du plantage")
      }
      #expect(terminal.isWhole)
      let written = terminal.drain()
      let left = written.range(of: "\u{1B}[?1049l")
      let said = written.range(of: "motif du plantage")
      #expect(left != nil && said != nil)
      if let left, let said { #expect(left.upperBound <= said.lowerBound) }
    }

    @Test("Leaving by exit gives it back too")
    func exiting() async {
      let terminal = PseudoTerminal()
      let path = terminal.path
      await #expect(processExitsWith: .exitCode(3)) { [path = path as String] in
        try DyingProgram.open(path)
        exit(3)
      }
      #expect(terminal.isWhole)
      #expect(terminal.drain().contains("\u{1B}[?1049l"))
    }
  }
}

/// What the exit tests run in a process of their own.
enum DyingProgram {
  // Kept for the life of the dying process: a session that is released closes itself.
  nonisolated(unsafe) private static var session: TerminalSession?

  /// Puts the process on the terminal and shows a screen.
  static func open(_ path: String) throws {
    let device = Glibc.open(path, O_RDWR | O_NOCTTY)
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(device, descriptor) }
    let opened = try TerminalSession(TerminalOptions(terminal: "xterm-256color"))
    var surface = Surface(size: opened.size)
    surface.draw("mourant", column: 0, row: 0)
    opened.present(surface)
    session = opened
  }
}
