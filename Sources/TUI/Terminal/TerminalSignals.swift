import Glibc

/// Turns the signals that concern the screen into bytes on a pipe, read by the run loop.
enum TerminalSignals {
  // Written while no handler is installed, only read by the handler afterwards.
  fileprivate nonisolated(unsafe) static var pipeEnd: Int32 = -1
  // Written and read by the thread that owns the terminal alone.
  private nonisolated(unsafe) static var previous: [(number: Int32, action: sigaction)] = []

  /// Starts to report window changes and requests to stop on the pipe, as the signal's number.
  static func install(on pipe: WakeupPipe) {
    pipeEnd = pipe.writeEnd
    for number in [SIGWINCH, SIGTSTP] {
      var action = sigaction()
      var old = sigaction()
      action.__sigaction_handler.sa_handler = reportSignal
      action.sa_flags = SA_RESTART
      sigaction(number, &action, &old)
      previous.append((number, old))
    }
  }

  /// Gives the signals back.
  static func uninstall() {
    for entry in previous {
      var action = entry.action
      sigaction(entry.number, &action, nil)
    }
    previous = []
  }

  /// Runs `body` with other dispositions, then puts the former ones back.
  ///
  /// - Parameters:
  ///   - ignored: signals that shall do nothing meanwhile.
  ///   - standard: signals that shall do what the system does with them.
  static func with<Result, Failure>(
    ignored: [Int32] = [], standard: [Int32] = [], _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var saved: [(Int32, sigaction)] = []
    for number in ignored + standard {
      var action = sigaction()
      var old = sigaction()
      action.__sigaction_handler.sa_handler = ignored.contains(number) ? SIG_IGN : SIG_DFL
      sigaction(number, &action, &old)
      saved.append((number, old))
    }
    defer {
      for (number, old) in saved {
        var action = old
        sigaction(number, &action, nil)
      }
    }
    return try body()
  }
}

/// Passes the signal on to the run loop.
private func reportSignal(_ number: Int32) {
  let code = errno
  var byte = UInt8(truncatingIfNeeded: number)
  _ = write(TerminalSignals.pipeEnd, &byte, 1)
  errno = code
}
