extension KeyMap {
  /// The keys of the signalements.
  static let signalements: [Binding] = [
    keys(.open, [.enter], "accepter", "Accepter la proposition ; sinon ouvrir, agir", .signalement),
    keys(.open, [.enter], "accepter", "Accepter la proposition ; sinon ouvrir", .signalements),
    one(.triage(.answer), "r", "répondre", "Répondre au bailleur ; bailleur : à Aatiko", triage),
    one(
      .triage(.actimage), "x", "Actimage", "Ticket à Actimage ; bailleur : demander à Aatiko",
      triage),
    one(.triage(.correction), "p", "patrimoine", "Demander la correction du patrimoine", triage),
    one(
      .triage(.investigation), "i", "investiguer",
      "Confier au bailleur ; lui : demander une précision", triage),
    one(.triage(.sendBack), "b", "renvoyer", "Renvoyer au bailleur (auteur non inscrit)", triage),
    one(.triage(.moderation), "M", "modérer", "Transmettre à la modération", triage),
    one(.triage(.duplicate), "d", "doublon", "Marquer comme doublon d'un autre", triage),
    one(.triage(.unlink), "D", nil, "Désolidariser du doublon", triage),
    one(.undo, "u", "annuler", "Annuler mon dernier acte de tri ; 50 de suite", triage),
    Binding(
      action: .redo, keys: [[.ctrl("r")]], hint: nil,
      help: "Refaire l'acte de tri qui vient d'être annulé",
      places: triage),
    one(.triage(.take), "t", nil, "Prendre en charge, ou relâcher", triage),
    one(.triage(.note), "n", nil, "Ajouter une note, interne si l'on ne dit rien", triage),
    one(.triage(.category), "K", nil, "Changer la catégorie", triage),
    one(.triage(.close), "c", nil, "Clore le signalement", triage),
    one(.triage(.resolve), "v", nil, "Bailleur : la difficulté d'inscription est résolue", triage),
    one(.triage(.explain), "e", nil, "Bailleur : expliquer l'inéligibilité", triage),
    one(.why, "h", nil, "Pourquoi ne peut-il pas s'inscrire ? Diagnostic", triage),
    one(.triage(.replies), "R", nil, "Choisir une réponse type", triage),
    one(.triage(.register), "+", nil, "Enregistrer un signalement à la main", triage),
    one(.triage(.next), "a", "agir", "L'acte proposé, son formulaire ouvert", triage),
    one(.triage(.menu), "m", "actes", "Tous les actes du signalement, et pourquoi fermés", triage),
    one(.mark, " ", nil, "Marquer : les actes portent alors sur tous", [.signalements]),
    one(.markAll, "*", nil, "Marquer toute la file, ou la démarquer", [.signalements]),
    one(.copy, "y", nil, "Copier le numéro (aussi par SSH)", triage),
    Binding(
      action: .back, keys: [[.escape]], hint: "retour",
      help: "Revenir, effacer le filtre puis les marques", places: triage),
    keys(.open, [.enter], "changer", "Changer la réponse : une version de plus", .reponses),
    one(.reponse(.create), "+", "nouvelle", "Écrire une nouvelle réponse type", [.reponses]),
    one(.reponse(.withdraw), "x", "retirer", "Ne plus offrir la réponse", [.reponses]),
    keys(.back, [.escape], "retour", "Quitter les réponses types", .reponses),
  ]

  private static let triage: PlaceSet = [.signalements, .signalement]
}

/// What can be done with a canned reply.
enum ReponseEdit: String, CaseIterable, Hashable, Sendable {
  case create = "nouvelle-reponse"
  case withdraw = "retirer-reponse"
}
