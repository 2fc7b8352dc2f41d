/// Acts that no honest program could have recorded: what a server cannot judge, every reader judges
/// again (`sync.md` §4).
extension Dossier {
  /// The acts of the history that the rules of their moment refuse: their author had no right to
  /// them, or the dossier did not stand so.
  ///
  /// They keep their effect, since all stores must show the same; Aatiko or the GIE corrects them.
  /// What a store may not know of the other volet only ever makes an act harder, so that a bailleur
  /// contests no act that those who see every side do not.
  ///
  /// - Parameters:
  ///   - reglement: the parameters with their dates of effect.
  ///   - names: the organisations and their people.
  public func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> {
    var contested: Set<CommandID> = []
    var before = Dossier.empty
    var rest = history[...]
    while let first = rest.first {
      let act = rest.prefix { $0.command == first.command }
      rest = rest.dropFirst(act.count)
      let context = Context(
        actor: Operator(
          id: first.signature.operatorID, name: first.signature.operatorID.text,
          organisation: first.signature.organisation, roles: [first.signature.role]),
        onBehalf: first.signature.onBehalf, command: first.command,
        now: first.signature.moment, reglement: reglement, directory: names)
      if act.contains(where: { !before.couldRecord($0.event, in: context) }) {
        contested.insert(first.command)
      }
      for recorded in act { before.apply(recorded) }
    }
    return contested
  }

  /// Whether the event could come from an honest act on the dossier as it stands.
  private func couldRecord(_ event: DossierEvent, in context: Context) -> Bool {
    do {
      switch event {
      case .created(_, let drafts):
        try precondition(.create, on: nil, in: context)
        var created = Dossier.empty
        created.volets = drafts.map { Volet($0, candidat: $0.locataire) }
        _ = try created.authorise(.create, on: nil, in: context)
      case .actUndone(let command, _):
        try checkExists()
        try checkUndoable(command, in: context)
      default:
        // A reminder and an alert are the same right; the latter is asked for by nobody.
        let act = event.act ?? .remind
        try checkExists()
        _ = try authorise(act, on: event.volet, in: context)
        try precondition(act, on: event.volet, in: context)
      }
      return true
    } catch {
      return false
    }
  }
}
