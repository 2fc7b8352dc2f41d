import Domain
import Storage

/// `habiter`: opens the terminal on the operator's own dossiers.
enum OpenCommand {
  static let spec = CommandSpec(
    words: [], summary: "Ouvre vos dossiers dans le terminal.",
    details: [
      "Si habiter est déjà ouvert, ou si rien ne peut être écrit, on ne peut que lire."
    ],
    options: [readingOption, lineOption, Launch.themeOption, SharedChoice.option],
    examples: ["habiter", "habiter --lecture", "habiter --lineaire"]
  ) { arguments, shell in
    let store = try shell.realStore(for: arguments.has("--lecture") ? .reading : .work)
    let shared = try SharedChoice.address(of: store, arguments, shell)
    let mayStart = store.reading == nil && shell.hasTerminal && !arguments.has("--lineaire")
    let me = try store.me()
    if me == nil, mayStart {
      try Launch.run(store: store, session: nil, shared: shared, arguments, shell)
      return .success
    }
    if me == nil, let shared, store.reading == nil { try fill(store, from: shared, shell) }
    let session = Session(actor: try operatorAtWork(in: store), clock: shell.clock)
    if let shared, store.reading == nil { try store.follow(shared) }
    try work(in: store, session, shared: shared, arguments, shell)
    return .success
  }

  /// Fetches all that a store without anything may have, where no screen can be shown meanwhile.
  private static func fill(_ store: Store, from address: SharedAddress, _ shell: Shell) throws {
    let run = try SyncRun(store: store, address: address, shell: shell)
    try run.exchangeOnce()
    try store.follow(address)
  }

  static let readingOption = OptionSpec(
    name: "--lecture", help: "ne permet que de lire ; :lecture la quitte ou y revient")

  static let lineOption = OptionSpec(
    name: "--lineaire",
    help: "dit tout ligne par ligne : lecteurs d'écran, tubes ; « aide » y donne les mots")

  /// Opens a store on the screen, or line by line.
  ///
  /// - Throws: `TerminalError` when there is no terminal to use; `StorageError`.
  static func work(
    in store: Store, _ session: Session, shared: SharedAddress? = nil,
    _ arguments: ParsedArguments, _ shell: Shell
  ) throws {
    if arguments.has("--lineaire") {
      try LineDialogue(store: store, session: session, shared: shared, shell: shell).run()
    } else {
      try Launch.run(store: store, session: session, shared: shared, arguments, shell)
    }
  }

  /// Who works on the real store.
  ///
  /// - Throws: `Refusal` that says how to tell it, when nobody did.
  static func operatorAtWork(in store: Store) throws -> Operator {
    if let me = try store.me() { return me }
    throw Refusal(
      "Le programme ne sait pas encore qui vous êtes.",
      remedy:
        "Ouvrez habiter dans un terminal, ou indiquez la base partagée : --base ADRESSE. Sans "
        + "elle, dites-le une fois, par exemple : habiter moi --nom \"C. Martin\" --role contact1 "
        + "--bailleur 99900001100018 --raison-sociale \"Bailleur A\"\n"
        + "Pour essayer sans rien régler : habiter demo")
  }
}
