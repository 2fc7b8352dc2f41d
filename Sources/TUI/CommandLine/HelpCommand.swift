import Domain
import Storage

/// `habiter aide`: what can be typed, from the table of the commands.
enum HelpCommand {
  static let spec = CommandSpec(
    words: ["aide"], summary: "Explique les commandes, ou l'une d'elles.", argument: "COMMANDE",
    isArgumentOptional: true,
    options: [
      OptionSpec(name: "--man", help: "écrit la page de manuel, pour « man -l - »"),
      OptionSpec(
        name: "--completion", value: "SHELL", help: "écrit la complétion de bash, zsh ou fish",
        choices: CompletionShell.allCases.map(\.rawValue)),
    ],
    examples: [
      "habiter aide importer", "habiter aide --man | man -l -",
      "habiter aide --completion bash > ~/.local/share/bash-completion/completions/habiter",
    ]
  ) { arguments, shell in
    let shells = CompletionShell.allCases.map { ($0.rawValue, $0) }
    if let wanted = try arguments.choice("--completion", among: shells) {
      shell.write(wanted.script)
      return .success
    }
    if arguments.has("--man") {
      shell.write(ManPage.text)
      return .success
    }
    let lines = try arguments.argument.map { try help(of: $0) } ?? general
    lines.forEach(shell.out)
    return .success
  }

  /// The help without an argument: every command with its summary.
  static var general: [String] {
    let commands = CommandTable.all
    let width = commands.map { short($0).count }.max() ?? 0
    return ["Échanger Habiter : le suivi des dossiers d'échange, au clavier.", ""]
      + commands.map { command in
        let title = short(command)
        return "  \(title)\(String(repeating: " ", count: width - title.count))  \(command.summary)"
      }
      + ["", "Aide d'une commande : habiter aide importer, ou habiter importer dossiers --help."]
      + ["", "Codes de sortie :"] + ExitCode.allCases.map { "  \($0.rawValue)  \($0.label)" }
  }

  /// The help of the command that the words begin with, or of all those that begin with the first.
  static func help(of text: String) throws(UsageError) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    let word = words.first ?? ""
    let family = CommandTable.all.filter { $0.words.first == word }
    let named = family.filter { $0.words.count > 1 && words.starts(with: $0.words) }
    let found = named.isEmpty ? family : named
    guard !found.isEmpty else {
      let near = NearestWord.to(word, among: CommandTable.all.compactMap(\.words.first))
      let hint = near.map { " Vouliez-vous dire « \($0) » ?" } ?? ""
      throw UsageError("La commande « \(word.strippedOfControls) » n'existe pas.\(hint)")
    }
    return Array(found.map(help(of:)).joined(separator: [""]))
  }

  private static func help(of command: CommandSpec) -> [String] {
    var lines = [command.usage, "", "  \(command.summary)"]
    lines += command.details.map { $0.isEmpty ? "" : "  \($0)" }
    if !command.options.isEmpty {
      let width = command.options.map(\.usage.count).max() ?? 0
      lines += ["", "Options :"]
      lines += command.options.map { option in
        let gap = String(repeating: " ", count: width - option.usage.count)
        return "  \(option.usage)\(gap)  \(option.help)"
      }
    }
    if !command.examples.isEmpty {
      lines += ["", "Exemples :"] + command.examples.map { "  \($0)" }
    }
    return lines
  }

  private static func short(_ command: CommandSpec) -> String {
    ([command.title] + [command.argument].compactMap(\.self)).joined(separator: " ")
  }
}
