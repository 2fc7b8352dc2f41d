import Domain

/// Why a record cannot be taken: the refusal of one act, or of what the record says as a whole.
struct RecordRefusal: Error {
  let column: ImportColumn
  let text: String
  let remedy: String?

  init(_ column: ImportColumn, _ text: String, remedy: String? = nil) {
    self.column = column
    self.text = text
    self.remedy = remedy
  }

  func message(in record: SourceRecord<ImportColumn>) -> ImportMessage {
    record.message(.refused, column, text, remedy: remedy)
  }
}

/// Decides, in memory, the acts of one record: the domain holds every guard, none is repeated here.
struct DossierReplay {
  let store: Store
  let session: Session
  let file: String
  var sealer: Sealer
  /// What the notes of the record should not say.
  private(set) var warnings: [NoteLinter.Warning] = []

  init(store: Store, session: Session, file: String, sealer: Sealer) {
    self.store = store
    self.session = session
    self.file = file
    self.sealer = sealer
  }

  /// The acts of a record, accepted one after the other, and the dossier they lead to.
  ///
  /// - Throws: `RecordRefusal` for the first that is refused; the store is untouched.
  mutating func decide(
    _ draft: DossierDraft, in directory: inout DirectoryDraft
  ) throws -> (stream: StreamID, acts: [DecidedAct<Dossier>], dossier: Dossier) {
    var names: [Secret] = []
    var volets: [NewVolet] = []
    for volet in draft.volets {
      let name = sealer.seal(volet.locataire, as: .name)
      names.append(name)
      volets.append(try newVolet(volet, locataire: name.subject, in: &directory))
    }
    let plan = ImportPlan(draft, volets: volets, names: names, sealer: sealer)
    warnings = plan.warnings
    try check(plan)
    let stream = store.newStream(at: Self.noon(of: draft.createdOn))
    var dossier = Dossier.empty
    var acts: [DecidedAct<Dossier>] = []
    var reasons: [OrganisationID: Secret] = [:]
    for step in plan.steps {
      // A bailleur that has both volets has agreed with itself when it proposes the date.
      if step.stage == .accept, let volet = step.volet,
        dossier.move?.agreed.contains(volet) == true
      {
        continue
      }
      let act = act(for: step, stream, dossier, &reasons)
      acts.append(try decide(act, step, on: &dossier, in: directory.directory))
    }
    for step in closingSteps(dossier) {
      let act = act(for: step, stream, dossier, &reasons)
      acts.append(try decide(act, step, on: &dossier, in: directory.directory))
    }
    try checkEnding(draft, dossier)
    return (stream, acts, dossier)
  }

  private func decide(
    _ act: Act, _ step: ImportStep, on dossier: inout Dossier, in directory: Directory
  ) throws -> DecidedAct<Dossier> {
    let moment = min(Self.noon(of: step.day), session.clock())
    do {
      return try store.decide(act.order, on: &dossier, as: session, at: moment, in: directory)
    } catch let refusal as Refusal {
      throw RecordRefusal(
        step.column(of: refusal),
        "Au \(step.day.french) : \(refusal.message)", remedy: refusal.remedy)
    }
  }

  /// A dossier taken over closed is over: nobody is asked to inform its tenants now.
  private func closingSteps(_ dossier: Dossier) -> [ImportStep] {
    guard let closing = dossier.closing else { return [] }
    return dossier.blockers(under: store.reglement).map { blocker in
      ImportStep(
        day: closing.day, stage: .end, volet: blocker.volet,
        command: .informTenant(volet: blocker.volet), column: .dossier(.outcome))
    }
  }

  /// The act of a step, *au nom de* the volet's bailleur, with the reason sealed once for each.
  private mutating func act(
    for step: ImportStep, _ stream: StreamID, _ dossier: Dossier,
    _ reasons: inout [OrganisationID: Secret]
  ) -> Act {
    var act = Act(stream: stream, command: step.command, secrets: step.secrets)
    guard let bailleur = step.volet.flatMap({ dossier[$0]?.bailleur }) else { return act }
    if reasons[bailleur] == nil {
      let reason = sealer.seal("Reprise du fichier \(file)", as: .reason)
      reasons[bailleur] = reason
      act.secrets.append(reason)
    }
    act.onBehalf = reasons[bailleur].map { OnBehalf(organisation: bailleur, reason: $0.subject) }
    return act
  }

  private mutating func newVolet(
    _ volet: VoletDraft, locataire: SubjectID, in directory: inout DirectoryDraft
  ) throws(RecordRefusal) -> NewVolet {
    guard let bailleur = directory.bailleur(volet.siret, name: volet.bailleur) else {
      let column = ImportColumn.volet(.bailleur, volet.name)
      throw directory.isShared
        ? RecordRefusal(
          column, "Ce SIRET n'est pas dans l'annuaire de la base partagée.",
          remedy: "Aatiko y ajoute le bailleur d'abord (touche 6, puis b).")
        : RecordRefusal(
          column, "Ce SIRET n'est pas dans l'annuaire et le nom manque.",
          remedy: "Indiquez le nom du bailleur pour qu'il soit ajouté.")
    }
    var agents: [ContactKind: OperatorID] = [:]
    for kind in ContactKind.allCases {
      guard let contact = volet.contacts[kind] else { continue }
      do {
        agents[kind] = try directory.agent(contact, as: kind, of: bailleur) {
          OperatorID("agent-\(sealer.subject())")
        }
      } catch {
        let isFirst = kind == .contact1
        let name: VoletColumn = isFirst ? .contact1Name : .contact2Name
        let email: VoletColumn = isFirst ? .contact1Email : .contact2Email
        throw RecordRefusal(
          .volet(error.field == "nom" ? name : email, volet.name), error.message,
          remedy: error.remedy)
      }
    }
    return NewVolet(
      name: volet.name, bailleur: bailleur, logement: volet.logement, locataire: locataire,
      contact1: agents[.contact1], contact2: agents[.contact2])
  }
}

extension DossierReplay {
  /// Noon in Paris: the hour at which an act is dated when only its day is known.
  static func noon(of day: Day) -> Moment {
    let utc = Moment(seconds: Int64(day.number) * 86_400 + 43_200)
    return utc + -Int64(ParisTime.offset(at: utc))
  }

  /// Clocks are read by nobody below: that an act lies in the future, or before its dossier, is
  /// seen here.
  private func check(_ plan: ImportPlan) throws(RecordRefusal) {
    let today = session.today
    for step in plan.steps {
      if step.day > today {
        throw RecordRefusal(
          step.column, "Le \(step.day.french) est à venir.",
          remedy: "Seuls les actes déjà faits se reprennent.")
      }
      if step.day < plan.draft.createdOn {
        throw RecordRefusal(
          step.column,
          "Le \(step.day.french) précède la création du dossier "
            + "(\(plan.draft.createdOn.french)).",
          remedy: "Corrigez l'une des deux dates.")
      }
    }
  }

  /// What the record says of the end must be what its acts lead to.
  private func checkEnding(_ draft: DossierDraft, _ dossier: Dossier) throws(RecordRefusal) {
    guard let ending = draft.ending, dossier.closing?.outcome != ending.outcome.closing else {
      return
    }
    throw RecordRefusal(
      .dossier(.outcome),
      "Les actes de la ligne n'y mènent pas : le dossier serait « \(dossier.status.label) ».",
      remedy: "Complétez les actes, ou corrigez l'issue.")
  }
}
