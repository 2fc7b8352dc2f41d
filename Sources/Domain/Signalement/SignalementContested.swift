/// Acts on a signalement that no honest program could have recorded (`sync.md` §4).
extension Signalement {
  /// The acts of the history to which their author had no right.
  ///
  /// They keep their effect, since all stores must show the same; Aatiko corrects them.
  ///
  /// - Parameter names: the organisations and their people.
  public func contested(names: Directory) -> Set<CommandID> {
    guard let reception else { return [] }
    let refused = history.filter { recorded in
      let signature = recorded.signature
      let isOwn = signature.organisation == reception.bailleur
      let act = recorded.event.act
      if let acting = signature.onBehalf?.organisation {
        return acting != reception.bailleur
          || act.standing(of: signature.role, on: reception.nature, own: true) < .actOnBehalf
      }
      return act.standing(of: signature.role, on: reception.nature, own: isOwn) != .act
        && !isUndoingOwn(recorded)
    }
    return Set(refused.map(\.command))
  }

  private func isUndoingOwn(_ recorded: Recorded<SignalementEvent>) -> Bool {
    guard case .actUndone(let command) = recorded.event else { return false }
    return history.contains {
      $0.command == command && $0.signature.operatorID == recorded.signature.operatorID
    }
  }
}
