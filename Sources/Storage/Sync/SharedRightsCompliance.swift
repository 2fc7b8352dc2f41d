import Domain

extension SharedRights.KindRight {
  /// The roles that change the rules, of the organisation that keeps them.
  init(_ key: ReglesEvent.CodingKeys) {
    self.init(
      kind: key.rawValue, schema: ReglesEvent.schema, anywhere: [],
      asMember: Role.allCases.filter(Regles.mayChange), onBehalf: [], part: .reglement,
      erases: key.rawValue == ReglesEvent.erasingKind)
  }

  /// The roles that issue alerts, to whomever.
  init(_ key: AlertDigestEvent.CodingKeys) {
    let roles = Role.allCases.filter(AlertDigest.mayIssue)
    self.init(
      kind: key.rawValue, schema: AlertDigestEvent.schema, anywhere: roles, asMember: roles,
      onBehalf: [], part: .conformite, erases: key.rawValue == AlertDigestEvent.erasingKind)
  }
}
