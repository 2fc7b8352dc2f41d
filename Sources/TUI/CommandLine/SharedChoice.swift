import Domain
import Storage

/// Which shared database a desk follows: the one asked for, else the one of the environment, else
/// the one it followed last, else the file that all accounts of the machine share. Who asks for
/// none works alone.
enum SharedChoice {
  static let option = OptionSpec(
    name: "--base", value: "ADRESSE",
    help: "la base partagée : sqlite:/chemin/bourse.sqlite, postgresql://…, service=…, ou aucune")

  private static let variable = "HABITER_BASE"
  private static let none = "aucune"

  /// The shared database of a store, nil for a desk that is alone.
  ///
  /// - Throws: `SharedError` when an address cannot be read, `StorageError`.
  static func address(
    of store: Store, _ arguments: ParsedArguments, _ shell: Shell
  ) throws -> SharedAddress? {
    if let asked = asked(arguments, shell) {
      return asked == none ? nil : try SharedAddress(asked)
    }
    if let known = try store.sharedAddress() { return try SharedAddress(known) }
    return SharedAddress.standard.isThere ? .standard : nil
  }

  /// The shared database that a command works on without a store of its own.
  ///
  /// - Throws: `Refusal` when there is none, `SharedError` when an address cannot be read,
  ///   `StorageError`.
  static func address(_ arguments: ParsedArguments, _ shell: Shell) throws -> SharedAddress {
    let asked = asked(arguments, shell)
    if let asked, asked != none { return try SharedAddress(asked) }
    let location = try shell.location(isDemo: false)
    if asked == nil, shell.exists(location) {
      let store = try Store(location, for: .reading)
      defer { store.close() }
      if let known = try store.sharedAddress() { return try SharedAddress(known) }
    }
    guard asked == nil, SharedAddress.standard.isThere else {
      throw Refusal(
        "Il n'y a pas de base partagée : elle n'est ni indiquée, ni connue de ce poste.",
        remedy: "Indiquez-la : --base sqlite:/var/lib/habiter/bourse.sqlite")
    }
    return .standard
  }

  private static func asked(_ arguments: ParsedArguments, _ shell: Shell) -> String? {
    arguments.options["--base"] ?? shell.environment[variable]
  }
}
