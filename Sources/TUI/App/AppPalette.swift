import Domain
import Storage

extension App {
  /// A command of the palette, by the word that is typed.
  struct Command: Sendable {
    let name: String
    let help: String
    /// The action that a key asks for as well.
    var action: UIAction?
    /// Whether something may follow it.
    var takesMore = false
  }

  /// The commands of the palette.
  static let commands = [
    Command(name: "accueil", help: "Ma journée", action: .pane(PaneID.accueil.rawValue)),
    Command(name: "dossiers", help: "Les dossiers", action: .pane(PaneID.dossiers.rawValue)),
    Command(
      name: "signalements", help: "Les signalements, par file",
      action: .pane(PaneID.signalements.rawValue)),
    Command(name: "reponses", help: "Les réponses types"),
    Command(
      name: "moderation", help: "Les annonces à vérifier",
      action: .pane(PaneID.moderation.rawValue)),
    Command(
      name: "patrimoine", help: "Les fichiers patrimoine, par bailleur",
      action: .pane(PaneID.patrimoine.rawValue)),
    Command(
      name: "logement", help: "Chercher un logement par une référence",
      action: .patrimoine(.search), takesMore: true),
    Command(
      name: "comptes", help: "Les comptes, par bailleur", action: .pane(PaneID.bailleurs.rawValue)
    ),
    Command(
      name: "conformite", help: "Les délais par bailleur, les rappels proposés",
      action: .pane(PaneID.conformite.rawValue)),
    Command(
      name: "statistiques", help: "Les statistiques pour les partenaires",
      action: .pane(PaneID.statistiques.rawValue)),
    Command(name: "creer", help: "Créer un dossier", action: .create),
    Command(
      name: "chercher", help: "Chercher partout, par exemple « :chercher durand »",
      action: .search, takesMore: true),
    Command(
      name: "previsions", help: "Ce qui devient en retard d'ici 7 jours", action: .forecast),
    Command(
      name: "seances", help: "Les séances des commissions, à 8 jours au plus",
      action: .seances),
    Command(name: "colonnes", help: "Choisir les colonnes de la liste", action: .columns),
    Command(name: "trier", help: "Trier sur une colonne", takesMore: true),
    Command(name: "vues", help: "Les vues gardées", action: .vues),
    Command(name: "vue", help: "Ouvrir une vue par son nom", takesMore: true),
    Command(name: "compte-rendu", help: "Le compte rendu du dernier acte groupé"),
    Command(
      name: "sync", help: "La base partagée : état, actes à envoyer, conflits", action: .sync),
    Command(name: "envois", help: "Les courriels de ce poste : état, essais", action: .mails),
    Command(
      name: "tickets", help: "Les tickets demandés à Actimage : état, réponses", action: .tickets),
    Command(
      name: "regles", help: "Le règlement : valeurs, sources, changements", action: .rules),
    Command(
      name: "simuler", help: "Essayer une valeur : « :simuler pre=10 »", takesMore: true),
    Command(
      name: "alertes", help: "Les alertes du jour, à lire et à envoyer", action: .alerts),
    Command(
      name: "au", help: "Revoir un jour passé : « :au 15/04/2026 »",
      takesMore: true),
    Command(
      name: "rappels", help: "Les rappels à la charte : à proposer, lettres, suivi",
      action: .rappels),
    Command(name: "semaine", help: "La revue de la semaine : conformité, alertes"),
    Command(
      name: "journal", help: "Qui a fait quoi, et quand : « :journal martin »",
      takesMore: true),
    Command(name: "rgpd", help: "Les données personnelles à effacer"),
    Command(
      name: "acces", help: "Droit d'accès d'un foyer, par exemple « :acces A »",
      takesMore: true),
    Command(name: "theme", help: "Changer les couleurs", takesMore: true),
    Command(
      name: "profil", help: "Changer de profil, en démonstration",
      takesMore: true),
    Command(name: "lecture", help: "Ne plus faire que lire, ou reprendre les actes"),
    Command(name: "souris", help: "Prendre la souris, ou la rendre au terminal"),
    Command(name: "config", help: "Ce que dit votre fichier de configuration"),
    Command(name: "aide", help: "Les touches", action: .help),
    Command(name: "quitter", help: "Quitter", action: .quit),
  ]

  /// A key typed while the palette is open.
  mutating func typeCommand(_ key: Key) -> [Effect] {
    guard var editing = palette else { return [] }
    let outcome = editing.handle(key)
    palette = editing
    switch outcome {
    case .waiting: return []
    case .left: palette = nil
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    case .typed(let text): return run(text)
    case .chosen(let target):
      openedBy = key
      return run(target)
    }
    return []
  }

  private mutating func run(_ target: Palette.Target) -> [Effect] {
    palette = nil
    switch target {
    case .command(let text): return run(text)
    case .action(let action): return perform(action)
    case .queue(let queue):
      sheet = nil
      returning = nil
      active = .dossiers
      dossiers.focus = .list
      dossiers.isZoomed = false
      return dossiers.choose(queue)
    }
  }

  /// Runs a command: `dossiers`, `profil contact2`, or a dossier's reference.
  private mutating func run(_ text: String) -> [Effect] {
    palette = nil
    let words = text.split(separator: " ").map(String.init)
    guard let name = words.first?.folded else { return [] }
    let argument = words.dropFirst().joined(separator: " ")
    if name == "logement" { return openLogementSearch(argument) }
    if name == "journal" { return open(.journal(JournalSheet(argument))) }
    if name == "chercher" { return open(.search(SearchSheet(argument))) }
    let known = Self.commands.first { $0.name == name }
    if let action = known?.action { return perform(action) }
    switch name {
    case "trier": return sortList(on: argument)
    case "vue": return openVue(argument)
    case "theme": return changeTheme(argument)
    case "compte-rendu": return showLastReport()
    case "reponses": return openReponses()
    case "au": return visit(argument)
    case "simuler": return simulate(argument)
    case "semaine": return open(.review(ReviewSheet()))
    case "rgpd": return open(.erasures(ErasuresSheet()))
    case "acces": return exportAccess(argument)
    case "souris": return [.toggleMouse]
    case "lecture": return [.toggleReading]
    case "profil": return changeProfile(argument)
    case "config":
      overlay = .help(settingsSheet)
      return []
    default:
      if name.hasPrefix("s-") { return [.signalements(.find(name.uppercased()))] }
      if name.hasPrefix("d-") { return [.find(reference: name.uppercased())] }
      let names = Self.commands.map { ":\($0.name)" }.joined(separator: " ")
      toast = Toast(
        kind: .warning,
        text: "Commande inconnue : « \(words[0]) ». Commandes : \(names) :D-AAAA-NNNN")
      return []
    }
  }

  private mutating func changeTheme(_ name: String) -> [Effect] {
    guard let theme = Theme.named(name.folded) else {
      toast = Toast(
        kind: name.isEmpty ? .info : .warning,
        text: "Thème : \(settings.theme.name). Thèmes : \(Theme.names).")
      return []
    }
    settings.theme = theme
    toast = Toast(
      kind: .success,
      text: "Thème \(theme.name). Pour le garder : « thème = \(theme.name) » dans la configuration."
    )
    return [.setTheme(theme)]
  }

  private mutating func changeProfile(_ name: String) -> [Effect] {
    guard world.isDemo else {
      toast = Toast(kind: .warning, text: Self.onlyInDemo)
      return []
    }
    guard let profile = DemoProfile(rawValue: name.folded) else {
      toast = Toast(kind: .warning, text: "Profils : \(DemoProfile.names).")
      return []
    }
    return [.changeProfile(profile)]
  }

  static let onlyInDemo = "Changer de profil n'est possible que dans la démonstration."

  /// Says what is wrong in the configuration, when something is.
  mutating func warnOfSettings() {
    if let warning = settings.warning { toast = Toast(kind: .warning, text: warning) }
  }

  private var settingsSheet: HelpSheet {
    let problems = settings.problems.map(\.sentence)
    return HelpSheet(
      title: "Configuration",
      texts: [
        ("Fichier", [settings.path ?? "aucun dossier connu pour elle"]),
        ("Réglages", ["thème : \(settings.theme.name)"]),
        (
          problems.isEmpty ? "Aucune erreur" : "Laissé de côté",
          (problems.isEmpty ? ["« habiter config --exemple » en écrit un."] : problems)
            .flatMap { FlowLine([Span($0)], indent: 2).wrapped(to: 76).map(\.text) }
        ),
      ])
  }
}
