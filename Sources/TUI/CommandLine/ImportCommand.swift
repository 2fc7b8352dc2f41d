import Domain
import Storage

/// `habiter importer …`: takes in the dossiers of another tool, and the platform's annonces.
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
    return show(report, shell)
  }

  static let annonces = CommandSpec(
    words: ["importer", "annonces"],
    summary: "Reprend les annonces de la plateforme, ou leurs signalements.",
    details: [
      "Une version déjà connue n'ajoute rien : le même fichier peut être repris. Une annonce",
      "modifiée est une nouvelle version. Le format est décrit dans docs/import.md.",
    ],
    argument: "FICHIER",
    options: [
      OptionSpec(name: "--signalements", help: "le fichier est celui des signalements"),
      OptionSpec(name: "--essai", help: "donne le rapport sans rien enregistrer"),
      OptionSpec(name: "--demo", help: "dans la démonstration, pas dans vos dossiers"),
    ],
    examples: [
      "habiter importer annonces annonces.csv --essai",
      "habiter importer annonces annonces.jsonl",
      "habiter importer annonces signalements.csv --signalements",
    ]
  ) { arguments, shell in
    let store =
      try arguments.has("--demo")
      ? shell.demoStore(for: .writing) : shell.realStore(for: .writing)
    let isTrial = arguments.has("--essai")
    let session = Session(
      actor: try store.importOperator(isTrial: isTrial), clock: shell.clock)
    let file = arguments.argument ?? ""
    let report =
      try arguments.has("--signalements")
      ? store.importReports(from: file, as: session, isTrial: isTrial) {
        shell.progress("\($0) signalements lus…")
      }
      : store.importAnnonces(from: file, as: session, isTrial: isTrial) {
        shell.progress("\($0) versions lues…")
      }
    shell.endProgress()
    return show(report, shell)
  }

  private static func show(_ report: ImportReport, _ shell: Shell) -> ExitCode {
    if let failure = report.failure { shell.report("habiter : \(failure.french)") }
    // A file that could not be read at all has no other report.
    if report.failure == nil || report.read > 0 { report.french.forEach(shell.out) }
    return report.isComplete ? .success : .refused
  }
}
