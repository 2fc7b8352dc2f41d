import Domain
import Storage

/// The bodies and people of the store's tests: three bailleurs with their agents, and those who see
/// every dossier.
enum Cast {
  static let bailleurA = OrganisationID("org-a")
  static let bailleurB = OrganisationID("org-b")
  static let bailleurC = OrganisationID("org-c")
  static let bailleurs = [bailleurA, bailleurB, bailleurC]

  static let c1A = agent("c1-a", "C. Martin", bailleurA, .contact1)
  static let c2A = agent("c2-a", "D. Durand", bailleurA, .contact2)
  static let infA = agent("inf-a", "G. Laurent", bailleurA, .referentInformatique)
  static let c1B = agent("c1-b", "L. Petit", bailleurB, .contact1)
  static let c2B = agent("c2-b", "N. Robert", bailleurB, .contact2)
  static let pilB = agent("pil-b", "P. Leroy", bailleurB, .pilote)
  static let c1C = agent("c1-c", "R. Moreau", bailleurC, .contact1)
  static let c2C = agent("c2-c", "B. Roux", bailleurC, .contact2)
  static let superAdmin = agent("aat-1", "S. Fournier", "org-aatiko", .aatikoSuperAdministrator)
  static let facilitator = agent("aat-2", "T. Girard", "org-aatiko", .aatikoFacilitator)
  static let gie = agent("gie-1", "V. Bonnet", "org-gie", .gieCoordinator)
  static let aorif = agent("aor-1", "X. Fontaine", "org-aorif", .aorif)
  static let partner = agent("par-1", "Y. Rousseau", "org-par", .partenaire)

  static let people = [
    c1A, c2A, infA, c1B, c2B, pilB, c1C, c2C, superAdmin, facilitator, gie, aorif, partner,
  ]

  static let organisations = [
    Organisation(id: bailleurA, name: "Habitat des Coteaux", kind: .bailleur, member: true),
    Organisation(id: bailleurB, name: "Bailleur Bélier", kind: .bailleur, member: true),
    Organisation(id: bailleurC, name: "Bailleur C", kind: .bailleur, member: true),
    Organisation(id: "org-aatiko", name: "Aatiko", kind: .aatiko),
    Organisation(id: "org-gie", name: "GIE", kind: .gie),
    Organisation(id: "org-aorif", name: "AORIF", kind: .aorif),
    Organisation(id: "org-par", name: "Partenaire P", kind: .partenaire),
  ]

  /// The agent of a bailleur who has that part of the process.
  static func agent(_ contact: ContactKind, of bailleur: OrganisationID) -> Operator {
    let agents: [OrganisationID: (Operator, Operator)] = [
      bailleurA: (c1A, c2A), bailleurB: (c1B, c2B), bailleurC: (c1C, c2C),
    ]
    guard let (first, second) = agents[bailleur] else { return superAdmin }
    return contact == .contact1 ? first : second
  }

  private static func agent(
    _ id: String, _ name: String, _ organisation: OrganisationID, _ role: Role
  ) -> Operator {
    Operator(id: OperatorID(id), name: name, organisation: organisation, roles: [role])
  }
}
