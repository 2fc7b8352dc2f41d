extension PatrimoineCode {
  /// What the code is about, without the example that its form has: for lists of codes, where the
  /// values of a file are not told.
  public var subject: String {
    switch self {
    case .invalidBytes: "Octets invalides"
    case .wrongSeparator: "Séparateur autre que le point-virgule"
    case .identicalFile: "Fichier identique au précédent import"
    case .tooManyErrors: "Trop de lignes en erreur"
    case .fieldCount: "Nombre de champs incorrect"
    case .wholeParis: "Paris : arrondissement non indiqué"
    case .excludedLease: "Type de bail exclu mais logement déclaré éligible"
    case .unusualSurface: "Surface inhabituelle pour la typologie"
    case .otherCeiling: "Plafond incohérent avec le financement"
    case .placeholder: "Valeur de substitution considérée comme vide"
    case .tooManyGone: "Trop de logements disparaissent"
    case .newTenant: "Nouveau locataire après un échange réalisé"
    case .contact1Changed: "Contact 1 modifié sur des dossiers ouverts"
    case .suddenGrowth: "Hausse soudaine du nombre de logements"
    default: Self.withoutExample(definition.form)
    }
  }

  /// A sentence without what stands between brackets, what a colon introduces as read, and its dot.
  private static func withoutExample(_ form: String) -> String {
    var plain = ""
    var depth = 0
    for character in form {
      if character == "(" { depth += 1 }
      if depth == 0 { plain.append(character) }
      if character == ")" { depth -= 1 }
    }
    let parts = plain.split(separator: ":", maxSplits: 1).map { words(of: $0) }
    let isRead = parts.count == 2 && parts[1].hasPrefix("«")
    let kept = isRead || parts.count < 2 ? parts[0] : parts.joined(separator: " : ")
    return kept.hasSuffix(".") ? words(of: kept.dropLast()) : kept
  }

  private static func words(of text: Substring) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}
