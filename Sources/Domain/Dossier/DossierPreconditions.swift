extension Dossier {
  /// The guards of an act that need nothing but the dossier and the day.
  ///
  /// - Throws: why the act is closed, in French.
  func precondition(
    _ act: DossierAct, on name: VoletName?, in context: Context
  ) throws(Refusal) {
    if act == .create {
      if createdOn != nil { throw Refusal("Le dossier \(reference) existe déjà.") }
      return
    }
    try checkExists()
    try checkNotErased(for: act)
    try checkOpen(for: act, in: context)
    guard act.traits.reach == .volet else { return }
    guard let name, let volet = self[name] else {
      throw Refusal("Choisissez un volet.", field: "volet")
    }
    switch act {
    case .enterNUR, .correctNUR, .validatePreInstruction, .refusePreInstruction,
      .validateInstruction, .refuseInstruction, .requestPiece, .receivePiece:
      try instructionGuard(act, volet)
    case .scheduleCaleol, .postponeCaleol, .enterDecision, .liftCondition, .failCondition:
      try commissionGuard(act, volet, today: context.today)
    case .acceptOffer, .refuseOffer, .prepare, .proposeMove, .acceptMove, .changeMove,
      .scheduleLease, .signLease, .recordInventory, .closeVolet:
      try moveGuard(act, volet)
    case .revealNUR:
      if volet.nur == nil { throw Refusal("Aucun NUR n'est saisi sur ce volet.") }
    case .withdraw:
      guard !volets.contains(where: { $0.leaseSignedOn != nil }) else {
        throw Refusal(
          "Un bail est signé : le désistement n'est plus possible.",
          remedy: "Aatiko peut annuler le dossier avec le motif « Litige ».")
      }
    case .informTenant:
      guard isWithoutEffect(volet) else {
        throw Refusal("Aucune attribution de ce volet n'est restée sans effet.")
      }
      if let day = volet.tenantInformedOn {
        throw Refusal("Le locataire est informé depuis le \(day.french).")
      }
    case .seeAlert, .silenceAlert:
      if alerts(of: name, sentTo: context.actor, in: context).isEmpty {
        throw Refusal("Aucune alerte en cours ne vous est adressée sur ce volet.")
      }
    default: break
    }
  }

  func checkExists() throws(Refusal) {
    if createdOn == nil { throw Refusal("Ce dossier n'existe pas.") }
  }

  private func checkOpen(for act: DossierAct, in context: Context) throws(Refusal) {
    let limit = context.reglement.value(of: .reopening, on: context.today).value
    if act == .reopen {
      guard let closing else { throw Refusal("Le dossier n'est pas clos.") }
      if context.today - closing.day > limit {
        throw Refusal(
          "Le dossier est clos depuis plus de \(limit) jours.",
          remedy: "Créez un nouveau dossier.")
      }
      return
    }
    if act == .erasePersonalData { return try checkClosedForErasure() }
    guard let closing, act != .addNote, act != .revealNUR, act != .informTenant else { return }
    // The last closing of a volet is no refusal: whoever erred takes it back within the day.
    if act == .undo, closing.outcome == .realised { return }
    throw Refusal(
      "Le dossier est clos depuis le \(closing.day.french).",
      remedy: "Aatiko peut le rouvrir jusqu'au \((closing.day + limit).french).")
  }

  private func instructionGuard(_ act: DossierAct, _ volet: Volet) throws(Refusal) {
    switch act {
    case .enterNUR:
      if volet.nur != nil {
        throw Refusal("Le NUR est déjà saisi.", remedy: "Utilisez « Corriger le NUR ».")
      }
    case .correctNUR:
      if volet.nur == nil {
        throw Refusal("Aucun NUR n'est saisi sur ce volet.", remedy: "Saisissez-le d'abord.")
      }
      if volet.decision != nil { throw Refusal("La décision de la CALEOL est déjà saisie.") }
    case .validatePreInstruction, .refusePreInstruction:
      try requireEveryNUR()
      if let day = volet.preValidatedOn {
        throw Refusal("La pré-instruction de ce volet est validée depuis le \(day.french).")
      }
    case .validateInstruction, .refuseInstruction:
      try requireEveryNUR()
      for waiting in volets where waiting.preValidatedOn == nil {
        throw Refusal(
          "La pré-instruction du volet \(waiting.name.rawValue) n'est pas validée.",
          remedy: "L'instruction commence quand tous les volets sont pré-instruits.")
      }
      if let day = volet.instructedOn {
        throw Refusal("L'instruction de ce volet est validée depuis le \(day.french).")
      }
    default:
      if volet.decision != nil { throw Refusal("La décision de la CALEOL est déjà saisie.") }
      if act == .receivePiece, volet.awaitedPieces.isEmpty {
        throw Refusal("Aucune pièce n'est attendue sur ce volet.")
      }
    }
  }

  private func requireEveryNUR() throws(Refusal) {
    for volet in volets where volet.nur == nil {
      throw Refusal(
        "Il manque le NUR du volet \(volet.name.rawValue).",
        remedy: "La pré-instruction commence quand les deux NUR sont saisis.")
    }
  }

  private func commissionGuard(
    _ act: DossierAct, _ volet: Volet, today: Day
  ) throws(Refusal) {
    for waiting in volets where waiting.preValidatedOn == nil {
      throw Refusal(
        "La pré-instruction du volet \(waiting.name.rawValue) n'est pas validée.",
        remedy: "La CALEOL se prépare à partir de l'instruction.")
    }
    switch act {
    case .liftCondition:
      guard let decision = volet.decision?.value, decision.isFavourable, volet.effectiveOn == nil
      else { throw Refusal("Aucune condition n'est en attente sur ce volet.") }
    case .failCondition:
      guard case .conditional = volet.decision?.value, volet.effectiveOn == nil else {
        throw Refusal("Aucune condition suspensive n'est en attente sur ce volet.")
      }
    default:
      if let decision = volet.decision {
        throw Refusal("La décision de ce volet est saisie depuis le \(decision.day.french).")
      }
      try sessionGuard(act, volet, today: today)
    }
  }

  private func sessionGuard(_ act: DossierAct, _ volet: Volet, today: Day) throws(Refusal) {
    switch (act, volet.caleol) {
    case (.scheduleCaleol, .some(let session)):
      throw Refusal(
        "La CALEOL est déjà fixée au \(session.date.french).",
        remedy: "Utilisez « Reporter la CALEOL ».")
    case (.postponeCaleol, nil):
      throw Refusal("Aucune date de CALEOL n'est fixée sur ce volet.")
    case (.enterDecision, let session):
      if volet.instructedOn == nil {
        throw Refusal(
          "L'instruction de ce volet n'est pas validée.",
          remedy: "Validez l'instruction avant de saisir la décision.")
      }
      if let session, session.date > today {
        throw Refusal(
          "La CALEOL a lieu le \(session.date.french) : la décision se saisit à partir de ce jour.")
      }
    default: break
    }
  }
}
