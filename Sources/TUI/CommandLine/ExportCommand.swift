import Domain
import FoundationEssentials
import Storage

/// `habiter exporter dossiers`: writes what the operator may see of the dossiers.
enum ExportCommand {
  static let spec = CommandSpec(
    words: ["exporter", "dossiers"],
    summary: "Écrit vos dossiers en CSV ou en JSON : étapes, délais, alertes, manquements.",
    details: [
      "Le fichier contient ce que vous pouvez voir ; les NUR y sont masqués.",
      "Le format est décrit dans docs/export.md.",
    ],
    options: [
      OptionSpec(
        name: "--format", value: "FORMAT", help: "csv (par défaut) ou json",
        choices: ExportFormat.allCases.map(\.rawValue)),
      OptionSpec(
        name: "--au", value: "JJ/MM/AAAA", help: "le jour auquel juger les délais (aujourd'hui)"),
      OptionSpec(
        name: "--sortie", value: "FICHIER", help: "où écrire, au lieu de la sortie standard"),
      OptionSpec(name: "--bom", help: "commence le CSV par la marque UTF-8, pour Excel"),
    ] + StoreChoice.options,
    examples: [
      "habiter exporter dossiers --sortie dossiers.csv --bom",
      "habiter exporter dossiers --format json --au 31/03/2026",
    ]
  ) { arguments, shell in
    let formats = ExportFormat.allCases.map { ($0.rawValue, $0) }
    let format = try arguments.choice("--format", among: formats) ?? .csv
    let today = ParisTime.day(of: shell.clock())
    let day = try arguments.day("--au", today: today) ?? today
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .coordinateur)
    let path = arguments.options["--sortie"]
    let file = try path.map { path throws(StorageError) in try ExportFile(path: path) }
    let summary = try store.exportDossiers(
      as: session, on: day, format: format, hasMark: arguments.has("--bom")
    ) { text in
      if let file { try file.write(text) } else { shell.write(text) }
    }
    try file?.complete()
    report(summary, path, shell)
    return summary.unreadable == 0 ? .success : .refused
  }

  private static func report(_ summary: ExportSummary, _ path: String?, _ shell: Shell) {
    let plural = summary.written > 1 ? "s" : ""
    let place = path.map { " dans \($0.strippedOfControls)" } ?? ""
    shell.report("\(summary.written) dossier\(plural) écrit\(plural)\(place).")
    if summary.unreadable > 0 {
      let count = summary.unreadable
      shell.report("\(count) laissé(s) de côté, écrit(s) par une version plus récente d'habiter.")
    }
  }
}
