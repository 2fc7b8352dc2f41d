import Glibc

/// Gives the terminal back when the program dies by a trap or a signal.
///
/// Everything that the handler needs is computed beforehand and kept in memory that is never
/// freed, so it calls only functions that POSIX allows in a signal handler. It then hands the
/// signal over to whoever had it before, so that status and message are those of the signal.
enum EmergencyRestore {
  /// What is needed to make the terminal whole.
  struct Plan {
    /// Where the sequences are written.
    var output: Int32
    /// The terminal whose modes are restored.
    var terminal: Int32
    /// The modes found before the session.
    var modes: termios
    /// Sequences that leave the alternate screen and switch everything off.
    var sequences: [UInt8]
    /// Messages kept back while the screen was in use.
    var messages: MessageHold?
  }

  fileprivate struct State {
    var armed = false
    var output: Int32 = -1
    var terminal: Int32 = -1
    var modes = termios()
    var bytes: UnsafeMutableRawPointer?
    var count = 0
    var heldMessages: Int32 = -1
    var errorOutput: Int32 = -1
  }

  // One allocation for the life of the process: written while it is not armed, which is when the
  // handlers do not look at it; the flag alone changes later, from the terminal's thread.
  fileprivate nonisolated(unsafe) static let state: UnsafeMutablePointer<State> = {
    let pointer = UnsafeMutablePointer<State>.allocate(capacity: 1)
    pointer.initialize(to: State())
    return pointer
  }()

  // As above: one previous action for each signal number, written before its handler can run.
  fileprivate nonisolated(unsafe) static let previous: UnsafeMutablePointer<sigaction> = {
    let pointer = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    pointer.initialize(repeating: sigaction(), count: 65)
    return pointer
  }()

  private static let faults = [SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV]
  private static let endings = [SIGABRT, SIGTERM, SIGHUP, SIGINT, SIGQUIT]

  /// Whether the handler takes a signal for a fault of the running instruction.
  fileprivate static func isFault(_ number: Int32) -> Bool {
    number == SIGILL || number == SIGTRAP || number == SIGBUS || number == SIGFPE
      || number == SIGSEGV
  }

  /// Installs the handlers, which restore nothing before `arm`.
  ///
  /// Before curses starts: it takes only signals that nobody has, and would turn a signal's
  /// death into an exit of its own.
  static func install() {
    useAlternateStack
    restoreAtExit
    for number in faults + endings {
      var action = sigaction()
      action.__sigaction_handler.sa_sigaction = handleFatalSignal
      action.sa_flags = SA_SIGINFO | SA_ONSTACK
      sigfillset(&action.sa_mask)
      sigaction(number, &action, previous + Int(number))
    }
  }

  /// From now on a death gives the terminal back first.
  static func arm(_ plan: Plan) {
    state.pointee.output = plan.output
    state.pointee.terminal = plan.terminal
    state.pointee.modes = plan.modes
    state.pointee.bytes?.deallocate()
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: plan.sequences.count, alignment: 1)
    bytes.copyMemory(from: plan.sequences, byteCount: plan.sequences.count)
    state.pointee.bytes = bytes
    state.pointee.count = plan.sequences.count
    state.pointee.heldMessages = plan.messages?.held ?? -1
    state.pointee.errorOutput = plan.messages?.original ?? -1
    state.pointee.armed = true
  }

  /// Says whether there is something to restore: not while a child program has the terminal.
  static func setArmed(_ armed: Bool) {
    state.pointee.armed = armed
  }

  /// Gives the signals back to whoever had them.
  static func uninstall() {
    state.pointee.armed = false
    for number in faults + endings {
      sigaction(number, previous + Int(number), nil)
    }
  }

  /// Makes the terminal whole, once; safe in a signal handler.
  fileprivate static func restore() {
    guard state.pointee.armed else { return }
    state.pointee.armed = false
    if let bytes = state.pointee.bytes {
      _ = write(state.pointee.output, bytes, state.pointee.count)
    }
    tcsetattr(state.pointee.terminal, TCSANOW, &state.pointee.modes)
    MessageHold.release(held: state.pointee.heldMessages, to: state.pointee.errorOutput)
  }

  /// A stack of its own for the handler, so that a stack overflow is survived too. Set once.
  private static let useAlternateStack: Void = {
    let size = 64 * 1024
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
  }()

  /// `exit` called below a session leaves a whole terminal as well. Registered once.
  private static let restoreAtExit: Void = {
    atexit { EmergencyRestore.restore() }
  }()
}

/// Restores the terminal, then lets the signal do what it did before.
private func handleFatalSignal(
  _ number: Int32, _ info: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
) {
  EmergencyRestore.restore()
  sigaction(number, EmergencyRestore.previous + Int(number), nil)
  // A fault comes again by itself on return, with its address; a signal that was sent does not.
  let fromKernel = (info?.pointee.si_code ?? 0) > 0
  if !(fromKernel && EmergencyRestore.isFault(number)) { raise(number) }
}
