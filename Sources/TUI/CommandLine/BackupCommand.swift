import Domain
import Storage

/// `habiter sauvegarder`: copies the data into one file.
enum BackupCommand {
  static let spec = CommandSpec(
    words: ["sauvegarder"],
    summary: "Copie vos données dans un fichier, et vérifie cette copie.",
    details: [
      "Le programme peut rester ouvert. La copie contient aussi les actes en attente.",
      "Elle contient des données personnelles : rangez-la comme telles.",
    ],
    argument: "FICHIER",
    options: [
      OptionSpec(name: "--remplacer", help: "remplace le fichier s'il existe"),
      OptionSpec(name: "--demo", help: "la démonstration, pas vos dossiers"),
    ],
    examples: ["habiter sauvegarder /media/usb/habiter-2026-11-25.sqlite"]
  ) { arguments, shell in
    let location = try shell.location(isDemo: arguments.has("--demo"))
    guard shell.exists(location) else {
      throw Refusal("Il n'y a pas encore de données à sauvegarder.")
    }
    let path = arguments.argument ?? ""
    let summary = try StoreBackup.save(
      try Store(location, for: .work), to: path, replacing: arguments.has("--remplacer")
    ) { shell.progress($0) }
    shell.endProgress()
    shell.out(
      "Sauvegardé et vérifié dans « \(path.strippedOfControls) » : \(summary.events) événements "
        + "confirmés, \(summary.pending) actes en attente, \(summary.bytes / 1_024) Kio.")
    return .success
  }
}
