import Domain
import Storage

/// The bodies and people of the desk's store; those of the first bailleur are the demo's profiles.
enum DeskPeople {
  static let bailleurA = OrganisationID("demo-b01")
  static let bailleurB = OrganisationID("demo-b02")
  static let bailleurC = OrganisationID("demo-b03")

  static let c1A = agent("demo-b01-contact1", "C. Martin", bailleurA, .contact1)
  static let c2A = agent("demo-b01-contact2", "D. Durand", bailleurA, .contact2)
  static let adminA = agent("demo-b01-admin1", "G. Laurent", bailleurA, .administrateur)
  static let otherA = agent("demo-b01-agent1", "É. Roche", bailleurA, .contact1)
  static let c1B = agent("demo-b02-contact1", "L. Petit", bailleurB, .contact1)
  static let c2B = agent("demo-b02-contact2", "N. Robert", bailleurB, .contact2)
  static let c1C = agent(
    "demo-b03-contact1", "Marie-Joséphine Vandenbrouckelaere-Saint-Ylier", bailleurC, .contact1)
  static let c2C = agent("demo-b03-contact2", "王 小明", bailleurC, .contact2)
  static let superAdmin = agent(
    "demo-aatiko-1", "S. Fournier", "demo-aatiko", .aatikoSuperAdministrator)
  static let facilitator = agent(
    "demo-aatiko-2", "T. Girard", "demo-aatiko", .aatikoFacilitator)
  static let gie = agent("demo-gie-1", "V. Bonnet", "demo-gie", .gieCoordinator)

  static let people = [
    c1A, c2A, adminA, otherA, c1B, c2B, c1C, c2C, superAdmin, facilitator, gie,
  ]

  /// The third name is long, wide, combined and hostile, as a file from elsewhere may bring it.
  static let organisations = [
    Organisation(id: bailleurA, name: "Habitat des Coteaux", kind: .bailleur, member: true),
    Organisation(id: bailleurB, name: "Bailleur Bélier", kind: .bailleur, member: true),
    Organisation(
      id: bailleurC,
      name: "Société \u{1B}[31minterde\u{301}partementale 住宅 🏠\u{7} d'habitation de l'Œuvre",
      kind: .bailleur, member: true),
    Organisation(id: "demo-aatiko", name: "Aatiko", kind: .aatiko),
    Organisation(id: "demo-gie", name: "GIE", kind: .gie),
  ]

  /// The agent of a bailleur who has that part of the process.
  static func agent(_ contact: ContactKind, of bailleur: OrganisationID) -> Operator {
    switch (bailleur, contact) {
    case (bailleurA, .contact1): c1A
    case (bailleurA, .contact2): c2A
    case (bailleurB, .contact1): c1B
    case (bailleurB, .contact2): c2B
    case (_, .contact1): c1C
    case (_, .contact2): c2C
    }
  }

  private static func agent(
    _ id: String, _ name: String, _ organisation: OrganisationID, _ role: Role
  ) -> Operator {
    Operator(id: OperatorID(id), name: name, organisation: organisation, roles: [role])
  }
}
