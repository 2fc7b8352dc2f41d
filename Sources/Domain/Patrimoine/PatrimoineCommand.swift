/// What an operator may want of a bailleur's patrimoine.
public enum PatrimoineCommand: Codable, Equatable, Sendable {
  /// `base` is the import whose stock the file was compared with.
  case importFile(bailleur: OrganisationID, facts: PatrimoineFacts, base: CommandID?)
  case confirmImport(import: CommandID)
  case dropImport(import: CommandID)
  case registerStep(bailleur: OrganisationID, step: PatrimoineStep, on: Day)
  case withdrawStep(step: PatrimoineStep)
  case declareSync(
    bailleur: OrganisationID, fingerprint: String, key: SubjectID, identifier: SubjectID)
  case remind(bailleur: OrganisationID, about: PatrimoineReminder, message: SubjectID?)

  /// The act.
  public var act: PatrimoineAct {
    switch self {
    case .importFile: .importFile
    case .confirmImport: .confirmImport
    case .dropImport: .dropImport
    case .registerStep(_, let step, _), .withdrawStep(let step): .registerStep(step)
    case .declareSync: .declareSync
    case .remind: .remind
    }
  }

  /// The bailleur that it names, which begins the account of its patrimoine.
  var bailleur: OrganisationID? {
    switch self {
    case .importFile(let bailleur, _, _), .registerStep(let bailleur, _, _),
      .declareSync(let bailleur, _, _, _), .remind(let bailleur, _, _):
      bailleur
    case .confirmImport, .dropImport, .withdrawStep: nil
    }
  }
}

/// The acts on a patrimoine: a command without its arguments, as menus and rights know it.
public enum PatrimoineAct: Hashable, Sendable {
  case importFile, confirmImport, dropImport, declareSync, remind
  case registerStep(PatrimoineStep)

  /// The act as a menu says it.
  public var label: String {
    switch self {
    case .importFile: "Importer un fichier"
    case .confirmImport: "Confirmer l'import en attente"
    case .dropImport: "Abandonner l'import en attente"
    case .declareSync: "Déclarer la synchronisation automatique"
    case .remind: "Relancer"
    case .registerStep: "Enregistrer une étape"
    }
  }

  /// What the act is about, with its article.
  var object: String {
    switch self {
    case .importFile, .confirmImport, .dropImport: "l'import du fichier patrimoine"
    case .declareSync: "la synchronisation automatique"
    case .remind: "la relance"
    case .registerStep(let step): "l'étape « \(step.label) »"
    }
  }

  /// How far a role reaches on the act.
  ///
  /// - Parameter own: whether the patrimoine is that of the operator's bailleur.
  public func standing(of role: Role, own: Bool) -> Standing {
    switch self {
    case .importFile, .confirmImport, .dropImport, .declareSync:
      Permission.right(of: role, to: .importPatrimoine).standing(own: own)
    case .registerStep(let step): Permission.right(of: role, to: step.action).standing(own: own)
    // GIE and Aatiko remind those who do not act in time (scheme, line 184).
    case .remind: role.isOfAatiko || role == .gieCoordinator ? .act : .none
    }
  }
}
