import Domain
import Storage

/// Which shared database a desk follows: the one asked for, else the one of the environment, else
/// the one it followed last, else the file that all accounts of the machine share.
enum SharedChoice {
  static let option = OptionSpec(
    name: "--base", value: "ADRESSE",
    help: "la base partagée : sqlite:/chemin/bourse.sqlite, postgresql://…, service=…")

  private static let variable = "HABITER_BASE"

  /// The shared database of a store, nil for a desk that is alone.
  ///
  /// - Throws: `SharedError` when an address cannot be read, `StorageError`.
  static func address(
    of store: Store, _ arguments: ParsedArguments, _ shell: Shell
  ) throws -> SharedAddress? {
    if let asked = arguments.options["--base"] ?? shell.environment[variable] {
      let address = try SharedAddress(asked)
      if store.reading == nil { try store.follow(address) }
      return address
    }
    if let known = try store.sharedAddress() { return try SharedAddress(known) }
    return SharedAddress.standard.isThere ? .standard : nil
  }
}
