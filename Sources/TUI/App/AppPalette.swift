import Domain
import Storage

extension App {
  /// The commands of the palette, with what they do.
  static let commands: [(name: String, help: String)] = [
    ("accueil", "Ma journée"), ("dossiers", "Les dossiers"), ("creer", "Créer un dossier"),
    ("chercher", "Chercher un dossier par des mots : :chercher durand"),
    ("previsions", "Ce qui devient en retard d'ici 7 jours"),
    ("colonnes", "Choisir les colonnes de la liste"), ("trier", "Trier sur une colonne"),
    ("vues", "Les vues gardées"), ("vue", "Ouvrir une vue par son nom"),
    ("profil", "Changer de profil, en démonstration : \(DemoProfile.names)"),
    ("lecture", "Ne plus faire que lire, ou reprendre les actes"),
    ("souris", "Prendre la souris, ou la rendre au terminal"), ("aide", "Les touches"),
    ("quitter", "Quitter"),
  ]

  /// A key typed while the palette is open.
  mutating func typeCommand(_ key: Key) -> [Effect] {
    guard var editing = palette else { return [] }
    if key == .tab {
      let begun = editing.text.folded
      let fitting = Self.commands.map(\.name).filter { $0.hasPrefix(begun) }
      if let only = fitting.first { editing.setText(only + (fitting.count == 1 ? " " : "")) }
      palette = editing
      return []
    }
    let outcome = editing.handle(key)
    palette = editing
    switch outcome {
    case .cancel:
      palette = nil
      return []
    case .submit:
      palette = nil
      return run(editing.text)
    case .changed, .none: return []
    }
  }

  /// Runs a command: `dossiers`, `profil contact2`, or a dossier's reference.
  private mutating func run(_ text: String) -> [Effect] {
    let words = text.split(separator: " ").map(String.init)
    guard let name = words.first else { return [] }
    let argument = words.dropFirst().joined(separator: " ")
    switch name.folded {
    case "accueil": return perform(.pane(PaneID.accueil.rawValue))
    case "dossiers": return perform(.pane(PaneID.dossiers.rawValue))
    case "creer": return perform(.create)
    case "chercher": return open(.search(SearchSheet(argument)))
    case "previsions": return perform(.forecast)
    case "colonnes": return perform(.columns)
    case "trier": return sortList(on: argument)
    case "vues": return perform(.vues)
    case "vue": return openVue(argument)
    case "souris": return [.toggleMouse]
    case "lecture": return [.toggleReading]
    case "aide": return perform(.help)
    case "quitter", "q": return [.quit]
    case "profil": return changeProfile(argument)
    default:
      if name.uppercased().hasPrefix("D-") { return [.find(reference: name.uppercased())] }
      let known = Self.commands.map { ":\($0.name)" }.joined(separator: " ")
      toast = Toast(
        kind: .warning, text: "Commande inconnue : « \(name) ». Commandes : \(known) :D-AAAA-NNNN")
      return []
    }
  }

  private mutating func changeProfile(_ name: String) -> [Effect] {
    guard world.isDemo else {
      toast = Toast(
        kind: .warning, text: "Changer de profil n'est possible que dans la démonstration.")
      return []
    }
    guard let profile = DemoProfile(rawValue: name.folded) else {
      toast = Toast(kind: .warning, text: "Profils : \(DemoProfile.names).")
      return []
    }
    return [.changeProfile(profile)]
  }
}
