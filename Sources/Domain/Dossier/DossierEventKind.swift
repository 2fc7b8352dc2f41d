extension DossierEvent {
  /// The stable name under which the journal stores the event.
  public var kind: String { key.rawValue }

  /// The act that gives this event, or nil for an event that no operator asks for.
  public var act: DossierAct? { Self.acts[key] }

  /// The act that gives events of a kind, or nil for those that no operator asks for.
  public static func act(ofKind key: CodingKeys) -> DossierAct? { acts[key] }

  /// The volet the event is about, or nil when it is about the whole dossier.
  public var volet: VoletName? {
    switch self {
    case .nurEntered(let volet, _), .nurCorrected(let volet, _, _, _),
      .preInstructionValidated(let volet), .preInstructionRefused(let volet, _),
      .pieceRequested(let volet, _), .pieceReceived(let volet, _),
      .instructionValidated(let volet), .instructionRefused(let volet, _),
      .caleolScheduled(let volet, _, _), .caleolPostponed(let volet, _, _, _),
      .decisionEntered(let volet, _), .conditionLifted(let volet, _),
      .conditionFailed(let volet, _, _), .offerAccepted(let volet), .offerRefused(let volet, _),
      .prepared(let volet, _), .periodSet(let volet, _, _), .moveProposed(let volet, _),
      .moveAccepted(let volet, _), .moveChanged(let volet, _, _), .leaseScheduled(let volet, _),
      .leaseSigned(let volet, _), .inventoryRecorded(let volet, _, _, _), .voletClosed(let volet),
      .withdrawn(let volet, _), .lapsed(let volet, _), .reminded(let volet, _, _),
      .alertIssued(_, let volet, _), .alertSeen(_, let volet), .alertSilenced(_, let volet, _, _),
      .contactAssigned(let volet, _, _), .nurRevealed(let volet),
      .tenantInformed(let volet), .logementLeft(let volet), .logementReturned(let volet):
      volet
    case .created, .actUndone, .cancelled, .reopened, .noteAdded, .personalDataErased: nil
    }
  }

  private var key: CodingKeys {
    switch self {
    case .created: .created
    case .nurEntered: .nurEntered
    case .nurCorrected: .nurCorrected
    case .preInstructionValidated: .preInstructionValidated
    case .preInstructionRefused: .preInstructionRefused
    case .pieceRequested: .pieceRequested
    case .pieceReceived: .pieceReceived
    case .actUndone: .actUndone
    case .instructionValidated: .instructionValidated
    case .instructionRefused: .instructionRefused
    case .caleolScheduled: .caleolScheduled
    case .caleolPostponed: .caleolPostponed
    case .decisionEntered: .decisionEntered
    case .conditionLifted: .conditionLifted
    case .conditionFailed: .conditionFailed
    case .offerAccepted: .offerAccepted
    case .offerRefused: .offerRefused
    case .prepared: .prepared
    case .periodSet: .periodSet
    case .moveProposed: .moveProposed
    case .moveAccepted: .moveAccepted
    case .moveChanged: .moveChanged
    case .leaseScheduled: .leaseScheduled
    case .leaseSigned: .leaseSigned
    case .inventoryRecorded: .inventoryRecorded
    case .voletClosed: .voletClosed
    case .withdrawn: .withdrawn
    case .cancelled: .cancelled
    case .lapsed: .lapsed
    case .reopened: .reopened
    case .noteAdded: .noteAdded
    case .reminded: .reminded
    case .alertIssued: .alertIssued
    case .alertSeen: .alertSeen
    case .alertSilenced: .alertSilenced
    case .contactAssigned: .contactAssigned
    case .nurRevealed: .nurRevealed
    case .tenantInformed: .tenantInformed
    case .logementLeft: .logementLeft
    case .logementReturned: .logementReturned
    case .personalDataErased: .personalDataErased
    }
  }

  private static let acts: [CodingKeys: DossierAct] = [
    .created: .create, .nurEntered: .enterNUR, .nurCorrected: .correctNUR,
    .preInstructionValidated: .validatePreInstruction,
    .preInstructionRefused: .refusePreInstruction,
    .pieceRequested: .requestPiece, .pieceReceived: .receivePiece,
    .actUndone: .undo, .instructionValidated: .validateInstruction,
    .instructionRefused: .refuseInstruction,
    .caleolScheduled: .scheduleCaleol, .caleolPostponed: .postponeCaleol,
    .decisionEntered: .enterDecision, .conditionLifted: .liftCondition,
    .conditionFailed: .failCondition, .offerAccepted: .acceptOffer, .offerRefused: .refuseOffer,
    .prepared: .prepare, .periodSet: .setPeriod, .moveProposed: .proposeMove,
    .moveAccepted: .acceptMove, .moveChanged: .changeMove, .leaseScheduled: .scheduleLease,
    .leaseSigned: .signLease, .inventoryRecorded: .recordInventory, .voletClosed: .closeVolet,
    .withdrawn: .withdraw, .cancelled: .cancel, .lapsed: .lapse, .reopened: .reopen,
    .noteAdded: .addNote, .reminded: .remind, .alertSeen: .seeAlert,
    .alertSilenced: .silenceAlert, .contactAssigned: .assignContact,
    .nurRevealed: .revealNUR, .tenantInformed: .informTenant,
    .logementLeft: .noteLogement, .logementReturned: .noteLogement,
    .personalDataErased: .erasePersonalData,
  ]
}
