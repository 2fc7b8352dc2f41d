/// What an operator may want of a dossier, with its arguments.
///
/// Personal data is sealed in the vault before a command is made, so that `decide` never sees it.
public enum DossierCommand: Codable, Equatable, Sendable {
  case create(reference: String, volets: [NewVolet])
  case enterNUR(volet: VoletName, nur: SealedNUR)
  case correctNUR(volet: VoletName, nur: SealedNUR, reason: Reason, restartsClock: Bool)
  /// Several volets at once when one bailleur has both (`domaine.md` §2.7).
  case validatePreInstruction(volets: [VoletName])
  case refusePreInstruction(volet: VoletName, reason: Reason)
  case requestPiece(volet: VoletName, piece: Piece)
  case receivePiece(volet: VoletName, piece: Piece)
  case undo(command: CommandID, reason: Reason)
  case validateInstruction(volets: [VoletName])
  case refuseInstruction(volet: VoletName, reason: Reason)
  /// `held` says that the session has taken place, without which a past day is refused.
  case scheduleCaleol(volet: VoletName, date: Day, held: Bool, gapReason: Reason?)
  case postponeCaleol(volet: VoletName, date: Day?, reason: Reason, gapReason: Reason?)
  /// `session` gives the day of the commission when none was entered before.
  case enterDecision(
    volet: VoletName, decision: CaleolDecision, session: Day?, gapReason: Reason?)
  case liftCondition(volet: VoletName, on: Day)
  case failCondition(volet: VoletName, on: Day, reason: Reason)
  case acceptOffer(volet: VoletName)
  case refuseOffer(volet: VoletName, reason: Reason)
  case prepare(volet: VoletName, step: Preparation)
  case setPeriod(volet: VoletName, from: Day, to: Day)
  case proposeMove(volet: VoletName, date: Day)
  case acceptMove(volet: VoletName)
  case changeMove(volet: VoletName, date: Day, reason: Reason)
  case scheduleLease(volet: VoletName, date: Day)
  case signLease(volet: VoletName, on: Day)
  case recordInventory(volet: VoletName, inventories: [Inventory], on: Day, gapReason: Reason?)
  case closeVolet(volet: VoletName)
  case withdraw(volet: VoletName, reason: Reason)
  case cancel(reason: Reason)
  case lapse(volet: VoletName, reason: Reason)
  case reopen(reason: Reason)
  case addNote(note: SubjectID, visibility: NoteVisibility)
  case remind(volet: VoletName, contact: ContactKind, message: SubjectID?)
  case issueAlert(alert: AlertCode, volet: VoletName, contact: ContactKind)
  case seeAlert(alert: AlertCode, volet: VoletName)
  case silenceAlert(alert: AlertCode, volet: VoletName, until: Day, reason: Reason)
  case assignContact(volet: VoletName, contact: ContactKind, to: OperatorID)
  case revealNUR(volet: VoletName)
  case informTenant(volet: VoletName)
  case noteLogement(volet: VoletName, isInFile: Bool)
  /// The reason comes from the list alone: words of one's own would be personal data again.
  case erasePersonalData(reason: Reason)
}
