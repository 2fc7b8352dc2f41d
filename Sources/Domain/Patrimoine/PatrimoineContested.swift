/// Acts on a patrimoine that no honest program could have recorded (`sync.md` §4).
extension Patrimoine {
  /// The acts of the history to which their author had no right.
  ///
  /// They keep their effect, since all stores must show the same; Aatiko or the GIE corrects them.
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
    }
    return Set(refused.map(\.command))
  }
}

extension PatrimoineEvent {
  /// The act that gives it.
  var act: PatrimoineAct {
    switch self {
    case .fileImported: .importFile
    case .importConfirmed: .confirmImport
    case .importDropped: .dropImport
    case .stepRegistered(_, let step, _), .stepWithdrawn(let step): .registerStep(step)
    case .syncDeclared: .declareSync
    case .reminded: .remind
    }
  }
}
