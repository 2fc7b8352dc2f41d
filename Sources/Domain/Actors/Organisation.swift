/// A body that takes part in the bourse d'échange.
public struct Organisation: Hashable, Codable, Sendable {
  /// What an organisation is to the bourse (scheme, lines 3–64).
  public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
    /// A social landlord, member of the GIE or about to be.
    case bailleur
    /// Aatiko Conseils, which manages and animates the bourse.
    case aatiko
    /// The GIE Échanger Habiter.
    case gie
    /// Actimage, the publisher of the platform.
    case actimage
    /// The AORIF, observer.
    case aorif
    /// A réservataire, a town or another partner.
    case partenaire
  }

  /// Its identity.
  public var id: OrganisationID
  /// The name operators read.
  public var name: String
  /// What it is to the bourse.
  public var kind: Kind
  /// Its SIRET, when known.
  public var siret: SIRET?
  /// Whether it is a member of the GIE.
  public var member: Bool

  /// An organisation.
  ///
  /// - Parameters:
  ///   - id: its identity.
  ///   - name: the name operators read.
  ///   - kind: what it is to the bourse.
  ///   - siret: its SIRET, when known.
  ///   - member: whether it is a member of the GIE.
  public init(
    id: OrganisationID, name: String, kind: Kind, siret: SIRET? = nil, member: Bool = false
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.siret = siret
    self.member = member
  }
}
