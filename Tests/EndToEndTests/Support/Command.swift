import Foundation

/// How a program ended.
enum ExitStatus: Equatable, Sendable {
  case exited(Int32)
  case signalled(Int32)
}

/// What a program left behind when it ended.
struct CommandResult: Equatable, Sendable {
  let status: ExitStatus
  let stdout: String
  let stderr: String
}

/// Why a program could not be started, or was not waited for any longer.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String
}

/// A program to run to its end: no terminal, nothing on its standard input.
///
/// Not Foundation's Process: that hands down the blocked signals of the test's thread, and waits
/// for grandchildren, so for ever for a tmux server.
struct Command {
  let arguments: [String]
  let environment: [String: String]
  /// Where the two files stand through which the output goes.
  let folder: String

  /// Runs the program, found on PATH, to its end.
  /// Throws `CommandFailure` when it cannot start or outlives `timeout` (it is killed then).
  func run(timeout: Duration = .seconds(30)) async throws -> CommandResult {
    let name = UUID().uuidString
    let (out, err) = ("\(folder)/\(name).out", "\(folder)/\(name).err")
    let child = try spawn(out: out, err: err)
    let status = try await wait(for: child, until: .now + timeout)
    return CommandResult(status: status, stdout: try take(out), stderr: try take(err))
  }

  private func take(_ path: String) throws -> String {
    let bytes = try Data(contentsOf: URL(filePath: path))
    try FileManager.default.removeItem(atPath: path)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func wait(for child: pid_t, until limit: ContinuousClock.Instant) async throws
    -> ExitStatus
  {
    var status: Int32 = 0
    do {
      while waitpid(child, &status, WNOHANG) == 0 {
        guard .now < limit else {
          throw CommandFailure(description: "\(arguments) did not end in time and was killed")
        }
        try await Task.sleep(for: .milliseconds(2))
      }
    } catch {
      kill(child, SIGKILL)
      waitpid(child, &status, 0)
      throw error
    }
    // The layout of a wait status: low seven bits the signal, next byte the exit code.
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  private func spawn(out: String, err: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, out, create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, err, create, 0o600)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let argv = arguments.map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var child: pid_t = 0
    let error = posix_spawnp(&child, arguments[0], &actions, &attributes, argv, envp)
    guard error == 0 else {
      throw CommandFailure(description: "\(arguments[0]): \(String(cString: strerror(error)))")
    }
    return child
  }
}
