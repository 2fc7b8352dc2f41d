/// What can happen to a rappel. Events carry the facts with their values and days, and codes; the
/// letters and what people typed stand in the vault.
public enum RappelEvent: JournaledEvent {
  /// The breaches of a bailleur were found to be repeated: the facts are kept as they were.
  case proposed(bailleur: OrganisationID, constat: RappelConstat)
  case dismissed(motive: RappelDismissal, note: SubjectID?)
  case sent(level: RappelLevel, on: Day, letter: SubjectID, channel: RappelChannel)
  /// It stands on the agenda of an instance.
  case referred(instance: RappelInstance, on: Day, note: SubjectID?)
  case closed(ending: RappelEnding, note: SubjectID?)
  /// Its author took back an act just done.
  case undone(command: CommandID)

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case proposed = "rappel.proposed"
    case dismissed = "rappel.dismissed"
    case sent = "rappel.sent"
    case referred = "rappel.referred"
    case closed = "rappel.closed"
    case undone = "rappel.undone"

    /// The act that gives it.
    public var act: RappelAct {
      switch self {
      case .proposed: .propose
      case .dismissed: .dismiss
      case .sent: .send
      case .referred: .refer
      case .closed: .close
      case .undone: .undo
      }
    }
  }

  /// The stable name.
  public var kind: String { key.rawValue }

  /// The version of the payloads.
  public static let schema = 1

  var key: CodingKeys {
    switch self {
    case .proposed: .proposed
    case .dismissed: .dismissed
    case .sent: .sent
    case .referred: .referred
    case .closed: .closed
    case .undone: .undone
    }
  }

  /// How far the rappel is once it happened.
  var stage: RappelStage {
    switch self {
    case .proposed: .proposed
    case .dismissed: .dismissed
    case .sent(.information, _, _, _): .information
    case .sent(.formal, _, _, _): .formal
    case .referred: .instance
    case .closed: .closed
    case .undone: .withdrawn
    }
  }
}
