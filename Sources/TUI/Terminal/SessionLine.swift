import CNcurses
import Glibc

/// The session and the line to its terminal, which may be slow: see `LinePace`.
extension TerminalSession {
  /// Milliseconds that the next frame has to wait for a line that is behind; nil when it has not.
  var hold: Int? { pace.hold(at: TerminalSession.now) }

  /// The terminal has come to one of the questions sent with the frames.
  func lineAnswered() {
    pace.answered()
  }

  /// The question to send with a frame of so many bytes, if it is worth one.
  func question(after bytes: Int) -> [UInt8] {
    understandsQuestions && pace.asks(after: bytes, at: TerminalSession.now)
      ? LinePace.question : []
  }

  /// The question to send before the first frame, which tells whether this terminal answers.
  func firstQuestion() -> [UInt8] {
    pace = LinePace()
    guard understandsQuestions else { return [] }
    pace.asked(at: TerminalSession.now)
    return LinePace.question
  }

  /// Takes the answers that are still to come, so that no other program reads them as keys.
  func settleLine() {
    let answer = Array(LinePace.answer.utf8)
    var window: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let wait = pace.settling(at: TerminalSession.now)
      var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard wait > 0, poll(&descriptor, 1, Int32(wait)) > 0, read(input, &byte, 1) == 1
      else { return }
      window = window.suffix(answer.count - 1) + [byte]
      if window == answer { pace.answered() }
    }
  }

  /// Whether the terminal is of the family that knows the question; others would show it.
  private var understandsQuestions: Bool {
    habiter_capability("cup").map { String(cString: $0).hasPrefix("\u{1B}[") } ?? false
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
