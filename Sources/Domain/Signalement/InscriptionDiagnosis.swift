/// What a bailleur's stock says of somebody who cannot register.
public struct InscriptionFacts: Equatable, Sendable {
  /// The tenant's reference, as it was typed; empty when it was not given.
  public var tenant: String
  /// The logement's reference, as it was typed; empty when it was not given.
  public var logement: String
  /// The status of the bailleur's file; nil when nothing is known of it.
  public var status: PatrimoineStatus?
  /// The day of the last accepted file.
  public var acceptedOn: Day?
  /// Whether the stock is on this desk.
  public var hasStock = false
  /// The line of the logement.
  public var line: LogementValues?
  /// The references of logements that were perhaps meant.
  public var nearLogements: [String] = []
  /// The lines of the tenant's reference.
  public var tenantLines: [LogementValues] = []
  /// The references of tenants that were perhaps meant.
  public var nearTenants: [String] = []
  /// The annonce that the logement has already.
  public var annonce: String?

  /// What was typed, nothing being known yet.
  public init(tenant: String, logement: String) {
    self.tenant = tenant
    self.logement = logement
  }
}

/// Why somebody cannot register, the most decisive cause first (`domaine.md` §3.2, §7-8).
public struct InscriptionDiagnosis: Equatable, Sendable {
  /// One cause.
  public struct Cause: Equatable, Sendable {
    /// What is the matter, one French sentence.
    public let message: String
    /// What to do, one French sentence.
    public let remedy: String?
    /// The motive by which the bailleur explains it, nil when it is no ineligibility.
    public let motive: IneligibilityMotive?

    init(_ message: String, _ remedy: String? = nil, motive: IneligibilityMotive? = nil) {
      self.message = message
      self.remedy = remedy
      self.motive = motive
    }
  }

  /// The causes; one at least, which may say that none was found.
  public let causes: [Cause]

  /// Looks for causes.
  ///
  /// - Parameters:
  ///   - facts: what the stock says.
  ///   - today: the day, by which the file's age counts.
  public init(_ facts: InscriptionFacts, on today: Day) {
    guard facts.hasStock else {
      causes = [Self.noStock(facts)]
      return
    }
    var causes = Self.ofReferences(facts) + Self.ofLine(facts)
    if let cause = Self.ofAge(facts, today) { causes.append(cause) }
    if causes.isEmpty {
      causes = [
        Cause(
          "Rien ne s'oppose à l'inscription d'après le fichier patrimoine.",
          "Demandez la copie de l'écran, puis posez la question à Aatiko.")
      ]
    }
    self.causes = causes
  }

  private static func noStock(_ facts: InscriptionFacts) -> Cause {
    guard facts.acceptedOn != nil else {
      return Cause(
        "Ce bailleur n'a encore importé aucun fichier patrimoine : personne ne peut s'inscrire.",
        "Le premier import ouvre les inscriptions.")
    }
    return Cause(
      "Le patrimoine de ce bailleur n'est pas sur ce poste : il est sur celui qui l'importe.",
      "Posez la question au bailleur, ou consultez ce poste.")
  }

  private static func ofReferences(_ facts: InscriptionFacts) -> [Cause] {
    var causes: [Cause] = []
    if !facts.logement.isEmpty, facts.line == nil {
      causes.append(
        Cause(
          "Référence de logement inconnue : « \(facts.logement) »" + near(facts.nearLogements),
          "Vérifiez-la sur l'avis d'échéance, zéros et espaces compris.",
          motive: .referenceInconnue))
    }
    if !facts.tenant.isEmpty, facts.tenantLines.isEmpty {
      causes.append(
        Cause(
          "Référence de locataire inconnue : « \(facts.tenant) »" + near(facts.nearTenants),
          "Vérifiez-la sur l'avis d'échéance ; si elle est bonne, corrigez le fichier patrimoine.",
          motive: .referenceInconnue))
    }
    causes += written(facts.logement, as: facts.line?[.logement], "de logement")
    causes += written(facts.tenant, as: facts.tenantLines.first?[.locataire], "de locataire")
    let homes = Set(facts.tenantLines.compactMap { $0[.logement] })
    if homes.count > 1 {
      causes.append(
        Cause(
          "Référence de locataire en double : \(homes.sorted().joined(separator: ", ")).",
          "Gardez-la à un seul logement dans le fichier patrimoine."))
    } else if let home = homes.first, let line = facts.line, line[.logement] != home {
      causes.append(
        Cause(
          "Ce locataire est au logement \(home), non à celui qui est indiqué.",
          "Reprenez l'inscription avec \(home)."))
    }
    return causes
  }

  /// The platform takes a reference as the file writes it, zeros and spaces included.
  private static func written(_ typed: String, as told: String?, _ what: String) -> [Cause] {
    guard let told, !typed.isEmpty, told != typed else { return [] }
    return [
      Cause(
        "La référence \(what) s'écrit « \(told) » dans le fichier, non « \(typed) ».",
        "Faites-la saisir exactement ainsi.")
    ]
  }

  private static func near(_ references: [String]) -> String {
    guard !references.isEmpty else { return "." }
    return " ; les plus proches : \(references.prefix(3).joined(separator: ", "))."
  }

  private static func ofLine(_ facts: InscriptionFacts) -> [Cause] {
    guard let line = facts.line ?? facts.tenantLines.first else { return [] }
    var causes: [Cause] = []
    if line[.eligible] == "N" {
      let word = line[.motive] ?? ""
      let motive = PatrimoineMotive(rawValue: word)
      causes.append(
        Cause(
          "Logement exclu de l'échange : \(motive?.meaning ?? word).",
          "Si l'exclusion n'a plus lieu, corrigez « eligible » et le motif dans le fichier.",
          motive: motive?.ineligibility ?? .logementExclu))
    }
    if let word = line[.occupation], word != PatrimoineOccupation.rented.rawValue {
      causes.append(
        Cause(
          "D'après le fichier ce logement n'est pas loué (\(word)) : le bail est terminé, ou pas "
            + "encore enregistré.",
          "Si le locataire y habite, corrigez « occupation » et sa référence.",
          motive: .bailTermine))
    }
    if let annonce = facts.annonce {
      causes.append(
        Cause(
          "Ce logement a déjà l'annonce \(annonce) : le locataire est déjà inscrit.",
          "Faites-lui réinitialiser son mot de passe.", motive: .dejaInscrit))
    }
    return causes
  }

  private static func ofAge(_ facts: InscriptionFacts, _ today: Day) -> Cause? {
    guard let status = facts.status, status != .upToDate, let accepted = facts.acceptedOn else {
      return nil
    }
    return Cause(
      "Fichier patrimoine \(status.label.lowercased()) : le dernier accepté date du "
        + "\(accepted.french) (\((today - accepted).french("jour"))).",
      "Un locataire entré depuis n'y est pas encore.")
  }
}

extension PatrimoineMotive {
  /// The motive by which a bailleur explains the exclusion to a tenant.
  fileprivate var ineligibility: IneligibilityMotive {
    switch self {
    case .law1948, .precarious, .employee, .association, .shared: .bailParticulier
    case .trouble: .procedure
    case .notice: .bailTermine
    case .reserved: .reservataire
    default: .logementExclu
    }
  }
}
