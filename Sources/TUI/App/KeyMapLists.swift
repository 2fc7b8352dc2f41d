extension KeyMap {
  /// The keys of the screens about lists: their columns, the vues.
  static let lists: [Binding] = columns + vues

  private static let columns: [Binding] = [
    one(.column(.toggle), " ", "montrer", "Montrer la colonne, ou la cacher", [.columns]),
    one(.sort, "o", "trier", "Trier sur cette colonne ; encore, renverser le tri", [.columns]),
    keys(.column(.narrower), [.left], "rétrécir", "Rétrécir la colonne", .columns),
    keys(.column(.wider), [.right], "élargir", "Élargir la colonne", .columns),
    one(.column(.earlier), "m", "monter", "Placer la colonne avant", [.columns]),
    one(.column(.later), "d", "descendre", "Placer la colonne après", [.columns]),
    one(.column(.reset), "r", nil, "Rétablir les colonnes d'origine", [.columns]),
    keys(.back, [.escape], "fermer", "Fermer ; les colonnes sont gardées", .columns),
  ]

  private static let vues: [Binding] =
    [
      keys(.open, [.enter], "ouvrir", "Ouvrir la vue choisie", .vues),
      one(.vue(.save), "+", "garder", "Garder sous un nom ce que la liste montre", [.vues]),
      one(.vue(.rename), "r", "renommer", "Renommer la vue", [.vues]),
      one(.vue(.delete), "x", "supprimer", "Supprimer la vue", [.vues]),
      one(.vue(.restore), "u", nil, "Remettre la vue supprimée", [.vues]),
      keys(.back, [.escape], "retour", "Fermer les vues", .vues),
    ]
    + vueLetters.enumerated().map { index, letter in
      let place = index == 0 ? "1re" : "\(index + 1)e"
      return one(.openVue(index + 1), letter, nil, "Ouvrir la \(place) vue", [.vues])
    }

  /// The letters of the first vues: those that mean nothing else there. Digits go to the panes.
  private static let vueLetters: [Character] = ["a", "b", "c", "d", "e", "i", "l", "m", "n"]

  /// The keys of the screens about the commissions' sessions.
  static let sessions: [Binding] = [
    keys(.open, [.enter], "ouvrir", "Ouvrir les séances de ces bailleurs", .groups),
    keys(.back, [.escape], "retour", "Quitter les commissions", .groups),
    keys(.open, [.enter], "ouvrir", "De la séance ou de la paire à ses dossiers", .seances),
    one(.seance(.move), "d", "déplacer", "Voir ce qu'entraîne une séance déplacée", [.seances]),
    one(.seance(.add), "+", "ajouter", "Ajouter des séances au calendrier", [.seances]),
    one(.seance(.remove), "x", "retirer", "Retirer une séance saisie", [.seances]),
    Binding(
      action: .nextRegion, keys: [[.tab], [.right]], hint: "suivant",
      help: "Calendriers, paires, dossiers : au suivant", places: [.seances]),
    Binding(
      action: .previousRegion, keys: [[.backTab], [.left]], hint: nil,
      help: "Calendriers, paires, dossiers : au précédent", places: [.seances]),
    keys(.back, [.escape], "retour", "Quitter la simulation, puis les séances", .seances),
  ]

  static func keys(
    _ action: UIAction, _ keys: [Key], _ hint: String, _ help: String, _ place: Place
  ) -> Binding {
    Binding(action: action, keys: [keys], hint: hint, help: help, places: [place])
  }
}
