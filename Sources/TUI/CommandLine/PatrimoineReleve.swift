import Domain
import Storage

/// `habiter patrimoine relever`: takes the complete files of a folder, for cron or a systemd timer.
enum PatrimoineReleve {
  static let spec = CommandSpec(
    words: ["patrimoine", "relever"],
    summary: "Importe les fichiers complets déposés dans un dossier, chacun une fois.",
    details: [
      "Un fichier est pris quand il est entier : son empreinte NOM.sha256 concorde, ou rien ne l'a",
      "touché depuis --attente minutes (5 par défaut ; 0 si l'envoi donne le nom final à la fin).",
      "Les noms en .part, .filepart, .tmp ou commençant par un point ne sont jamais pris.",
      "Le fichier va dans traites/ ou rejetes/, avec son rapport à côté. Code 0 : rien à relever,",
      "ou tout est accepté ; 1 : un fichier est refusé, à confirmer, ou pris sans des lignes.",
    ],
    argument: "DOSSIER",
    options: [
      OptionSpec(
        name: "--attente", value: "MINUTES",
        help: "combien de temps un fichier sans empreinte doit être resté tel quel"),
      OptionSpec(
        name: "--motif", value: "TEXTE",
        help: "pourquoi vous importez au nom du bailleur ; « Synchronisation automatique » sinon"),
    ],
    examples: [
      "habiter patrimoine relever /srv/depot/bailleur-a",
      "habiter patrimoine relever . --attente 0",
    ]
  ) { arguments, shell in
    let store = try shell.realStore(for: .writing)
    let session = Session(
      actor: try OpenCommand.operatorAtWork(in: store), clock: shell.clock)
    let minutes = try minutes(of: arguments)
    let inbox = PatrimoineInbox(path: arguments.argument ?? "", patience: minutes * 60)
    var meter = PatrimoineMeter()
    defer { shell.endProgress() }
    let report = try Interruption.watched {
      try store.relieve(
        inbox, onBehalf: arguments.options["--motif"] ?? "Synchronisation automatique", as: session
      ) { name, progress in
        if let line = meter.line(progress, at: ContinuousClock.now) {
          shell.progress("\(name.strippedOfControls) : \(line)")
        }
        return !Interruption.isAsked
      }
    }
    shell.endProgress()
    for outcome in report.outcomes {
      shell.out("\(outcome.name.strippedOfControls) : \(outcome.words)")
      shell.out("  \(outcome.path.strippedOfControls)")
    }
    for name in report.awaited {
      shell.report("\(name.strippedOfControls) : pas encore entier, laissé pour la prochaine fois.")
    }
    if report.outcomes.isEmpty { shell.report("Rien à relever.") }
    return report.outcomes.allSatisfy(\.isWhole) ? .success : .refused
  }

  private static func minutes(of arguments: ParsedArguments) throws(UsageError) -> Int {
    guard let typed = arguments.options["--attente"] else { return 5 }
    guard let minutes = Int(typed), (0...1_440).contains(minutes) else {
      throw UsageError(
        "--attente : un nombre de minutes, de 0 à 1440, est attendu.", in: arguments.command)
    }
    return minutes
  }
}
