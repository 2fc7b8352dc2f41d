extension Patrimoine {
  /// What the command brings about, or why it may not be: rights first, then the state, then the
  /// arguments.
  public func decide(
    _ command: PatrimoineCommand, in context: Context
  ) throws(Refusal) -> Decision<PatrimoineEvent> {
    guard let bailleur = bailleur ?? command.bailleur else {
      throw Refusal("Rien n'est encore enregistré du patrimoine de ce bailleur.")
    }
    guard command.bailleur == nil || command.bailleur == bailleur else {
      throw Refusal("Ce patrimoine est celui d'un autre bailleur.", field: "bailleur")
    }
    guard context.directory.organisations[bailleur]?.kind == .bailleur else {
      throw Refusal(
        "\(context.directory.name(of: bailleur)) n'est pas un bailleur.", field: "bailleur")
    }
    let role = try authorise(command.act, of: bailleur, in: context)
    return Decision(role: role, events: [try event(for: command, in: context)])
  }

  /// Whether the operator may do the act, and if not, why.
  public func availability(
    of act: PatrimoineAct, of bailleur: OrganisationID, in context: Context
  ) -> Availability {
    do {
      let role = try authorise(act, of: bailleur, in: context)
      if act == .confirmImport || act == .dropImport { _ = try heldImport() }
      return .open(as: role)
    } catch {
      guard error.field == Self.onBehalfField, context.onBehalf == nil,
        let role = roleOnBehalf(act, context)
      else { return .closed(error) }
      return .onBehalf(of: bailleur, as: role)
    }
  }

  private static let onBehalfField = "au_nom_de"

  private func roleOnBehalf(_ act: PatrimoineAct, _ context: Context) -> Role? {
    context.actor.roles.sorted().first { act.standing(of: $0, own: true) == .actOnBehalf }
  }

  func authorise(
    _ act: PatrimoineAct, of bailleur: OrganisationID, in context: Context
  ) throws(Refusal) -> Role {
    let (actor, isOwn) = (context.actor, context.actor.organisation == bailleur)
    if let acting = context.onBehalf?.organisation, acting != bailleur {
      throw Refusal("Ce patrimoine est celui d'un autre bailleur.", field: Self.onBehalfField)
    }
    let roles = actor.roles.sorted()
    if let role = roles.first(where: { act.standing(of: $0, own: isOwn) == .act }) { return role }
    if let role = roleOnBehalf(act, context), !role.isOfBailleur {
      if context.onBehalf != nil { return role }
      throw Refusal(
        "Cet acte revient à \(context.directory.name(of: bailleur)).", field: Self.onBehalfField,
        remedy: "Agissez en son nom, en indiquant le motif.")
    }
    if !isOwn, roles.contains(where: { act.standing(of: $0, own: true) == .act }) {
      throw Refusal("Ce patrimoine est celui d'un autre bailleur : \(act.object) lui revient.")
    }
    let entitled = Role.allCases.filter { act.standing(of: $0, own: true) >= .actOnBehalf }
    let mine = roles.isEmpty ? "sans rôle" : roles.map(\.label).joined(separator: ", ")
    throw Refusal(
      "Vous êtes \(mine) : \(act.object) revient à : "
        + entitled.map(\.label).joined(separator: ", ") + ".")
  }

  private func event(
    for command: PatrimoineCommand, in context: Context
  ) throws(Refusal) -> PatrimoineEvent {
    switch command {
    case .importFile(let bailleur, let facts, let base):
      try check(facts, base: base)
      return .fileImported(bailleur: bailleur, facts: facts, base: base)
    case .confirmImport(let id):
      try checkHeld(id)
      return .importConfirmed(import: id)
    case .dropImport(let id):
      try checkHeld(id)
      return .importDropped(import: id)
    case .registerStep(let bailleur, let step, let day):
      guard day <= context.today else {
        throw Refusal("Cette date est à venir.", field: "date", remedy: "Datez l'étape du jour.")
      }
      return .stepRegistered(bailleur: bailleur, step: step, on: day)
    case .withdrawStep(let step):
      guard steps[step] != nil else { throw Refusal("Cette étape n'est pas enregistrée.") }
      return .stepWithdrawn(step: step)
    case .declareSync(let bailleur, let fingerprint, let key, let identifier):
      return .syncDeclared(
        bailleur: bailleur, fingerprint: fingerprint, key: key, identifier: identifier)
    case .remind(let bailleur, let about, let message):
      return .reminded(bailleur: bailleur, about: about, message: message)
    }
  }

  /// What an import was compared with must still be the stock: another desk may have been first.
  private func check(_ facts: PatrimoineFacts, base: CommandID?) throws(Refusal) {
    guard facts.verdict != .refused else { return }
    guard base == current?.id else {
      throw Refusal(
        "Un autre fichier a été importé entre-temps.",
        remedy: "Relancez l'import : le fichier sera comparé au nouveau patrimoine.")
    }
    guard let last = current?.facts, let before = last.day, let day = facts.day else { return }
    guard day >= before else {
      throw Refusal(
        "Ce fichier du \(day.french) est plus ancien que le dernier importé, "
          + "du \(before.french).", field: "fichier", remedy: "Envoyez un fichier plus récent.")
    }
  }

  private func checkHeld(_ id: CommandID) throws(Refusal) {
    guard try heldImport().id == id else {
      throw Refusal("Cet import n'attend plus de confirmation.")
    }
  }

  private func heldImport() throws(Refusal) -> PatrimoineAttempt {
    guard let held else { throw Refusal("Aucun import n'attend de confirmation.") }
    return held
  }
}
