import Foundation
import Glibc
import Testing

@testable import TUI

extension TerminalSessionTests {
  @Suite("is read without a wait that could be felt, and without spinning", .serialized)
  struct Reading {
    /// What the program understands of bytes that the terminal sends at once.
    private func events(of bytes: [UInt8], terminal type: String = "xterm-256color") throws
      -> [InputEvent]
    {
      let terminal = PseudoTerminal()
      let session = try terminal.open(TerminalOptions(terminal: type))
      defer { session.close() }
      let reader = InputReader(session, wakeup: try WakeupPipe())
      terminal.typeBytes(bytes)
      return reader.read(timeout: 2000)
    }

    private func events(of text: String) throws -> [InputEvent] {
      try events(of: Array(text.utf8))
    }

    @Test(
      "Keys have their names",
      arguments: [
        ("a", .character("a")), ("é", .character("é")), ("日", .character("日")), ("\r", .enter),
        ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{3}", .ctrl("c")),
        ("\u{1A}", .ctrl("z")), ("\u{13}", .ctrl("s")), ("\0", .ctrl(" ")), ("\u{1B}", .escape),
        ("\u{1B}b", .alt("b")), ("\u{1B}é", .alt("é")), ("\u{1B}OA", .up), ("\u{1B}[B", .down),
        ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}OH", .home), ("\u{1B}[F", .end),
        ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)),
        ("\u{1B}[24~", .function(12)), ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;3D", .wordLeft),
        ("\u{1B}\u{1B}OD", .wordLeft), ("\u{1B}\u{1B}OC", .wordRight),
        ("\u{1B}[1;2A", .up), ("\u{1B}[", .alt("[")),
      ] as [(String, Key)])
    func keys(text: String, expected: Key) throws {
      #expect(try events(of: text) == [.key(expected)])
    }

    @Test(
      "A sequence that means nothing here is swallowed whole",
      arguments: ["\u{1B}[I", "\u{1B}[?62;22c", "\u{1B}[27;5;9~", "\u{1B}[1;6P"])
    func unknownSequences(text: String) throws {
      #expect(try events(of: text + "x") == [.key(.character("x"))])
    }

    @Test("Several keys typed at once come in order")
    func typeAhead() throws {
      let expected: [Key] = [.character("g"), .character("g"), .down, .escape]
      #expect(try events(of: "gg\u{1B}OB\u{1B}") == expected.map { .key($0) })
    }

    @Test("Bytes that are no UTF-8 are lost, close nothing, and spoil no later key")
    func invalidBytes() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      let reader = InputReader(session, wakeup: try WakeupPipe())
      terminal.typeBytes([0xFF, 0xFE, 0xC3, 0x28, 0xE9])
      #expect(reader.read(timeout: 2000) == [])
      terminal.type("é")
      #expect(reader.read(timeout: 2000) == [.key(.character("é"))])
    }

    /// Curses gives the rest 25 ms: a busy machine may miss that, so one try in twenty is enough,
    /// and a program that never waits still fails all of them.
    @Test("A character that the network cut in two is one character")
    func cutCharacter() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      let reader = InputReader(session, wakeup: try WakeupPipe())
      let controller = terminal.controller
      let isWhole = (1...20).contains { _ in
        terminal.typeBytes([0xC3])
        Thread.detachNewThread {
          usleep(3000)
          _ = write(controller, [UInt8(0xA9)], 1)
        }
        let events = reader.read(timeout: 2000)
        if events == [.key(.character("é"))] { return true }
        // The late half must be gone before the next try.
        while reader.read(timeout: 100) != [] {}
        return false
      }
      #expect(isWhole)
    }

    @Test(
      "A paste is one event, its line ends unified, its control sequences no keys",
      arguments: [
        ("deux\rlignes", "deux\nlignes"), ("a\r\nb\nc", "a\nb\nc"), ("", ""),
        ("é日\u{1B}OA fin", "é日 fin"),
      ])
    func paste(text: String, expected: String) throws {
      let found = try events(of: "\u{1B}[200~\(text)\u{1B}[201~x")
      #expect(found.count == 2)
      #expect(found.last == .key(.character("x")))
      guard case .paste(let pasted) = found.first else {
        Issue.record("no paste in \(found)")
        return
      }
      #expect(
        pasted.unicodeScalars.filter { $0 != "\u{1B}" }.elementsEqual(expected.unicodeScalars))
    }

    @Test("Clicks and the wheel tell their cell, and the rest of the mouse nothing")
    func mouse() throws {
      let found = try events(
        of:
          "\u{1B}[<0;10;5M\u{1B}[<0;10;5m\u{1B}[<64;1;1M\u{1B}[<65;80;24M\u{1B}[<66;1;1M"
          + "\u{1B}[<2;1;1M\u{1B}[<4;300;200M\u{1B}[M !!\u{1B}[M#!!\u{1B}[<;M")
      let expected: [MouseEvent] = [
        MouseEvent(kind: .click, position: Position(column: 9, row: 4)),
        MouseEvent(kind: .wheelUp, position: Position(column: 0, row: 0)),
        MouseEvent(kind: .wheelDown, position: Position(column: 79, row: 23)),
        MouseEvent(kind: .click, position: Position(column: 299, row: 199)),
        MouseEvent(kind: .click, position: Position(column: 0, row: 0)),
      ]
      #expect(found == expected.map { .mouse($0) })
    }

    @Test("A slow click is told once, when the button goes down")
    func slowClick() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      let reader = InputReader(session, wakeup: try WakeupPipe())
      let click = MouseEvent(kind: .click, position: Position(column: 2, row: 1))
      terminal.type("\u{1B}[<0;3;2M")
      #expect(reader.read(timeout: 2000) == [.mouse(click)])
      terminal.type("\u{1B}[<0;3;2m")
      #expect(reader.read(timeout: 2000) == [])
      session.setMouse(false)
      #expect(terminal.drain().hasSuffix("\u{1B}[?1006l\u{1B}[?1000l"))
    }

    @Test("The screen's size follows the window; many wake-ups are one")
    func wakeups() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      let pipe = try WakeupPipe()
      let reader = InputReader(session, wakeup: pipe)
      #expect(reader.read(timeout: 0) == [])
      for _ in 0..<100_000 { pipe.wake() }
      #expect(reader.read(timeout: 2000) == [.wakeup])
      #expect(reader.read(timeout: 0) == [])
      terminal.resize(columns: 132, rows: 43)
      kill(getpid(), SIGWINCH)
      // The signal goes to another thread: its byte comes when it comes.
      var found: [InputEvent] = []
      for _ in 0..<100 where found.isEmpty { found = reader.read(timeout: 20) }
      #expect(found == [.resize(Size(columns: 132, rows: 43))])
      #expect(session.size == Size(columns: 132, rows: 43))
    }

    @Test("A batch of keys is limited, and nothing of the rest is lost")
    func batches() throws {
      let terminal = PseudoTerminal()
      let session = try terminal.open()
      defer { session.close() }
      let reader = InputReader(session, wakeup: try WakeupPipe())
      terminal.type(String(repeating: "j", count: 1000))
      var counts: [Int] = []
      while counts.reduce(0, +) < 1000, counts.count < 10 {
        counts.append(reader.read(timeout: 2000).count)
      }
      #expect(counts == [256, 256, 256, 232])
    }

    @Test("A terminal that is gone ends the reading, at every call")
    func closed() throws {
      let null = Glibc.open("/dev/null", O_RDWR)
      defer { Glibc.close(null) }
      setenv("LINES", "24", 1)
      setenv("COLUMNS", "80", 1)
      defer {
        unsetenv("LINES")
        unsetenv("COLUMNS")
      }
      let options = TerminalOptions(terminal: "xterm-256color", requiresTerminal: false)
      let session = try TerminalSession(options, input: null, output: null)
      let reader = InputReader(session, wakeup: try WakeupPipe())
      #expect(session.size == Size(columns: 80, rows: 24))
      #expect(reader.read(timeout: 2000) == [.closed])
      #expect(reader.read(timeout: 2000) == [.closed])
      session.close()
      #expect(reader.read(timeout: 2000) == [.closed])
    }

    @Test(
      "The digit row of a French keyboard gives the digits without Shift",
      arguments: zip("&é\"'(-è_çà1a", [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, nil, nil]))
    func azerty(character: Character, expected: Int?) {
      #expect(Key.azertyDigit(character) == expected)
    }
  }
}
