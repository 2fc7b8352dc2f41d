/// Who reads what of a signalement.
extension Signalement {
  /// The organisations that share its journal: those who follow its course, and those who read
  /// what tenants write; nobody before it was recorded.
  public var members: Set<OrganisationID> {
    guard let bailleur = reception?.bailleur else { return [] }
    return [AudiencePart.signalement.of(bailleur), AudiencePart.locataire.of(bailleur)]
  }

  /// Who reads what somebody wrote in an act: a correction is also for who keeps the file, a
  /// bailleur's own difficulty for all who follow it; the rest for those who read tenants' words.
  public func textReaders(of recorded: Recorded<SignalementEvent>) -> Set<OrganisationID>? {
    guard let reception else { return nil }
    if case .noteAdded(_, isInternal: true) = recorded.event {
      return [AudiencePart.interne.of(recorded.signature.actingOrganisation)]
    }
    let isOfFile =
      if case .correctionAsked = recorded.event { true } else {
        recorded.signature.role == .referentInformatique
      }
    let part: AudiencePart = reception.nature == .bailleur || isOfFile ? .signalement : .locataire
    return [part.of(reception.bailleur)]
  }

  /// What of an act is kept from whom: an internal note is its organisation's alone.
  public func withheld(
    _ recorded: Recorded<SignalementEvent>
  ) -> Withholding<SignalementEvent>? {
    switch recorded.event {
    case .noteAdded(_, isInternal: true):
      return Withholding(
        readers: [AudiencePart.interne.of(recorded.signature.actingOrganisation)], isClosed: true,
        shown: nil)
    case .actUndone(let command):
      return history.first { $0.command == command }.flatMap { past in
        if case .actUndone = past.event { return nil }
        return withheld(past)
      }
    default: return nil
    }
  }

  /// The signalement as the person may see it: without the notes of other houses.
  public func visible(to person: Operator) -> Signalement {
    guard history.contains(where: { withheld($0)?.isLifted(for: person) == false }) else {
      return self
    }
    var seen = Signalement.empty
    for recorded in history where withheld(recorded)?.isLifted(for: person) != false {
      seen.apply(recorded)
    }
    return seen
  }
}
