import Domain
import Storage

/// `habiter rapport …`: reports as text, CSV or one page of HTML.
enum ReportCommand {
  static let specs = [statistics, compliance, week]

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

  private static let compliance = CommandSpec(
    words: ["rapport", "conformite"],
    summary: "Le tableau de conformité d'un mois, avec ses tendances et son équité.",
    details: [
      "Par bailleur : obligations, manquements, part, médiane, attentes, manquements répétés. Un",
      "bailleur y voit ses chiffres et la médiane ; Aatiko et le GIE les voient tous.",
    ],
    options: [
      OptionSpec(name: "--mois", value: "AAAA-MM", help: "le mois (le dernier révolu)")
    ] + formOptions + StoreChoice.options,
    examples: [
      "habiter rapport conformite --mois 2026-10 --format html --sortie conformite.html"
    ]
  ) { arguments, shell in
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .coordinateur)
    defer { store.close() }
    var month = CivilMonth(of: session.today) - 1
    if let typed = arguments.options["--mois"] {
      guard let wanted = CivilMonth(iso: typed) else {
        throw UsageError("--mois attend AAAA-MM, par exemple 2026-10.", in: arguments.command)
      }
      month = wanted
    }
    let report = try store.complianceReport(of: CompliancePeriod(month, month), as: session)
    try write(arguments, shell, report)
    return .success
  }

  private static let week = CommandSpec(
    words: ["rapport", "semaine"],
    summary: "La revue de la semaine du GIE : ce qui attend, qui est en retard, ce qui échoit.",
    details: ["Celle de l'écran :semaine, pour Aatiko et le GIE."],
    options: formOptions + StoreChoice.options,
    examples: ["habiter rapport semaine", "habiter rapport semaine --format html --sortie s.html"]
  ) { arguments, shell in
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .coordinateur)
    defer { store.close() }
    try write(arguments, shell, try store.weeklyReview(as: session))
    return .success
  }

  private static func write(
    _ arguments: ParsedArguments, _ shell: Shell, _ report: SectionedReport
  ) throws {
    try write(arguments, shell) { form in
      switch form {
      case .text: ReportText(report: report).text
      case .csv: report.csv
      case .html: report.html
      }
    }
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
