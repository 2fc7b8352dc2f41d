extension Signalement {
  /// The operator's last act that may still be taken back.
  ///
  /// - Throws: why there is none.
  public func lastUndoable(in context: Context) throws(Refusal) -> CommandID {
    let own = history.last {
      $0.signature.operatorID == context.actor.id && !undone.contains($0.command)
        && $0.event.act.isUndoable
    }
    guard let own else {
      throw Refusal("Vous n'avez aucun acte à annuler sur ce signalement.")
    }
    return own.command
  }

  /// Whether an act may be taken back: by its author or the author's administrator, within the
  /// hours of the règlement, and as long as nobody has built on it.
  ///
  /// - Returns: the role under which it is taken back.
  /// - Throws: why it may not.
  @discardableResult
  public func checkUndoable(
    _ command: CommandID, in context: Context
  ) throws(Refusal) -> Role {
    guard let place = history.firstIndex(where: { $0.command == command }) else {
      throw Refusal("Cet acte n'est pas de ce signalement.")
    }
    let act = history[place]
    guard !undone.contains(command) else { throw Refusal("Cet acte est déjà annulé.") }
    guard act.event.act.isUndoable else { throw Refusal("Cet acte ne s'annule pas.") }
    let hours = context.reglement.value(of: .undo, on: context.today).value
    if context.now.seconds - act.signature.moment.seconds > Int64(hours) * 3600 {
      throw Refusal("Cet acte date de plus de \(hours) heures.", remedy: "Faites un nouvel acte.")
    }
    let later = history[(place + 1)...].first {
      $0.command != command && !undone.contains($0.command) && $0.event.isBuilt(on: command)
    }
    if let later {
      let who = context.directory.name(of: later.signature.operatorID) ?? "un autre poste"
      throw Refusal(
        "Depuis, \(who) a enregistré \(later.event.act.object).",
        remedy: "Cet acte-là doit être annulé d'abord.")
    }
    return try undoRole(for: act.signature, in: context)
  }

  private func undoRole(
    for signature: Signature, in context: Context
  ) throws(Refusal) -> Role {
    let roles = context.actor.roles.sorted()
    if context.actor.id == signature.operatorID, let first = roles.first {
      return roles.contains(signature.role) ? signature.role : first
    }
    if roles.contains(.administrateur), context.actor.organisation == signature.actingOrganisation {
      return .administrateur
    }
    if roles.contains(.aatikoSuperAdministrator) { return .aatikoSuperAdministrator }
    let author = context.directory.name(of: signature.operatorID) ?? "un autre agent"
    throw Refusal(
      "Cet acte est de \(author) : seuls son auteur et son administrateur peuvent l'annuler.")
  }
}

extension SignalementEvent {
  /// Whether an earlier act can no more be taken back since this one; what Redmine told is built on
  /// the act that asked for the ticket alone.
  fileprivate func isBuilt(on command: CommandID) -> Bool {
    switch self {
    case .ticketOpened(let request, _), .ticketFollowed(let request, _, _, _): request == command
    default: act.isBuiltOn
    }
  }
}

extension SignalementAct {
  /// Whether acts of this kind are taken back at all.
  public var isUndoable: Bool {
    switch self {
    case .receive, .undo, .eraseTexts, .followTicket, .findCorrection: false
    default: true
    }
  }

  /// Whether what came before can no more be taken back once it was done.
  var isBuiltOn: Bool { self != .addNote && self != .undo && self != .assign }
}
