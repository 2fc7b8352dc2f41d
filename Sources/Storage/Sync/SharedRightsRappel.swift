import Domain

extension SharedRights.KindRight {
  /// The roles of a kind of the rappels': those of the act that gives it. The GIE and Aatiko are no
  /// bailleur, so they act in the audiences of all; nobody acts there in another's name.
  init(_ key: RappelEvent.CodingKeys) {
    let roles = Role.allCases.filter { key.act.standing(of: $0) == .act }
    self.init(
      kind: key.rawValue, schema: RappelEvent.schema, anywhere: roles, asMember: roles,
      onBehalf: [], part: .conformite, erases: key.rawValue == RappelEvent.erasingKind)
  }
}
