import Foundation

/// Why a program of the tests' surroundings did not do its work.
public struct ProgramFailure: Error, CustomStringConvertible {
  /// What failed, and how.
  public let description: String

  /// A system call that has just failed.
  static func ofSystem(_ call: String) -> ProgramFailure {
    ProgramFailure(description: "\(call): \(String(cString: strerror(errno)))")
  }
}

/// A child process with its standard input and output in this process's hands.
///
/// Not Foundation's Process, which waits for grandchildren: a server would be one.
public final class Program: Sendable {
  private let child: pid_t
  /// This process's end of what the program has as standard input and output.
  private let channel: Int32

  /// Starts the program in a process group of its own, so that Ctrl-C reaches the tests alone.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    var ends: [Int32] = [-1, -1]
    // Other children of the tests must not hold the ends open: what closes them must be noticed.
    guard
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else {
      throw ProgramFailure.ofSystem("socketpair")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_adddup2(&actions, ends[1], descriptor)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var child: pid_t = 0
    let error = posix_spawnp(&child, arguments[0], &actions, &attributes, argv, envp)
    close(ends[1])
    channel = ends[0]
    self.child = child
    guard error == 0 else {
      close(channel)
      throw ProgramFailure(description: "\(arguments[0]): \(String(cString: strerror(error)))")
    }
  }

  /// Runs a program to its end, on a thread that is none of Swift's.
  ///
  /// - Returns: all that it said, on its standard error too.
  public static func output(
    of arguments: [String], _ environment: [String: String] = [:]
  ) async throws -> [String] {
    try await onAThread { try Program(arguments, environment: environment).finish().output }
  }

  /// Writes a line to the program.
  func say(_ line: String) throws {
    let bytes = Array("\(line)\n".utf8)
    // A program that has ended must be an error here, not a signal.
    guard send(channel, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw ProgramFailure(description: "cannot write to a program: it ended")
    }
  }

  /// The next line of the program, without its end; nil when it says no more.
  func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(channel, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Closes its input, which ends it, and waits for its end.
  /// - Returns: what it had still to say, and its exit code (a signal counts as one above 255).
  @discardableResult
  func finish() -> (output: [String], code: Int32) {
    shutdown(channel, Int32(SHUT_WR))
    var lines: [String] = []
    while let line = line() { lines.append(line) }
    close(channel)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return (lines, status & 0x7F == 0 ? (status >> 8) & 0xFF : 256 + status & 0x7F)
  }
}
