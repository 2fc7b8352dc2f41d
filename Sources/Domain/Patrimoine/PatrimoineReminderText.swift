/// The message by which a bailleur is reminded: what is missing, since when, what to do.
extension PatrimoineReminder {
  /// What it is about, as a list of subjects shows it.
  public var label: String {
    switch self {
    case .monthlyFile: "le fichier du mois"
    case .errors: "les erreurs du dernier fichier"
    case .step(let step): "l'étape \(step.number) « \(step.label) »"
    }
  }

  /// What one is likeliest to remind of.
  ///
  /// - Parameter patrimoine: the account; empty when nothing is known of it.
  public static func likeliest(for patrimoine: Patrimoine, on today: Day) -> PatrimoineReminder {
    switch patrimoine.summary?.status(on: today) ?? .never {
    case .failed: return .errors
    case .late, .due: return .monthlyFile
    case .never, .onboarding: return patrimoine.nextStep.map { .step($0) } ?? .monthlyFile
    case .upToDate:
      return (patrimoine.imports.last?.facts.rejected ?? 0) > 0 ? .errors : .monthlyFile
    }
  }

  /// The message, one paragraph: the person who sends it may change it.
  public func message(
    about patrimoine: Patrimoine, of bailleur: OrganisationID, on today: Day, names: Directory
  ) -> String {
    "Bonjour, au sujet du \(subject(about: patrimoine, of: bailleur, on: today, names: names))"
  }

  /// What is missing, as a line among others: « patrimoine de Bailleur A : le dernier fichier … ».
  public func subject(
    about patrimoine: Patrimoine, of bailleur: OrganisationID, on today: Day, names: Directory
  ) -> String {
    "patrimoine de \(names.name(of: bailleur)) : " + facts(patrimoine, on: today)
  }

  private func facts(_ patrimoine: Patrimoine, on today: Day) -> String {
    switch self {
    case .monthlyFile: Self.monthlyFile(patrimoine, on: today)
    case .errors: Self.errors(patrimoine)
    case .step(let step):
      "l'étape \(step.number) de l'intégration, « \(step.label) », n'est pas encore faite. "
        + "Pouvez-vous nous dire quand elle le sera ?"
    }
  }

  private static func monthlyFile(_ patrimoine: Patrimoine, on today: Day) -> String {
    let month = CivilMonth(of: today)
    let since =
      patrimoine.current?.acceptedOn.map {
        "le dernier fichier accepté date du \($0.french) (\((today - $0).french("jour")))"
      } ?? "aucun fichier n'a encore été accepté"
    return since + ". Merci d'envoyer le fichier \(month.frenchOf) au plus tard le "
      + "\(month.last.french) : tant qu'il manque, de nouveaux locataires ne peuvent pas "
      + "s'inscrire."
  }

  private static func errors(_ patrimoine: Patrimoine) -> String {
    guard let last = patrimoine.imports.last else { return "aucun fichier n'a encore été reçu." }
    let file = last.facts.day.map { "le fichier du \($0.french)" } ?? "le dernier fichier"
    let verdict =
      last.facts.verdict == .refused
      ? "\(file) a été refusé le \(last.day.french)"
      : "\(file) compte \(last.facts.rejected.french("ligne rejetée", "lignes rejetées")) sur "
        + last.facts.lines.french
    let codes = (patrimoine.summary?.blockingCodes ?? []).prefix(3).compactMap { count in
      count.known.map { "\($0.label) × \(count.count.french) (\($0.subject))" }
    }
    let list = codes.isEmpty ? "" : ", à corriger d'abord : \(codes.joined(separator: " ; "))"
    return "\(verdict)\(list). Merci d'envoyer un fichier corrigé ; le rapport dit pour chaque "
      + "ligne ce qu'il faut faire."
  }
}
