/// A part of an organisation's affairs whose readers are not those of its dossiers: who keeps a
/// bailleur's file sees no dossier, and no tenant's message (`domaine.md` §4).
///
/// In an audience, a part of an organisation's affairs stands where an organisation would: whoever
/// reads one of the parts reads its journal, whoever reads the part that a text is for reads it.
public enum AudiencePart: String, CaseIterable, Sendable {
  /// The account of a bailleur's imports.
  case patrimoine
  /// The course of a bailleur's signalements and difficulties, without what tenants wrote.
  case signalement
  /// What the tenants of a bailleur wrote, and who they are.
  case locataire
  /// The annonces of a bailleur's tenants and their moderation.
  case annonce
  /// The canned replies, which Aatiko keeps.
  case reponses
  /// The secret salts of the moderation's draws, which Aatiko and the GIE know.
  case tirage
  /// The rules and their values, which everybody reads.
  case reglement
  /// The rappels à la charte of a bailleur, and the alerts that its people get.
  case conformite
  /// What an organisation notes for itself on signalements.
  case interne

  /// What stands between a part and its organisation; the identity of no organisation holds it.
  public static let mark = "__"

  /// How what stands for this part of an organisation begins.
  public var prefix: String { rawValue + Self.mark }

  /// What stands for this part of an organisation's affairs among the members of an audience.
  public func of(_ organisation: OrganisationID) -> OrganisationID {
    OrganisationID(prefix + organisation.text)
  }
}

extension OrganisationID {
  /// The part of an organisation's affairs that it stands for; nil for an organisation, and for a
  /// part that a later version of the program made, which nobody reads in this one.
  public var part: (AudiencePart, of: OrganisationID)? {
    guard let mark, let part = AudiencePart(rawValue: String(text[..<mark])) else { return nil }
    return (part, whole)
  }

  /// Whether it stands for a part of an organisation's affairs, known here or not.
  public var isPart: Bool { mark != nil }

  /// The organisation that it is a part of; an organisation is its own.
  public var whole: OrganisationID {
    guard let mark else { return self }
    let first = text.utf8.index(mark, offsetBy: AudiencePart.mark.utf8.count)
    return OrganisationID(String(text[first...]))
  }

  /// Where the first mark of a part begins.
  private var mark: String.Index? {
    var previous: String.Index?
    for place in text.utf8.indices {
      guard text.utf8[place] == UInt8(ascii: "_") else {
        previous = nil
        continue
      }
      if let previous { return previous }
      previous = place
    }
    return nil
  }
}

extension Operator {
  /// Whether the person reads a part of an organisation's affairs.
  public func reads(_ part: AudiencePart, of organisation: OrganisationID) -> Bool {
    switch part {
    case .patrimoine: return standing(to: .seeImports, of: organisation) >= .read
    case .signalement:
      // The GIE and Actimage see what becomes of a difficulty, since they send some back.
      return reads(.locataire, of: organisation)
        || standing(to: .answerSignalement, of: organisation, part: .patrimoine) >= .actOnBehalf
        || standing(to: .handleInscription, of: organisation, part: .redirect) == .act
    case .locataire: return standing(to: .answerSignalement, of: organisation) >= .actOnBehalf
    case .annonce:
      return standing(to: .moderate, of: organisation) >= .read
        || (organisation == self.organisation && standing(to: .report, of: organisation) == .act)
    case .reponses: return standing(to: .routeSignalement, of: nil) == .act
    case .reglement: return !roles.isEmpty
    case .conformite: return standing(to: .seeCompliance, of: organisation) >= .read
    case .tirage: return standing(to: .moderate, of: nil) >= .read
    case .interne:
      return organisation == self.organisation && reads(.signalement, of: organisation)
    }
  }

  /// Whether the person reads the account of a bailleur's imports.
  public func seesPatrimoine(of bailleur: OrganisationID) -> Bool {
    reads(.patrimoine, of: bailleur)
  }
}
