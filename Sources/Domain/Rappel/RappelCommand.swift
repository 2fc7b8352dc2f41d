/// What an operator may want of a rappel.
public enum RappelCommand: Codable, Equatable, Sendable {
  /// Begins a rappel, with the facts as they are.
  case propose(bailleur: OrganisationID, constat: RappelConstat)
  case dismiss(motive: RappelDismissal, note: SubjectID?)
  case send(level: RappelLevel, on: Day, letter: SubjectID, channel: RappelChannel)
  case refer(instance: RappelInstance, on: Day, note: SubjectID?)
  case close(ending: RappelEnding, note: SubjectID?)
  case undo(command: CommandID)

  /// The act.
  public var act: RappelAct {
    switch self {
    case .propose: .propose
    case .dismiss: .dismiss
    case .send: .send
    case .refer: .refer
    case .close: .close
    case .undo: .undo
    }
  }
}

/// The acts on a rappel: a command without its arguments, as menus and rights know it.
public enum RappelAct: CaseIterable, Hashable, Sendable {
  case propose, dismiss, send, refer, close, undo

  /// What the act is about, with its article.
  var object: String {
    switch self {
    case .propose: "la proposition d'un rappel"
    case .dismiss: "le choix d'écarter un rappel"
    case .send: "l'envoi d'un rappel"
    case .refer: "l'inscription d'un rappel à une instance"
    case .close: "la clôture d'un rappel"
    case .undo: "l'annulation d'un acte sur un rappel"
    }
  }

  /// How far a role reaches on the act: the GIE decides, Aatiko proposes (`domaine.md` §4).
  public func standing(of role: Role) -> Standing {
    let right = Permission.right(of: role, to: .remind)
    switch self {
    case .propose, .undo: return right.standing(own: false, part: .propose)
    case .dismiss, .send, .refer, .close: return right.standing(own: false)
    }
  }
}
