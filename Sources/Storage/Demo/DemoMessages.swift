import Domain

/// What the tenants and the bailleurs of the demonstration write in their signalements.
enum DemoMessages {
  /// A message with the category that its author chose, and the route that it calls for.
  struct Line {
    let category: SignalementCategory
    let route: SignalementRoute
    let text: String
  }

  /// The messages that call for a route.
  static func lines(for route: SignalementRoute) -> [Line] { lines.filter { $0.route == route } }

  private static let lines: [Line] = [
    Line(.dossier, .reponse, "Bonjour, mon dossier est déposé depuis un mois, où en est-il ?"),
    Line(
      .dossier, .reponse,
      "Je n'ai aucune réponse depuis la visite. Quand la commission se réunit-elle ? Merci."),
    Line(
      .dossier, .reponse,
      "L'échange est accepté d'après mon gardien mais je n'ai aucun courrier. Que dois-je faire "
        + "pour l'état des lieux et le déménagement ?"),
    Line(
      .recherche, .reponse,
      "Comment élargir ma recherche à deux départements ? Je ne trouve pas dans les critères."),
    Line(
      .message, .reponse,
      "Une famille m'a écrit pour une visite, dois-je prévenir mon bailleur avant ?"),
    Line(
      .annonce, .reponse,
      "Je voudrais retirer mon annonce quelques semaines puis la remettre, est-ce possible ?"),
    Line(
      .logement, .correction,
      "La surface affichée est 48 m2 alors que mon bail indique 63 m2. Merci de corriger."),
    Line(
      .logement, .correction,
      "Mon logement est un T3 et l'annonce affiche un T2 : personne ne me contacte."),
    Line(.logement, .correction, "L'étage est faux, j'habite au 6e avec ascenseur, pas au 1er."),
    Line(
      .logement, .correction,
      "Le loyer indiqué n'est plus le bon depuis janvier, il manque aussi les charges."),
    Line(
      .annonce, .correction,
      "Sur mon annonce l'adresse est erronée, la rue a changé de nom, et le balcon manque."),
    Line(
      .logement, .correction,
      "Le site dit que mon logement est inéligible alors que ma voisine de palier a pu."
    ),
    Line(.autre, .investigation, "Bonjour problème svp"),
    Line(.autre, .investigation, "Rappelez moi"),
    Line(.message, .investigation, "C'est toujours pareil, merci."),
    Line(
      .autre, .investigation,
      "Suite à ce que vous savez avec la dame du rez de chaussée je souhaite une solution rapide."),
    Line(
      .connexion, .actimage,
      "Connexion impossible depuis hier, le site affiche erreur 500 puis une page blanche."),
    Line(
      .connexion, .actimage,
      "Je n'arrive plus à me connecter, mot de passe refusé, lien d'activation mort."
    ),
    Line(
      .annonce, .actimage,
      "Quand je clique sur le bouton « Publier » rien ne se passe, la page ne charge pas."),
    Line(
      .recherche, .actimage,
      "La carte ne s'affiche pas sur mon téléphone, et l'application plante au bout d'une minute."),
    Line(
      .autre, .renvoi,
      "Je ne suis pas encore inscrite, ma référence locataire est refusée, comment faire ?"),
    Line(.connexion, .renvoi, "Je ne peux pas m'inscrire, on me dit que je n'existe pas."),
    Line(
      .comportement, .moderation,
      "Une annonce demande de l'argent en contrepartie de l'échange, est-ce permis ?"),
    Line(
      .annonce, .moderation,
      "Sur les photos d'une annonce on voit les enfants et un numéro de téléphone dans le texte."),
  ]

  /// What tenants who cannot register write.
  static let inscriptions = [
    "Ma référence locataire n'est pas reconnue, pourtant je l'ai recopiée de l'avis d'échéance.",
    "Le numéro de logement est refusé. J'ai essayé avec et sans les zéros.",
    "On me répond que mon logement est exclu de l'échange, sans dire pourquoi.",
    "J'ai emménagé il y a deux mois, le site ne me connaît pas.",
    "Le formulaire me dit « déjà inscrit » mais je n'ai jamais créé de compte.",
  ]

  /// What bailleurs write of their own difficulties.
  static let difficulties = [
    "Écran : import du patrimoine. Étapes : dépôt du fichier, essai. Attendu : un rapport. "
      + "Constaté : la page tourne depuis une heure.",
    "Écran : comptes. Étapes : création d'un agent. Attendu : un courriel d'activation. "
      + "Constaté : l'agent n'a rien reçu, même dans les indésirables.",
    "Écran : dossier. Étapes : saisie de la décision. Attendu : « attribué par les deux CAL ». "
      + "Constaté : le dossier reste « une décision rendue » chez l'autre bailleur.",
  ]

  /// What bailleurs answer.
  static let answers = [
    "Bonjour, nous avons appelé le locataire : il cherche à changer de département. Merci de lui "
      + "indiquer la marche à suivre.",
    "Après vérification auprès du gardien, la situation est réglée.",
    "La donnée est corrigée dans notre logiciel, elle partira avec le prochain fichier.",
    "Le locataire ne souhaite pas donner suite.",
  ]

  /// What Aatiko keeps for itself.
  static let notes = [
    "Déjà eu au téléphone en mars, même sujet.", "Relancer si rien vendredi.",
    "Voir avec la collègue qui suit ce bailleur.",
  ]

  /// Messages that no screen may be broken by; the vault keeps them without their control
  /// characters.
  static let hostile: [String] = [
    String(repeating: "Voici toute l'histoire, depuis le début, sans rien oublier. ", count: 167)
      .prefix(10_000).description,
    "Bonjour 👋🏽 mon logement 🏠 est très bruyant 😡😡😡, la famille 👨‍👩‍👧‍👦 n'en peut plus 🇫🇷 !",
    "مرحبا، لا أستطيع الدخول إلى حسابي منذ يومين. שלום, אני לא מצליח להתחבר.",
    "\u{1B}[2J\u{1B}[31mJe n'arrive pas\u{07} à me connecter\u{1B}]0;titre\u{07} \u{202E}ruojnob",
    "Ligne 1\nLigne 2\n\n\n\nMon NUR est le 075011912345678901, appelez-moi.\n\tMerci",
    "Anticonstitutionnellementintergouvernementalisationsadministrativesdécentralisées "
      + "ne tient pas dans la case",
  ]
}

extension DemoMessages.Line {
  fileprivate init(
    _ category: SignalementCategory, _ route: SignalementRoute, _ text: String
  ) {
    self.init(category: category, route: route, text: text)
  }
}
