import CNcurses
import Glibc

/// How a session is opened.
struct TerminalOptions {
  /// The type of the terminal; nil takes `TERM`.
  var terminal: String?
  var theme = Theme.standard
  /// The value of `NO_COLOR`, if set.
  var noColor: String?
  /// Whether clicks and the wheel are reported; the terminal's own selection needs it off.
  var mouse = true
  /// Whether files and pipes are refused as input and output.
  var requiresTerminal = true
}

/// The terminal while the program has it: screen, modes, and how they are given back.
///
/// One thread opens it, draws, reads and closes it. Only one session is open at a time, as
/// curses and signal handlers are the process's own.
final class TerminalSession {
  /// The terminal's input, as a descriptor to poll.
  let input: Int32
  private let output: Int32
  private let savedModes: termios?
  private let files: [UnsafeMutablePointer<FILE>]
  private let screen: OpaquePointer
  private let messages: MessageHold?
  let keyboard: CursesKeyboard
  /// Window changes and stop requests, as signal numbers.
  let signals: WakeupPipe
  private(set) var painter: SurfacePainter
  private let frame: FrameOutput
  /// How far the line is behind.
  var pace = LinePace()
  private(set) var isOpen = true
  private var mouse: Bool

  /// Opens the terminal and switches to its alternate screen.
  ///
  /// - Throws: `TerminalError` when it is no terminal, is not known, or the system refuses.
  init(
    _ options: TerminalOptions, input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO
  ) throws(TerminalError) {
    if options.requiresTerminal, isatty(input) != 1 || isatty(output) != 1 {
      throw .notATerminal
    }
    signals = try WakeupPipe()
    self.input = input
    self.output = output
    mouse = options.mouse
    var modes = termios()
    savedModes = tcgetattr(input, &modes) == 0 ? modes : nil
    EmergencyRestore.install()
    TerminalSignals.install(on: signals)
    do throws(TerminalError) {
      (files, screen) = try TerminalSession.openScreen(options.terminal, input, output)
    } catch {
      TerminalSignals.uninstall()
      EmergencyRestore.uninstall()
      throw error
    }
    keyboard = CursesKeyboard(descriptor: input)
    frame = FrameOutput(descriptor: fileno(files[0]), terminal: output)
    painter = SurfacePainter(theme: options.theme, noColor: options.noColor)
    messages = output == STDOUT_FILENO ? MessageHold() : nil
    EmergencyRestore.arm(
      EmergencyRestore.Plan(
        output: output, terminal: input, modes: modes,
        sequences: TerminalSession.restoringSequences(), messages: messages))
    switchOn()
  }

  deinit { close() }

  /// The terminal's extent.
  var size: Size {
    Size(columns: Int(habiter_columns()), rows: Int(habiter_rows()))
  }

  /// Shows a surface: only the rows that differ from the last one shown are drawn, in one write.
  func present(_ surface: Surface) {
    guard isOpen else { return }
    frame.gather {
      painter.present(surface, on: size)
    } ending: { length in
      question(after: length)
    }
  }

  /// Forgets what the terminal shows, so that the next surface is painted whole (Ctrl-L).
  func redraw() {
    painter.forget()
    habiter_distrust_screen()
  }

  /// Whether the terminal shows colours, and the operator wants them.
  var showsColors: Bool { painter.showsColors }

  /// Changes the colours from the next surface on.
  func setTheme(_ theme: Theme) {
    painter.setTheme(theme)
  }

  /// Switches the report of clicks and of the wheel on or off.
  func setMouse(_ enabled: Bool) {
    mouse = enabled
    send(enabled ? TerminalSession.mouseOn : TerminalSession.mouseOff)
  }

  /// Puts a text on the operator's clipboard through the terminal (OSC 52).
  ///
  /// - Returns: whether it was sent; not when it is empty or longer than `Clipboard.limit`.
  func copy(_ text: String) -> Bool {
    guard isOpen, let bytes = Clipboard.sequence(copying: text) else { return false }
    send(bytes)
    return true
  }

  /// Takes the window's new extent into account.
  ///
  /// - Returns: the extent from now on.
  func adoptWindowSize() -> Size {
    var window = winsize()
    if ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 {
      resize_term(Int32(window.ws_row), Int32(window.ws_col))
    }
    redraw()
    return size
  }

  /// Gives the terminal back for a while: normal screen, normal modes.
  func suspend() {
    guard isOpen else { return }
    switchOff()
    EmergencyRestore.setArmed(false)
    messages?.pause(true)
  }

  /// Takes the terminal again after `suspend`; the next surface is painted whole.
  func resume() {
    guard isOpen else { return }
    messages?.pause(false)
    EmergencyRestore.setArmed(true)
    reset_prog_mode()
    switchOn()
    habiter_refresh()
    _ = adoptWindowSize()
  }

  /// Stops the program as Ctrl-Z does everywhere, and comes back when it is continued.
  func stopProgram() {
    suspend()
    // The whole group stops, so that a script around the program gives the shell back too.
    TerminalSignals.with(standard: [SIGTSTP]) { _ = kill(0, SIGTSTP) }
    resume()
  }

  /// Runs a program that takes the terminal, and waits for its end.
  ///
  /// - Parameter arguments: the program, looked up in `PATH`, and its arguments.
  /// - Returns: its exit status; 128 and the signal's number when a signal ended it.
  /// - Throws: `TerminalError.programFailed` when it cannot be started.
  func run(_ arguments: [String]) throws(TerminalError) -> Int32 {
    suspend()
    defer { resume() }
    // Ctrl-C and Ctrl-\ are for the child; a stop is for both.
    return try TerminalSignals.with(ignored: [SIGINT, SIGQUIT], standard: [SIGTSTP]) {
      () throws(TerminalError) in
      try ChildProgram.run(arguments, input: input, output: output)
    }
  }

  /// Gives the terminal back for good; a second call does nothing.
  func close() {
    guard isOpen else { return }
    isOpen = false
    switchOff()
    TerminalSignals.uninstall()
    EmergencyRestore.uninstall()
    keyboard.close()
    delscreen(screen)
    for file in files { fclose(file) }
    if var modes = savedModes { tcsetattr(input, TCSADRAIN, &modes) }
    messages?.end()
  }
}

extension TerminalSession {
  private static let pasteOn = Array("\u{1B}[?2004h".utf8)
  private static let pasteOff = Array("\u{1B}[?2004l".utf8)
  /// Presses, releases and the wheel, in the form without a limit on the window's width.
  private static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
  private static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1000l".utf8)

  private func switchOn() {
    if mouse { send(TerminalSession.mouseOn) }
    send(TerminalSession.pasteOn + firstQuestion())
  }

  private func switchOff() {
    settleLine()
    send(TerminalSession.mouseOff + TerminalSession.pasteOff)
    def_prog_mode()
    endwin()
  }

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }

  private static func openScreen(
    _ terminal: String?, _ input: Int32, _ output: Int32
  ) throws(TerminalError) -> ([UnsafeMutablePointer<FILE>], OpaquePointer) {
    guard CharacterLocale.isReady else { throw .system(ENOENT) }
    use_tioctl(true)
    guard let reading = fdopen(dup(input), "r") else { throw .system(errno) }
    guard let writing = fdopen(dup(output), "w") else {
      let code = errno
      fclose(reading)
      throw .system(code)
    }
    guard let screen = newterm(terminal, writing, reading) else {
      fclose(reading)
      fclose(writing)
      throw .unknownTerminal(terminal ?? getenv("TERM").map { String(cString: $0) } ?? "")
    }
    set_escdelay(25)
    raw()
    noecho()
    nonl()
    curs_set(0)
    // A frame goes out whole, in one write: curses shall not look for keys in the middle of it.
    typeahead(-1)
    return ([writing, reading], screen)
  }

  /// What gives the terminal back without curses: everything off, normal screen.
  private static func restoringSequences() -> [UInt8] {
    var bytes = mouseOff + pasteOff
    for name in ["sgr0", "rmkx", "cnorm", "rmcup"] {
      guard let capability = habiter_capability(name) else { continue }
      bytes += withoutPadding(String(cString: capability).utf8)
    }
    return bytes
  }

  /// A terminfo string without its delays (`$<5>`), which only old hardware needs.
  private static func withoutPadding(_ text: String.UTF8View) -> [UInt8] {
    var result: [UInt8] = []
    var inDelay = false
    for byte in text {
      if inDelay {
        inDelay = byte != UInt8(ascii: ">")
      } else if byte == UInt8(ascii: "<"), result.last == UInt8(ascii: "$") {
        result.removeLast()
        inDelay = true
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
