/// Acts on a rappel that no honest program could have recorded (`sync.md` §4).
extension Rappel {
  /// The acts of the history to which their author had no right; they keep their effect, since all
  /// stores must show the same.
  public func contested() -> Set<CommandID> {
    let refused = history.filter { recorded in
      recorded.event.key.act.standing(of: recorded.signature.role) != .act
        || recorded.signature.onBehalf != nil || isForeignUndo(recorded)
    }
    return Set(refused.map(\.command))
  }

  /// Whether somebody took back what somebody else had done.
  private func isForeignUndo(_ recorded: Recorded<RappelEvent>) -> Bool {
    guard case .undone(let command) = recorded.event else { return false }
    let authors = history.filter { $0.command == command }.map(\.signature.operatorID)
    return authors.contains { $0 != recorded.signature.operatorID }
  }
}
