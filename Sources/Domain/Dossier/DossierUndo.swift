extension Dossier {
  /// The operator's last act that may still be undone here, with what it did.
  ///
  /// - Throws: why there is none.
  public func lastUndoable(
    in context: Context
  ) throws(Refusal) -> (command: CommandID, event: DossierEvent) {
    try checkNotErased(for: .undo)
    let own = history.last {
      $0.signature.operatorID == context.actor.id && !undone.contains($0.command)
        && $0.event.act.map { $0 != .undo && !$0.isTrace } ?? false
    }
    guard let own else { throw Refusal("Vous n'avez aucun acte à annuler sur ce dossier.") }
    try checkUndoable(own.command, in: context)
    return (own.command, own.event)
  }

  /// Whether the act may be undone here: what a timeline offers on one of its lines.
  ///
  /// T07: at most 24 hours old, by its author, its administrator or Aatiko, and nothing since then
  /// rests on it.
  ///
  /// - Throws: why it may not.
  public func checkUndoable(_ command: CommandID, in context: Context) throws(Refusal) {
    try checkNotErased(for: .undo)
    let events = history.filter { $0.command == command }
    guard let first = events.first else { throw Refusal("Cet acte n'est pas dans ce dossier.") }
    if undone.contains(command) { throw Refusal("Cet acte est déjà annulé.") }
    try checkUndoKind(first.event)
    _ = try undoRole(for: first.signature, of: context)
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
        "Depuis, \(who) a enregistré \(what), qui en dépend.",
        remedy: "Cet acte-là doit être annulé d'abord.")
    }
  }

  private func checkUndoKind(_ event: DossierEvent) throws(Refusal) {
    guard event.act?.isUndoable != true else { return }
    switch event.act {
    case .create:
      throw Refusal("Une création ne s'annule pas ainsi.", remedy: "Annulez le dossier.")
    case .reopen: throw Refusal("Une réouverture ne s'annule pas.", remedy: "Clôturez à nouveau.")
    default: throw Refusal("Cet acte ne s'annule pas.")
    }
  }

  /// The role under which the operator takes an act back: the author its own, then the
  /// administrator of the bailleur whose act it is, then Aatiko.
  func undoRole(for signature: Signature, of context: Context) throws(Refusal) -> Role {
    let actor = context.actor
    let roles = actor.roles.sorted()
    if actor.id == signature.operatorID {
      if roles.contains(signature.role) { return signature.role }
      if let first = roles.first { return first }
    }
    if roles.contains(.administrateur), actor.organisation == signature.actingOrganisation {
      return .administrateur
    }
    if let aatiko = roles.first(where: \.isOfAatiko) { return aatiko }
    let author = context.directory.name(of: signature.operatorID) ?? "un autre agent"
    throw Refusal(
      "Cet acte est de \(author).",
      remedy: "Seuls son auteur, l'administrateur de son organisme et Aatiko peuvent l'annuler.")
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
      if reached, let act = past.event.act, !act.isTrace,
        replayed.isRefused(act, past, in: context)
      {
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

extension DossierAct {
  /// Whether acts of this kind are taken back at all (T07); `Dossier.checkUndoable` says of one of
  /// them whether it still is.
  public var isUndoable: Bool {
    switch self {
    case .create, .undo, .reopen, .erasePersonalData: false
    default: !isTrace
    }
  }
}
