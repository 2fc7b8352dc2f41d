import Storage

/// The manual page, from the table of the commands (`habiter aide --man`).
enum ManPage {
  /// The page in roff, for `man -l` and for the package.
  static var text: String {
    var lines = [
      #".\" Written by « habiter aide --man »; the sources are Sources/TUI/CommandLine."#,
      ".TH HABITER 1 \"\" \"habiter \(VersionCommand.number)\" \"Échanger Habiter\"",
      ".SH NOM", "habiter \\- suivi des dossiers d\\(aqéchange de logements, au clavier",
      ".SH SYNOPSIS",
    ]
    for command in CommandTable.all { lines += [".br", bold(command.title) + arguments(command)] }
    lines += [".SH DESCRIPTION"] + description + [".SH COMMANDES"]
    lines += CommandTable.all.flatMap(section)
    lines +=
      [".SH CODES DE SORTIE"] + ExitCode.allCases.flatMap { tagged("\($0.rawValue)", $0.label) }
    lines += [".SH ENVIRONNEMENT"] + environment.flatMap { tagged($0.name, $0.text) }
    lines += [".SH FICHIERS"] + files.flatMap { tagged($0.name, $0.text) }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let description = [
    "Les agents des bailleurs, Aatiko et le GIE y suivent les dossiers d\\(aqéchange : ce qui",
    "attend quelqu\\(aqun, depuis quand, jusqu\\(aqà quand et selon quelle règle. Sans argument,",
    bold("habiter"),
    "ouvre vos dossiers dans le terminal ; la touche", bold("?"), "y explique toutes les autres.",
    "Les commandes ci\\-dessous font le reste depuis un shell ou un script.",
  ]

  private static let environment = [
    (name: "XDG_DATA_HOME", text: "Où sont les données, ~/.local/share à défaut."),
    (name: "NO_COLOR", text: "Présentation sans couleur."),
    (name: "EDITOR", text: "Le programme dans lequel s'écrivent les notes."),
  ]

  private static let files = [
    (name: "~/.local/share/habiter/habiter.sqlite", text: "Les dossiers."),
    (
      name: "~/.local/share/habiter/pending.log",
      text: "La seconde copie des actes qui ne sont que sur ce poste."
    ),
    (name: "~/.local/share/habiter/demo/", text: "La démonstration, à part."),
  ]

  private static func section(_ command: CommandSpec) -> [String] {
    var lines = [".SS \"\(escaped(command.title))\"", escaped(command.summary)]
    lines += command.details.map { $0.isEmpty ? ".PP" : escaped($0) }
    for option in command.options {
      let value = option.value.map { " " + italic($0) } ?? ""
      lines += [".TP", bold(option.name) + value, escaped(option.help)]
    }
    if !command.examples.isEmpty {
      lines += [".PP", "Exemples :", ".PP", ".nf", ".RS 4"] + command.examples.map(escaped)
      lines += [".RE", ".fi"]
    }
    return lines
  }

  private static func arguments(_ command: CommandSpec) -> String {
    var text = ""
    if let argument = command.argument {
      text += " " + (command.isArgumentOptional ? "[\(italic(argument))]" : italic(argument))
    }
    if let following = command.following { text += " " + italic(following) }
    return text + (command.options.isEmpty ? "" : " [" + italic("OPTIONS") + "]")
  }

  private static func tagged(_ tag: String, _ text: String) -> [String] {
    [".TP", bold(tag), escaped(text)]
  }

  private static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

  private static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  /// A text as roff prints it: a dash that can be copied, a straight apostrophe, and no line that
  /// would be a request.
  private static func escaped(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("'", with: "\\(aq")
    return safe.hasPrefix(".") ? "\\&" + safe : safe
  }
}
