import Domain

/// Turns a record into the acts that would have led to the same dossier, in the order of days.
struct ImportPlan {
  let draft: DossierDraft
  /// The volets as the act of creation names them.
  let volets: [NewVolet]
  private var sealer: Sealer
  private(set) var steps: [ImportStep] = []
  /// What a reader of the notes should look at.
  private(set) var warnings: [NoteLinter.Warning] = []

  /// Plans the acts of a draft.
  ///
  /// - Parameter names: the tenants' names, already sealed, one for each volet.
  init(_ draft: DossierDraft, volets: [NewVolet], names: [Secret], sealer: Sealer) {
    self.draft = draft
    self.volets = volets
    self.sealer = sealer
    planCreation(names)
    for volet in draft.volets { plan(volet) }
    planMove()
    planEnding()
    planNote()
    steps.sort { $0.precedes($1) }
  }

  private mutating func add(
    _ stage: ImportStep.Stage, on day: Day?, _ volet: VoletName?, _ command: DossierCommand,
    _ column: ImportColumn, secrets: [Secret?] = [], fields: [String: ImportColumn] = [:]
  ) {
    guard let day else { return }
    steps.append(
      ImportStep(
        day: day, stage: stage, volet: volet, command: command,
        secrets: secrets.compactMap(\.self), column: column, fields: fields))
  }

  /// A motive with its words sealed.
  private mutating func reason(_ draft: MotiveDraft) -> (reason: Reason, secret: Secret?) {
    guard let words = draft.words else { return (Reason(draft.motive), nil) }
    let secret = sealer.seal(lint(words), as: .reason)
    return (Reason(draft.motive, note: secret.subject), secret)
  }

  /// A free text with every NUR masked; what it should not say is noted.
  private mutating func lint(_ text: String) -> String {
    let report = NoteLinter().check(text)
    warnings += report.warnings
    return report.text
  }

  private mutating func planCreation(_ names: [Secret]) {
    add(
      .create, on: draft.createdOn, nil,
      .create(reference: draft.reference, volets: volets), .dossier(.createdOn), secrets: names,
      fields: volets.reduce(into: ["reference": .dossier(.reference)]) { fields, volet in
        let side = volet.name.rawValue
        fields["bailleur_\(side)"] = .volet(.siret, volet.name)
        fields["logement_\(side)"] = .volet(.logement, volet.name)
        fields["contact1_\(side)"] = .volet(.contact1Name, volet.name)
        fields["contact2_\(side)"] = .volet(.contact2Name, volet.name)
      })
  }

  private mutating func plan(_ volet: VoletDraft) {
    let name = volet.name
    let steps = volet.steps
    if let nur = steps.nur {
      let (sealed, secret) = sealer.seal(nur.number)
      add(
        .nur, on: nur.on, name, .enterNUR(volet: name, nur: sealed), .volet(.nurOn, name),
        secrets: [secret], fields: ["nur": .volet(.nur, name)])
    }
    add(
      .preInstruct, on: steps.preInstructedOn, name, .validatePreInstruction(volets: [name]),
      .volet(.preInstructedOn, name))
    add(
      .instruct, on: steps.instructedOn, name, .validateInstruction(volets: [name]),
      .volet(.instructedOn, name))
    planSession(steps, name)
    planDecision(steps, name)
    if let on = steps.liftedOn {
      add(.lift, on: on, name, .liftCondition(volet: name, on: on), .volet(.liftedOn, name))
    }
    if let on = steps.leaseSignedOn {
      add(.sign, on: on, name, .signLease(volet: name, on: on), .volet(.leaseSignedOn, name))
    }
    planInventories(steps, name)
    add(.close, on: steps.closedOn, name, .closeVolet(volet: name), .volet(.closedOn, name))
  }

  /// Without the day on which the date was fixed, it is that of the instruction, the first on which
  /// the scheme has the date fixed, and the session itself at the latest.
  private mutating func planSession(_ steps: VoletSteps, _ name: VoletName) {
    guard let caleol = steps.caleol else { return }
    let preInstructed = draft.volets.compactMap(\.steps.preInstructedOn).max()
    let usual = steps.instructedOn ?? preInstructed ?? caleol.date
    let day = caleol.setOn ?? min(usual, caleol.date)
    let gap = caleol.gap.map { reason($0) }
    add(
      .schedule, on: day, name,
      .scheduleCaleol(
        volet: name, date: caleol.date, held: caleol.date < day, gapReason: gap?.reason),
      .volet(.caleolOn, name), secrets: [gap?.secret],
      fields: ["motif_ecart": .volet(.gapMotive, name), "note": .volet(.gapWords, name)])
  }

  private mutating func planDecision(_ steps: VoletSteps, _ name: VoletName) {
    guard let decision = steps.decision else { return }
    var secret: Secret?
    let value: CaleolDecision
    switch decision.value {
    case .attribution: value = .attribution
    case .ranked(let rank): value = .ranked(rank: rank)
    case .conditional(let piece, let limit): value = .conditional(piece: piece, limit: limit)
    case .nonAttribution(let motive):
      let sealed = reason(motive)
      (value, secret) = (.nonAttribution(reason: sealed.reason), sealed.secret)
    case .irrecevable(let motive):
      let sealed = reason(motive)
      (value, secret) = (.irrecevable(reason: sealed.reason), sealed.secret)
    }
    add(
      .decide, on: decision.on, name,
      .enterDecision(volet: name, decision: value, session: nil, gapReason: nil),
      .volet(.decision, name), secrets: [secret],
      fields: [
        "seance": .volet(.caleolOn, name), "rang": .volet(.decisionRank, name),
        "date_limite": .volet(.decisionLimit, name), "motif": .volet(.decisionMotive, name),
        "note": .volet(.decisionWords, name),
      ])
  }

  private mutating func planInventories(_ steps: VoletSteps, _ name: VoletName) {
    guard let inventories = steps.inventories else { return }
    let gap = inventories.gap.map { reason($0) }
    add(
      .inventory, on: inventories.on, name,
      .recordInventory(
        volet: name, inventories: Inventory.allCases, on: inventories.on, gapReason: gap?.reason),
      .volet(.inventoriesOn, name), secrets: [gap?.secret],
      fields: [
        "motif_ecart": .volet(.inventoriesMotive, name), "note": .volet(.inventoriesWords, name),
      ])
  }

  private mutating func planMove() {
    guard let move = draft.move else { return }
    add(
      .propose, on: move.proposedOn, move.proposedBy,
      .proposeMove(volet: move.proposedBy, date: move.date), .dossier(.moveProposedOn),
      fields: ["date": .dossier(.moveOn)])
    for volet in draft.volets where volet.name != move.proposedBy {
      add(
        .accept, on: move.agreedOn, volet.name, .acceptMove(volet: volet.name),
        .dossier(.moveAgreedOn))
    }
  }

  private mutating func planEnding() {
    guard let ending = draft.ending, let on = ending.on, let motive = ending.motive else { return }
    let (reason, secret) = reason(motive)
    guard let command = ending.outcome.command(ending.volet, on: on, reason) else { return }
    add(
      .end, on: on, ending.volet, command, .dossier(.outcome), secrets: [secret],
      fields: [
        "motif": .dossier(.endedMotive), "note": .dossier(.endedWords),
        "volet": .dossier(.endedVolet), "date": .dossier(.endedOn),
      ])
  }

  private mutating func planNote() {
    guard let note = draft.note else { return }
    let secret = sealer.seal(lint(note.text), as: .note)
    add(
      .note, on: note.on ?? steps.map(\.day).max(), nil,
      .addNote(note: secret.subject, visibility: .shared), .dossier(.note), secrets: [secret],
      fields: ["date": .dossier(.noteOn)])
  }
}

extension ImportOutcome {
  /// The act that ends the dossier so, nil when other columns do it or the volet is missing.
  fileprivate func command(_ volet: VoletName?, on day: Day, _ reason: Reason) -> DossierCommand? {
    if self == .cancelled { return .cancel(reason: reason) }
    guard let volet else { return nil }
    return switch self {
    case .refusedPreInstruction: .refusePreInstruction(volet: volet, reason: reason)
    case .refusedInstruction: .refuseInstruction(volet: volet, reason: reason)
    case .conditionFailed: .failCondition(volet: volet, on: day, reason: reason)
    case .offerRefused: .refuseOffer(volet: volet, reason: reason)
    case .withdrawn: .withdraw(volet: volet, reason: reason)
    case .lapsed: .lapse(volet: volet, reason: reason)
    case .realised, .notAttributed, .irrecevable, .cancelled: nil
    }
  }
}
