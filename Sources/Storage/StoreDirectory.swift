import Domain

/// Who works on a store, as long as accounts are not given by the server.
extension Store {
  /// The person whom `habiter moi` named, nil when nobody did.
  ///
  /// - Throws: `StorageError`.
  public func me() throws -> Operator? {
    guard let id = try Following(connection: writer).get(.me) else { return nil }
    return directory.operators[OperatorID(id)]
  }

  /// Says who works on the store; an agent whom the directory knows is found there.
  ///
  /// - Parameters:
  ///   - name: the person's name.
  ///   - roles: all of one organisation.
  ///   - siret: the bailleur, for a bailleur's roles.
  ///   - bailleurName: the bailleur's name, needed when its SIRET is not in the directory.
  ///   - email: the person's address, by which the directory knows agents.
  /// - Throws: `Refusal` when something is missing or does not agree, `StorageError`.
  @discardableResult
  public func setMe(
    name: String, roles: Set<Role>, siret: SIRET? = nil, bailleurName: String? = nil,
    email: EmailAddress? = nil
  ) throws -> Operator {
    var draft = DirectoryDraft(directory, emails: try emails())
    let organisation = try organisation(for: roles, siret, bailleurName, in: &draft)
    var sealer = try sealer()
    let me = try draft.person(name, roles: roles, of: organisation, email: email) {
      OperatorID("agent-\(sealer.subject())")
    }
    try write {
      try write(draft.takeChanges())
      try Following(connection: writer).set(.me, to: me.text)
    }
    try reloadDirectory()
    return directory.operators[me]
      ?? Operator(id: me, name: name, organisation: organisation, roles: roles)
  }

  /// Who signs an import: the person at work when that is Aatiko, else a technical operator.
  ///
  /// - Parameter isTrial: whether the directory must stay as it is.
  /// - Throws: `Refusal` for somebody else where acts go to a shared database, which takes only
  ///   those of whoever is logged in; `StorageError`.
  public func importOperator(isTrial: Bool) throws -> Operator {
    if let me = try me(), me.roles.contains(.aatikoSuperAdministrator) { return me }
    if try Following(connection: writer).get(.epoch) != nil {
      throw Refusal(
        "Sur un poste qui suit la base partagée, un fichier est repris par un super administrateur "
          + "d'Aatiko.",
        remedy: "Confiez-lui le fichier.")
    }
    let aatiko = organisation(of: .aatiko)
    let technical = Operator(
      id: "reprise", name: "Reprise", organisation: aatiko.id, roles: [.aatikoSuperAdministrator])
    if !isTrial, directory.operators[technical.id] == nil {
      try put(organisations: [aatiko], operators: [technical])
    }
    return technical
  }

  /// The addresses of the operators who have one.
  func emails() throws -> [OperatorID: String] {
    var emails: [OperatorID: String] = [:]
    try writer.query(
      "SELECT id, email FROM operator WHERE email IS NOT NULL"
    ) { row throws(StorageError) in emails[try row.get(0)] = try row.get(1) }
    return emails
  }

  /// Writes what a draft of the directory adds, inside the caller's transaction.
  func write(_ changes: DirectoryDraft.Changes) throws {
    let table = DirectoryTable(writer)
    for organisation in changes.organisations { try table.put(organisation) }
    for (person, email) in changes.people { try table.put(person, email: email) }
  }

  private func organisation(
    for roles: Set<Role>, _ siret: SIRET?, _ bailleurName: String?, in draft: inout DirectoryDraft
  ) throws(Refusal) -> OrganisationID {
    let kinds = Set(roles.map(\.organisationKind))
    guard let kind = kinds.first, kinds.count == 1 else {
      throw Refusal(
        "Les rôles sont ceux d'organismes différents.", field: "role",
        remedy: "Choisissez des rôles d'un seul organisme.")
    }
    guard kind == .bailleur else { return draft.add(organisation(of: kind)) }
    guard let siret else {
      throw Refusal(
        "Le bailleur manque.", field: "bailleur",
        remedy: "Indiquez son SIRET : --bailleur 99900001100018.")
    }
    guard let bailleur = draft.bailleur(siret, name: bailleurName) else {
      throw Refusal(
        "Le SIRET \(siret.grouped) n'est pas dans l'annuaire.", field: "raison-sociale",
        remedy: "Indiquez aussi le nom du bailleur : --raison-sociale \"Bailleur A\".")
    }
    return bailleur
  }

  /// The only organisation of a kind, or the one to add when there is none.
  private func organisation(of kind: Organisation.Kind) -> Organisation {
    let known = directory.organisations.values.filter { $0.kind == kind }.min { $0.id < $1.id }
    return known ?? Organisation(id: OrganisationID(kind.rawValue), name: kind.name, kind: kind)
  }
}

extension Role {
  /// What the organisation of those who hold the role is to the bourse.
  public var organisationKind: Organisation.Kind {
    switch self {
    case .aatikoSuperAdministrator, .aatikoFacilitator: .aatiko
    case .actimage: .actimage
    case .gieCoordinator: .gie
    case .aorif: .aorif
    case .pilote, .administrateur, .contact1, .contact2, .referentInformatique: .bailleur
    case .partenaire: .partenaire
    }
  }
}

extension Organisation.Kind {
  /// The name of the organisation, for the kinds that have but one.
  public var name: String {
    switch self {
    case .aatiko: "Aatiko"
    case .gie: "GIE Échanger Habiter"
    case .actimage: "Actimage"
    case .aorif: "AORIF"
    case .bailleur: "Bailleur"
    case .partenaire: "Partenaire"
    }
  }
}
