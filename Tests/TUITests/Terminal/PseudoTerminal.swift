import Glibc

@testable import TUI

/// A real terminal device without a screen: the program has one end, the test has the other.
final class PseudoTerminal {
  /// The test's end.
  let controller: Int32
  /// The program's end.
  let device: Int32
  /// The path of the program's end.
  let path: String
  /// All that the program has written so far.
  private(set) var written = ""

  init(columns: Int = 80, rows: Int = 24) {
    var ends: (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var window = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    openpty(&ends.0, &ends.1, &name, nil, &window)
    (controller, device) = ends
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
    _ = fcntl(controller, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(controller)
    close(device)
  }

  /// Types bytes on the keyboard.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(controller, bytes, bytes.count)
  }

  func typeBytes(_ bytes: [UInt8]) {
    _ = write(controller, bytes, bytes.count)
  }

  func resize(columns: Int, rows: Int) {
    var window = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
  }

  /// Takes what the program has written meanwhile.
  @discardableResult
  func drain() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(controller, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    written += text
    return text
  }

  /// Whether the terminal echoes and edits lines, as a shell needs it.
  var isWhole: Bool {
    var modes = termios()
    tcgetattr(device, &modes)
    let wanted = tcflag_t(ECHO | ICANON | ISIG)
    return modes.c_lflag & wanted == wanted
  }

  /// A session on the program's end.
  func open(_ options: TerminalOptions? = nil) throws -> TerminalSession {
    try TerminalSession(
      options ?? TerminalOptions(terminal: "xterm-256color"), input: device, output: device)
  }
}
