import Domain
import Storage

/// `habiter agir`: one act on one dossier, by the same forms and the same refusals as the screen.
enum ActCommand {
  static let spec = CommandSpec(
    words: ["agir"],
    summary: "Fait un acte sur un dossier, pour les scripts : mêmes règles, mêmes refus.",
    details: [
      "Sans ACTE, dit les actes possibles maintenant, et pourquoi les autres sont fermés.",
      "Les champs sont ceux du formulaire de l'acte : --champs les montre. Ce que le formulaire",
      "propose vaut, sauf les dates, toujours à donner. Dates : 31/03/2026, +8, demain, lundi.",
      "CHAMP=- lit la valeur sur l'entrée standard : un NUR ne reste ainsi dans aucun historique.",
      "« nouveau creer » crée un dossier. Lire un NUR en clair ne se fait que dans le programme.",
      "",
    ]
      + Paragraph.wrap(
        "Actes : \(DossierAct.written.map(\.word).joined(separator: ", ")).", width: 88),
    argument: "RÉFÉRENCE", following: "[ACTE [CHAMP=VALEUR …]]",
    followingChoices: DossierAct.written.map(\.word),
    options: [
      OptionSpec(
        name: "--volet", value: "VOLET",
        help: "A, B ou tous ; à dire quand l'acte est possible sur les deux",
        choices: VoletName.allCases.map(\.rawValue) + [ActDraft.everyVolet]),
      OptionSpec(name: "--champs", help: "montre les champs de l'acte, sans rien faire"),
      OptionSpec(
        name: "--essai",
        help: "dit ce que l'acte ferait, sans rien enregistrer, même si habiter est ouvert"),
      OptionSpec(name: "--json", help: "le résultat en JSON, sur une ligne"),
    ] + StoreChoice.options,
    examples: [
      "habiter agir D-2026-0412", "habiter agir D-2026-0412 fixer-caleol --champs",
      "habiter agir D-2026-0412 valider-pre-instruction --volet A --essai",
      "habiter agir D-2026-0412 fixer-caleol date=12/06/2026",
      "habiter agir D-2026-0412 note \"note=Locataire joint ce matin.\"",
      "habiter agir D-2026-0412 saisir-nur nur=- --json",
    ]
  ) { arguments, shell in
    let order = try ActOrder(arguments)
    let writes = order.act != nil && !arguments.has("--essai") && !arguments.has("--champs")
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: writes ? .writing : .reading)
    var world = try StoreEffects(store: store, session: session).world(keyMap: .standard)
    // Whether this run writes is settled above: what is asked of the domain is the act alone.
    world.reading = nil
    let reference = arguments.argument ?? ""
    guard let act = order.act else {
      let detail = try ShowCommand.found(reference, in: store, session)
      list(ActCatalogue(dossier: detail.dossier, world: world), shell)
      return .success
    }
    let draft =
      act == .create
      ? try creation(in: store, session, world)
      : try order.draft(of: act, on: try ShowCommand.found(reference, in: store, session), world)
    var answers = ActAnswers(draft, volet: order.voletAnswer(draft))
    if arguments.has("--champs") {
      show(answers, shell)
      return .success
    }
    try order.fill(&answers, from: shell)
    for warning in answers.warnings {
      shell.report("Attention, \(warning.field) : \(warning.text)")
    }
    let wanted = try order.act(of: answers)
    let receipt =
      writes
      ? try store.perform(wanted, as: session) : try store.trial(wanted, as: session)
    try tell(receipt, act, draft, arguments, shell)
    return .success
  }

  private static func creation(
    in store: Store, _ session: Session, _ world: World
  ) throws -> ActDraft {
    if case .closed(let why) = Dossier.empty.availability(of: .create, in: world.context()) {
      throw why
    }
    let begun = try store.beginCreation(at: session.clock())
    var draft = ActDraft(
      act: .create, volets: [], onBehalf: nil,
      detail: DossierDetail(stream: begun.stream, dossier: .empty), world: world)
    draft.proposedReference = begun.reference
    return draft
  }

  /// The acts of a dossier: open ones with their volets, then the others with their reason.
  private static func list(_ catalogue: ActCatalogue, _ shell: Shell) {
    let entries = catalogue.entries.filter { $0.act != .revealNUR }
    let width = DossierAct.written.map(\.word.count).max() ?? 0
    func line(_ entry: ActCatalogue.Entry, _ text: String) -> String {
      let gap = String(repeating: " ", count: width - entry.act.word.count)
      return "  \(entry.act.word)\(gap)  \(CellText.sanitized(text))"
    }
    shell.out("Possibles maintenant :")
    for entry in entries where entry.isOpen {
      let volets = entry.volets.map(\.rawValue).joined(separator: ", ")
      let plural = entry.volets.count > 1 ? "s" : ""
      let place = volets.isEmpty ? "" : " (volet\(plural) \(volets))"
      shell.out(line(entry, entry.act.traits.label + place))
    }
    shell.out("Fermés :")
    for entry in entries { entry.refusal.map { shell.out(line(entry, $0.sentence)) } }
  }

  /// The fields of an act: what each expects, and what holds when it is left out.
  private static func show(_ answers: ActAnswers, _ shell: Shell) {
    for rule in answers.draft.rules { shell.out(CellText.sanitized(rule)) }
    for field in answers.fields {
      let need =
        switch (answers.values[field.id], field.proposal) {
        case (_?, let proposal?): "par défaut : \(proposal)"
        case (_, let proposal?): "à donner ; le formulaire propose \(proposal)"
        default: field.isRequired ? "à donner" : "facultatif"
        }
      shell.out(CellText.sanitized("\(field.described) ; \(need)"))
      let more = [field.help].filter { !$0.isEmpty } + field.listedChoices
      for line in more { shell.out(CellText.sanitized("  \(line)")) }
    }
    if answers.fields.isEmpty { shell.out("Cet acte ne demande rien.") }
  }

  private static func tell(
    _ receipt: Receipt, _ act: DossierAct, _ draft: ActDraft, _ arguments: ParsedArguments,
    _ shell: Shell
  ) throws {
    let words = EventWords(names: draft.world.directory, dossier: draft.dossier)
    let events = receipt.events.map { CellText.sanitized(words.sentence(of: $0)) }
    let isTrial = arguments.has("--essai")
    if arguments.has("--json") {
      shell.out(
        try JSONLine.text(
          of: DoneAct(
            reference: receipt.reference, acte: act.word, essai: isTrial, faits: events,
            statut: receipt.status.rawValue, etape: receipt.status.label)))
      return
    }
    for event in events { shell.out("\(receipt.reference) : \(event).") }
    shell.out("Étape : \(receipt.status.label).")
    if isTrial { shell.report("Essai : rien n'a été enregistré.") }
  }
}

/// An act as it leaves the program; the keys are described in `docs/commandes.md`.
private struct DoneAct: Encodable {
  let reference: String
  let acte: String
  let essai: Bool
  let faits: [String]
  let statut: String
  let etape: String
}
