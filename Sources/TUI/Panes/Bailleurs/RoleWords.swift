import Domain

/// The roles in words: as scripts name them, and what they are for.
enum RoleWords {
  /// The roles as the command line names them.
  static let words: [(word: String, value: Role)] = [
    ("contact1", .contact1), ("contact2", .contact2), ("administrateur", .administrateur),
    ("pilote", .pilote), ("referent-informatique", .referentInformatique),
    ("facilitateur", .aatikoFacilitator), ("super-administrateur", .aatikoSuperAdministrator),
    ("coordinateur", .gieCoordinator), ("actimage", .actimage), ("aorif", .aorif),
    ("partenaire", .partenaire),
  ]

  /// What the role is for, in a line.
  static func summary(of role: Role) -> String {
    switch role {
    case .aatikoSuperAdministrator:
      "Tient la base partagée et tous les comptes ; agit au nom des bailleurs avec un motif."
    case .aatikoFacilitator: "Suit tous les dossiers ; agit au nom des bailleurs avec un motif."
    case .actimage: "Assistance technique : tickets et fichiers du patrimoine, aucun dossier."
    case .gieCoordinator: "Lit tous les dossiers et le tableau de conformité."
    case .aorif: "Lit les statistiques et la conformité d'ensemble."
    case .pilote: "Lit les dossiers de son bailleur et en répartit les agents."
    case .administrateur: "Fait tout acte de son bailleur et tient les comptes de ses agents."
    case .contact1: "Du NUR à l'instruction et à la date de CALEOL."
    case .contact2: "De la décision de la CALEOL aux états des lieux et à la clôture."
    case .referentInformatique: "Fichiers du patrimoine de son bailleur, aucun dossier."
    case .partenaire: "Lit les statistiques publiques."
    }
  }
}
