import Foundation
import Testing

/// What a test waited for did not come: says what, where, for how long, and what the screen shows.
struct WaitFailure: Error, CustomStringConvertible {
  let expected: String
  let timeout: Duration
  let screen: [String]
  let location: SourceLocation

  var description: String {
    let rows = screen.prefix(through: screen.lastIndex { !$0.isEmpty } ?? screen.startIndex - 1)
    let shown = rows.map { "  │\($0)" }.joined(separator: "\n")
    return """
      \(location.fileID):\(location.line): no \(expected) within \(timeout); the screen shows:
      \(shown)
      """
  }
}

/// A program in a terminal that a test drives by keys and reads as text: one private tmux server
/// with one pane. `Workspace.openTerminal` makes it, and stops it at the test's end.
actor TmuxTerminal {
  private let folder: String
  private let environment: [String: String]
  /// The program's process, 0 until it is started.
  private var program: pid_t = 0

  /// - Parameters:
  ///   - folder: holds the socket; made by `start`.
  ///   - environment: all that the program sees, besides the TERM that tmux sets.
  init(folder: String, environment: [String: String]) {
    self.folder = folder
    self.environment = environment
  }

  /// Starts `arguments` in a terminal of the given size; the pane outlives the program, so that
  /// its last screen and its exit status can be read.
  func start(_ arguments: [String], columns: Int, rows: Int) async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let size = ["-x", "\(columns)", "-y", "\(rows)"]
    // The program must not know that it is in tmux, or it would be tested as nobody runs it.
    let outsideTmux = ["env", "-u", "TMUX", "-u", "TMUX_PANE"]
    try await tmux(
      ["-f", "/dev/null", "-u", "start-server"]
        + [";", "set", "-g", "default-terminal", "xterm-256color"]
        + [";", "set", "-sg", "escape-time", "0"]
        + [";", "set", "-g", "status", "off"]
        + [";", "set", "-g", "remain-on-exit", "on"]
        + [";", "set", "-g", "remain-on-exit-format", ""]
        + [";", "new-session", "-d", "-s", "t"] + size + outsideTmux
        + arguments.map(TmuxTerminal.escaped))
    program = pid_t(try await query("#{pane_pid}")) ?? 0
  }

  /// Presses keys by their tmux names: `Enter`, `Escape`, `Tab`, `BTab`, `Up`, `PageDown`, `F1`,
  /// `C-c`, `M-x`, or single characters. A name that tmux does not know is typed as it is.
  /// After `Escape`, wait for its effect before the next key: the two would be read as one.
  func send(_ keys: String...) async throws {
    try await tmux(["send-keys", "-t", "t"] + keys.map(TmuxTerminal.escaped))
  }

  /// Types a text, character by character.
  func type(_ text: String) async throws {
    try await tmux(["send-keys", "-t", "t", "-l", "--", TmuxTerminal.escaped(text)])
  }

  /// The rows of the screen as they are now, without their trailing blanks.
  func capture() async throws -> [String] {
    try await tmux(["capture-pane", "-p", "-t", "t"])
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Gives the terminal another size; the program gets SIGWINCH.
  func resize(columns: Int, rows: Int) async throws {
    try await tmux(["resize-window", "-t", "t", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Waits until `text` stands somewhere on the screen; throws `WaitFailure` after `timeout`.
  /// - Returns: the screen that has it.
  @discardableResult
  func wait(
    for text: String, timeout: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [String] {
    try await wait(
      until: "« \(text) »", timeout: timeout, sourceLocation: sourceLocation
    ) { screen in screen.contains { $0.contains(text) } }
  }

  /// Waits until the screen satisfies `condition`, which `expected` words for the failure.
  /// - Returns: the screen that does.
  @discardableResult
  func wait(
    until expected: String, timeout: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: @Sendable ([String]) -> Bool
  ) async throws -> [String] {
    let limit = ContinuousClock.now + timeout
    while true {
      let screen = try await capture()
      if condition(screen) { return screen }
      guard .now < limit else {
        throw WaitFailure(
          expected: expected, timeout: timeout, screen: screen, location: sourceLocation)
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Waits until the program has ended; throws `WaitFailure` after `timeout`.
  func waitForExit(
    timeout: Duration = .seconds(10), sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> ExitStatus {
    let limit = ContinuousClock.now + timeout
    while true {
      if let status = try await exitStatus() { return status }
      guard .now < limit else {
        throw WaitFailure(
          expected: "end of the program", timeout: timeout, screen: try await capture(),
          location: sourceLocation)
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// How the program ended; nil while it runs.
  func exitStatus() async throws -> ExitStatus? {
    let format = "#{pane_dead},#{pane_dead_status},#{pane_dead_signal},#{pid}"
    let fields = try await query(format).split(separator: ",", omittingEmptySubsequences: false)
      .map { Int32($0) }
    guard fields.count == 4, fields[0] == 1 else { return nil }
    if let code = fields[1] { return .exited(code) }
    if let number = fields[2] { return .signalled(number) }
    // tmux 3.3a sometimes misses the end of a child, which stays a zombie: remind the server.
    if let server = fields[3] { Foundation.kill(server, SIGCHLD) }
    return nil
  }

  /// Whether the program's process lives, be its terminal open or closed.
  var isProgramRunning: Bool {
    guard let state = processStatus?.first else { return false }
    return state != "Z" && state != "X"
  }

  /// Waits until the program has done nothing at all for half a second: no processor time went by.
  func waitForRest(
    timeout: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let limit = ContinuousClock.now + timeout
    var before = processorTime
    while true {
      try await Task.sleep(for: .milliseconds(500))
      let now = processorTime
      if now == before { return }
      before = now
      guard .now < limit else {
        throw WaitFailure(
          expected: "rest of the program", timeout: timeout, screen: try await capture(),
          location: sourceLocation)
      }
    }
  }

  /// The ticks that the program has had in its own code and in the system's.
  private var processorTime: [Substring]? { processStatus.map { Array($0[11...12]) } }

  /// What the system says of the program, from its state on: `pid (name) state …`.
  private var processStatus: [Substring]? {
    // A name may hold spaces and parentheses.
    guard let stat = try? String(contentsOfFile: "/proc/\(program)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")")
    else { return nil }
    return stat[end...].dropFirst(2).split(separator: " ")
  }

  /// Sends the program a signal, as `kill` would.
  func signal(_ number: Int32) {
    if program > 0 { Foundation.kill(program, number) }
  }

  /// Closes the terminal under the program: the tmux server goes, the program gets SIGHUP.
  /// Does nothing when it is closed already.
  func kill() async {
    _ = try? await tmux(["kill-server"])
  }

  private func query(_ format: String) async throws -> String {
    try await tmux(["display-message", "-p", "-t", "t", format])
      .trimmingCharacters(in: .newlines)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    let command = ["tmux", "-S", "\(folder)/tmux"] + arguments
    let result = try await Command(
      arguments: command, environment: environment, folder: folder
    ).run()
    guard result.status == .exited(0) else {
      throw CommandFailure(description: "\(command): \(result.status) \(result.stderr)")
    }
    return result.stdout
  }

  /// tmux takes a semicolon at an argument's end for the end of the command.
  private static func escaped(_ argument: String) -> String {
    argument.hasSuffix(";") ? "\(argument.dropLast())\\;" : argument
  }
}
