import Domain
import Storage

/// Opens the terminal on a store and gives it back whole.
enum Launch {
  /// The option that chooses the colours of one session.
  static let themeOption = OptionSpec(
    name: "--theme", value: "THÈME", help: Theme.names, choices: Theme.all.map(\.name))

  /// Runs the program until the operator leaves.
  ///
  /// - Parameters:
  ///   - session: who works; nil when nobody knows yet, and the first start finds it out.
  ///   - shared: the shared database to follow, nil for a desk that is alone.
  /// - Throws: `TerminalError` when there is no terminal to use; `StorageError`; `UsageError` when
  ///   there is no such theme.
  static func run(
    store: Store, session: Session?, shared: SharedAddress? = nil, _ arguments: ParsedArguments,
    _ shell: Shell
  ) throws {
    var settings = Settings.load(shell.environment)
    let themes = Theme.all.map { ($0.name, $0) }
    if let theme = try arguments.choice("--theme", among: themes) { settings.theme = theme }
    let terminal = try TerminalSession(
      TerminalOptions(
        theme: settings.theme, noColor: shell.environment["NO_COLOR"], mouse: settings.mouse))
    defer { terminal.close() }
    var (session, shared) = (session, shared)
    if session == nil {
      let assistant = try AssistantLoop(
        store: store, terminal: terminal, known: [shared].compactMap(\.self), clock: shell.clock)
      // One that was named is tried at once; the machine's own is proposed.
      guard let started = try assistant.run(asked: shared == .standard ? nil : shared) else {
        return
      }
      session = Session(actor: started.me, clock: shell.clock)
      shared = started.shared
    }
    guard let session else { return }
    var loop = try RunLoop(
      store: store, session: session, terminal: terminal, settings: settings,
      state: StateFolder(environment: shell.environment), shared: shared)
    loop.run()
  }
}
