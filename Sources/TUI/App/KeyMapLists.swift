extension KeyMap {
  /// The keys of the screens about lists: their columns, the vues.
  static let lists: [Binding] = columns + vues

  private static let columns: [Binding] = [
    one(
      .column(.toggle), " ", "montrer, cacher", "Montrer la colonne, ou la cacher", [.columns]),
    one(.sort, "o", "trier", "Trier sur cette colonne ; encore, renverser le tri", [.columns]),
    keys(.column(.narrower), [.left], "moins large", "Rétrécir la colonne", .columns),
    keys(.column(.wider), [.right], "plus large", "Élargir la colonne", .columns),
    one(.column(.earlier), "-", "avant", "Placer la colonne avant", [.columns]),
    one(.column(.later), "+", "après", "Placer la colonne après", [.columns]),
    one(.column(.reset), "r", nil, "Rétablir les colonnes d'origine", [.columns]),
    keys(.back, [.escape], "fermer", "Fermer ; les colonnes sont gardées", .columns),
  ]

  private static let vues: [Binding] =
    [
      keys(.open, [.enter], "ouvrir", "Ouvrir la vue", .vues),
      one(.vue(.save), "+", "garder", "Garder sous un nom ce que la liste montre", [.vues]),
      one(.vue(.rename), "r", "renommer", "Renommer la vue", [.vues]),
      one(.vue(.delete), "x", "supprimer", "Supprimer la vue", [.vues]),
      one(.vue(.restore), "u", nil, "Remettre la vue supprimée", [.vues]),
      keys(.back, [.escape], "retour", "Revenir", .vues),
    ]
    + (1...9).map { number in
      Binding(
        action: .openVue(number), keys: digit(number), hint: nil,
        help: "Ouvrir la vue \(number)", places: [.vues])
    }

  private static func keys(
    _ action: UIAction, _ keys: [Key], _ hint: String, _ help: String, _ place: Place
  ) -> Binding {
    Binding(action: action, keys: [keys], hint: hint, help: help, places: [place])
  }
}
