extension Signalement {
  /// What the command brings about, or why it may not be: rights first, then the state, then the
  /// arguments.
  public func decide(
    _ command: SignalementCommand, in context: Context
  ) throws(Refusal) -> Decision<SignalementEvent> {
    if case .receive(let new) = command { return try receive(new, in: context) }
    guard let reception else { throw Refusal("Ce signalement n'est pas connu ici.") }
    guard case .undo(let undone) = command else {
      let role = try authorise(command.act, of: reception, in: context)
      try checkState(command, in: context)
      return Decision(role: role, events: [command.event])
    }
    return Decision(role: try checkUndoable(undone, in: context), events: [command.event])
  }

  /// Whether the operator may do the act here and now, and if not, why.
  public func availability(of act: SignalementAct, in context: Context) -> Availability {
    guard let reception else { return .closed(Refusal("Aucun signalement n'est choisi.")) }
    do {
      if act == .undo {
        return .open(as: try checkUndoable(try lastUndoable(in: context), in: context))
      }
      let role = try authorise(act, of: reception, in: context)
      try checkState(act, in: context)
      return .open(as: role)
    } catch {
      guard error.field == Self.onBehalfField, context.onBehalf == nil,
        let role = roleOnBehalf(act, reception.nature, context),
        (try? checkState(act, in: context)) != nil
      else { return .closed(error) }
      return .onBehalf(of: reception.bailleur, as: role)
    }
  }

  private func receive(
    _ new: SignalementReception, in context: Context
  ) throws(Refusal) -> Decision<SignalementEvent> {
    if reception != nil || context.holders[Claim(key: "signalement/\(new.number)")] != nil {
      throw Refusal("Le signalement \(new.number) est déjà enregistré.", field: "numero")
    }
    guard context.directory.organisations[new.bailleur]?.kind == .bailleur else {
      throw Refusal(
        "\(context.directory.name(of: new.bailleur)) n'est pas un bailleur.", field: "bailleur",
        remedy: "Choisissez le bailleur du locataire.")
    }
    guard !new.number.isEmpty, new.number.utf8.count <= SignalementReception.longestNumber else {
      throw Refusal("Ce numéro de signalement ne convient pas.", field: "numero")
    }
    guard new.day <= context.today else {
      throw Refusal("La date de réception est à venir.", field: "date")
    }
    let role = try authorise(.receive, of: new, in: context)
    return Decision(role: role, events: [.received(reception: new)])
  }

  static let onBehalfField = "au_nom_de"

  func roleOnBehalf(
    _ act: SignalementAct, _ nature: SignalementNature, _ context: Context
  ) -> Role? {
    context.actor.roles.sorted().first {
      act.standing(of: $0, on: nature, own: true) == .actOnBehalf
    }
  }

  /// The role under which the operator may do an act on a signalement that came so.
  ///
  /// - Throws: to whom it belongs.
  public func authorise(
    _ act: SignalementAct, of reception: SignalementReception, in context: Context
  ) throws(Refusal) -> Role {
    let (actor, bailleur) = (context.actor, reception.bailleur)
    let isOwn = actor.organisation == bailleur
    if let acting = context.onBehalf?.organisation, acting != bailleur {
      throw Refusal("Ce signalement est celui d'un autre bailleur.", field: Self.onBehalfField)
    }
    let roles = actor.roles.sorted()
    if let role = roles.first(where: {
      act.standing(of: $0, on: reception.nature, own: isOwn) == .act
    }) {
      try checkPatrimoineOnly(act, of: reception.nature, role)
      return role
    }
    if let role = roleOnBehalf(act, reception.nature, context), !role.isOfBailleur {
      if context.onBehalf != nil { return role }
      throw Refusal(
        "Cet acte revient à \(context.directory.name(of: bailleur)).", field: Self.onBehalfField,
        remedy: "Agissez en son nom, en indiquant le motif.")
    }
    throw refusal(of: act, on: reception, in: context)
  }

  /// The référent informatique answers what is about the file, nothing else (`domaine.md` §4).
  private func checkPatrimoineOnly(
    _ act: SignalementAct, of nature: SignalementNature, _ role: Role
  ) throws(Refusal) {
    guard role == .referentInformatique, nature != .bailleur, act != .findCorrection,
      status != .correctionDemandee
    else { return }
    throw Refusal(
      "Vous êtes \(role.label) : seules les corrections du patrimoine vous reviennent.")
  }

  private func refusal(
    of act: SignalementAct, on reception: SignalementReception, in context: Context
  ) -> Refusal {
    let roles = context.actor.roles.sorted()
    func isEntitled(_ role: Role) -> Bool {
      act.standing(of: role, on: reception.nature, own: true) >= .actOnBehalf
    }
    if context.actor.organisation != reception.bailleur, roles.contains(where: isEntitled) {
      return Refusal("Ce signalement est celui d'un autre bailleur : \(act.object) lui revient.")
    }
    let mine = roles.isEmpty ? "sans rôle" : roles.map(\.label).joined(separator: ", ")
    let entitled = Role.allCases.filter(isEntitled).map(\.label)
    let whose =
      entitled.isEmpty
      ? "n'existe pas pour une \(reception.nature.label)"
      : "revient à : " + entitled.joined(separator: ", ")
    return Refusal("Vous êtes \(mine) : \(act.object) \(whose).")
  }
}

extension SignalementReception {
  /// How long a number may be, in bytes.
  public static let longestNumber = 40
}
