import Domain

/// The directory with the organisations and agents that records bring, before they are written.
struct DirectoryDraft {
  /// The directory as it will be.
  private(set) var directory: Directory
  private var emails: [OperatorID: String]
  private var byEmail: [String: OperatorID] = [:]
  private var bySiret: [SIRET: OrganisationID] = [:]
  private var newOrganisations: [Organisation] = []
  private var changedPeople: Set<OperatorID> = []
  /// Whether organisations and people are those of the shared database, where accounts are made.
  let isShared: Bool

  /// What is to be written: organisations, and people with their address.
  typealias Changes = (organisations: [Organisation], people: [(Operator, String?)])

  init(_ directory: Directory, emails: [OperatorID: String], isShared: Bool = false) {
    self.directory = directory
    self.isShared = isShared
    self.emails = emails
    for (person, email) in emails { byEmail[email.folded] = person }
    for organisation in directory.organisations.values {
      if let siret = organisation.siret { bySiret[siret] = organisation.id }
    }
  }

  /// What was added or changed since the last call, to be written.
  mutating func takeChanges() -> Changes {
    defer {
      newOrganisations = []
      changedPeople = []
    }
    let people = changedPeople.sorted().compactMap { id in
      directory.operators[id].map { ($0, emails[id]) }
    }
    return (newOrganisations, people)
  }

  /// The bailleur of a SIRET; one that is unknown becomes a member under the name given.
  ///
  /// - Returns: nil when it is unknown and has no name, or may not be added here.
  mutating func bailleur(_ siret: SIRET, name: String?) -> OrganisationID? {
    if let known = bySiret[siret] { return known }
    guard let name, !isShared else { return nil }
    let organisation = Organisation(
      id: OrganisationID("bailleur-\(siret.text)"), name: name, kind: .bailleur, siret: siret,
      member: true)
    bySiret[siret] = organisation.id
    return add(organisation)
  }

  /// An organisation, added when it is not known.
  mutating func add(_ organisation: Organisation) -> OrganisationID {
    if directory.organisations[organisation.id] == nil {
      directory.organisations[organisation.id] = organisation
      newOrganisations.append(organisation)
    }
    return organisation.id
  }

  /// A person with exactly those roles, found by address or by name, or added.
  ///
  /// - Throws: a refusal when the address is that of somebody of another organisation.
  mutating func person(
    _ name: String, roles: Set<Role>, of organisation: OrganisationID, email: EmailAddress?,
    newID: () -> OperatorID
  ) throws(Refusal) -> OperatorID {
    let byName = directory.operators.values.filter {
      $0.organisation == organisation && $0.name.folded == name.folded
    }
    let known =
      email.flatMap { byEmail[$0.text.folded] } ?? (byName.count == 1 ? byName[0].id : nil)
    if let known, let person = directory.operators[known], person.organisation != organisation {
      throw Refusal(
        "Cette adresse est celle de \(person.name), de \(directory.name(of: person.organisation)).",
        field: "courriel", remedy: "Vérifiez l'adresse et le SIRET.")
    }
    let id = known ?? newID()
    directory.operators[id] = Operator(
      id: id, name: name, organisation: organisation, roles: roles)
    changedPeople.insert(id)
    if let email { register(id, email) }
    return id
  }

  /// The agent of an address, with the role of that contact.
  ///
  /// An agent whose address the directory does not have yet is known by name.
  ///
  /// - Parameter newID: gives an identity that says nothing of the person.
  /// - Throws: a refusal on `email` or `nom` when the agent is another bailleur's, or has no name.
  mutating func agent(
    _ contact: ContactDraft, as kind: ContactKind, of bailleur: OrganisationID,
    newID: () -> OperatorID
  ) throws(Refusal) -> OperatorID {
    let role: Role = kind == .contact1 ? .contact1 : .contact2
    let known = byEmail[contact.email.text.folded] ?? namesake(contact.name, of: bailleur)
    if let known, var person = directory.operators[known] {
      guard person.organisation == bailleur else {
        throw Refusal(
          "Cette adresse est celle d'un agent d'un autre bailleur : "
            + "\(directory.name(of: person.organisation)).",
          field: "email", remedy: "Vérifiez les contacts des deux volets : sont-ils inversés ?")
      }
      if isShared {
        guard person.roles.contains(role) else { throw noAccount(kind, person.name) }
      } else if person.roles.insert(role).inserted || emails[known] == nil {
        directory.operators[known] = person
        register(known, contact.email)
      }
      return known
    }
    if isShared { throw noAccount(kind, contact.name ?? contact.email.text) }
    guard let name = contact.name else {
      throw Refusal(
        "Le nom du \(kind.label) manque.", field: "nom",
        remedy: "Cette adresse est nouvelle : indiquez le nom de l'agent.")
    }
    let id = newID()
    directory.operators[id] = Operator(id: id, name: name, organisation: bailleur, roles: [role])
    register(id, contact.email)
    return id
  }

  private func noAccount(_ kind: ContactKind, _ person: String) -> Refusal {
    Refusal(
      "\(person) n'a pas de compte de \(kind.label) dans la base partagée.", field: "email",
      remedy: "L'administrateur de son bailleur le crée d'abord, ou laissez le contact vide.")
  }

  private mutating func register(_ person: OperatorID, _ email: EmailAddress) {
    emails[person] = email.text
    byEmail[email.text.folded] = person
    changedPeople.insert(person)
  }

  /// The one agent of that name whose address is not known.
  private func namesake(_ name: String?, of bailleur: OrganisationID) -> OperatorID? {
    guard let name else { return nil }
    let found = directory.operators.values.filter {
      $0.organisation == bailleur && $0.name.folded == name.folded && emails[$0.id] == nil
    }
    return found.count == 1 ? found[0].id : nil
  }
}
