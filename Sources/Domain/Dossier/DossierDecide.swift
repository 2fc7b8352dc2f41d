extension Dossier {
  /// What the command brings about, or why it may not be: rights first, then the state, then the
  /// arguments.
  public func decide(
    _ command: DossierCommand, in context: Context
  ) throws(Refusal) -> Decision<DossierEvent> {
    if case .create(let reference, let drafts) = command {
      return try decideCreation(reference, drafts, in: context)
    }
    let target = command.target
    var role: Role?
    guard Set(target.volets).count == target.volets.count else {
      throw Refusal("Un volet est nommé deux fois.", field: "volet")
    }
    for volet in target.volets.isEmpty ? [nil] : target.volets.map(Optional.some) {
      try checkExists()
      role = try authorise(target.act, on: volet, in: context)
      try precondition(target.act, on: volet, in: context)
    }
    guard let role else { throw Refusal("Choisissez un volet.", field: "volet") }
    try checkClaims(of: command, in: context)
    let events = try events(for: command, in: context)
    if case .undo(let undone, _) = command,
      let signature = history.first(where: { $0.command == undone })?.signature
    {
      return Decision(role: try undoRole(for: signature, of: context), events: events)
    }
    return Decision(role: role, events: events)
  }

  private func events(
    for command: DossierCommand, in context: Context
  ) throws(Refusal) -> [DossierEvent] {
    switch command.target.act {
    case .enterNUR, .correctNUR, .validatePreInstruction, .refusePreInstruction, .requestPiece,
      .receivePiece, .validateInstruction, .refuseInstruction:
      try instructionEvents(for: command, in: context)
    case .scheduleCaleol, .postponeCaleol, .enterDecision, .liftCondition, .failCondition:
      try commissionEvents(for: command, in: context)
    case .acceptOffer, .refuseOffer, .prepare, .setPeriod, .proposeMove, .acceptMove, .changeMove,
      .scheduleLease, .signLease, .recordInventory, .closeVolet:
      try moveEvents(for: command, in: context)
    default: try courseEvents(for: command, in: context)
    }
  }

  /// Another open dossier may hold the logement or the NUR that the command needs.
  func checkClaims(of command: DossierCommand, in context: Context) throws(Refusal) {
    for claim in claimsNeeded(by: command) {
      guard let holder = context.holders[claim] else { continue }
      if case .enterNUR = command {
        throw Refusal(
          "Ce NUR est déjà engagé dans le dossier \(holder.reference).", field: "nur",
          remedy: "Vérifiez le numéro, ou faites clore l'autre dossier.")
      }
      if case .correctNUR = command {
        throw Refusal(
          "Ce NUR est déjà engagé dans le dossier \(holder.reference).", field: "nur")
      }
      throw Refusal(
        "Le logement ou le NUR est déjà engagé dans le dossier \(holder.reference).",
        remedy: "Un logement ne peut être que dans un dossier ouvert.")
    }
  }

  private func decideCreation(
    _ reference: String, _ drafts: [NewVolet], in context: Context
  ) throws(Refusal) -> Decision<DossierEvent> {
    try precondition(.create, on: nil, in: context)
    guard drafts.count > 1, Set(drafts.map(\.name)).count == drafts.count else {
      throw Refusal("Un dossier d'échange a deux volets.")
    }
    guard !reference.isEmpty else {
      throw Refusal("La référence manque.", field: "reference")
    }
    if context.holders[.reference(reference)] != nil {
      throw Refusal(
        "La référence \(reference) est celle d'un autre dossier.", field: "reference",
        remedy: "Prenez une référence libre.")
    }
    let logements = Set(drafts.map { [$0.bailleur.text, $0.logement.reference] })
    guard logements.count == drafts.count else {
      let last = drafts[drafts.count - 1].name
      throw Refusal("Les deux logements sont identiques.", field: "logement_\(last.rawValue)")
    }
    for draft in drafts { try checkCreation(of: draft, in: context) }
    let event = DossierEvent.created(reference: reference, volets: drafts)
    var created = Dossier.empty
    created.volets = drafts.map { Volet($0, candidat: $0.locataire) }
    let role = try created.authorise(.create, on: nil, in: context)
    return Decision(role: role, events: [event])
  }

  /// A refusal names its field with the volet: « logement_B ».
  private func checkCreation(of draft: NewVolet, in context: Context) throws(Refusal) {
    let (directory, side) = (context.directory, draft.name.rawValue)
    let organisation = directory.organisations[draft.bailleur]
    guard let organisation, organisation.kind == .bailleur, organisation.member else {
      throw Refusal(
        "\(directory.name(of: draft.bailleur)) n'est pas un bailleur membre.",
        field: "bailleur_\(side)")
    }
    let claim = Claim.logement(draft.logement.reference, of: draft.bailleur)
    if let holder = context.holders[claim] {
      throw Refusal(
        "Le logement \(draft.logement.reference) est déjà engagé dans le dossier "
          + "\(holder.reference).", field: "logement_\(side)")
    }
    for (number, agent) in [(1, draft.contact1), (2, draft.contact2)] {
      guard let agent, directory.operators[agent]?.organisation != draft.bailleur else { continue }
      throw Refusal(
        "\(directory.name(of: agent) ?? agent.text) n'est pas un agent de "
          + "\(organisation.name).", field: "contact\(number)_\(side)")
    }
  }

  /// The motive must be one that the act offers, with words when it asks for them.
  func check(_ reason: Reason, for act: DossierAct, field: String = "motif") throws(Refusal) {
    guard Motive.offered(for: act).contains(reason.motive) else {
      throw Refusal("Ce motif ne convient pas à cet acte.", field: field)
    }
    if reason.motive.needsNote, reason.note == nil {
      throw Refusal("Précisez le motif.", field: "note")
    }
  }
}
