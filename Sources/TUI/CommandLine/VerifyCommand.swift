import Domain
import Storage

/// `habiter verifier`: looks whether the data are whole.
enum VerifyCommand {
  static let spec = CommandSpec(
    words: ["verifier"],
    summary: "Vérifie que les données sont entières, sans rien y changer.",
    details: [
      "Contrôle la base, la chaîne du journal, les actes en attente, chaque dossier, et compare",
      "les files à une reconstruction. Le programme peut rester ouvert pendant ce temps.",
      "Le rapport ne contient ni nom ni NUR. Code de sortie 4 quand quelque chose ne va pas.",
    ],
    options: [
      OptionSpec(name: "--demo", help: "la démonstration, pas vos dossiers"),
      OptionSpec(
        name: "--taille", value: "TAILLE",
        help: "avec --demo, laquelle : \(DemoSize.names) (par défaut : realiste)",
        choices: DemoSize.allCases.map(\.rawValue)),
      OptionSpec(
        name: "--partagee", help: "compare aussi le journal à celui de la base partagée"),
      SharedChoice.option,
      OptionSpec(
        name: "--reconstruire", help: "reconstruit d'abord les files (habiter doit être fermé)"),
    ],
    examples: [
      "habiter verifier", "habiter verifier --partagee", "habiter verifier --reconstruire",
      "habiter verifier --demo --taille grande",
    ]
  ) { arguments, shell in
    let isDemo = arguments.has("--demo")
    let size = try arguments.choice("--taille", among: DemoSize.allCases.map { ($0.rawValue, $0) })
    if size != nil, !isDemo {
      throw UsageError("L'option --taille ne va qu'avec --demo.", in: arguments.command)
    }
    let location = try shell.location(isDemo: isDemo, size ?? .realiste)
    guard shell.exists(location) else {
      throw Refusal(
        "Il n'y a pas encore de données à vérifier.",
        remedy: "Elles seraient dans « \(location.directory) ».")
    }
    if arguments.has("--reconstruire") {
      shell.progress("Reconstruction des files…")
      let clock = ContinuousClock()
      let begun = clock.now
      let events = try Store(location, for: .writing).rebuildViews(shell.progress)
      shell.endProgress()
      let seconds = begun.duration(to: clock.now).components.seconds
      shell.out("Files reconstruites : \(events) événements en \(seconds) s.")
    }
    let shared =
      try arguments.has("--partagee") ? SharedChoice.address(arguments, shell).open() : nil
    let report = try StoreVerification.run(
      location, comparing: shared.map { ($0, shell.clock()) }
    ) { shell.progress($0) }
    shared?.close()
    shell.endProgress()
    report.french.forEach(shell.out)
    return report.isClean ? .success : .found
  }
}
