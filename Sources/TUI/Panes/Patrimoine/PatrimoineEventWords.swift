import Domain

/// What happened to a patrimoine, in words.
struct PatrimoineEventWords {
  let names: Directory

  /// The event in a few words, as it stands in a list.
  func brief(of event: PatrimoineEvent) -> String {
    switch event {
    case .fileImported(_, let facts, _): "\(Self.file(facts)) : \(Self.outcome(of: facts))"
    case .importConfirmed: "import en attente confirmé"
    case .importDropped: "import en attente abandonné"
    case .stepRegistered(_, let step, let day):
      "étape \(step.number) « \(step.label) » : \(day.french)"
    case .stepWithdrawn(let step): "étape \(step.number) « \(step.label) » retirée"
    case .syncDeclared(_, let fingerprint, _, _):
      "synchronisation automatique déclarée, clé \(fingerprint.prefix(12))…"
    case .reminded(_, let about, _): "relance : \(Self.subject(of: about))"
    }
  }

  /// « fichier patrimoine du 02/03/2026 (envoi 1) ».
  static func file(_ facts: PatrimoineFacts) -> String {
    guard let day = facts.day else { return "fichier patrimoine sans nom conforme" }
    return "fichier patrimoine du \(day.french)" + (facts.number.map { " (envoi \($0))" } ?? "")
  }

  /// « accepté avec rejets, 3 lignes rejetées sur 1 200 ».
  static func outcome(of facts: PatrimoineFacts) -> String {
    let rejected =
      facts.rejected > 1 ? "\(facts.rejected) lignes rejetées" : "\(facts.rejected) ligne rejetée"
    return "\(facts.verdict.french), \(rejected) sur \(facts.lines)"
  }

  /// What somebody was reminded of.
  static func subject(of reminder: PatrimoineReminder) -> String {
    switch reminder {
    case .monthlyFile: "le fichier du mois"
    case .errors: "les erreurs du dernier fichier"
    case .step(let step): "l'étape « \(step.label) »"
    }
  }
}
