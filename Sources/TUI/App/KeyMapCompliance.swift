/// The keys of the rules and of the alerts.
extension KeyMap {
  /// The keys of the règlement.
  static let rules: [Binding] = [
    keys(.open, [.enter], "changer", "Fixer une valeur à partir d'un jour (GIE)", .rules),
    keys(.back, [.escape], "retour", "Quitter le règlement", .rules),
    keys(.back, [.escape], "retour", "Quitter la simulation", .simulation),
  ]

  /// The keys of the alerts of today.
  static let alerts: [Binding] = [
    keys(.open, [.enter], "lire", "Lire le courriel choisi", .alerts),
    one(
      .sendAlerts, "e", "envoyer", "Envoyer les récapitulatifs du jour (Aatiko)",
      [.alerts, .alert]),
    keys(.back, [.escape], "retour", "Quitter les alertes", .alerts),
    keys(.back, [.escape], "retour", "Revenir à la liste des alertes", .alert),
  ]
}
