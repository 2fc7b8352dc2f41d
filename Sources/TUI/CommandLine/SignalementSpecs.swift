import Domain
import Storage

/// `habiter signalements`, `habiter signalement`: the queues and one signalement, for scripts.
enum SignalementSpecs {
  static let all = [list, show, diagnosis, take]

  private static let words = [
    ("a-trier", SignalementQueue.aTrier), ("a-moi", .aMoi), ("chez-le-bailleur", .chezBailleur),
    ("chez-actimage", .chezActimage), ("reponses", .reponses), ("rouverts", .rouverts),
    ("clos", .clos),
  ]

  private static let list = CommandSpec(
    words: ["signalements"], summary: "Liste une file de signalements, les plus anciens d'abord.",
    details: [
      "Files : \(words.map(\.0).joined(separator: ", ")). Les clos viennent les derniers d'abord.",
      "Ne montre que ceux que votre rôle lit. Les colonnes sont décrites dans docs/commandes.md.",
    ],
    options: [
      OptionSpec(
        name: "--file", value: "FILE", help: "la file à lister (par défaut : a-trier)",
        choices: words.map(\.0)),
      OptionSpec(name: "--filtre", value: "MOTS", help: "ceux qui contiennent tous ces mots"),
      OptionSpec(name: "--json", help: "en JSON"), OptionSpec(name: "--csv", help: "en CSV"),
      OptionSpec(name: "--code", help: "sort avec le code 4 s'il y en a au moins un"),
    ] + StoreChoice.options,
    examples: [
      "habiter signalements", "habiter signalements --file chez-le-bailleur --csv",
      "habiter signalements --filtre ascenseur --json",
    ]
  ) { arguments, shell in
    if arguments.has("--json"), arguments.has("--csv") {
      throw UsageError("Choisissez --json ou --csv.", in: arguments.command)
    }
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .facilitateur)
    try checkReads(session)
    let queue = try arguments.choice("--file", among: words) ?? .aTrier
    let listing = SignalementListing(queue, filter: arguments.options["--filtre"] ?? "")
    let writer = SignalementWriting(
      store: store, session: session,
      form: arguments.has("--json")
        ? .json : arguments.has("--csv") ? .csv : .text)
    let count = try writer.write(listing, shell)
    if count == 0, writer.form == .text { shell.report("Aucun signalement dans cette file.") }
    return arguments.has("--code") && count > 0 ? .found : .success
  }

  private static let show = CommandSpec(
    words: ["signalement"],
    summary: "Montre un signalement : le message, ce qui l'entoure, ce qui en a été fait.",
    details: ["Les textes que votre rôle ne lit pas n'y sont pas."],
    argument: "NUMÉRO", options: StoreChoice.options,
    examples: ["habiter signalement S-104233"]
  ) { arguments, shell in
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .facilitateur)
    try checkReads(session)
    let number = arguments.argument ?? ""
    guard
      let detail = try store.signalement(
        Signalement.stream(of: number.uppercased()), for: session)
    else {
      throw Refusal(
        "Aucun signalement « \(number.strippedOfControls) » parmi ceux que vous voyez.",
        remedy: "habiter signalements les liste.")
    }
    for line in SignalementText.lines(of: detail, in: store.directory, on: session.today) {
      for row in FlowLine(line, indent: 2).wrapped(to: shell.columns ?? 1_000) {
        shell.out(CellText.sanitized(row.text))
      }
    }
    return .success
  }

  private static let diagnosis = CommandSpec(
    words: ["diagnostic"],
    summary: "Dit pourquoi un locataire ne peut pas s'inscrire, d'après le patrimoine.",
    details: [
      "Les références sont celles que le locataire a saisies. Le patrimoine du bailleur doit être",
      "sur ce poste.",
    ],
    options: [
      OptionSpec(name: "--bailleur", value: "NOM", help: "le bailleur : son nom, ou son début"),
      OptionSpec(name: "--locataire", value: "RÉF", help: "la référence du locataire"),
      OptionSpec(name: "--logement", value: "RÉF", help: "la référence du logement"),
    ] + StoreChoice.options,
    examples: ["habiter diagnostic --bailleur \"Bailleur A\" --locataire L-0012 --logement 00451"]
  ) { arguments, shell in
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .facilitateur)
    guard let name = arguments.options["--bailleur"] else {
      throw UsageError("Indiquez --bailleur.", in: arguments.command)
    }
    let bailleurs = try BailleurNames.meant(by: name, in: store.directory)
    guard bailleurs.count == 1, let bailleur = bailleurs.first else {
      throw Refusal("Plusieurs bailleurs s'appellent ainsi.", remedy: "Précisez le nom.")
    }
    let diagnosis = try store.diagnosis(
      of: bailleur, tenant: arguments.options["--locataire"] ?? "",
      logement: arguments.options["--logement"] ?? "", for: session)
    for cause in diagnosis.causes {
      shell.out(CellText.sanitized(cause.message))
      if let remedy = cause.remedy { shell.out("  " + CellText.sanitized(remedy)) }
    }
    return .success
  }

  private static let take = CommandSpec(
    words: ["importer", "signalements"],
    summary: "Prend des signalements d'un fichier CSV (« ; ») ou JSON (une ligne chacun).",
    details: [
      "Un signalement déjà présent n'est jamais changé : le même fichier peut être repris.",
      "Le format est décrit dans docs/import.md.",
    ],
    argument: "FICHIER",
    options: [
      OptionSpec(name: "--essai", help: "donne le rapport sans rien enregistrer"),
      OptionSpec(name: "--demo", help: "dans la démonstration, pas dans votre base"),
    ],
    examples: [
      "habiter importer signalements signalements.csv --essai",
      "habiter importer signalements signalements.csv",
    ]
  ) { arguments, shell in
    let store =
      try arguments.has("--demo")
      ? shell.demoStore(for: .writing) : shell.realStore(for: .writing)
    let isTrial = arguments.has("--essai")
    let person =
      try store.me().flatMap { $0.reads(.reponses, of: $0.organisation) ? $0 : nil }
      ?? store.importOperator(isTrial: isTrial)
    let report = try store.importSignalements(
      from: arguments.argument ?? "", as: Session(actor: person, clock: shell.clock),
      isTrial: isTrial
    ) { shell.progress("\($0) signalements lus…") }
    shell.endProgress()
    if let failure = report.failure { shell.report("habiter : \(failure.french)") }
    // A file that could not be read at all has no other report.
    if report.failure == nil || report.read > 0 { report.french.forEach(shell.out) }
    return report.isComplete ? .success : .refused
  }

  private static func checkReads(_ session: Session) throws(Refusal) {
    guard SignalementScope(of: session.actor) != .none else {
      throw Refusal("Votre rôle ne donne pas accès aux signalements.")
    }
  }
}
