import Domain
import Storage

/// `habiter restaurer`: puts a saved copy in the place of the data.
enum RestoreCommand {
  static let spec = CommandSpec(
    words: ["restaurer"],
    summary: "Remet une sauvegarde à la place de vos données.",
    details: [
      "La sauvegarde est vérifiée d'abord ; habiter doit être fermé.",
      "Les données remplacées restent à côté, sous un nom daté ; rien n'est effacé.",
      "Les actes faits depuis la sauvegarde y sont remis.",
    ],
    argument: "FICHIER",
    options: [OptionSpec(name: "--demo", help: "la démonstration, pas vos dossiers")],
    examples: ["habiter restaurer /media/usb/habiter-2026-11-25.sqlite"]
  ) { arguments, shell in
    let path = arguments.argument ?? ""
    let summary = try StoreRestore.run(
      from: path, to: try shell.location(isDemo: arguments.has("--demo")), at: shell.clock()
    ) { shell.progress($0) }
    shell.endProgress()
    shell.out("Données restaurées depuis « \(path.strippedOfControls) ».")
    if let kept = summary.kept { shell.out("Les données remplacées sont gardées : « \(kept) ».") }
    shell.out("Actes remis, faits depuis la sauvegarde : \(summary.putBack).")
    remarks(on: summary).forEach(shell.out)
    return .success
  }

  /// What an administrator must know of what did not come along.
  static func remarks(on summary: StoreRestore.Summary) -> [String] {
    var remarks: [String] = []
    if summary.missingEvents > 0 {
      remarks.append(
        "Événements confirmés que la sauvegarde n'a pas : \(summary.missingEvents). "
          + "Ils restent dans les données remplacées.")
    }
    if summary.wasDamaged {
      remarks.append(
        "Les données remplacées étaient abîmées : seuls les actes de pending.log ont été remis.")
    }
    if summary.unreadableLogBytes > 0 {
      remarks.append(
        "pending.log était abîmé aussi : \(summary.unreadableLogBytes) octets illisibles, gardés "
          + "dans pending.log.torn. Des actes faits depuis la sauvegarde peuvent y manquer : "
          + "relisez-la et refaites-les.")
    }
    return remarks
  }
}
