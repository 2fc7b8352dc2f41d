import Domain
import Storage

/// `habiter importer dossiers`: takes in the dossiers of another tool.
enum ImportCommand {
  static let spec = CommandSpec(
    words: ["importer", "dossiers"],
    summary: "Reprend des dossiers d'un fichier CSV (« ; ») ou JSON (une ligne par dossier).",
    details: [
      "Chaque dossier est repris en entier ou pas du tout, avec la raison de chaque refus.",
      "Un dossier déjà présent n'est jamais changé : le même fichier peut être repris.",
      "Le format est décrit dans docs/import.md.",
    ],
    argument: "FICHIER",
    options: [
      OptionSpec(name: "--essai", help: "donne le rapport sans rien enregistrer"),
      OptionSpec(name: "--demo", help: "dans la démonstration, pas dans vos dossiers"),
    ],
    examples: [
      "habiter importer dossiers dossiers.csv --essai",
      "habiter importer dossiers dossiers.csv",
    ]
  ) { arguments, shell in
    let store =
      try arguments.has("--demo")
      ? shell.demoStore(for: .writing) : shell.realStore(for: .writing)
    let isTrial = arguments.has("--essai")
    let session = Session(
      actor: try store.importOperator(isTrial: isTrial), clock: shell.clock)
    let report = try store.importDossiers(
      from: arguments.argument ?? "", as: session, isTrial: isTrial
    ) { shell.progress("\($0) dossiers lus…") }
    shell.endProgress()
    if let failure = report.failure { shell.report("habiter : \(failure.french)") }
    // A file that could not be read at all has no other report.
    if report.failure == nil || report.read > 0 { report.french.forEach(shell.out) }
    return report.isComplete ? .success : .refused
  }
}
