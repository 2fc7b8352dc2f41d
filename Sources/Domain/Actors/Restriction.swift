/// The words that the rights matrix writes in its cells, beside a sign or instead of one.
///
/// The raw value is the word of the table in ``Permission``.
public enum Restriction: String, Hashable, CaseIterable, Sendable {
  // Parts of an action: the grant covers nothing else.

  /// The decision of the CALEOL, not its date.
  case decision = "décision"
  /// What concerns the patrimoine.
  case patrimoine
  /// Sending the difficulty back to the bailleur.
  case redirect = "renvoyer"
  /// Submitting.
  case submit = "soumettre"
  /// Answering.
  case answer = "répondre"
  /// Answering what is technical.
  case technical = "technique"
  /// Proposing.
  case propose = "proposer"
  /// Drawing up the devis.
  case devis
  /// Voting, in the comité technique.
  case vote
  /// The comité technique and the ateliers.
  case technicalInstances = "CT-ateliers"
  /// Attending.
  case attend = "présence"
  /// The comité partenarial.
  case partenarial
  /// Passing on.
  case relay = "relayer"
  /// The bailleur's own dossier « type » of adhesion.
  case ownApplication = "dossier-type"
  /// What was transmitted to the operator's organisation.
  case transmitted = "transmis"
  /// The median of all bailleurs.
  case median = "médiane"
  /// The acts of the dossiers that the operator follows.
  case followedDossiers = "dossiers"

  // Bounds: the grant covers the whole action, on some affairs.

  /// The operator's own affairs, or those of the operator's own bailleur.
  case own = "propres"
  /// The operator's own line of a list.
  case ownRow = "sa-ligne"
  /// Those of every bailleur, not only of the operator's own.
  case anyBailleur = "tous"

  // Notes: the grant is neither narrower nor wider for them.

  /// Those assigned to the agent, or all those of the bailleur, as the bailleur chooses.
  case assignedOrAll = "confiés-ou-tous"
  /// In support of the bailleur.
  case support
  /// On LinkedIn too.
  case linkedIn = "LinkedIn"
  /// Without what concerns tenants.
  case withoutTenants = "sans-locataires"

  /// Whether a grant so marked covers that part of the action and nothing else.
  public var limits: Bool {
    switch self {
    case .own, .ownRow, .anyBailleur, .assignedOrAll, .support, .linkedIn, .withoutTenants: false
    default: true
    }
  }

  /// Whether a grant so marked reaches the operator's own affairs only.
  var bindsToOwn: Bool {
    switch self {
    case .own, .ownRow, .ownApplication: true
    default: false
    }
  }
}
