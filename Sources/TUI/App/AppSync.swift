import Domain
import Storage

/// A conflict that is being settled by another act: what its form proposes, and says first.
struct Resolving {
  let conflict: CommandID
  let values: FormValues
  let rules: [String]

  init(_ item: ConflictCase, _ command: DossierCommand, world: World) {
    conflict = item.conflict.act.command
    values =
      ActPrefill(command: command, texts: item.texts, onBehalf: item.conflict.act.onBehalf).values
    let words = item.conflict.shown.first.map {
      EventWords(names: world.directory, dossier: .empty).brief(of: $0)
    }
    rules = [
      "À refaire : \(words ?? "acte"). L'acte ne tenait plus : \(item.conflict.cause.message)"
    ]
  }
}

/// The exchange with the shared database: its screen, and the conflicts settled there.
extension App {
  /// Takes the world as it is now; an act that does not hold any more is said once.
  mutating func adopt(_ next: World) {
    let more = next.sync.conflicts - world.sync.conflicts
    world = next
    guard more > 0 else { return }
    let key = world.keyMap.keyName(of: .sync) ?? ":sync"
    let what =
      more == 1
      ? "Un de vos actes ne tient plus avec ce qui a été fait ailleurs"
      : "\(more) de vos actes ne tiennent plus avec ce qui a été fait ailleurs"
    toast = Toast(kind: .warning, text: "\(what). \(key) dit pourquoi et que faire.")
  }

  /// Tries the shared database now.
  mutating func retrySync() -> [Effect] {
    guard world.sync.address != nil else {
      toast = Toast(kind: .info, text: "Ce poste ne suit aucune base partagée en ce moment.")
      return []
    }
    guard !world.sync.status.isConnected else {
      toast = Toast(kind: .info, text: "La base partagée répond : tout part aussitôt.")
      return []
    }
    toast = Toast(kind: .info, text: "Nouvel essai…")
    return [.retrySync]
  }

  /// An action while the exchange is shown; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on sync: SyncSheet) -> [Effect]? {
    switch action {
    case .retrySync: return retrySync()
    case .open:
      switch sync.target {
      case .conflict(let command): return open(.conflict(ConflictSheet(command, from: sync)))
      case .dossier(let stream): return leave(for: stream)
      case nil: return []
      }
    default:
      var sync = sync
      guard sync.move(action) else { return nil }
      sheet = .sync(sync)
      return []
    }
  }

  /// An action while a conflict is shown; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on conflict: ConflictSheet) -> [Effect]? {
    var conflict = conflict
    guard let outcome = conflict.perform(action) else { return nil }
    sheet = .conflict(conflict)
    return carry(outcome, of: conflict)
  }

  /// A key typed while a reason for giving an act up is asked for; nil when none is.
  mutating func typeReason(_ key: Key) -> [Effect]? {
    guard case .conflict(var conflict) = sheet, conflict.prompt != nil else { return nil }
    let outcome = conflict.type(key)
    sheet = .conflict(conflict)
    return carry(outcome, of: conflict)
  }

  /// A text pasted while a reason is asked for.
  mutating func pasteReason(_ text: String) {
    guard case .conflict(var conflict) = sheet else { return }
    conflict.paste(text)
    sheet = .conflict(conflict)
  }

  private mutating func carry(
    _ outcome: ConflictSheet.Outcome, of conflict: ConflictSheet
  ) -> [Effect] {
    switch outcome {
    case .done: return []
    case .left: return open(.sync(conflict.list))
    case .opened(let stream): return leave(for: stream)
    case .redone(let item): return redo(item)
    case .settled(let command, let settlement):
      if let reading = world.reading { return refuse(reading.refusal) }
      sheet = .sync(conflict.list)
      return [.settle(command, settlement)]
    case .refused(let why):
      toast = Toast(kind: .warning, text: why)
      return []
    }
  }

  /// Takes in the lists of the exchange.
  mutating func take(_ file: SyncFile) {
    guard case .sync(var sync) = sheet else { return }
    sync.take(file)
    sheet = .sync(sync)
  }

  /// Takes in a conflict; one that is in no list any more leaves the list.
  mutating func take(_ item: ConflictCase?) -> [Effect] {
    guard case .conflict(var conflict) = sheet else { return [] }
    guard let item else { return open(.sync(conflict.list)) }
    conflict.take(item)
    sheet = .conflict(conflict)
    return []
  }

  /// Opens the form of the act that did not hold, or of the one that changes what stands now.
  private mutating func redo(_ item: ConflictCase) -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    if item.conflict.act.isOfPatrimoine {
      return refuse(
        Refusal(
          "Cet acte porte sur un patrimoine.",
          remedy: "Refaites-le depuis le patrimoine du bailleur, puis abandonnez celui-ci."))
    }
    if item.conflict.act.isOfAnnonce {
      return refuse(
        Refusal(
          "Cet acte porte sur une annonce.",
          remedy: "Refaites-le depuis la modération s'il y a lieu, puis abandonnez celui-ci."))
    }
    guard let command = item.conflict.command else {
      return refuse(
        Refusal(
          "Cet acte vient d'une autre version du programme.",
          remedy: "Installez-la, ou refaites l'acte depuis le dossier, puis abandonnez celui-ci."))
    }
    let begun = Resolving(item, command, world: world)
    switch ConflictRedo(item: item, command: command, world: world).way {
    case .creation:
      let effects = create()
      if !effects.isEmpty { resolving = begun }
      return effects
    case .undo(let undone, let event, let detail):
      resolving = begun
      overlay = .form(
        ActForm(
          undoing: (undone, event), detail: detail, world: world, openedBy: openedBy,
          values: begun.values))
    case .form(let entry, let detail):
      resolving = begun
      overlay = .form(
        ActForm(
          entry: entry, detail: detail, world: world, openedBy: openedBy, values: begun.values,
          rules: begun.rules))
    case .closed(let refusal):
      let drop = world.keyMap.keyName(of: .conflict(.drop)).map { " \($0) abandonne l'acte." } ?? ""
      return refuse(Refusal(refusal.sentence + drop))
    }
    return []
  }

  /// Notes that an act recorded has taken the place of the one that did not hold.
  mutating func resolved(by receipt: Receipt) -> [Effect] {
    guard let resolving else { return [] }
    self.resolving = nil
    if case .conflict(let conflict) = sheet { sheet = .sync(conflict.list) }
    return [.settle(resolving.conflict, .redone(by: receipt.command))]
  }
}
