import Domain
import FoundationEssentials
import Storage

/// A copy of what the shared database has for this desk, to take the place of damaged data.
///
/// It is filled in a folder beside the data and is then a saved copy as any other: a cut leaves the
/// data as they were, and the acts of `pending.log` are put back.
struct SharedRestore {
  let location: StoreLocation
  let address: SharedAddress
  let shell: Shell

  private var copy: StoreLocation {
    StoreLocation(directory: "\(location.directory)/copie-partagee")
  }

  /// Where the desk's shared database is, as far as the data can still be read.
  init(_ arguments: ParsedArguments, _ shell: Shell) throws {
    location = try shell.location(isDemo: false)
    self.shell = shell
    do {
      address = try SharedChoice.address(arguments, shell)
    } catch is StorageError {
      throw Refusal(
        "Les données abîmées ne disent plus quelle base partagée ce poste suit.",
        remedy: "Indiquez-la : habiter restaurer --partagee --base ADRESSE.")
    }
  }

  /// Fetches the copy and puts it in the place of the data.
  ///
  /// - Throws: `SharedError` when the shared database does not answer, what `StoreRestore` throws.
  func run() throws -> StoreRestore.Summary {
    try clear()
    defer { try? clear() }
    let store = try Store(copy)
    do {
      defer { store.close() }
      try store.follow(address)
      try SyncRun(store: store, address: address, shell: shell).exchangeOnce()
    }
    return try StoreRestore.run(from: copy.database, to: location, at: shell.clock()) {
      shell.progress($0)
    }
  }

  private func clear() throws {
    guard FileManager.default.fileExists(atPath: copy.directory) else { return }
    try FileManager.default.removeItem(atPath: copy.directory)
  }
}
