/// How grave a problem of the patrimoine file is (`domaine.md` §8.3), the least first.
public enum PatrimoineSeverity: Int, CaseIterable, Comparable, Sendable {
  /// Worth knowing; the line is accepted as it was understood.
  case information
  /// The line is accepted; something in it should be checked.
  case warning
  /// The line is rejected, the others go on.
  case error
  /// The whole file is rejected; what was there before stays.
  case blocking

  /// The word of the reports.
  public var label: String {
    switch self {
    case .information: "INFO"
    case .warning: "AVERTISSEMENT"
    case .error: "ERREUR"
    case .blocking: "BLOQUANT"
    }
  }

  /// What it means for the file, for those who send it.
  public var effect: String {
    switch self {
    case .information: "la ligne est acceptée ; rien n'est à corriger"
    case .warning: "la ligne est acceptée ; une valeur est à vérifier"
    case .error: "la ligne est rejetée : son logement n'entre pas sur la plateforme"
    case .blocking: "tout le fichier est refusé ; le patrimoine précédent est conservé"
    }
  }

  /// Whether `left` is less grave than `right`.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
