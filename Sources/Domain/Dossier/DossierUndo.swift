extension Dossier {
  /// The operator's last act that may still be undone here, with what it did.
  ///
  /// - Throws: why there is none.
  public func lastUndoable(
    in context: Context
  ) throws(Refusal) -> (command: CommandID, event: DossierEvent) {
    let own = history.last {
      $0.signature.operatorID == context.actor.id && !undone.contains($0.command)
        && $0.event.act != .undo && $0.event.act != nil
    }
    guard let own else { throw Refusal("Vous n'avez aucun acte à annuler sur ce dossier.") }
    try checkUndoable(own.command, in: context)
    return (own.command, own.event)
  }

  /// T07: at most 24 hours old, by its author, its administrator or Aatiko, and nothing since then
  /// rests on it.
  func checkUndoable(_ command: CommandID, in context: Context) throws(Refusal) {
    let events = history.filter { $0.command == command }
    guard let first = events.first else { throw Refusal("Cet acte n'est pas dans ce dossier.") }
    if undone.contains(command) { throw Refusal("Cet acte est déjà annulé.") }
    try checkUndoKind(first.event)
    try checkUndoRight(first.signature, in: context)
    let hours = context.reglement.value(of: .undo, on: context.today).value
    if context.now.seconds - first.signature.moment.seconds > Int64(hours) * 3600 {
      throw Refusal(
        "Cet acte date de plus de \(hours) heures.",
        remedy: "Corrigez-le par un nouvel acte, ou demandez à Aatiko.")
    }
    if let dependent = firstDependent(on: command, in: context) {
      let who = context.directory.name(of: dependent.signature.actingOrganisation)
      let what = dependent.event.act?.traits.object ?? "un acte"
      throw Refusal(
        "\(who) a enregistré depuis \(what), qui en dépend.",
        remedy: "Cet acte-là doit être annulé d'abord.")
    }
  }

  private func checkUndoKind(_ event: DossierEvent) throws(Refusal) {
    switch event.act {
    case .create:
      throw Refusal("Une création ne s'annule pas ainsi.", remedy: "Annulez le dossier.")
    case .undo, nil: throw Refusal("Cet acte ne s'annule pas.")
    case .reopen: throw Refusal("Une réouverture ne s'annule pas.", remedy: "Clôturez à nouveau.")
    default: break
    }
  }

  private func checkUndoRight(_ signature: Signature, in context: Context) throws(Refusal) {
    let actor = context.actor
    if actor.id == signature.operatorID { return }
    if actor.roles.contains(.aatikoSuperAdministrator) { return }
    if actor.roles.contains(.aatikoFacilitator) { return }
    if actor.roles.contains(.administrateur), actor.organisation == signature.actingOrganisation {
      return
    }
    let author = context.directory.name(of: signature.operatorID) ?? "son auteur"
    throw Refusal("Cet acte est de \(author) : lui, son administrateur ou Aatiko peut l'annuler.")
  }

  /// The first later act that would not have been possible without this one.
  ///
  /// Found by replaying the history without it and asking each later act's own guard, so that no
  /// second list of dependencies has to be kept true.
  private func firstDependent(
    on command: CommandID, in context: Context
  ) -> Recorded<DossierEvent>? {
    var replayed = Dossier.empty
    var reached = false
    for past in history where !undone.contains(past.command) && past.event.act != .undo {
      if past.command == command {
        reached = true
        continue
      }
      if reached, let act = past.event.act, replayed.isRefused(act, past, in: context) {
        return past
      }
      replayed.apply(past)
    }
    return nil
  }

  private func isRefused(
    _ act: DossierAct, _ past: Recorded<DossierEvent>, in context: Context
  ) -> Bool {
    var then = context
    then.now = past.signature.moment
    do {
      try precondition(act, on: past.event.volet, in: then)
      return false
    } catch {
      return true
    }
  }
}
