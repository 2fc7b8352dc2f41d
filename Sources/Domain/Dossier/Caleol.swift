/// A session of the commission that examines a volet's candidate.
public struct CaleolSession: Equatable, Codable, Sendable {
  /// The civil day of the session.
  public let date: Day
  /// The day on which the date was entered, by which the last mover is known.
  public let setOn: Day
  /// The position of the entry in the dossier's history: the last mover has the greatest.
  public let order: Int
}

/// What the commission decided: the five decisions of CCH R441-3, and no other.
///
/// An « ajournement » is a postponed session, not a decision.
public enum CaleolDecision: Equatable, Codable, Sendable {
  /// a) The logement is attributed.
  case attribution
  /// b) Attributed by order of priority; effective at rank 1.
  case ranked(rank: Int)
  /// c) Attributed under the condition that a piece is supplied by a day.
  case conditional(piece: Piece, limit: Day)
  /// d) Not attributed.
  case nonAttribution(reason: Reason)
  /// e) The request may not be examined (R441-2-8 d).
  case irrecevable(reason: Reason)

  /// Whether the exchange may go on after it.
  public var isFavourable: Bool {
    switch self {
    case .attribution, .ranked, .conditional: true
    case .nonAttribution, .irrecevable: false
    }
  }

  /// Whether it counts at once: no condition pending, no one ahead (`spec.md` §3).
  public var isEffectiveAtOnce: Bool {
    switch self {
    case .attribution: true
    case .ranked(let rank): rank == 1
    case .conditional, .nonAttribution, .irrecevable: false
    }
  }

  /// The decision as the operator reads it.
  public var label: String {
    switch self {
    case .attribution: "attribution"
    case .ranked(let rank): "attribution au rang \(rank)"
    case .conditional(let piece, let limit):
      "attribution sous condition (\(piece.label), avant le \(limit.french))"
    case .nonAttribution: "non-attribution"
    case .irrecevable: "irrecevabilité"
    }
  }
}

/// A piece of the request that may be asked for or be the object of a condition (R441-2-4-1).
public enum Piece: String, Codable, CaseIterable, Sendable {
  case identite, titreDeSejour, avisImposition, ressources, quittances, situationFamiliale
  case attestationAssurance, justificatifDomicile, autre

  /// The piece as the operator reads it.
  public var label: String {
    switch self {
    case .identite: "pièce d'identité"
    case .titreDeSejour: "titre de séjour"
    case .avisImposition: "avis d'imposition"
    case .ressources: "justificatifs de ressources"
    case .quittances: "quittances de loyer"
    case .situationFamiliale: "justificatif de situation"
    case .attestationAssurance: "attestation d'assurance"
    case .justificatifDomicile: "justificatif de domicile"
    case .autre: "autre pièce"
    }
  }
}

/// One of the two inventories that each logement needs on the moving day (scheme line 319).
public enum Inventory: String, Codable, CaseIterable, Sendable {
  case exit = "sortie"
  case entry = "entree"

  /// The inventory as the operator reads it.
  public var label: String {
    switch self {
    case .exit: "état des lieux de sortie"
    case .entry: "état des lieux d'entrée"
    }
  }
}
