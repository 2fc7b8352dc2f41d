import Glibc

/// Programs started by this one: with clean signals, and without a copy of its memory.
enum ChildProgram {
  /// Runs a program on the given terminal and waits for its end.
  ///
  /// - Parameters:
  ///   - arguments: the program, looked up in `PATH`, and its arguments.
  ///   - input: the descriptor that becomes its standard input.
  ///   - output: the descriptor that becomes its standard output.
  /// - Returns: its exit status; 128 and the signal's number when a signal ended it.
  /// - Throws: `TerminalError.programFailed` when it cannot be started.
  static func run(
    _ arguments: [String], input: Int32, output: Int32
  ) throws(TerminalError) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)

    let name = arguments.first ?? ""
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, name, &actions, &attributes, pointers, environ)
    guard code == 0 else { throw .programFailed(name, code) }
    return wait(for: child)
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return 127 }
    }
    // wait(2): the low seven bits are the signal, the next byte is the exit status.
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
