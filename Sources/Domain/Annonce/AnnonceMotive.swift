/// Why an annonce is reported or does not conform: the closed list of `domaine.md` §3.4.
public enum AnnonceMotive: String, Codable, CaseIterable, Comparable, Sendable {
  case coordonnees = "V1"
  case personneIdentifiable = "V2"
  case photoSansRapport = "V3"
  case proposInjurieux = "V4"
  case contrepartie = "V5"
  case descriptionTrompeuse = "V6"
  case publicite = "V7"
  case doublon = "V8"
  case logementSorti = "V9"

  /// The motive as operators read it.
  public var label: String {
    switch self {
    case .coordonnees: "Coordonnées visibles (téléphone, adresse, mail)"
    case .personneIdentifiable: "Personne identifiable sur une photo"
    case .photoSansRapport: "Photo sans rapport avec le logement"
    case .proposInjurieux: "Propos discriminatoires ou injurieux"
    case .contrepartie: "Contrepartie financière demandée"
    case .descriptionTrompeuse: "Description trompeuse (typologie, étage…)"
    case .publicite: "Publicité"
    case .doublon: "Doublon d'une autre annonce"
    case .logementSorti: "Logement sorti du patrimoine"
    }
  }

  /// Orders motives as the list does.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Why a decision of the moderation is taken back.
public enum AnnonceReversal: String, Codable, CaseIterable, Sendable {
  case erreurAppreciation = "L1"
  case elementNouveau = "L2"
  case contestation = "L3"
  case erreurDeSaisie = "L4"

  /// The motive as operators read it.
  public var label: String {
    switch self {
    case .erreurAppreciation: "Erreur d'appréciation"
    case .elementNouveau: "Élément nouveau"
    case .contestation: "Contestation fondée du locataire ou de son bailleur"
    case .erreurDeSaisie: "Erreur de saisie"
    }
  }
}

/// A part of an annonce, which can be reported and masked.
public enum AnnoncePart: Hashable, Comparable, Sendable {
  case annonce
  /// What the tenant wrote.
  case comment
  /// The photo of that rank, from 1.
  case photo(Int)

  /// How it is written in the journal and in files: `annonce`, `commentaire`, `photo-2`.
  public var code: String {
    switch self {
    case .annonce: "annonce"
    case .comment: "commentaire"
    case .photo(let rank): "photo-\(rank)"
    }
  }

  /// The part so written; nil when it is none.
  public init?(code: String) {
    switch code {
    case "annonce": self = .annonce
    case "commentaire": self = .comment
    default:
      guard code.hasPrefix("photo-"), let rank = Int(code.dropFirst(6)),
        AnnonceVersion.photoRanks.contains(rank), code == "photo-\(rank)"
      else { return nil }
      self = .photo(rank)
    }
  }

  /// The part with its article: « la photo 2 ».
  public var french: String {
    switch self {
    case .annonce: "l'annonce"
    case .comment: "le commentaire"
    case .photo(let rank): "la photo \(rank)"
    }
  }

  /// The whole first, then the words, then the photos.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .annonce: -2
    case .comment: -1
    case .photo(let rank): rank
    }
  }
}

extension AnnoncePart: Codable {
  /// Reads the code.
  ///
  /// - Throws: `DecodingError.dataCorrupted` when it is that of no part.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let part = AnnoncePart(code: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no part of an annonce")
    }
    self = part
  }

  /// Writes the code.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
