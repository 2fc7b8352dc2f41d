import Domain
import Storage

/// `habiter rapport …`: reports as text, CSV or one page of HTML.
enum ReportCommand {
  static let specs = [statistics]

  /// How a report is written.
  enum Form: String, CaseIterable {
    case text = "texte"
    case csv, html
  }

  static let formOptions = [
    OptionSpec(
      name: "--format", value: "FORMAT", help: "texte (par défaut), csv ou html",
      choices: Form.allCases.map(\.rawValue)),
    OptionSpec(
      name: "--sortie", value: "FICHIER", help: "où écrire, au lieu de la sortie standard"),
    OptionSpec(name: "--bom", help: "commence le CSV par la marque UTF-8, pour Excel"),
  ]

  private static let statistics = CommandSpec(
    words: ["rapport", "statistiques"],
    summary: "Les statistiques pour les partenaires : annonces, dossiers, échanges, délais.",
    details: [
      "Sans nom ni donnée personnelle ; les petits effectifs sont masqués, et ne se retrouvent",
      "pas par soustraction. Mois, semestres et années révolus seulement. --du et --au prennent",
      "le mois du jour donné.",
    ],
    options: [
      OptionSpec(name: "--du", value: "JJ/MM/AAAA", help: "depuis le mois de ce jour (12 mois)"),
      OptionSpec(name: "--au", value: "JJ/MM/AAAA", help: "jusqu'au mois de ce jour (le dernier)"),
    ] + formOptions + StoreChoice.options,
    examples: [
      "habiter rapport statistiques",
      "habiter rapport statistiques --format html --sortie statistiques.html",
      "habiter rapport statistiques --du 01/01/2026 --format csv --bom --sortie stats.csv",
    ]
  ) { arguments, shell in
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .coordinateur)
    defer { store.close() }
    let from = try arguments.day("--du", today: session.today).map(CivilMonth.init(of:))
    let to = try arguments.day("--au", today: session.today).map(CivilMonth.init(of:))
    if let from, let to, from > to {
      throw UsageError("--du vient après --au.", in: arguments.command)
    }
    let report = try store.statistics(from: from, to: to, as: session)
    try write(arguments, shell) { form in
      switch form {
      case .text: StatisticsText(report: report).text
      case .csv: report.csv
      case .html: report.html
      }
    }
    return .success
  }

  /// Writes a report in the form and to the place asked for.
  static func write(
    _ arguments: ParsedArguments, _ shell: Shell, _ text: (Form) throws -> String
  ) throws {
    let forms = Form.allCases.map { ($0.rawValue, $0) }
    let form = try arguments.choice("--format", among: forms) ?? .text
    let mark = form == .csv && arguments.has("--bom") ? "\u{FEFF}" : ""
    let written = mark + (try text(form))
    guard let path = arguments.options["--sortie"] else { return shell.write(written) }
    let file = try ExportFile(path: path)
    try file.write(written)
    try file.complete()
    shell.report("Rapport écrit dans \(path.strippedOfControls).")
  }
}
