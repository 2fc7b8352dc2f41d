/// What an operator may want of a signalement.
public enum SignalementCommand: Codable, Equatable, Sendable {
  case receive(reception: SignalementReception)
  case categorise(category: SignalementCategory)
  case assign(to: OperatorID)
  case release
  case answer(message: SignalementMessage)
  case askActimage(reason: TicketReason, message: SignalementMessage)
  case askCorrection(request: CorrectionRequest, message: SignalementMessage?)
  case askBailleur(message: SignalementMessage?)
  case sendBack(message: SignalementMessage?)
  case sendToModeration(message: SignalementMessage?)
  case markDuplicate(of: SignalementLink)
  case unmarkDuplicate
  case answerAsBailleur(message: SignalementMessage, isQuestion: Bool)
  case askAatiko(message: SignalementMessage)
  case openTicket(request: CommandID, number: Int)
  case followTicket(request: CommandID, status: String, isClosed: Bool, note: SubjectID?)
  case findCorrection(import: CommandID)
  case resolve(message: SignalementMessage?)
  case explain(motive: IneligibilityMotive, message: SignalementMessage?)
  case close(outcome: SignalementOutcome)
  case reopen(message: SignalementMessage?)
  case addNote(note: SubjectID, isInternal: Bool)
  case undo(command: CommandID)
  case eraseTexts

  /// The act.
  public var act: SignalementAct {
    switch self {
    case .receive: .receive
    case .categorise: .categorise
    case .assign, .release: .assign
    case .answer: .answer
    case .askActimage: .askActimage
    case .askCorrection: .askCorrection
    case .askBailleur: .askBailleur
    case .sendBack: .sendBack
    case .sendToModeration: .sendToModeration
    case .markDuplicate: .markDuplicate
    case .unmarkDuplicate: .unmarkDuplicate
    case .answerAsBailleur: .answerAsBailleur
    case .askAatiko: .askAatiko
    case .openTicket, .followTicket: .followTicket
    case .findCorrection: .findCorrection
    case .resolve: .resolve
    case .explain: .explain
    case .close: .close
    case .reopen: .reopen
    case .addNote: .addNote
    case .undo: .undo
    case .eraseTexts: .eraseTexts
    }
  }

  /// What it brings about, once nothing forbids it.
  var event: SignalementEvent {
    switch self {
    case .receive(let reception): .received(reception: reception)
    case .categorise(let category): .categorised(category: category)
    case .assign(let person): .assigned(to: person)
    case .release: .released
    case .answer(let message): .answered(message: message)
    case .askActimage(let reason, let message): .actimageAsked(reason: reason, message: message)
    case .askCorrection(let request, let message):
      .correctionAsked(request: request, message: message)
    case .askBailleur(let message): .bailleurAsked(message: message)
    case .sendBack(let message): .sentBack(message: message)
    case .sendToModeration(let message): .sentToModeration(message: message)
    case .markDuplicate(let link): .markedDuplicate(of: link)
    case .unmarkDuplicate: .unmarkedDuplicate
    case .answerAsBailleur(let message, let isQuestion):
      .bailleurAnswered(message: message, isQuestion: isQuestion)
    case .askAatiko(let message): .aatikoAsked(message: message)
    case .openTicket(let request, let number): .ticketOpened(request: request, number: number)
    case .followTicket(let request, let status, let isClosed, let note):
      .ticketFollowed(request: request, status: status, isClosed: isClosed, note: note)
    case .findCorrection(let id): .correctionFound(import: id)
    case .resolve(let message): .resolved(message: message)
    case .explain(let motive, let message): .explained(motive: motive, message: message)
    case .close(let outcome): .closed(outcome: outcome)
    case .reopen(let message): .reopened(message: message)
    case .addNote(let note, let isInternal): .noteAdded(note: note, isInternal: isInternal)
    case .undo(let command): .actUndone(command: command)
    case .eraseTexts: .textsErased
    }
  }
}
