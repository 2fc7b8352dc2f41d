import Foundation

/// What one end-to-end test works in: a temporary home, so that the program finds no store but the
/// test's own, the programs run there, and the terminals opened there.
actor Workspace {
  /// Folder that goes away with the workspace; short, for the path of a socket has 107 bytes.
  nonisolated let folder: String
  private var terminals: [TmuxTerminal] = []

  /// Gives `body` a workspace of its own and clears it away afterwards, its terminals first,
  /// however `body` ends (an error, or the time limit that cancels the test).
  @discardableResult
  static func with<Result>(
    _ body: (Workspace) async throws -> Result
  ) async throws -> Result {
    let workspace = try Workspace()
    let result: Swift.Result<Result, any Error>
    do { result = .success(try await body(workspace)) } catch { result = .failure(error) }
    // A task of its own: in a cancelled one every wait would end at once.
    await Task { await workspace.clear() }.value
    return try result.get()
  }

  private init() throws {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/e2e-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFailure(description: "no temporary folder: \(String(cString: strerror(errno)))")
    }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func clear() async {
    for terminal in terminals { await terminal.kill() }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Where the program keeps its stores: `XDG_DATA_HOME`.
  nonisolated var dataHome: String { "\(folder)/data" }

  /// What a program sees of the world outside: its home is the workspace, its locale C.UTF-8.
  nonisolated var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
      "HOME": folder,
      "XDG_DATA_HOME": dataHome,
      "XDG_CONFIG_HOME": "\(folder)/config",
      "LC_ALL": "C.UTF-8",
      // The machine may have a shared database.
      "HABITER_BASE": "aucune",
    ]
  }

  /// The program under test: `HABITER_BINARY` where it is set (a release build, say), else the
  /// `habiter` that `swift build` and `swift test` put beside the test bundle, this process.
  static func habiter() throws -> String {
    if let path = ProcessInfo.processInfo.environment["HABITER_BINARY"] { return path }
    let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = URL(filePath: bundle).deletingLastPathComponent().appending(path: "habiter").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw CommandFailure(description: "no \(path): run `swift build`, or set HABITER_BINARY")
    }
    return path
  }

  /// Runs any program to its end, without a terminal, in the workspace's folder.
  /// `environment` comes on top of the usual one.
  nonisolated func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> CommandResult {
    try await Command(
      arguments: ["env", "-C", folder] + arguments,
      environment: self.environment.merging(environment) { $1 },
      folder: folder
    ).run()
  }

  /// Runs `habiter` with `arguments` to its end, without a terminal.
  nonisolated func runHabiter(
    arguments: [String], environment: [String: String] = [:]
  ) async throws -> CommandResult {
    try await run([Workspace.habiter()] + arguments, environment: environment)
  }

  /// Opens a terminal of its own for any program, in the workspace's folder.
  func openTerminal(
    _ arguments: [String], columns: Int = 120, rows: Int = 40, environment: [String: String] = [:]
  ) async throws -> TmuxTerminal {
    let terminal = TmuxTerminal(
      folder: "\(folder)/t\(terminals.count)",
      environment: self.environment.merging(environment) { $1 })
    terminals.append(terminal)
    try await terminal.start(["env", "-C", folder] + arguments, columns: columns, rows: rows)
    return terminal
  }

  /// Opens a terminal in which `habiter` runs with `arguments`.
  func openHabiter(
    arguments: [String], columns: Int = 120, rows: Int = 40, environment: [String: String] = [:]
  ) async throws -> TmuxTerminal {
    try await openTerminal(
      [Workspace.habiter()] + arguments, columns: columns, rows: rows, environment: environment)
  }
}
