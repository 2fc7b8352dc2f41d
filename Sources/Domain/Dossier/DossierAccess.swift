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
  /// The same guards as `decide`, without the act's arguments: what a menu needs.
  public func availability(
    of act: DossierAct, on volet: VoletName? = nil, in context: Context
  ) -> Availability {
    do {
      try precondition(act, on: volet, in: context)
    } catch {
      return .closed(error)
    }
    return access(to: act, on: volet, in: context)
  }

  /// Whether the operator's roles allow the act, whatever the state of the dossier.
  func access(to act: DossierAct, on volet: VoletName?, in context: Context) -> Availability {
    let concerned = bailleurs(concernedBy: volet)
    if act == .undo { return undoAccess(in: context) }
    guard let action = act.traits.action else { return .closed(Refusal("Acte réservé.")) }
    var onBehalf: Availability?
    for role in context.actor.roles.sorted() {
      let right = Permission.right(of: role, to: action)
      if right.allowsFully { return .open(as: role) }
      if right.allowsOwn, concerned.contains(context.actor.organisation),
        role.contactKind.map({ act.traits.contacts.contains($0) || act.traits.contacts.isEmpty })
          ?? true
      {
        return .open(as: role)
      }
      if right.allowsOnBehalf, !role.isOfBailleur {
        if let acting = context.onBehalf, concerned.contains(acting.organisation) {
          return .open(as: role)
        }
        onBehalf = onBehalf ?? concerned.first.map { .onBehalf(of: $0, as: role) }
      }
    }
    return onBehalf ?? .closed(wrongActor(act, on: volet, concerned, in: context))
  }

  /// The role that allows the act, or why none does.
  func authorise(
    _ act: DossierAct, on volet: VoletName?, in context: Context
  ) throws(Refusal) -> Role {
    switch access(to: act, on: volet, in: context) {
    case .open(let role): return role
    case .closed(let refusal): throw refusal
    case .onBehalf(let bailleur, _):
      throw Refusal(
        "Cet acte revient à \(context.directory.name(of: bailleur)).", field: "au_nom_de",
        remedy: "Agissez en son nom, en indiquant le motif.")
    }
  }

  private func bailleurs(concernedBy volet: VoletName?) -> [OrganisationID] {
    if let volet { return self[volet].map { [$0.bailleur] } ?? [] }
    return volets.map(\.bailleur)
  }

  private func wrongActor(
    _ act: DossierAct, on volet: VoletName?, _ concerned: [OrganisationID], in context: Context
  ) -> Refusal {
    let object = act.traits.object
    if !concerned.contains(context.actor.organisation),
      context.actor.roles.contains(where: \.isOfBailleur), let bailleur = concerned.first
    {
      let name = context.directory.name(of: bailleur)
      return Refusal(
        "Ce volet est celui de \(name) : \(object) lui revient.",
        remedy: "Choisissez le volet de votre organisme.")
    }
    let contact = act.traits.contacts.first
    let mine = context.actor.roles.sorted().map(\.label).joined(separator: ", ")
    guard let contact else {
      return Refusal("Votre rôle (\(mine)) ne permet pas \(object).")
    }
    return Refusal("Vous êtes \(mine) : \(object) revient au \(contact.label).")
  }

  /// Undoing belongs to the author, to the administrator of its organisation and to Aatiko (T07).
  private func undoAccess(in context: Context) -> Availability {
    for role in context.actor.roles.sorted() {
      if Permission.right(of: role, to: .cancelOrReopen).allowsFully { return .open(as: role) }
      if role.isOfBailleur || role == .aatikoFacilitator { return .open(as: role) }
    }
    return .closed(Refusal("Seul l'auteur d'un acte, son administrateur ou Aatiko peut l'annuler."))
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
}
