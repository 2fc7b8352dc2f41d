import Domain
import Storage

/// `habiter patrimoine importer`: a file becomes the bailleur's stock, or nothing changes.
enum PatrimoineImporter {
  static let spec = CommandSpec(
    words: ["patrimoine", "importer"],
    summary: "Importe un fichier patrimoine : il remplace le patrimoine du bailleur, ou rien.",
    details: [
      "Le rapport est celui de l'essai. Plus de 5 % de lignes en erreur, ou un fichier plus",
      "ancien que le dernier, et l'état précédent est conservé ; plus de 10 % de logements",
      "disparus, et l'import attend « habiter patrimoine confirmer ».",
      "Les contacts des dossiers ouverts suivent le fichier ; un dossier dont le logement a",
      "disparu est signalé. Code de sortie 0 : accepté ; 1 : refusé, à confirmer, ou accepté",
      "sans ses lignes en erreur. Ctrl-C laisse tout comme c'était.",
    ],
    argument: "FICHIER",
    options: [
      PatrimoineDesk.bailleurOption, PatrimoineDesk.motiveOption,
      OptionSpec(name: "--json", help: "le rapport en JSON, un objet sur une ligne"),
    ],
    examples: [
      "habiter patrimoine importer \(PatrimoineSample.name)",
      "habiter patrimoine importer \(PatrimoineSample.name) --bailleur 99900001100018 "
        + "--motif \"À la demande du référent informatique\"",
    ]
  ) { arguments, shell in
    let desk = try PatrimoineDesk(arguments, shell, for: .writing)
    let (store, session, bailleur) = try desk.whole()
    let (onBehalf, secrets) = try desk.onBehalf(arguments)
    try checkRight(store, session, bailleur, onBehalf)
    let base = try store.patrimoine(of: bailleur, for: session).current?.id
    let delivery = try desk.delivery(of: arguments.argument ?? "")
    let made = try PatrimoineMeter.watching(shell) { progress in
      try PatrimoineImport.prepare(delivery, in: store.stock(of: bailleur), progress: progress)
    }
    let imported = try store.record(
      made, of: bailleur, base: base, onBehalf: onBehalf, secrets: secrets, as: session)
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: ToldImport(made)))
    } else {
      made.report.french.forEach(shell.out)
      shell.out("")
      PatrimoineEssai.comparison(made, isFirst: delivery.current == nil).forEach(shell.out)
      lines(imported, report: store.stock(of: bailleur)).forEach(shell.out)
    }
    return made.verdict == .accepted ? .success : .refused
  }

  /// A million lines are not read for somebody who may not import them.
  private static func checkRight(
    _ store: Store, _ session: Session, _ bailleur: OrganisationID, _ onBehalf: OnBehalf?
  ) throws {
    let patrimoine = try store.patrimoine(of: bailleur, for: session)
    let context = Context(
      actor: session.actor, onBehalf: onBehalf, command: "", now: session.clock(),
      reglement: store.reglement, directory: store.directory)
    switch patrimoine.availability(of: .importFile, of: bailleur, in: context) {
    case .open: return
    case .closed(let refusal): throw refusal
    case .onBehalf:
      throw Refusal(
        "Cet import revient à \(store.directory.name(of: bailleur)).", field: "motif",
        remedy: "Agissez en son nom, en disant pourquoi : --motif \"…\".")
    }
  }

  /// What became of the file, and what followed.
  static func lines(_ imported: PatrimoineImported, report folder: StockFolder) -> [String] {
    let (receipt, effects) = (imported.receipt, imported.effects)
    let outcome =
      switch receipt.patrimoine.imports.last?.facts.verdict {
      case .refused: "Fichier refusé : le patrimoine précédent est conservé."
      case .held:
        "Import en attente : « habiter patrimoine confirmer » l'accepte, « … abandonner » y "
          + "renonce."
      default: "Import enregistré : c'est le patrimoine actuel."
      }
    return [outcome, "Rapport complet : \(folder.report(receipt.command.text))"]
      + told(effects.reassigned, "Contacts mis à jour selon le fichier")
      + told(effects.gone, "! Logement sorti du fichier, dossier ouvert")
      + told(effects.unassigned, "! Contact du fichier sans compte agent, ou affectation à faire")
      + told(effects.corrected, "Signalements clos, leur correction est dans le fichier")
  }

  private static func told(_ references: [String], _ what: String) -> [String] {
    references.isEmpty ? [] : ["\(what) : \(Set(references).sorted().joined(separator: ", "))."]
  }
}
