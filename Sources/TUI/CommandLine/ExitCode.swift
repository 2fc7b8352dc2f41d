/// How the program ends, for scripts (`habiter aide` says so too).
enum ExitCode: Int32, CaseIterable {
  case success = 0
  case refused = 1
  case usage = 2
  case storage = 3
  case found = 4
  case occupied = 5

  /// What the code means, in French.
  var label: String {
    switch self {
    case .success: "tout s'est bien passé"
    case .refused: "demande refusée, ou fichier repris en partie seulement"
    case .usage: "commande, option ou valeur que le programme ne comprend pas"
    case .storage: "données ou terminal inaccessibles"
    case .found:
      "une vérification a trouvé quelque chose (verifier, moderation, sync, envois…, --code)"
    case .occupied: "un autre programme écrit dans ces données : réessayez quand il sera fermé"
    }
  }
}
