/// The audience of a bailleur's patrimoine, apart from that of its dossiers: who keeps the file
/// (the référent informatique, Actimage) sees no dossier, and agents who see dossiers see no
/// import (`domaine.md` §4).
extension OrganisationID {
  private static let patrimoinePrefix = "patrimoine__"

  /// What stands for a bailleur's patrimoine among the members of an audience.
  public var patrimoine: OrganisationID { OrganisationID(Self.patrimoinePrefix + text) }

  /// The bailleur whose patrimoine it stands for; nil for an organisation.
  public var bailleurOfPatrimoine: OrganisationID? {
    guard text.hasPrefix(Self.patrimoinePrefix) else { return nil }
    return OrganisationID(String(text.dropFirst(Self.patrimoinePrefix.count)))
  }
}

extension Operator {
  /// Whether the person reads the account of a bailleur's imports.
  public func seesPatrimoine(of bailleur: OrganisationID) -> Bool {
    standing(to: .seeImports, of: bailleur) >= .read
  }
}
