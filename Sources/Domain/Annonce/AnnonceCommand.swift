/// What an operator may want of an annonce.
public enum AnnonceCommand: Codable, Equatable, Sendable {
  /// The first version, or a later one.
  case publish(annonce: String, bailleur: OrganisationID, version: AnnonceVersion)
  case withdraw(on: Day)
  /// The source is that of whoever reports, unless the platform did.
  case report(report: AnnonceReport)
  /// The origin is the report's where there is one; a bailleur knows no draw.
  case decide(decision: AnnonceDecision)
  case reverse(decision: CommandID, motive: AnnonceReversal, note: SubjectID?)
  case undo(command: CommandID)

  /// The act.
  public var act: AnnonceAct {
    switch self {
    case .publish: .publish
    case .withdraw: .withdraw
    case .report: .report
    case .decide: .moderate
    case .reverse: .reverse
    case .undo: .undo
    }
  }
}

/// The acts on an annonce: a command without its arguments, as menus and rights know it.
public enum AnnonceAct: Hashable, CaseIterable, Sendable {
  case publish, withdraw, report, moderate, reverse, undo

  /// The act as a menu says it.
  public var label: String {
    switch self {
    case .publish: "Enregistrer une version"
    case .withdraw: "Enregistrer un retrait"
    case .report: "Signaler"
    case .moderate: "Modérer"
    case .reverse: "Lever une décision"
    case .undo: "Annuler votre dernier acte"
    }
  }

  /// What the act is about, with its article.
  var object: String {
    switch self {
    case .publish, .withdraw: "la reprise des annonces"
    case .report: "le signalement d'une annonce"
    case .moderate, .reverse: "la modération d'une annonce"
    case .undo: "l'annulation d'un acte"
    }
  }

  /// How far a role reaches on the act.
  ///
  /// - Parameter own: whether the annonce is that of a tenant of the operator's bailleur.
  public func standing(of role: Role, own: Bool) -> Standing {
    switch self {
    // The platform's export is Aatiko's to take in, as its moderation is (scheme, line 276).
    case .publish, .withdraw:
      role.isOfAatiko ? Permission.right(of: role, to: .moderate).standing(own: own) : .none
    // Nobody reports what he cannot see: a bailleur's agents see their own tenants' annonces.
    case .report:
      own || !role.isOfBailleur
        ? Permission.right(of: role, to: .report).standing(own: own) : .none
    case .moderate, .reverse: Permission.right(of: role, to: .moderate).standing(own: own)
    case .undo:
      max(
        AnnonceAct.report.standing(of: role, own: own),
        AnnonceAct.moderate.standing(of: role, own: own))
    }
  }
}
