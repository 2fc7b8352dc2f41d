/// The acts on a signalement: a command without its arguments, as menus, rights and keys know it.
public enum SignalementAct: String, Codable, CaseIterable, Sendable {
  case receive, categorise, assign
  case answer, askActimage, askCorrection, askBailleur, sendBack, sendToModeration
  case markDuplicate, unmarkDuplicate
  case answerAsBailleur, askAatiko, resolve, explain
  case followTicket, findCorrection
  case close, reopen, addNote, undo, eraseTexts

  /// The act as a menu says it.
  public var label: String {
    switch self {
    case .receive: "Enregistrer un signalement"
    case .categorise: "Changer la catégorie"
    case .assign: "Prendre en charge"
    case .answer: "Répondre au bailleur"
    case .askActimage: "Demander à Actimage (ticket Redmine)"
    case .askCorrection: "Demander la correction du patrimoine"
    case .askBailleur: "Confier au bailleur pour investigation"
    case .sendBack: "Renvoyer au bailleur"
    case .sendToModeration: "Transmettre à la modération"
    case .markDuplicate: "Marquer comme doublon"
    case .unmarkDuplicate: "Désolidariser du doublon"
    case .answerAsBailleur: "Répondre à Aatiko"
    case .askAatiko: "Demander à Aatiko"
    case .resolve: "Résoudre"
    case .explain: "Expliquer l'inéligibilité"
    case .followTicket: "Suivre le ticket"
    case .findCorrection: "Constater la correction"
    case .close: "Clore"
    case .reopen: "Rouvrir"
    case .addNote: "Ajouter une note"
    case .undo: "Annuler le dernier acte"
    case .eraseTexts: "Effacer les textes"
    }
  }

  /// What the act is about, with its article.
  var object: String {
    switch self {
    case .receive: "l'enregistrement d'un signalement"
    case .categorise: "la catégorie"
    case .assign: "la prise en charge"
    case .answer: "la réponse au bailleur"
    case .askActimage: "la demande à Actimage"
    case .askCorrection: "la demande de correction"
    case .askBailleur: "la demande d'investigation"
    case .sendBack: "le renvoi au bailleur"
    case .sendToModeration: "la transmission à la modération"
    case .markDuplicate, .unmarkDuplicate: "le rapprochement des doublons"
    case .answerAsBailleur: "la réponse du bailleur"
    case .askAatiko: "la demande à Aatiko"
    case .resolve, .explain: "la difficulté d'inscription"
    case .followTicket: "le suivi du ticket"
    case .findCorrection: "le constat de la correction"
    case .close: "la clôture"
    case .reopen: "la réouverture"
    case .addNote: "la note"
    case .undo: "l'annulation"
    case .eraseTexts: "l'effacement"
    }
  }

  /// Whether it keeps a trace of what happened elsewhere, rather than an operator's choice.
  var isTrace: Bool { self == .followTicket || self == .findCorrection }

  /// How far a role reaches on the act (`domaine.md` §4).
  ///
  /// - Parameters:
  ///   - role: a role.
  ///   - nature: whose difficulty the signalement is; nil for any of them.
  ///   - own: whether it is that of the role's own bailleur.
  public func standing(of role: Role, on nature: SignalementNature?, own: Bool) -> Standing {
    // A part of an action is not bound to one's own bailleur by the matrix; the affair here is.
    if role.isOfBailleur, !own { return .none }
    func right(_ action: Action, _ part: Restriction? = nil) -> Standing {
      Permission.right(of: role, to: action).standing(own: own, part: part)
    }
    guard let nature else {
      return SignalementNature.allCases.map { standing(of: role, on: $0, own: own) }.max() ?? .none
    }
    let routing = acting(right(.routeSignalement))
    switch self {
    case .receive: return receiving(nature, right)
    case .categorise, .answer, .askActimage, .askCorrection, .askBailleur, .markDuplicate,
      .unmarkDuplicate, .sendToModeration:
      // What is technical in a bailleur's difficulty may be Actimage's to answer (line 270).
      let technical =
        self == .answer && nature == .bailleur
        ? acting(right(.handleBailleurDifficulty, .technical)) : .none
      return max(routing, technical)
    case .sendBack: return max(routing, acting(right(.handleInscription, .redirect)))
    case .assign, .addNote, .undo:
      return max(routing, right(.answerSignalement, .patrimoine), receiving(nature, right))
    case .answerAsBailleur: return right(.answerSignalement, .patrimoine)
    case .askAatiko, .resolve, .explain:
      return nature == .inscription ? acting(right(.handleInscription)) : .none
    case .followTicket: return acting(right(.handleTickets))
    case .findCorrection: return max(routing, acting(right(.answerSignalement, .patrimoine)))
    case .close:
      return nature == .inscription
        ? max(routing, acting(right(.handleInscription))) : routing
    case .reopen: return max(routing, acting(right(.answerSignalement)))
    case .eraseTexts: return acting(right(.exportNames))
    }
  }

  /// Who may record one: Aatiko any; a bailleur its tenants' registration difficulties, what its
  /// registered tenants bring to it (line 257), and its own; the others what they send back.
  private func receiving(
    _ nature: SignalementNature, _ right: (Action, Restriction?) -> Standing
  ) -> Standing {
    let routing = acting(right(.routeSignalement, nil))
    return switch nature {
    case .inscrit: max(routing, acting(right(.answerSignalement, nil)))
    case .inscription: max(routing, acting(right(.handleInscription, .redirect)))
    case .bailleur: max(routing, acting(right(.handleBailleurDifficulty, .submit)))
    }
  }

  private func acting(_ standing: Standing) -> Standing { standing == .act ? .act : .none }
}
