/// What the state of a signalement allows.
extension Signalement {
  /// For how many days a signalement that is closed may be reopened (`domaine.md` §3.1, ◇).
  public static let reopeningDays = 30

  /// Refuses an act that the state does not allow, whatever its arguments.
  func checkState(_ act: SignalementAct, in context: Context) throws(Refusal) {
    if isErased, act != .undo {
      throw Refusal("Les textes de ce signalement ont été effacés : il ne change plus.")
    }
    switch act {
    case .receive: throw Refusal("Ce signalement est déjà enregistré.")
    case .addNote, .categorise: break
    case .eraseTexts:
      guard isOver else { throw Refusal("Ce signalement n'est pas clos.", remedy: "Closez-le.") }
    case .assign: try checkOpen()
    case .reopen: try checkReopening(on: context.today)
    case .unmarkDuplicate:
      guard status == .doublon else { throw Refusal("Ce signalement n'est pas un doublon.") }
    case .answerAsBailleur: try checkWithBailleur()
    case .askAatiko, .resolve, .explain: try checkInscription()
    case .followTicket:
      guard history.contains(where: { $0.event.act == .askActimage }) else {
        throw Refusal("Aucun ticket n'a été demandé à Actimage.")
      }
    case .findCorrection:
      guard status == .correctionDemandee || status == .correctionAnnoncee else {
        throw Refusal("Aucune correction du patrimoine n'est attendue.")
      }
    default: try checkRoutable(act, in: context)
    }
  }

  /// Refuses a command that the state or its arguments do not allow.
  func checkState(_ command: SignalementCommand, in context: Context) throws(Refusal) {
    try checkState(command.act, in: context)
    switch command {
    case .assign(let person) where context.directory.operators[person] == nil:
      throw Refusal("Cette personne n'est pas connue ici.", field: "personne")
    case .assign(let person) where holder == person:
      throw Refusal("Ce signalement est déjà pris en charge par cette personne.")
    case .release where holder == nil:
      throw Refusal("Personne n'a pris ce signalement en charge.")
    case .categorise(let category) where category == self.category:
      throw Refusal("C'est déjà sa catégorie.", field: "categorie")
    case .askCorrection(let request, _): try check(request)
    case .markDuplicate(let link) where link.number == number:
      throw Refusal("Un signalement n'est pas son propre doublon.", field: "original")
    case .openTicket(let request, let number):
      guard number > 0 else { throw Refusal("Ce numéro de ticket ne convient pas.") }
      guard hasAsked(for: request) else { throw Refusal("Ce ticket n'a pas été demandé ici.") }
      guard tickets[request] == nil else { throw Refusal("Le ticket est déjà créé.") }
    case .followTicket(let request, let status, let isClosed, let note):
      guard let ticket = tickets[request] else {
        throw Refusal("Le ticket n'est pas encore créé.")
      }
      guard ticket.status != status || ticket.isClosed != isClosed || note != nil else {
        throw Refusal("Le ticket n'a pas changé.")
      }
    default: break
    }
  }

  /// Whether an act asked for a ticket, be it taken back since: the ticket may have been made.
  private func hasAsked(for request: CommandID) -> Bool {
    history.contains { $0.command == request && $0.event.act == .askActimage }
  }

  private func check(_ request: CorrectionRequest) throws(Refusal) {
    guard !request.logement.isEmpty else {
      throw Refusal(
        "Indiquez le logement dont le patrimoine est à corriger.", field: "logement",
        remedy: "Sa référence est celle du fichier du bailleur.")
    }
    guard PatrimoineColumn.allCases.contains(where: { $0.name == request.column }) else {
      throw Refusal(
        "« \(request.column) » n'est pas une colonne du fichier patrimoine.", field: "colonne")
    }
  }

  private func checkOpen() throws(Refusal) {
    guard !isOver else {
      throw Refusal(
        "Ce signalement est \(status.label).",
        remedy: status == .doublon ? "Désolidarisez-le d'abord." : "Rouvrez-le d'abord.")
    }
  }

  /// What Aatiko routes must be in Aatiko's hands, or be taken back from where it is.
  private func checkRoutable(_ act: SignalementAct, in context: Context) throws(Refusal) {
    try checkOpen()
    guard status == .chezActimage, act == .askActimage else { return }
    throw Refusal("Ce signalement est déjà chez Actimage.")
  }

  private func checkWithBailleur() throws(Refusal) {
    try checkOpen()
    guard status.mover == .bailleur else {
      throw Refusal(
        "Aatiko n'attend pas de réponse du bailleur : ce signalement est \(status.label).")
    }
  }

  private func checkInscription() throws(Refusal) {
    try checkOpen()
    guard status.mover == .bailleur else {
      throw Refusal("Cette difficulté est \(status.label) : ce n'est pas au bailleur d'agir.")
    }
  }

  private func checkReopening(on today: Day) throws(Refusal) {
    guard status == .clos, let since else {
      throw Refusal("Ce signalement n'est pas clos.")
    }
    guard today - since <= Self.reopeningDays else {
      throw Refusal(
        "Ce signalement est clos depuis plus de \(Self.reopeningDays) jours.",
        remedy: "Enregistrez un nouveau signalement.")
    }
  }
}
