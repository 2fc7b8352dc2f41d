extension KeyMap {
  /// The keys of compliance.
  static let compliance: [Binding] = [
    keys(
      .open, [.enter], "ouvrir", "Les dossiers du chiffre, ou l'indicateur choisi",
      .conformites),
    keys(.open, [.enter], "ouvrir", "Les dossiers derrière le chiffre de la ligne", .conformite),
    one(.compliance(.period), "p", "période", "Douze mois, ce mois, trois mois", both),
    one(.compliance(.dates), "d", "du-au", "Une autre période, d'un mois à un autre", both),
    one(.compliance(.detail), "i", "chiffres", "Tous les chiffres du bailleur", [.conformites]),
    one(.nextAct, "a", "rappel", "Les rappels à la charte de ce bailleur", both),
    one(.sort, "o", "trier", "Trier : manquements, taux, nombre, nom", [.conformites]),
    one(.reverseSort, "O", nil, "Renverser le tri du tableau", [.conformites]),
    one(.copy, "y", nil, "Copier le nom du bailleur", both),
    keys(.open, [.enter], "ouvrir", "Ouvrir le dossier ; h y montre le calcul", .figure),
    one(.copy, "y", nil, "Copier la référence du dossier choisi", [.figure]),
    keys(.back, [.escape], "retour", "Revenir au tableau", .figure),
    Binding(
      action: .back, keys: [[.escape]], hint: "retour", help: "Revenir, effacer le filtre",
      places: both),
  ]

  private static let both: PlaceSet = [.conformites, .conformite]
}
