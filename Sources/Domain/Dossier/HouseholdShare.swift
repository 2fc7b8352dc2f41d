/// How much of an event is told to a household that asks what is held about it (article 15): all
/// that is about it, never what is about the other household of the exchange.
public enum HouseholdShare: Equatable, Sendable {
  /// The event, with its reason and what was typed.
  case whole
  /// That something was recorded, and what kind of thing.
  case fact
  case nothing
}

extension Dossier {
  /// What of an event a household may be told, named by the volet of the logement that it leaves.
  ///
  /// On that volet the household only leaves: the file examined there is the other's. Its own file
  /// is examined on the volet of the logement for which it is the candidate.
  public func share(
    of event: DossierEvent, withHouseholdOf household: VoletName
  ) -> HouseholdShare {
    guard let name = event.volet else { return .whole }
    guard let volet = self[name], let own = self[household] else { return .nothing }
    if volet.candidat == own.locataire { return .whole }
    return name == household ? event.shareWithLeaver : .nothing
  }

  /// The volet on which the file of a household is examined.
  public func volet(examiningHouseholdOf household: VoletName) -> Volet? {
    self[household].flatMap { own in volets.first { $0.candidat == own.locataire } }
  }
}

extension DossierEvent {
  /// What of an event on a volet the tenant who leaves its logement may be told.
  fileprivate var shareWithLeaver: HouseholdShare {
    switch self {
    case .nurEntered, .nurCorrected, .nurRevealed, .pieceRequested, .pieceReceived: .nothing
    case .prepared, .periodSet, .moveProposed, .moveAccepted, .moveChanged, .inventoryRecorded,
      .voletClosed, .contactAssigned, .alertIssued, .alertSeen, .alertSilenced:
      .whole
    default: .fact
    }
  }
}
