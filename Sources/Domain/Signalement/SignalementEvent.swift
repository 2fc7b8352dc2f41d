/// What can happen to a signalement. Events carry codes, days and references; what people wrote
/// stands in the vault.
public enum SignalementEvent: JournaledEvent {
  case received(reception: SignalementReception)
  case categorised(category: SignalementCategory)
  /// Somebody has it in hand: others see so, and still may act.
  case assigned(to: OperatorID)
  case released
  case answered(message: SignalementMessage)
  case actimageAsked(reason: TicketReason, message: SignalementMessage)
  case correctionAsked(request: CorrectionRequest, message: SignalementMessage?)
  case bailleurAsked(message: SignalementMessage?)
  case sentBack(message: SignalementMessage?)
  case sentToModeration(message: SignalementMessage?)
  case markedDuplicate(of: SignalementLink)
  case unmarkedDuplicate
  /// The bailleur answers Aatiko; `isQuestion` when it asks back.
  case bailleurAnswered(message: SignalementMessage, isQuestion: Bool)
  case aatikoAsked(message: SignalementMessage)
  /// The ticket that the act `request` asked for is there.
  case ticketOpened(request: CommandID, number: Int)
  case ticketFollowed(request: CommandID, status: String, isClosed: Bool, note: SubjectID?)
  /// The import has the value that was asked for.
  case correctionFound(import: CommandID)
  case resolved(message: SignalementMessage?)
  case explained(motive: IneligibilityMotive, message: SignalementMessage?)
  case closed(outcome: SignalementOutcome)
  case reopened(message: SignalementMessage?)
  /// A note for the author's own organisation, or for all who read the signalement.
  case noteAdded(note: SubjectID, isInternal: Bool)
  case actUndone(command: CommandID)
  case textsErased

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case received = "signalement.received"
    case categorised = "signalement.categorised"
    case assigned = "signalement.assigned"
    case released = "signalement.released"
    case answered = "signalement.answered"
    case actimageAsked = "signalement.actimage_asked"
    case correctionAsked = "signalement.correction_asked"
    case bailleurAsked = "signalement.bailleur_asked"
    case sentBack = "signalement.sent_back"
    case sentToModeration = "signalement.sent_to_moderation"
    case markedDuplicate = "signalement.marked_duplicate"
    case unmarkedDuplicate = "signalement.unmarked_duplicate"
    case bailleurAnswered = "signalement.bailleur_answered"
    case aatikoAsked = "signalement.aatiko_asked"
    case ticketOpened = "signalement.ticket_opened"
    case ticketFollowed = "signalement.ticket_followed"
    case correctionFound = "signalement.correction_found"
    case resolved = "signalement.resolved"
    case explained = "signalement.explained"
    case closed = "signalement.closed"
    case reopened = "signalement.reopened"
    case noteAdded = "signalement.note_added"
    case actUndone = "signalement.act_undone"
    case textsErased = "signalement.texts_erased"

    /// The act that gives it.
    public var act: SignalementAct {
      switch self {
      case .received: .receive
      case .categorised: .categorise
      case .assigned, .released: .assign
      case .answered: .answer
      case .actimageAsked: .askActimage
      case .correctionAsked: .askCorrection
      case .bailleurAsked: .askBailleur
      case .sentBack: .sendBack
      case .sentToModeration: .sendToModeration
      case .markedDuplicate: .markDuplicate
      case .unmarkedDuplicate: .unmarkDuplicate
      case .bailleurAnswered: .answerAsBailleur
      case .aatikoAsked: .askAatiko
      case .ticketOpened, .ticketFollowed: .followTicket
      case .correctionFound: .findCorrection
      case .resolved: .resolve
      case .explained: .explain
      case .closed: .close
      case .reopened: .reopen
      case .noteAdded: .addNote
      case .actUndone: .undo
      case .textsErased: .eraseTexts
      }
    }
  }

  /// The stable name.
  public var kind: String { key.rawValue }

  /// The version of the payloads.
  public static let schema = 1

  /// The act that gave it.
  public var act: SignalementAct { key.act }

  private var key: CodingKeys {
    switch self {
    case .received: .received
    case .categorised: .categorised
    case .assigned: .assigned
    case .released: .released
    case .answered: .answered
    case .actimageAsked: .actimageAsked
    case .correctionAsked: .correctionAsked
    case .bailleurAsked: .bailleurAsked
    case .sentBack: .sentBack
    case .sentToModeration: .sentToModeration
    case .markedDuplicate: .markedDuplicate
    case .unmarkedDuplicate: .unmarkedDuplicate
    case .bailleurAnswered: .bailleurAnswered
    case .aatikoAsked: .aatikoAsked
    case .ticketOpened: .ticketOpened
    case .ticketFollowed: .ticketFollowed
    case .correctionFound: .correctionFound
    case .resolved: .resolved
    case .explained: .explained
    case .closed: .closed
    case .reopened: .reopened
    case .noteAdded: .noteAdded
    case .actUndone: .actUndone
    case .textsErased: .textsErased
    }
  }

  /// The words that it brought, with the canned reply that they began as.
  public var message: SignalementMessage? {
    switch self {
    case .answered(let words), .actimageAsked(_, let words), .bailleurAnswered(let words, _),
      .aatikoAsked(let words):
      words
    case .correctionAsked(_, let words), .bailleurAsked(let words), .sentBack(let words),
      .sentToModeration(let words), .resolved(let words), .explained(_, let words),
      .reopened(let words):
      words
    default: nil
    }
  }
}
