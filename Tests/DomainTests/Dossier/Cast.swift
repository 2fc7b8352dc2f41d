import Domain

/// The people and bodies of every dossier test.
enum Cast {
  static let bailleurA = OrganisationID("org-a")
  static let bailleurB = OrganisationID("org-b")
  static let stranger = OrganisationID("org-c")
  static let aatiko = OrganisationID("org-aatiko")

  static let c1A = agent("c1-a", "C. Martin", bailleurA, .contact1)
  static let c2A = agent("c2-a", "D. Durand", bailleurA, .contact2)
  static let admA = agent("adm-a", "E. Simon", bailleurA, .administrateur)
  static let pilA = agent("pil-a", "F. Michel", bailleurA, .pilote)
  static let infA = agent("inf-a", "G. Laurent", bailleurA, .referentInformatique)
  static let c1B = agent("c1-b", "L. Petit", bailleurB, .contact1)
  static let c2B = agent("c2-b", "N. Robert", bailleurB, .contact2)
  static let admB = agent("adm-b", "P. Leroy", bailleurB, .administrateur)
  static let c1C = agent("c1-c", "R. Moreau", stranger, .contact1)
  static let superAdmin = agent("aat-1", "S. Fournier", aatiko, .aatikoSuperAdministrator)
  static let facilitator = agent("aat-2", "T. Girard", aatiko, .aatikoFacilitator)
  static let gie = agent("gie-1", "V. Bonnet", OrganisationID("org-gie"), .gieCoordinator)
  static let actimage = agent("act-1", "W. Lambert", OrganisationID("org-act"), .actimage)
  static let aorif = agent("aor-1", "X. Fontaine", OrganisationID("org-aorif"), .aorif)
  static let partner = agent("par-1", "Y. Rousseau", OrganisationID("org-par"), .partenaire)

  static let people = [
    c1A, c2A, admA, pilA, infA, c1B, c2B, admB, c1C, superAdmin, facilitator, gie, actimage, aorif,
    partner,
  ]

  static let directory = Directory(
    organisations: [
      Organisation(id: bailleurA, name: "Bailleur A", kind: .bailleur, member: true),
      Organisation(id: bailleurB, name: "Bailleur B", kind: .bailleur, member: true),
      Organisation(id: stranger, name: "Habitat des Coteaux", kind: .bailleur, member: false),
      Organisation(id: aatiko, name: "Aatiko", kind: .aatiko),
    ],
    operators: people)

  private static func agent(
    _ id: String, _ name: String, _ organisation: OrganisationID, _ role: Role
  ) -> Operator {
    Operator(id: OperatorID(id), name: name, organisation: organisation, roles: [role])
  }
}

extension Reason {
  /// A reason with the operator's own words, for the motives that ask for some.
  static func noted(_ motive: Motive) -> Reason {
    Reason(motive, note: SubjectID("note"))
  }
}

extension SealedNUR {
  /// A NUR known by a short word.
  static func sample(_ word: String) -> SealedNUR {
    SealedNUR(subject: SubjectID("nur-\(word)"), digest: "digest-\(word)")
  }
}

extension Day {
  /// The day so written, AAAA-MM-JJ; the epoch when it is no day, which no test expects.
  static func of(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }
}
