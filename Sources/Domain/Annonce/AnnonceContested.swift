/// Acts on an annonce that no honest program could have recorded (`sync.md` §4).
extension Annonce {
  /// The acts of the history to which their author had no right.
  ///
  /// They keep their effect, since all stores must show the same; Aatiko corrects them.
  ///
  /// - Parameter names: the organisations and their people.
  public func contested(names: Directory) -> Set<CommandID> {
    guard let bailleur else { return [] }
    let refused = history.filter { recorded in
      let signature = recorded.signature
      let context = Context(
        actor: Operator(
          id: signature.operatorID, name: signature.operatorID.text,
          organisation: signature.organisation, roles: [signature.role]),
        onBehalf: signature.onBehalf, command: recorded.command, now: signature.moment,
        directory: names)
      return (try? authorise(recorded.event.act, of: bailleur, in: context)) == nil
        || isForeignUndo(recorded)
    }
    return Set(refused.map(\.command))
  }

  /// Whether somebody took back what somebody else had done.
  private func isForeignUndo(_ recorded: Recorded<AnnonceEvent>) -> Bool {
    guard case .undone(let command) = recorded.event else { return false }
    let authors = history.filter { $0.command == command }.map(\.signature.operatorID)
    return authors.contains { $0 != recorded.signature.operatorID }
  }
}

extension AnnonceEvent {
  /// The act that gives it.
  var act: AnnonceAct {
    switch self {
    case .published, .changed: .publish
    case .withdrawn: .withdraw
    case .reported: .report
    case .decided: .moderate
    case .reversed: .reverse
    case .undone: .undo
    }
  }
}
