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
}
