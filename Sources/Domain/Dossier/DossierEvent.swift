/// What can happen to a dossier: the transitions T01 to T29 of `domaine.md` §2.4.
///
/// Events carry identifiers, enumerations, days and numbers, never text typed by people: names,
/// NUR and notes stand in the vault under the subjects that events name.
public enum DossierEvent: JournaledEvent {
  case created(reference: String, volets: [NewVolet])
  case nurEntered(volet: VoletName, nur: SealedNUR)
  case nurCorrected(volet: VoletName, nur: SealedNUR, reason: Reason, restartsClock: Bool)
  case preInstructionValidated(volet: VoletName)
  case preInstructionRefused(volet: VoletName, reason: Reason)
  case pieceRequested(volet: VoletName, piece: Piece)
  case pieceReceived(volet: VoletName, piece: Piece)
  case actUndone(command: CommandID, reason: Reason)
  case instructionValidated(volet: VoletName)
  case instructionRefused(volet: VoletName, reason: Reason)
  case caleolScheduled(volet: VoletName, date: Day, gapReason: Reason?)
  case caleolPostponed(volet: VoletName, date: Day?, reason: Reason, gapReason: Reason?)
  case decisionEntered(volet: VoletName, decision: CaleolDecision)
  case conditionLifted(volet: VoletName, on: Day)
  case conditionFailed(volet: VoletName, on: Day, reason: Reason)
  case offerAccepted(volet: VoletName)
  case offerRefused(volet: VoletName, reason: Reason)
  case prepared(volet: VoletName, step: Preparation)
  case periodSet(volet: VoletName, from: Day, to: Day)
  case moveProposed(volet: VoletName, date: Day)
  case moveAccepted(volet: VoletName, date: Day)
  case moveChanged(volet: VoletName, date: Day, reason: Reason)
  case leaseScheduled(volet: VoletName, date: Day)
  case leaseSigned(volet: VoletName, on: Day)
  case inventoryRecorded(volet: VoletName, inventory: Inventory, on: Day, gapReason: Reason?)
  case voletClosed(volet: VoletName)
  case withdrawn(volet: VoletName, reason: Reason)
  case cancelled(reason: Reason)
  case lapsed(volet: VoletName, reason: Reason)
  case reopened(reason: Reason)
  case noteAdded(note: SubjectID, visibility: NoteVisibility)
  case reminded(volet: VoletName, contact: ContactKind, message: SubjectID?)
  case alertIssued(alert: AlertCode, volet: VoletName, contact: ContactKind)
  case alertSeen(alert: AlertCode, volet: VoletName)
  case alertSilenced(alert: AlertCode, volet: VoletName, until: Day, reason: Reason)
  case contactAssigned(volet: VoletName, contact: ContactKind, to: OperatorID)
  /// Somebody read the NUR in clear: each consultation is journaled (`spec.md` §9).
  case nurRevealed(volet: VoletName)
  /// The tenant of a favourable decision knows that the other side's left it without effect.
  case tenantInformed(volet: VoletName)
  /// The bailleur's last file has the logement no more (T30): the dossier stays open, contact 1
  /// confirms.
  case logementLeft(volet: VoletName)
  /// A later file has it again.
  case logementReturned(volet: VoletName)
  /// Names, NUR, pieces and what people typed are gone, here and in every store.
  case personalDataErased(reason: Reason)

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case created = "dossier.created"
    case nurEntered = "dossier.nur_entered"
    case nurCorrected = "dossier.nur_corrected"
    case preInstructionValidated = "dossier.pre_instruction_validated"
    case preInstructionRefused = "dossier.pre_instruction_refused"
    case pieceRequested = "dossier.piece_requested"
    case pieceReceived = "dossier.piece_received"
    case actUndone = "dossier.act_undone"
    case instructionValidated = "dossier.instruction_validated"
    case instructionRefused = "dossier.instruction_refused"
    case caleolScheduled = "dossier.caleol_scheduled"
    case caleolPostponed = "dossier.caleol_postponed"
    case decisionEntered = "dossier.decision_entered"
    case conditionLifted = "dossier.condition_lifted"
    case conditionFailed = "dossier.condition_failed"
    case offerAccepted = "dossier.offer_accepted"
    case offerRefused = "dossier.offer_refused"
    case prepared = "dossier.prepared"
    case periodSet = "dossier.period_set"
    case moveProposed = "dossier.move_proposed"
    case moveAccepted = "dossier.move_accepted"
    case moveChanged = "dossier.move_changed"
    case leaseScheduled = "dossier.lease_scheduled"
    case leaseSigned = "dossier.lease_signed"
    case inventoryRecorded = "dossier.inventory_recorded"
    case voletClosed = "dossier.volet_closed"
    case withdrawn = "dossier.withdrawn"
    case cancelled = "dossier.cancelled"
    case lapsed = "dossier.lapsed"
    case reopened = "dossier.reopened"
    case noteAdded = "dossier.note_added"
    case reminded = "dossier.reminded"
    case alertIssued = "dossier.alert_issued"
    case alertSeen = "dossier.alert_seen"
    case alertSilenced = "dossier.alert_silenced"
    case contactAssigned = "dossier.contact_assigned"
    case nurRevealed = "dossier.nur_revealed"
    case tenantInformed = "dossier.tenant_informed"
    case logementLeft = "dossier.logement_left"
    case logementReturned = "dossier.logement_returned"
    case personalDataErased = "dossier.personal_data_erased"
  }

  /// The payloads are of their first version.
  public static let schema = 1
}

/// Who may read a note.
public enum NoteVisibility: String, Codable, CaseIterable, Sendable {
  /// The author's organisation alone.
  case internal_ = "interne"
  /// Everyone who sees the dossier.
  case shared = "partagee"
}

/// The alerts of the scheme (lines 297 to 304).
public enum AlertCode: String, Codable, CaseIterable, Sendable {
  case al1 = "AL-1"
  case al2 = "AL-2"
  case al3 = "AL-3"
}
