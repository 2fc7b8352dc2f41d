import Domain
import Storage

/// `habiter rgpd signalements`: the texts of the signalements that were kept long enough.
enum RgpdSignalements {
  static let spec = CommandSpec(
    words: ["rgpd", "signalements"],
    summary: "Liste, ou efface, les textes des signalements clos depuis assez longtemps.",
    details: [
      "Message, noms, références et réponses disparaissent ; le parcours et les dates restent.",
      "Durée : règle \(Rule.pseudonymisation.code). Sans --confirmer, rien n'est effacé.",
    ],
    options: [
      OptionSpec(
        name: "--confirmer", value: "NOMBRE", help: "combien de signalements seront effacés"),
      StoreChoice.dayOption,
    ] + StoreChoice.options,
    examples: ["habiter rgpd signalements", "habiter rgpd signalements --confirmer 12"]
  ) { arguments, shell in
    let isTrial = !arguments.has("--confirmer")
    let (store, opened) = try StoreChoice.open(
      arguments, shell, for: isTrial ? .reading : .writing, profile: .superadmin)
    let session = try StoreChoice.onDayAsked(opened, arguments, shell)
    let due = try store.erasableSignalements(for: session)
    guard !isTrial else {
      for summary in due {
        shell.out(
          CellText.sanitized(
            "\(summary.number)  clos le \(summary.since.french) · "
              + store.directory.name(of: summary.bailleur)))
      }
      if due.isEmpty { shell.report("Aucun signalement n'a passé la durée de conservation.") }
      return .success
    }
    guard arguments.options["--confirmer"] == String(due.count) else {
      throw Refusal(
        "\(due.count) signalements sont à effacer, et non "
          + "\(arguments.options["--confirmer"] ?? "").",
        remedy: "Listez-les par « habiter rgpd signalements », puis confirmez leur nombre.")
    }
    let refused = try store.eraseTexts(of: due, as: session)
    for (number, refusal) in refused {
      shell.out(CellText.sanitized("\(number) : \(refusal.sentence)"))
    }
    shell.out("Textes effacés : \((due.count - refused.count).french("signalement")).")
    return refused.isEmpty ? .success : .refused
  }
}
