import Domain
import Storage

/// `habiter`: opens the terminal on the operator's own dossiers.
enum OpenCommand {
  static let spec = CommandSpec(
    words: [], summary: "Ouvre vos dossiers dans le terminal.",
    details: [
      "Si habiter est déjà ouvert, ou si rien ne peut être écrit, on ne peut que lire."
    ],
    options: [readingOption, Launch.themeOption], examples: ["habiter", "habiter --lecture"]
  ) { arguments, shell in
    let store = try shell.realStore(for: arguments.has("--lecture") ? .reading : .work)
    let session = Session(actor: try operatorAtWork(in: store), clock: shell.clock)
    try Launch.run(store: store, session: session, arguments, shell)
    return .success
  }

  static let readingOption = OptionSpec(
    name: "--lecture", help: "ne permet que de lire ; :lecture la quitte ou y revient")

  /// Who works on the real store.
  ///
  /// - Throws: `Refusal` that says how to tell it, when nobody did.
  static func operatorAtWork(in store: Store) throws -> Operator {
    if let me = try store.me() { return me }
    throw Refusal(
      "Le programme ne sait pas encore qui vous êtes.",
      remedy: "Dites-le une fois, par exemple : habiter moi --nom \"C. Martin\" --role contact1 "
        + "--bailleur 99900001100018 --raison-sociale \"Bailleur A\"\n"
        + "Pour essayer sans rien régler : habiter demo")
  }
}
