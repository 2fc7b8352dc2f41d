import Domain
import Storage

/// `habiter config`: checks the operator's configuration, or prints one to begin with.
enum ConfigCommand {
  static let spec = CommandSpec(
    words: ["config"],
    summary: "Vérifie votre configuration : thème, souris, courriels, tickets, touches.",
    details: [
      "Sans option, dit chaque erreur avec sa ligne ; il finit alors par le code 1.",
      "Le fichier est ~/.config/habiter/config, ou $XDG_CONFIG_HOME/habiter/config.",
    ],
    options: [
      OptionSpec(name: "--exemple", help: "écrit un fichier complet et expliqué, tout en #"),
      OptionSpec(name: "--touches", help: "montre les touches telles qu'elles sont réglées"),
    ],
    examples: [
      "habiter config", "habiter config --touches",
      "habiter config --exemple",
    ]
  ) { arguments, shell in
    if arguments.has("--exemple") {
      shell.write(SettingsExample.text)
      return .success
    }
    let settings = Settings.load(shell.environment)
    if arguments.has("--touches") { keys(settings.keyMap).forEach(shell.out) }
    for problem in settings.problems {
      shell.report("\(settings.path ?? "config") : \(problem.sentence)")
    }
    var isGood = settings.problems.isEmpty
    do throws(Refusal) {
      try settings.redmine.check()
    } catch {
      shell.report("\(settings.path ?? "config") : \(error.sentence)")
      isGood = false
    }
    guard isGood else { return .refused }
    if !arguments.has("--touches") { shell.out("Configuration sans erreur : \(place(settings)).") }
    return .success
  }

  private static func place(_ settings: Settings) -> String {
    settings.path.map { "\($0), thème \(settings.theme.name)" } ?? "aucun fichier"
  }

  private static func keys(_ keyMap: KeyMap) -> [String] {
    let rows = keyMap.bindings.map { binding in
      (
        keys: binding.keysText, help: binding.help,
        places: Place.allCases.filter { binding.places.contains($0) }.map(\.name)
      )
    }
    let width = rows.map { CellText.width(of: $0.keys) }.max() ?? 0
    return rows.map { row in
      let gap = String(repeating: " ", count: width - CellText.width(of: row.keys))
      return "\(row.keys)\(gap)  \(row.help) (\(row.places.joined(separator: ", ")))"
    }
  }
}
