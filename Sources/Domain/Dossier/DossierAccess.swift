/// Whether an operator may do an act now, and if not, why.
public enum Availability: Equatable, Sendable {
  /// The act may be done under this role.
  case open(as: Role)
  /// The act may be done only *au nom de* that bailleur, with a reason.
  case onBehalf(of: OrganisationID, as: Role)
  /// The act may not be done, for this reason.
  case closed(Refusal)

  /// Whether the act can be done, in one's own name or on behalf.
  public var isOpen: Bool {
    if case .closed = self { false } else { true }
  }
}

extension Dossier {
  /// Whether the operator may do the act on the volet as the dossier stands.
  ///
  /// The same guards as `decide`, without the act's arguments: what a menu needs. Rights come
  /// first: « le NUR manque » would let somebody hope for an act that is another's.
  public func availability(
    of act: DossierAct, on volet: VoletName? = nil, in context: Context
  ) -> Availability {
    let access =
      createdOn == nil && act == .create
      ? accessToCreation(in: context) : access(to: act, on: volet, in: context)
    guard access.isOpen else { return access }
    do {
      try precondition(act, on: volet, in: context)
      if act == .undo { _ = try lastUndoable(in: context) }
      return access
    } catch {
      return .closed(error)
    }
  }

  /// Whether the operator's roles allow the act, whatever the state of the dossier.
  func access(to act: DossierAct, on volet: VoletName?, in context: Context) -> Availability {
    let concerned = bailleurs(concernedBy: act, on: volet)
    let own = isOwn(act, concerned, of: context.actor)
    var onBehalf: Availability?
    for role in roles(for: act, on: volet, in: context) {
      let standing = act.standing(of: role, own: own)
      if standing >= act.leastStanding { return .open(as: role) }
      if standing == .actOnBehalf, !role.isOfBailleur {
        if let acting = context.onBehalf, concerned.contains(acting.organisation) {
          return .open(as: role)
        }
        onBehalf = onBehalf ?? concerned.first.map { .onBehalf(of: $0, as: role) }
      }
    }
    return onBehalf ?? .closed(wrongActor(act, concerned, in: context))
  }

  /// The person's roles, that to which an alert under way is sent before the others where the act
  /// answers one: it is signed in that role.
  private func roles(
    for act: DossierAct, on volet: VoletName?, in context: Context
  ) -> [Role] {
    let roles = context.actor.roles.sorted()
    guard let volet, act == .seeAlert || act == .silenceAlert else { return roles }
    let addressed = roles.filter { role in
      var person = context.actor
      person.roles = [role]
      return !alerts(of: volet, sentTo: person, in: context).isEmpty
    }
    return addressed + roles.filter { !addressed.contains($0) }
  }

  /// Whether the bailleurs concerned are the person's own: one of them, or all where the act asks
  /// for it.
  private func isOwn(
    _ act: DossierAct, _ concerned: [OrganisationID], of person: Operator
  ) -> Bool {
    act.asksForEveryVolet
      ? !concerned.isEmpty && concerned.allSatisfy { $0 == person.organisation }
      : concerned.contains(person.organisation)
  }

  /// Whether the operator may create dossiers, of bailleurs that the form has yet to ask for.
  private func accessToCreation(in context: Context) -> Availability {
    let creator = context.actor.roles.sorted().first {
      Permission.right(of: $0, to: .createDossier).standing(own: true) >= .actOnBehalf
    }
    return creator.map { .open(as: $0) }
      ?? .closed(wrongActor(.create, [context.actor.organisation], in: context))
  }

  /// Whether the person creates dossiers *au nom de* a bailleur only, and gives the reason.
  public static func isCreatedOnBehalf(by person: Operator) -> Bool {
    person.roles.allSatisfy {
      Permission.right(of: $0, to: .createDossier).standing(own: true) <= .actOnBehalf
    }
  }

  /// The role that allows the act, or why none does.
  func authorise(
    _ act: DossierAct, on volet: VoletName?, in context: Context
  ) throws(Refusal) -> Role {
    try checkOnBehalf(of: bailleurs(concernedBy: act, on: volet), in: context)
    switch access(to: act, on: volet, in: context) {
    case .open(let role): return role
    case .closed(let refusal): throw refusal
    case .onBehalf(let bailleur, _):
      throw Refusal(
        "Cet acte revient à \(context.directory.name(of: bailleur)).", field: "au_nom_de",
        remedy: "Agissez en son nom, en indiquant le motif.")
    }
  }

  /// Nobody but Aatiko acts *au nom de* a bailleur, and only of one that the act concerns.
  private func checkOnBehalf(
    of concerned: [OrganisationID], in context: Context
  ) throws(Refusal) {
    guard let acting = context.onBehalf else { return }
    guard context.actor.roles.contains(where: \.isOfAatiko) else {
      throw Refusal("Seul Aatiko agit au nom d'un bailleur.", field: "au_nom_de")
    }
    if !concerned.contains(acting.organisation) {
      throw Refusal(
        "\(context.directory.name(of: acting.organisation)) n'est pas concerné par cet acte.",
        field: "au_nom_de")
    }
  }

  /// The bailleurs whose affair it is: that of the volet, or all when the act is every side's.
  private func bailleurs(
    concernedBy act: DossierAct, on volet: VoletName?
  ) -> [OrganisationID] {
    guard let volet, !act.bearsOnEverySide else { return volets.map(\.bailleur) }
    return self[volet].map { [$0.bailleur] } ?? []
  }

  private func wrongActor(
    _ act: DossierAct, _ concerned: [OrganisationID], in context: Context
  ) -> Refusal {
    let traits = act.traits
    let roles = context.actor.roles.sorted()
    if !concerned.contains(context.actor.organisation), roles.contains(where: \.isOfBailleur),
      !concerned.isEmpty
    {
      let names = concerned.map { context.directory.name(of: $0) }.joined(separator: " et de ")
      let whose = concerned.count > 1 ? "Ce dossier" : "Ce volet"
      let them = concerned.count > 1 ? "leur" : "lui"
      return Refusal("\(whose) est celui de \(names) : \(traits.object) \(them) revient.")
    }
    if act.asksForEveryVolet, concerned.contains(context.actor.organisation),
      roles.contains(where: { act.standing(of: $0, own: true) >= act.leastStanding }),
      let other = concerned.first(where: { $0 != context.actor.organisation })
    {
      return Refusal(
        "Ce dossier est aussi celui de \(context.directory.name(of: other)) : "
          + "\(traits.object) revient à Aatiko.")
    }
    let mine = roles.isEmpty ? "sans rôle" : roles.map(\.label).joined(separator: ", ")
    let contacts = traits.contacts.map { "au \($0.label)" }
    let least = min(act.leastStanding, .actOnBehalf)
    let entitled = Role.allCases.filter { act.standing(of: $0, own: true) >= least }
    let whom =
      contacts.isEmpty
      ? "à : " + entitled.map(\.label).joined(separator: ", ")
      : contacts.joined(separator: " ou ")
    return Refusal("Vous êtes \(mine) : \(traits.object) revient \(whom).")
  }
}

extension Role {
  /// The contact that the role is, for the agents.
  var contactKind: ContactKind? {
    switch self {
    case .contact1: .contact1
    case .contact2: .contact2
    default: nil
    }
  }

  /// Whether the role acts *au nom de* bailleurs, always with a reason.
  public var isOfAatiko: Bool { self == .aatikoSuperAdministrator || self == .aatikoFacilitator }
}
