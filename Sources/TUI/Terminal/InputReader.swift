import CNcurses
import Glibc

/// Waits for what concerns the screen: keys, pastes, the mouse, resizes, background work.
final class InputReader {
  /// Events given at one time at most, so that the screen is drawn while keys keep coming.
  private static let batch = 256
  /// Longest paste kept, in characters; the rest is dropped.
  private static let longestPaste = 1_000_000

  private let session: TerminalSession
  private let wakeup: WakeupPipe
  /// The terminal, the background's pipe, the signals' pipe.
  private var descriptors: [pollfd]
  /// A batch was full: curses may hold keys that `poll` does not see.
  private var mayHoldKeys = false
  /// The terminal has answered since the last look.
  private var hasAnswer = false

  /// A reader of the session's terminal and of the pipe by which background work wakes it.
  init(_ session: TerminalSession, wakeup: WakeupPipe) {
    self.session = session
    self.wakeup = wakeup
    descriptors = [session.input, wakeup.readEnd, session.signals.readEnd].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
  }

  /// Waits until something happens, and returns all of it in order.
  ///
  /// - Parameter timeout: how long to wait at most, in milliseconds; nil for ever.
  /// - Returns: empty when the time has passed or a signal came; `.caughtUp` alone when only the
  ///   line has changed; `.closed`, then and at every later call, when the terminal is gone.
  func read(timeout: Int?) -> [InputEvent] {
    guard session.isOpen else { return [.closed] }
    let wait = mayHoldKeys ? 0 : Int32(clamping: timeout ?? -1)
    guard poll(&descriptors, 3, wait) >= 0 else { return [] }
    var events = descriptors[2].revents != 0 ? screenEvents() : []
    if descriptors[1].revents != 0, !wakeup.drain().isEmpty { events.append(.wakeup) }
    if descriptors[0].revents != 0, session.keyboard.waiting == 0 {
      events.append(.closed)
    } else if descriptors[0].revents != 0 || mayHoldKeys {
      events += keyboardEvents()
    }
    defer { hasAnswer = false }
    return events.isEmpty && hasAnswer ? [.caughtUp] : events
  }

  private func screenEvents() -> [InputEvent] {
    let numbers = session.signals.drain()
    var events: [InputEvent] = []
    if numbers.contains(UInt8(SIGWINCH)) { events.append(.resize(session.adoptWindowSize())) }
    // A stop asked from outside is the one that the operator asks with the key.
    if numbers.contains(UInt8(SIGTSTP)) { events.append(.key(.ctrl("z"))) }
    return events
  }

  private func keyboardEvents() -> [InputEvent] {
    var events: [InputEvent] = []
    while events.count < InputReader.batch {
      guard let code = nextCode() else {
        mayHoldKeys = false
        return events
      }
      if let event = event(of: code) { events.append(event) }
    }
    mayHoldKeys = true
    return events
  }

  private func event(of code: CursesKeyboard.Code) -> InputEvent? {
    switch code {
    case .key(CursesKeyboard.pasteBegin): .paste(pastedText())
    case .key(let number): KeyDecoder.key(code: number).map { .key($0) }
    case .scalar(27): escaped()
    case .scalar(let value): KeyDecoder.key(scalar: value).map { .key($0) }
    }
  }

  /// What an escape character begins: curses has already waited for what follows it.
  private func escaped() -> InputEvent? {
    switch nextCode() {
    case nil, .scalar(27): return .key(.escape)
    case .scalar(0x5B): return sequence("[")
    case .scalar(0x4F): return sequence("O")
    case .scalar(8), .scalar(127), .key(KEY_BACKSPACE): return .key(.alt("\u{7F}"))
    case .scalar(let value):
      guard case .character(let character) = KeyDecoder.key(scalar: value) else { return nil }
      return .key(.alt(character))
    case .key(KEY_LEFT): return .key(.wordLeft)
    case .key(KEY_RIGHT): return .key(.wordRight)
    case .key: return nil
    }
  }

  /// A control sequence unknown to terminfo, taken whole so that none of its characters acts as
  /// a key of its own.
  private func sequence(_ introducer: Character) -> InputEvent? {
    var body = ""
    while let scalar = nextScalar() {
      body.unicodeScalars.append(scalar)
      guard (0x40...0x7E).contains(scalar.value) || body.unicodeScalars.count > 64 else { continue }
      if introducer == "[", body == "M" {
        let report = [nextScalar(), nextScalar(), nextScalar()].compactMap { $0 }
        return MouseDecoder.event(report: report).map { .mouse($0) }
      }
      if introducer == "[", body.hasPrefix("<") {
        return MouseDecoder.event(body: body).map { .mouse($0) }
      }
      return KeyDecoder.key(introducer: introducer, body: body).map { .key($0) }
    }
    return body.isEmpty ? .key(.alt(introducer)) : nil
  }

  /// The next key; the terminal's answers to the session's questions are taken out of them.
  private func nextCode() -> CursesKeyboard.Code? {
    while let code = session.keyboard.next() {
      guard code == .key(CursesKeyboard.lineAnswer) else { return code }
      session.lineAnswered()
      hasAnswer = true
    }
    return nil
  }

  private func nextScalar() -> Unicode.Scalar? {
    guard case .scalar(let value) = nextCode() else { return nil }
    return Unicode.Scalar(value)
  }

  /// The text up to the end of the paste, or until the terminal stops sending it.
  private func pastedText() -> String {
    var text = ""
    var length = 0
    var afterReturn = false
    while let code = nextPasted() {
      if code == .key(CursesKeyboard.pasteEnd) { break }
      guard case .scalar(var value) = code, length < InputReader.longestPaste else { continue }
      // Terminals send line ends as carriage returns; a text from elsewhere may have both.
      if value == 10, afterReturn {
        afterReturn = false
        continue
      }
      afterReturn = value == 13
      if afterReturn { value = 10 }
      guard let scalar = Unicode.Scalar(value) else { continue }
      text.unicodeScalars.append(scalar)
      length += 1
    }
    return text
  }

  private func nextPasted() -> CursesKeyboard.Code? {
    while true {
      if let code = nextCode() { return code }
      var descriptor = pollfd(fd: session.input, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 500) > 0, session.keyboard.waiting > 0 else { return nil }
    }
  }
}
