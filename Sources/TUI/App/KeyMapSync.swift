extension KeyMap {
  /// The keys of the exchange with the shared database.
  static let exchange: [Binding] = [
    one(
      .sync, "E", nil, "Base partagée : état, actes à envoyer, conflits", [.anywhere]),
    keys(.open, [.enter], "ouvrir", "Ouvrir le conflit, ou le dossier de l'acte", .sync),
    one(.retrySync, "r", "réessayer", "Essayer la base partagée maintenant", [.sync]),
    keys(.back, [.escape], "retour", "Quitter la base partagée", .sync),
    one(
      .conflict(.redo), "a", "refaire", "Refaire l'acte : son formulaire, déjà rempli",
      [.conflict]),
    one(.conflict(.drop), "x", "abandonner", "Abandonner l'acte, avec un motif", [.conflict]),
    one(.conflict(.keep), "p", "plus tard", "Laisser le conflit pour plus tard", [.conflict]),
    keys(.open, [.enter], "dossier", "Aller au dossier de l'acte", .conflict),
    keys(.back, [.escape], "retour", "Revenir aux conflits", .conflict),
  ]

  /// The keys of the personal data that are to be erased.
  static let erasures: [Binding] = [
    one(
      .erase, "x", "effacer", "Effacer les données des marqués, ou du choisi",
      [.erasures]),
    keys(.open, [.enter], "ouvrir", "Regarder le dossier choisi", .erasures),
    keys(.back, [.escape], "retour", "Quitter les données personnelles", .erasures),
  ]

  /// The keys of the mails that leave this desk.
  static let mails: [Binding] = [
    keys(.open, [.enter], "ouvrir", "Ouvrir le courriel choisi", .mails),
    keys(
      .mail(.attachments), [.enter], "pièces jointes", "Montrer les pièces jointes, ou les cacher",
      .mail),
    one(.mail(.resend), "r", "renvoyer", "Envoyer maintenant, ou de nouveau", [.mails, .mail]),
    one(.mail(.cancel), "x", "annuler", "Annuler l'envoi ; r le reprend", [.mails, .mail]),
    one(
      .mail(.takeAsSent), "p", "parti", "Considérer comme parti un envoi incertain",
      [.mails, .mail]),
    keys(.back, [.escape], "retour", "Quitter les envois", .mails),
    keys(.back, [.escape], "retour", "Revenir aux envois", .mail),
  ]

  /// The keys of the tickets that this desk asks of Redmine.
  static let tickets: [Binding] = [
    keys(.open, [.enter], "ouvrir", "Ouvrir le ticket choisi", .tickets),
    one(
      .ticket(.retry), "r", "réessayer", "Demander le ticket maintenant, ou le relire",
      [.tickets, .ticket]),
    one(
      .ticket(.cancel), "x", "annuler", "Renoncer au ticket ; r le reprend", [.tickets, .ticket]),
    one(.copy, "y", "copier", "Copier l'adresse du ticket chez Redmine", [.tickets, .ticket]),
    keys(.back, [.escape], "retour", "Quitter les tickets", .tickets),
    keys(.back, [.escape], "retour", "Revenir aux tickets", .ticket),
  ]

  /// The keys of the journal.
  static let journal: [Binding] = [
    keys(.open, [.enter], "ouvrir", "Ouvrir le dossier ou le signalement de l'acte", .journal),
    one(
      .filter, "/", "chercher", "Une personne, un organisme, une référence, un jour", [.journal]),
    keys(.back, [.escape], "retour", "Effacer ce qui est cherché, puis quitter", .journal),
  ]

  /// The keys of the statistics.
  static let statistics: [Binding] = [
    keys(.open, [.enter], "ouvrir", "Aller dans le tableau choisi", .statistics),
    Binding(
      action: .nextRegion, keys: [[.tab]], hint: nil, help: "De la liste au tableau, et retour",
      places: [.statistics]),
    Binding(
      action: .statistics(.previousColumns), keys: [[.left]], hint: nil,
      help: "Colonnes précédentes du tableau", places: [.statistics]),
    Binding(
      action: .statistics(.nextColumns), keys: [[.right]], hint: nil,
      help: "Colonnes suivantes du tableau", places: [.statistics]),
    one(
      .statistics(.write), "e", "écrire", "Écrire le rapport en HTML dans le dossier personnel",
      [.statistics]),
    keys(.back, [.escape], "retour", "Revenir à la liste des tableaux", .statistics),
    one(
      .statistics(.write), "e", "écrire", "Écrire la revue en HTML dans le dossier personnel",
      [.review]),
    keys(.back, [.escape], "retour", "Quitter la revue de la semaine", .review),
  ]

  /// The keys of the accounts.
  static let accounts: [Binding] = [
    keys(.open, [.enter], "modifier", "Modifier le compte choisi", .accounts),
    one(.account(.create), "+", "créer", "Créer un compte dans l'organisme choisi", [.accounts]),
    one(.account(.toggle), "x", "fermer", "Fermer le compte, ou le rouvrir", [.accounts]),
    one(.account(.organisation), "b", "bailleur", "Ajouter un bailleur", [.accounts]),
    one(.account(.refresh), "r", nil, "Relire les comptes", [.accounts]),
    Binding(
      action: .back, keys: [[.escape]], hint: nil, help: "Effacer le filtre des comptes",
      places: [.accounts]),
  ]
}
