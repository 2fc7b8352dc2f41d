import Domain

/// The name of an audience is the list of its members, so that every store gives it the same one.
extension ScopeID {
  /// The audience of these organisations.
  init(of members: Set<OrganisationID>) {
    self.init(members.sorted().map(\.text).joined(separator: "+"))
  }

  /// The organisations it was made of.
  var members: Set<OrganisationID> {
    Set(text.split(separator: "+").map { OrganisationID(String($0)) })
  }
}
