/// What of a dossier may be seen by whom (`spec.md` §1): one's own volets whole, the minimum of the
/// others.
extension Dossier {
  /// The dossier as the person may see it, or nil when the person may not see it at all.
  ///
  /// Withheld: of a volet that is not the person's, the NUR, the pieces and who read the NUR; of
  /// the whole dossier, the internal notes of others. Steps, days, motives and contacts stay, so
  /// that status, clocks and open acts are those of the whole dossier.
  public func visible(to person: Operator) -> Dossier? {
    guard isSeen(by: person) else { return nil }
    var seen = Dossier.empty
    for recorded in history {
      guard let event = form(of: recorded, for: person) else { continue }
      seen.apply(Recorded(event, command: recorded.command, signature: recorded.signature))
    }
    return seen
  }

  /// Whether the person may read what somebody typed in the act, if anything.
  public func mayRead(_ recorded: Recorded<DossierEvent>, _ person: Operator) -> Bool {
    guard let readers = readers(of: recorded) else { return isSeen(by: person) }
    if readers.contains(person.organisation) { return isSeen(by: person) }
    if case .noteAdded = recorded.event { return false }
    return person.seesEverySide
  }

  /// The organisations that may read what somebody typed in the act, besides those that see every
  /// side; nil when all who see the dossier may.
  public func readers(of recorded: Recorded<DossierEvent>) -> Set<OrganisationID>? {
    let signature = recorded.signature
    let authors: Set = [signature.organisation, signature.actingOrganisation]
    if case .noteAdded(_, let visibility) = recorded.event {
      return visibility == .shared ? nil : authors
    }
    guard let volet = volet(of: recorded.event), let bailleur = self[volet]?.bailleur else {
      return nil
    }
    return authors.union([bailleur])
  }

  private func isSeen(by person: Operator) -> Bool {
    volets.contains { person.standing(to: .seeDossiers, of: $0.bailleur) >= .read }
  }

  /// The volet that an event is about; an act taken back is about the volet of that act.
  private func volet(of event: DossierEvent) -> VoletName? {
    guard case .actUndone(let command, _) = event else { return event.volet }
    return history.first { $0.command == command }?.event.volet
  }
}

extension Operator {
  /// The organisation whose dossiers the person sees, by the first line of the rights matrix: nil
  /// for those who see them all, an organisation without any for those who may see none.
  public var dossierAudience: OrganisationID? {
    if standing(to: .seeDossiers, of: nil) >= .read { return nil }
    return standing(to: .seeDossiers, of: organisation) >= .read ? organisation : ""
  }

  /// Whether the person reads every volet whole, whoever its bailleur is.
  public var seesEverySide: Bool { standing(to: .seeOtherVolet, of: nil) >= .read }
}
