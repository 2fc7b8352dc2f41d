import Domain
import Storage

/// Makes the command of an act from the values of its form, sealing what is personal on the way.
struct CommandMaker {
  let draft: ActDraft
  let values: FormValues
  private var sealer: Sealer
  private var secrets: [Secret] = []

  init(draft: ActDraft, values: FormValues) {
    self.draft = draft
    self.values = values
    sealer = draft.world.sealer
  }

  /// The act, with its secrets and the bailleur in whose name it is done.
  ///
  /// - Throws: a `Refusal` for the field that is missing or not understood.
  mutating func make() throws(Refusal) -> Act {
    let command = try command()
    var onBehalf: OnBehalf?
    if draft.isOnBehalf, let bailleur = try actingFor() {
      guard let text = values.text("au_nom_de") else {
        throw Refusal("Indiquez pourquoi vous agissez en son nom.", field: "au_nom_de")
      }
      onBehalf = OnBehalf(organisation: bailleur, reason: seal(text, as: .reason))
    }
    return Act(
      stream: draft.detail.stream, command: command, secrets: secrets, onBehalf: onBehalf)
  }

  private func actingFor() throws(Refusal) -> OrganisationID? {
    if draft.kind == .create { return CreationFields.bailleur(of: .a, in: values) }
    guard let first = draft.chosen(values).first else { return draft.onBehalf }
    return draft.dossier[first]?.bailleur
  }

  private mutating func command() throws(Refusal) -> DossierCommand {
    switch draft.kind {
    case .create: try creationCommand()
    case .enterNUR, .correctNUR, .validatePreInstruction, .refusePreInstruction, .requestPiece,
      .receivePiece, .validateInstruction, .refuseInstruction:
      try instructionCommand()
    case .scheduleCaleol, .postponeCaleol, .enterDecision, .liftCondition, .failCondition:
      try commissionCommand()
    case .acceptOffer, .refuseOffer, .prepare, .setPeriod, .proposeMove, .acceptMove,
      .changeMove, .scheduleLease, .signLease, .recordInventory, .closeVolet:
      try moveCommand()
    default: try courseCommand()
    }
  }

  private mutating func instructionCommand() throws(Refusal) -> DossierCommand {
    switch draft.kind {
    case .enterNUR: return .enterNUR(volet: try volet(), nur: try nur())
    case .correctNUR:
      return .correctNUR(
        volet: try volet(), nur: try nur(), reason: try reason(),
        restartsClock: values.flag("relance_delai") ?? false)
    case .validatePreInstruction: return .validatePreInstruction(volets: try volets())
    case .refusePreInstruction:
      return .refusePreInstruction(volet: try volet(), reason: try reason())
    case .requestPiece: return .requestPiece(volet: try volet(), piece: try piece())
    case .receivePiece: return .receivePiece(volet: try volet(), piece: try piece())
    case .validateInstruction: return .validateInstruction(volets: try volets())
    default: return .refuseInstruction(volet: try volet(), reason: try reason())
    }
  }

  private mutating func commissionCommand() throws(Refusal) -> DossierCommand {
    switch draft.kind {
    case .scheduleCaleol:
      return .scheduleCaleol(
        volet: try volet(), date: try day("date"), held: values.flag("seance_tenue") ?? false,
        gapReason: gapReason())
    case .postponeCaleol:
      return .postponeCaleol(
        volet: try volet(), date: values.day("date"), reason: try reason(),
        gapReason: gapReason())
    case .enterDecision:
      return .enterDecision(
        volet: try volet(), decision: try decision(), session: values.day("seance"),
        gapReason: gapReason())
    case .liftCondition: return .liftCondition(volet: try volet(), on: try day("date"))
    default:
      return .failCondition(volet: try volet(), on: try day("date"), reason: try reason())
    }
  }

  private mutating func moveCommand() throws(Refusal) -> DossierCommand {
    switch draft.kind {
    case .acceptOffer: return .acceptOffer(volet: try volet())
    case .refuseOffer: return .refuseOffer(volet: try volet(), reason: try reason())
    case .prepare:
      guard let step = values.choice("etape").flatMap(Preparation.init) else {
        throw Refusal("Choisissez l'étape.", field: "etape")
      }
      return .prepare(volet: try volet(), step: step)
    case .setPeriod:
      return .setPeriod(volet: try volet(), from: try day("du"), to: try day("au"))
    case .proposeMove: return .proposeMove(volet: try volet(), date: try day("date"))
    case .acceptMove: return .acceptMove(volet: try volet())
    case .changeMove:
      return .changeMove(volet: try volet(), date: try day("date"), reason: try reason())
    case .scheduleLease: return .scheduleLease(volet: try volet(), date: try day("date"))
    case .signLease: return .signLease(volet: try volet(), on: try day("date"))
    case .recordInventory:
      return .recordInventory(
        volet: try volet(), inventories: inventories(), on: try day("date"),
        gapReason: gapReason())
    default: return .closeVolet(volet: try volet())
    }
  }

  private mutating func courseCommand() throws(Refusal) -> DossierCommand {
    switch draft.kind {
    case .withdraw: return .withdraw(volet: try volet(), reason: try reason())
    case .cancel: return .cancel(reason: try reason())
    case .lapse: return .lapse(volet: try volet(), reason: try reason())
    case .reopen: return .reopen(reason: try reason())
    case .undo:
      return .undo(command: draft.undoing ?? CommandID(""), reason: try reason())
    case .addNote:
      let clean = NoteLinter().check(try text("note")).text
      let isInternal = values.choice("visibilite") == NoteVisibility.internal_.rawValue
      return .addNote(
        note: seal(clean, as: .note), visibility: isInternal ? .internal_ : .shared)
    case .remind:
      return .remind(
        volet: try volet(), contact: try contact(),
        message: values.text("message").map { seal($0, as: .message) })
    case .seeAlert: return .seeAlert(alert: try alert(), volet: try volet())
    case .silenceAlert:
      return .silenceAlert(
        alert: try alert(), volet: try volet(), until: try day("jusqu_au"),
        reason: try reason())
    case .informTenant: return .informTenant(volet: try volet())
    case .erasePersonalData:
      let reason = try reason()
      try confirm()
      return .erasePersonalData(reason: reason)
    case .assignContact:
      guard let person = values.choice("agent") else {
        throw Refusal("Choisissez l'agent.", field: "agent")
      }
      return .assignContact(
        volet: try volet(), contact: try contact(), to: OperatorID(person))
    default: throw Refusal("Cet acte n'a pas de formulaire.")
    }
  }
}

extension CommandMaker {
  private func volets() throws(Refusal) -> [VoletName] {
    let chosen = draft.chosen(values)
    if chosen.isEmpty { throw Refusal("Choisissez le volet.", field: "volet") }
    return chosen
  }

  private func volet() throws(Refusal) -> VoletName {
    guard let first = try volets().first else {
      throw Refusal("Choisissez le volet.", field: "volet")
    }
    return first
  }

  private func day(_ field: String) throws(Refusal) -> Day {
    guard let day = values.day(field) else { throw Refusal("La date manque.", field: field) }
    return day
  }

  /// What cannot be taken back is confirmed by the dossier's reference, typed.
  private func confirm() throws(Refusal) {
    let reference = draft.dossier.reference
    guard values.text("confirmation")?.folded == reference.folded else {
      throw Refusal(
        "Tapez \(reference) pour confirmer : ce qui est effacé ne revient pas.",
        field: "confirmation")
    }
  }

  func text(_ field: String) throws(Refusal) -> String {
    guard let text = values.text(field) else { throw Refusal("À remplir.", field: field) }
    return text
  }

  private mutating func nur() throws(Refusal) -> SealedNUR {
    let parsed: NUR
    do {
      parsed = try NUR(parsing: try text("nur"))
    } catch {
      throw Refusal(error.message, field: "nur", remedy: error.remedy)
    }
    let (sealed, secret) = sealer.seal(parsed)
    secrets.append(secret)
    return sealed
  }

  private func piece() throws(Refusal) -> Piece {
    guard let piece = values.choice("piece").flatMap(Piece.init) else {
      throw Refusal("Choisissez la pièce.", field: "piece")
    }
    return piece
  }

  private func contact() throws(Refusal) -> ContactKind {
    guard let number = values.choice("contact").flatMap({ Int($0) }),
      let contact = ContactKind(rawValue: number)
    else { throw Refusal("Choisissez le contact.", field: "contact") }
    return contact
  }

  private func alert() throws(Refusal) -> AlertCode {
    guard let alert = values.choice("alerte").flatMap(AlertCode.init) else {
      throw Refusal("Choisissez l'alerte.", field: "alerte")
    }
    return alert
  }

  private func inventories() -> [Inventory] {
    let code = values.choice("etat_des_lieux") ?? ""
    return Inventory(rawValue: code).map { [$0] } ?? Inventory.allCases
  }

  private mutating func reason() throws(Refusal) -> Reason {
    guard let motive = values.choice("motif").flatMap(Motive.init) else {
      throw Refusal("Choisissez un motif.", field: "motif")
    }
    return Reason(motive, note: values.text("note").map { seal($0, as: .reason) })
  }

  private mutating func gapReason() -> Reason? {
    guard let motive = values.choice("motif_ecart").flatMap(Motive.init) else { return nil }
    return Reason(motive, note: values.text("note_ecart").map { seal($0, as: .reason) })
  }

  private mutating func decision() throws(Refusal) -> CaleolDecision {
    switch values.choice("decision") {
    case "a": return .attribution
    case "b": return .ranked(rank: values.number("rang") ?? 0)
    case "c":
      return .conditional(piece: try piece(), limit: try day("date_limite"))
    case "d": return .nonAttribution(reason: try reason())
    case "e": return .irrecevable(reason: try reason())
    default: throw Refusal("Choisissez la décision.", field: "decision")
    }
  }

  mutating func seal(_ text: String, as field: Secret.Field) -> SubjectID {
    let secret = sealer.seal(text, as: field)
    secrets.append(secret)
    return secret.subject
  }
}
