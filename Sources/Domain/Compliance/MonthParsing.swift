extension CivilMonth {
  /// A month as it is typed: « 2026-10 », « 10/2026 ».
  ///
  /// - Throws: a refusal that says how months are written.
  public init(typed text: String) throws(Refusal) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isFrench = parts.count == 2 && parts[0].count <= 2 && parts[1].count == 4
    let iso = isFrench ? "\(parts[1])-\(parts[0].count == 1 ? "0" : "")\(parts[0])" : text
    guard let month = CivilMonth(iso: iso) else {
      throw Refusal(
        "« \(text.strippedOfControls) » n'est pas un mois.",
        remedy: "Un mois s'écrit AAAA-MM ou MM/AAAA, par exemple 2026-10.")
    }
    self = month
  }
}

extension CompliancePeriod {
  /// Longer than the bourse is old, and than anybody compares.
  public static let mostMonths = 120

  /// A period as it is typed: one month, or two with a space between them.
  ///
  /// - Throws: a refusal that says how a period is written.
  public init(typed text: String) throws(Refusal) {
    let words = text.split(separator: " ").map(String.init).filter { $0 != "à" && $0 != "a" }
    guard let first = words.first, words.count <= 2 else {
      throw Refusal(
        "Une période va d'un mois à un autre.", remedy: "Par exemple : 2026-01 2026-06.")
    }
    let begin = try CivilMonth(typed: first)
    self.init(begin, words.count == 2 ? try CivilMonth(typed: words[1]) : begin)
    guard months <= Self.mostMonths else {
      throw Refusal("Une période est de \(Self.mostMonths / 12) ans au plus.")
    }
  }
}
