/// What the moderation says of an annonce.
public enum AnnonceRuling: Codable, Equatable, Hashable, Sendable {
  case conforme
  case correction
  case masked(part: AnnoncePart)
  case suspended

  /// What it says, in the past: « conforme », « photo 2 masquée ».
  public var french: String {
    switch self {
    case .conforme: "conforme"
    case .correction: "correction demandée"
    case .masked(.annonce): "annonce masquée"
    case .masked(.comment): "commentaire masqué"
    case .masked(.photo(let rank)): "photo \(rank) masquée"
    case .suspended: "suspendue"
    }
  }
}

/// How an annonce came to be looked at (`domaine.md`, REQ-104 and REQ-106).
public enum VerificationOrigin: String, Codable, CaseIterable, Sendable {
  case sample = "ECHANTILLON"
  case report = "SIGNALEMENT"
  case initiative = "INITIATIVE"

  /// The origin as operators read it.
  public var french: String {
    switch self {
    case .sample: "tirée"
    case .report: "signalée"
    case .initiative: "à l'initiative du modérateur"
    }
  }
}

/// A decision on one version of an annonce.
public struct AnnonceDecision: Codable, Equatable, Sendable {
  /// The version that was looked at.
  public var version: Int
  /// What was decided.
  public var ruling: AnnonceRuling
  /// Why it does not conform; none when it does.
  public var motives: [AnnonceMotive]
  /// Where the vault keeps the words for the tenant, if any.
  public var message: SubjectID?
  /// How the annonce came to be looked at.
  public var origin: VerificationOrigin

  /// A decision.
  public init(
    version: Int, ruling: AnnonceRuling, motives: [AnnonceMotive] = [],
    message: SubjectID? = nil, origin: VerificationOrigin
  ) {
    self.version = version
    self.ruling = ruling
    self.motives = motives
    self.message = message
    self.origin = origin
  }
}

/// Somebody's word that an annonce is not as it should be (scheme, line 278).
public struct AnnonceReport: Codable, Equatable, Sendable {
  /// Who reported.
  public enum Source: String, Codable, CaseIterable, Sendable {
    case platform = "PLATEFORME"
    case bailleur = "BAILLEUR"
    case aatiko = "AATIKO"

    /// The source as operators read it, with its preposition: « par la plateforme ».
    public var french: String {
      switch self {
      case .platform: "par la plateforme"
      case .bailleur: "par le bailleur"
      case .aatiko: "par Aatiko"
      }
    }
  }

  /// The version that was seen.
  public var version: Int
  /// What is wrong in it.
  public var part: AnnoncePart
  /// Why.
  public var motive: AnnonceMotive
  /// Who says so.
  public var source: Source
  /// The day it was said.
  public var day: Day
  /// The platform's number of the report, by which it is taken once.
  public var number: String?
  /// Where the vault keeps the words, if any.
  public var note: SubjectID?

  /// A report.
  public init(
    version: Int, part: AnnoncePart, motive: AnnonceMotive, source: Source, day: Day,
    number: String? = nil, note: SubjectID? = nil
  ) {
    self.version = version
    self.part = part
    self.motive = motive
    self.source = source
    self.day = day
    self.number = number
    self.note = note
  }
}
