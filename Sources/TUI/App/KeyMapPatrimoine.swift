extension KeyMap {
  /// The keys of the patrimoines.
  static let patrimoines: [Binding] = [
    keys(.open, [.enter], "ouvrir", "Ouvrir le bailleur, ou la file choisie", .patrimoines),
    keys(
      .open, [.enter], "ouvrir", "Lignes du code, différences de l'envoi, étape",
      .patrimoine),
    one(.nextAct, "a", "agir", "Le prochain acte pour ce bailleur, formulaire prêt", both),
    one(.actMenu, "m", "actes", "Tous les actes sur ce patrimoine, et pourquoi fermés", both),
    one(.patrimoine(.importFile), "i", "importer", "Importer un fichier", both),
    one(.patrimoine(.trial), "t", "essayer", "Essayer un fichier, sans rien enregistrer", both),
    one(.patrimoine(.confirm), "v", nil, "Confirmer l'import en attente", both),
    one(.patrimoine(.drop), "x", nil, "Abandonner l'import en attente", both),
    one(.patrimoine(.step), "e", "étape", "Enregistrer une étape de l'intégration", both),
    one(.patrimoine(.withdraw), "r", nil, "Retirer une étape enregistrée par erreur", both),
    one(.patrimoine(.remind), "R", "relancer", "Relancer le bailleur", both),
    one(.patrimoine(.sync), "d", nil, "Déclarer la synchronisation automatique", both),
    one(
      .mark, " ", nil, "Marquer un envoi : deux envois marqués se comparent", [.patrimoine]),
    one(.patrimoine(.search), "l", "logement", "Chercher un logement par une référence", both),
    keys(.open, [.enter], "ouvrir", "Ouvrir le logement, ou son dossier", .stock),
    one(.copy, "y", nil, "Copier la référence du logement", [.stock]),
    keys(.back, [.escape], "retour", "Revenir à la page d'avant", .stock),
    Binding(
      action: .back, keys: [[.escape]], hint: "retour",
      help: "Annuler le fichier en cours, revenir, effacer", places: both),
  ]

  private static let both: PlaceSet = [.patrimoines, .patrimoine]
}
