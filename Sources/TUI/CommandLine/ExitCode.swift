/// How the program ends, for scripts (`habiter aide` says so too).
enum ExitCode: Int32, CaseIterable {
  case success = 0
  case refused = 1
  case usage = 2
  case storage = 3

  /// What the code means, in French.
  var label: String {
    switch self {
    case .success: "tout s'est bien passé"
    case .refused: "demande refusée, ou fichier repris en partie seulement"
    case .usage: "commande ou option inconnue"
    case .storage: "données ou terminal inaccessibles"
    }
  }
}
