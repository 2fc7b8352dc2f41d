import Domain
import FoundationEssentials
import Glibc
import Storage

/// `habiter sync`: fetches and sends, then ends; or goes on.
enum SyncCommand {
  static let spec = CommandSpec(
    words: ["sync"], summary: "Échange avec la base partagée : prend, envoie, dit les conflits.",
    details: [
      "Sans --suivre, s'arrête quand tout est pris et envoyé. Code 4 s'il reste des conflits.",
      "Ne va pas pendant que habiter est ouvert sur le même poste : lui échange de lui-même.",
    ],
    options: [
      SharedChoice.option,
      OptionSpec(name: "--suivre", help: "reste en marche, jusqu'à une interruption"),
      OptionSpec(name: "--json", help: "dit le résultat en une ligne de JSON"),
    ],
    examples: ["habiter sync", "habiter sync --base service=bourse --json"]
  ) { arguments, shell in
    let store = try shell.realStore(for: .writing)
    defer { store.close() }
    guard let address = try SharedChoice.address(of: store, arguments, shell) else {
      throw Refusal(
        "Ce poste n'a pas de base partagée.",
        remedy: "Indiquez-la : habiter sync --base sqlite:/var/lib/habiter/bourse.sqlite")
    }
    try store.follow(address)
    let run = try SyncRun(store: store, address: address, shell: shell)
    return try run.go(isFollowing: arguments.has("--suivre"), isJSON: arguments.has("--json"))
  }
}

/// A synchronisation from the command line.
struct SyncRun {
  let store: Store
  let address: SharedAddress
  let shell: Shell
  private let engine: SyncEngine
  private let ready: EventDescriptor

  init(store: Store, address: SharedAddress, shell: Shell) throws {
    let ready = try EventDescriptor()
    self.ready = ready
    self.store = store
    self.address = address
    self.shell = shell
    try store.workUnattended()
    engine = try SyncEngine(
      opening: { () throws(SharedError) in try address.open() }, isAlone: true, clock: shell.clock,
      deliver: { ready.signal() })
  }

  func go(isFollowing: Bool, isJSON: Bool) throws -> ExitCode {
    engine.start()
    defer { engine.stop() }
    Interruption.watched { exchange(isFollowing: isFollowing) }
    shell.endProgress()
    return try finish(isJSON)
  }

  /// Fetches and sends until there is no more to do.
  ///
  /// - Throws: `SharedError` when it could not, `Refusal` when it was interrupted.
  func exchangeOnce() throws {
    engine.start()
    defer { engine.stop() }
    Interruption.watched { exchange(isFollowing: false) }
    shell.endProgress()
    if let error = engine.status.error { throw error }
    guard engine.isIdle else {
      throw Refusal("Interrompu avant la fin.", remedy: "Relancez la commande.")
    }
  }

  private func exchange(isFollowing: Bool) {
    var told: SharedError?
    while !Interruption.isAsked {
      engine.advance(store)
      if engine.hasTask { continue }
      show(engine.status)
      if !isFollowing, engine.isIdle || engine.isOffline { break }
      if isFollowing, let error = engine.status.error, error != told {
        shell.report("habiter : \(error.french)")
      }
      told = engine.status.error
      ready.wait(seconds: 0.5)
    }
  }

  private func show(_ status: SyncStatus) {
    guard let progress = status.progress else { return }
    shell.progress("\(progress.done) événements sur \(progress.total)…")
  }

  private func finish(_ isJSON: Bool) throws -> ExitCode {
    let status = engine.status
    let result = SyncResult(
      base: address.label, isConnected: status.isConnected, waiting: try store.pendingCount(),
      conflicts: try store.conflictCount(), error: status.storeError ?? status.error?.french)
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      shell.out(String(decoding: try encoder.encode(result), as: UTF8.self))
    } else if let error = result.error {
      shell.report("habiter : \(error)")
    } else {
      shell.out(result.french)
    }
    if result.error != nil { return .storage }
    return result.conflicts > 0 ? .found : .success
  }
}

/// What a synchronisation left, as scripts read it.
private struct SyncResult: Encodable {
  let base: String
  let isConnected: Bool
  let waiting: Int
  let conflicts: Int
  let error: String?

  private enum CodingKeys: String, CodingKey {
    case base
    case isConnected = "connecte"
    case waiting = "a_envoyer"
    case conflicts = "conflits"
    case error = "erreur"
  }

  var french: String {
    var words = waiting == 0 ? "Tout est échangé." : "\(waiting) acte(s) restent à envoyer."
    if conflicts > 0 {
      words += " \(conflicts) conflit(s) à régler : ouvrez habiter, puis « :sync »."
    }
    return words
  }
}
