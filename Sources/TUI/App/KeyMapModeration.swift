extension KeyMap {
  /// The keys of the moderation.
  static let moderation: [Binding] = [
    keys(.open, [.enter], "ouvrir", "Ouvrir l'annonce, ou la file choisie", .annonces),
    one(.moderation(.conforme), "c", "conforme", "Vérifiée : conforme", both),
    one(.moderation(.correct), "k", "corriger", "Demander une correction au locataire", both),
    one(
      .moderation(.mask), "M", "masquer", "Masquer une photo, le commentaire ou l'annonce", both),
    one(.moderation(.suspend), "S", "suspendre", "Suspendre l'annonce", both),
    one(.moderation(.next), "n", "suivante", "Passer à l'annonce suivante", both),
    one(.moderation(.report), "!", "signaler", "Signaler une photo, le commentaire…", both),
    one(.moderation(.photo), "o", "photos", "Ouvrir une photo dans votre visionneuse", both),
    one(.moderation(.lift), "L", nil, "Lever une décision, avec un motif", both),
    one(.undo, "u", "annuler", "Annuler mon dernier acte de modération ; 50 de suite", both),
    one(.actMenu, "m", "actes", "Tous les actes sur l'annonce, et pourquoi fermés", both),
    one(.copy, "y", nil, "Copier le numéro de l'annonce", both),
    Binding(
      action: .back, keys: [[.escape]], hint: "retour", help: "Revenir, effacer le filtre",
      places: both),
  ]

  private static let both: PlaceSet = [.annonces, .annonce]
}
