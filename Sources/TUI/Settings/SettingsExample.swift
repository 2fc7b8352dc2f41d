import Storage

/// The configuration file with every setting as shipped, explained, each line commented out.
enum SettingsExample {
  /// The text, from the tables of the themes and of the keys.
  static var text: String { (head + keys).joined(separator: "\n") + "\n" }

  private static let head = [
    "# Configuration d'habiter. À enregistrer dans ~/.config/habiter/config, ou dans",
    "# $XDG_CONFIG_HOME/habiter/config si cette variable est définie.",
    "# Une ligne qui commence par # ne compte pas : ôtez le # de celles que vous changez.",
    "# Elles valent à l'ouverture ; « habiter config » les vérifie.",
    "",
    "# Les couleurs : \(Theme.names).",
    "# thème = \(Theme.standard.name)",
    "",
    "# La souris agit dans le programme (oui), ou reste au terminal (non).",
    "# souris = oui",
    "",
    "# Les courriels qui partent d'ici : leur expéditeur, qui reçoit les réponses s'il n'est pas",
    "# le même, et le programme qui les prend, tel quel, sans shell (des guillemets \" gardent",
    "# les espaces d'un mot). Tant qu'aucun expéditeur n'est dit, ils attendent.",
    "# expéditeur = Échanger Habiter <bourse@bailleur.example>",
    "# répondre-à = contact@bailleur.example",
    "# envoi = \(MailSettings.standardCommand)",
    "",
    "# Les touches : « touche ACTION = TOUCHE, TOUCHE », ou « aucune ». Une touche s'écrit comme",
    "# dans l'aide : a, A, Ctrl-T, Alt-x, F5, Entrée, espace, virgule ; une suite, des espaces",
    "# entre : g g. « touche LIEU.ACTION = … » ne la change qu'en un lieu :",
    "# \(places).",
    "# Les formulaires, les menus et les lignes où l'on écrit gardent leurs touches.",
  ]

  private static let places = Place.allCases.filter { $0 != .anywhere }.map(\.name)
    .joined(separator: ", ")

  private static var keys: [String] {
    let bindings = KeyMap.standard.bindings
    return bindings.flatMap { binding -> [String] in
      let isAlone = bindings.filter { $0.action == binding.action }.count == 1
      let names = binding.keys.map(spelling).joined(separator: ", ")
      let places = Place.allCases.filter { binding.places.contains($0) }
      let targets =
        isAlone ? [binding.action.name] : places.map { "\($0.name).\(binding.action.name)" }
      return ["", "# \(binding.help)"] + targets.map { "# touche \($0) = \(names)" }
    }
  }

  private static func spelling(_ keys: [Key]) -> String {
    keys == [.character(",")] ? "virgule" : KeyMap.name(of: keys)
  }
}
