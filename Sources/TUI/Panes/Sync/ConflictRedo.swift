import Domain
import Storage

/// How an act that did not hold can be done again on the dossier as it is now.
struct ConflictRedo {
  enum Way {
    case creation
    /// The act that was to be taken back can be, now.
    case undo(CommandID, DossierEvent, DossierDetail)
    case form(ActCatalogue.Entry, DossierDetail)
    /// It cannot, and why.
    case closed(Refusal)
  }

  let item: ConflictCase
  let command: DossierCommand
  let world: World

  /// The way there is.
  var way: Way {
    let act = command.target.act
    if act == .create { return .creation }
    guard let detail = item.detail else {
      return .closed(
        Refusal(
          "Ce dossier n'existe pas, ou n'est plus de ceux que vous voyez.",
          remedy: "Abandonnez l'acte, avec un motif."))
    }
    if case .undo(let undone, _) = command { return undo(undone, detail) }
    if act == .revealNUR {
      return .closed(
        Refusal(
          "Une consultation ne se refait pas d'ici.",
          remedy: "Ouvrez le dossier pour lire le NUR, et abandonnez cet acte."))
    }
    let entries = ([act] + act.changes).map { entry($0, on: detail.dossier) }
    if let open = entries.first(where: \.isOpen) { return .form(open, detail) }
    return .closed(entries[0].refusal ?? Refusal("Cet acte n'est pas possible maintenant."))
  }

  /// The act on the volets that it was done on, and on no other.
  private func entry(_ act: DossierAct, on dossier: Dossier) -> ActCatalogue.Entry {
    let catalogue = ActCatalogue(dossier: dossier, world: world)
    let volets = command.target.volets
    guard volets.count <= 1 else { return catalogue.entry(act) }
    return volets.first.map { catalogue.entry(act, on: $0) } ?? catalogue.entry(act)
  }

  private func undo(_ undone: CommandID, _ detail: DossierDetail) -> Way {
    do {
      try detail.dossier.checkUndoable(undone, in: world.context())
    } catch {
      return .closed(error)
    }
    guard let past = detail.dossier.history.first(where: { $0.command == undone }) else {
      return .closed(Refusal("L'acte à annuler n'est pas dans ce dossier."))
    }
    return .undo(undone, past.event, detail)
  }
}

extension DossierAct {
  /// The acts that change what this one settles: they are meant once somebody else has settled it
  /// otherwise.
  fileprivate var changes: [DossierAct] {
    switch self {
    case .enterNUR: [.correctNUR]
    case .scheduleCaleol: [.postponeCaleol]
    case .proposeMove, .acceptMove: [.changeMove]
    default: []
    }
  }
}
