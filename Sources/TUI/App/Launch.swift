import Domain
import FoundationEssentials
import Storage

/// Opens the terminal on a store and gives it back whole.
enum Launch {
  /// Runs the program until the operator leaves.
  ///
  /// - Throws: `TerminalError` when there is no terminal to use; `StorageError`.
  static func run(store: Store, session: Session) throws {
    let environment = ProcessInfo.processInfo.environment
    let noColor = environment["NO_COLOR"]
    let terminal = try TerminalSession(TerminalOptions(noColor: noColor))
    defer { terminal.close() }
    var loop = try RunLoop(
      store: store, session: session, terminal: terminal,
      state: StateFolder(environment: environment))
    loop.run()
  }
}
