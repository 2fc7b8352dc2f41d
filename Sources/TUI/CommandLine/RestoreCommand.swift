import Domain
import Storage

/// `habiter restaurer`: puts a saved copy, or what the shared database has, in place of the data.
enum RestoreCommand {
  static let spec = CommandSpec(
    words: ["restaurer"],
    summary: "Remet une sauvegarde à la place de vos données.",
    details: [
      "La sauvegarde est vérifiée d'abord ; habiter doit être fermé.",
      "Les données remplacées restent à côté, sous un nom daté ; rien n'est effacé.",
      "Les actes faits depuis la sauvegarde y sont remis.",
      "Sans sauvegarde, --partagee reprend ce que la base partagée a pour ce poste.",
    ],
    argument: "FICHIER", isArgumentOptional: true,
    options: [
      OptionSpec(name: "--partagee", help: "depuis la base partagée, pas depuis un fichier"),
      SharedChoice.option,
      OptionSpec(name: "--demo", help: "la démonstration, pas vos dossiers"),
    ],
    examples: [
      "habiter restaurer /media/usb/habiter-2026-11-25.sqlite", "habiter restaurer --partagee",
    ]
  ) { arguments, shell in
    let (summary, source) = try restore(arguments, shell)
    shell.endProgress()
    shell.out("Données restaurées depuis \(source).")
    if let kept = summary.kept { shell.out("Les données remplacées sont gardées : « \(kept) ».") }
    shell.out("Actes remis, faits depuis la sauvegarde : \(summary.putBack).")
    remarks(on: summary).forEach(shell.out)
    return .success
  }

  private static func restore(
    _ arguments: ParsedArguments, _ shell: Shell
  ) throws -> (StoreRestore.Summary, source: String) {
    switch (arguments.argument, arguments.has("--partagee")) {
    case (nil, true) where !arguments.has("--demo"):
      let shared = try SharedRestore(arguments, shell)
      return (try shared.run(), "la base partagée (\(shared.address.label))")
    case (let path?, false):
      let summary = try StoreRestore.run(
        from: path, to: try shell.location(isDemo: arguments.has("--demo")), at: shell.clock()
      ) { shell.progress($0) }
      return (summary, "« \(path.strippedOfControls) »")
    default:
      throw UsageError(
        "Indiquez un FICHIER, ou --partagee et ni FICHIER ni --demo.", in: arguments.command)
    }
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
