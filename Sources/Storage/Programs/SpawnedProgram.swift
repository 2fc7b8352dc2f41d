import Glibc
import Synchronization

/// A program started by this one: with clean signals, and without a copy of its memory.
public struct SpawnedProgram: Sendable {
  /// Why a program could not be started: the system's error.
  public struct Failure: Error, Equatable, Sendable {
    /// Its number.
    public let code: Int32
  }

  /// How a program ended.
  public enum Ending: Equatable, Sendable {
    /// By itself, with this code.
    case exited(Int32)
    /// By this signal.
    case signalled(Int32)
  }

  /// Held while a program is started, and while descriptors are made that none may inherit.
  private static let starting = Mutex(())

  private let child: pid_t
  private let isApart: Bool

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - arguments: the program, looked up in `PATH`, and its arguments.
  ///   - descriptors: which of this process's descriptors become which of its own.
  ///   - isApart: whether it has a process group of its own, which no Ctrl-C reaches and which
  ///     `kill` ends whole.
  /// - Throws: `Failure`.
  public init(
    _ arguments: [String], descriptors: [(own: Int32, its: Int32)], isApart: Bool = false
  ) throws(Failure) {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags =
      POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (isApart ? POSIX_SPAWN_SETPGROUP : 0)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (own, its) in descriptors { posix_spawn_file_actions_adddup2(&actions, own, its) }

    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    var child: pid_t = 0
    let name = arguments.first ?? ""
    let code = Self.starting.withLock { _ in
      posix_spawnp(&child, name, &actions, &attributes, pointers, environ)
    }
    guard code == 0 else { throw Failure(code: code) }
    self.child = child
    self.isApart = isApart
  }

  /// A pipe that no program started meanwhile, on another thread, inherits.
  ///
  /// - Throws: `Failure` when the process has no descriptor left.
  static func pipe() throws(Failure) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    let code = starting.withLock { _ -> Int32 in
      guard Glibc.pipe(&ends) == 0 else { return errno }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return 0
    }
    guard code == 0 else { throw Failure(code: code) }
    return (ends[0], ends[1])
  }

  /// Waits for its end.
  public func wait() -> Ending { collect(0) ?? .exited(127) }

  /// How it ended, nil while it runs.
  public func ended() -> Ending? { collect(WNOHANG) }

  /// Ends it at once.
  public func kill() { _ = Glibc.kill(isApart ? -child : child, SIGKILL) }

  private func collect(_ options: Int32) -> Ending? {
    var status: Int32 = 0
    var found = waitpid(child, &status, options)
    while found < 0, errno == EINTR { found = waitpid(child, &status, options) }
    guard found == child else { return found < 0 ? .exited(127) : nil }
    // wait(2): the low seven bits are the signal, the next byte is the exit status.
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}
