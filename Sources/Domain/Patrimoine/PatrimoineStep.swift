/// The twelve steps by which a bailleur's patrimoine comes onto the platform (`domaine.md` §3.5,
/// scheme, lines 145–203).
public enum PatrimoineStep: String, Codable, CaseIterable, Comparable, Sendable {
  case intention, referent, redmineAccess, preproduction, training, documentation
  case contacts, file, structureTest, importTest, firstImport, synchronisation

  /// Whose work a step is.
  public enum Owner: String, CaseIterable, Sendable {
    case gie, actimage, bailleur

    /// The name operators read.
    public var label: String {
      switch self {
      case .gie: "GIE"
      case .actimage: "Actimage"
      case .bailleur: "bailleur"
      }
    }
  }

  /// 1 to 12.
  public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

  /// What is done, as operators read it.
  public var label: String {
    switch self {
    case .intention: "Déclaration d'intention"
    case .referent: "Référent informatique recueilli et transmis"
    case .redmineAccess: "Accès Redmine créé"
    case .preproduction: "Compte de préproduction créé"
    case .training: "Session de formation tenue"
    case .documentation: "Documentation lue"
    case .contacts: "Contacts 1 et 2 identifiés"
    case .file: "Fichier constitué"
    case .structureTest: "Test de structure réussi en préproduction"
    case .importTest: "Test d'import réussi en préproduction"
    case .firstImport: "Premier import accepté en production"
    case .synchronisation: "Synchronisation automatique (recommandée)"
    }
  }

  /// Whose work it is.
  public var owner: Owner {
    switch self {
    case .intention, .referent: .gie
    case .redmineAccess, .preproduction, .training: .actimage
    default: .bailleur
    }
  }

  /// Whether a bailleur may go without.
  public var isOptional: Bool { self == .synchronisation }

  /// The row of the rights matrix that lets somebody register it.
  public var action: Action {
    switch self {
    case .intention, .referent: .runAdhesion
    case .redmineAccess, .preproduction: .createTechnicalAccounts
    case .training: .runTrainings
    case .structureTest, .importTest: .tryPatrimoine
    case .documentation, .contacts, .file, .firstImport, .synchronisation: .importPatrimoine
    }
  }

  /// Orders the steps as they are taken.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
