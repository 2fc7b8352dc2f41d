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
    "# Les tickets pour Actimage : l'adresse de Redmine, le fichier de la clé d'API (à vous",
    "# seul : chmod 600) et l'identifiant du projet, sans quoi ils attendent. Puis, s'il y a",
    "# lieu, les numéros du suivi (tracker), de la priorité, de la catégorie, seuls ou par motif,",
    "# et celui du champ personnalisé, filtrable, où va le repère. curl est celui du PATH ; les",
    "# tickets sont relus toutes les dix minutes.",
    "# redmine = https://redmine.exemple.fr",
    "# redmine-clé = ~/.config/habiter/redmine.cle",
    "# redmine-projet = echanger-habiter",
    "# redmine-suivi = technique:1, dysfonctionnement:1, non-testable:3",
    "# redmine-priorité = 2",
    "# redmine-catégorie = 5",
    "# redmine-repère = 7",
    "# redmine-curl = /usr/bin/curl",
    "# redmine-minutes = 10",
    "",
    "# Les photos des annonces : le dossier où elles sont, et le programme qui les montre.",
    "# photos = /srv/habiter/photos",
    "# visionneuse = xdg-open",
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
