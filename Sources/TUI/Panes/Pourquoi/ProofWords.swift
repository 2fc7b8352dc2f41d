import Domain

/// The words for the facts behind a date: what happened, on which volet, and who recorded it.
struct ProofWords {
  let dossier: Dossier
  let world: World

  /// A day, with its year when that is not this year.
  func day(_ day: Day) -> String {
    day.year == world.today.year ? day.frenchShort : day.french
  }

  /// The bailleur of a volet.
  func bailleur(_ volet: VoletName) -> String {
    dossier[volet].map { world.directory.name(of: $0.bailleur) } ?? ""
  }

  /// « second NUR, volet B, saisi par L. Petit »: the fact, then who recorded it, and when if that
  /// was another day.
  func words(_ proof: Proof) -> String {
    guard let act = proof.act else { return fact(proof) }
    var text = "\(fact(proof)) par \(author(act.signature))"
    if act.day != proof.cause.day { text += " le \(day(act.day))" }
    return text
  }

  /// « R-PRE, ligne 290 du schéma, valeur en vigueur depuis le 01/09/2022 ».
  func words(_ version: RuleVersion) -> String {
    let rule = version.rule
    let line = rule.schemeLine.map { ["ligne \($0) du schéma"] } ?? []
    let settled = rule.isInterpretation ? ["interprétation"] : []
    return
      ([rule.code] + line + settled
      + ["valeur en vigueur depuis le \(version.effectiveFrom.french)"]).joined(separator: ", ")
  }

  private func author(_ signature: Signature) -> String {
    let name = world.directory.name(of: signature.operatorID) ?? signature.operatorID.text
    guard let onBehalf = signature.onBehalf else { return name }
    return "\(name) au nom de \(world.directory.name(of: onBehalf.organisation))"
  }

  private func fact(_ proof: Proof) -> String {
    let volet = proof.volet.map { "volet \($0.rawValue)" } ?? "un volet"
    let isLast = proof.cause.volet == nil
    return switch proof.cause.fact {
    case .creation: "dossier créé"
    case .nur: isLast ? "second NUR, \(volet), saisi" : "NUR saisi"
    case .clockRestart: "NUR remplacé, \(volet), le délai repart, saisi"
    case .preValidation:
      isLast ? "dernière pré-instruction, \(volet), validée" : "pré-instruction validée"
    case .instruction:
      isLast ? "dernière instruction, \(volet), validée" : "instruction validée"
    case .session: "CALEOL, \(volet), date saisie"
    case .sessionEntry: "date de CALEOL saisie"
    case .sessionCleared: "CALEOL reportée sans date, \(volet), saisi"
    case .decision: "décision saisie"
    case .lifting: "condition levée, saisi"
    case .attribution: "dernière attribution effective, \(volet), saisie"
    case .attributionEntry: "attribution effective, \(volet), saisie"
    case .offerAnswer: "offre acceptée, saisi"
    case .movingDay: "déménagement, date proposée"
    case .moveAgreement: "date convenue, réponse saisie"
    case .voletClosing: "volet clos"
    case .closing: "dossier clos"
    }
  }
}
