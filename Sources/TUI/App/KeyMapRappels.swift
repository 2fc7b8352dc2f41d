extension KeyMap {
  /// The keys of the rappels à la charte.
  static let rappels: [Binding] = {
    let both: PlaceSet = [.rappels, .rappel]
    return [
      keys(.open, [.enter], "ouvrir", "Ouvrir le rappel, ou les faits à proposer", .rappels),
      keys(.open, [.enter], "dossier", "Ouvrir le dossier du fait choisi", .rappel),
      one(.nextAct, "a", "agir", "Le prochain acte du rappel, formulaire prêt", both),
      one(.rappel(.propose), "p", "proposer", "Proposer un rappel : les faits sont figés", both),
      one(.rappel(.letter), "l", "lettre", "Préparer et envoyer la prochaine lettre", both),
      one(
        .rappel(.dismiss), "x", "écarter, clore",
        "Écarter la proposition, ou clore le rappel", both),
      one(.rappel(.refer), "i", nil, "Inscrire le rappel à une instance", both),
      one(.rappel(.export), "e", nil, "Écrire la lettre dans un fichier .txt et .eml", both),
      one(.undo, "u", nil, "Annuler mon dernier acte sur ce rappel (24 h)", both),
      keys(.back, [.escape], "retour", "Quitter les rappels", .rappels),
      keys(.back, [.escape], "retour", "Revenir aux rappels", .rappel),
    ]
  }()
}
