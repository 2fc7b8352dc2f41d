/// A signalement: what a tenant or a bailleur met with, and what was made of it.
public struct Signalement: Aggregate {
  /// How it came; nil before the first event.
  public private(set) var reception: SignalementReception?
  /// What it is about, as it stands now.
  public private(set) var category = SignalementCategory.autre
  /// Where it stands.
  public private(set) var status = SignalementStatus.aTrier
  /// Who has it in hand.
  public private(set) var holder: OperatorID?
  /// The last route taken.
  public private(set) var route: SignalementRoute?
  /// The signalement of which it is a duplicate.
  public private(set) var original: SignalementLink?
  /// The last correction asked.
  public private(set) var correction: CorrectionRequest?
  /// Why Actimage was asked.
  public private(set) var ticketReason: TicketReason?
  /// The act that asked Actimage last.
  private var request: CommandID?
  /// The tickets at Actimage's, by the act that asked for them.
  public private(set) var tickets: [CommandID: SignalementTicket] = [:]
  /// How it ended.
  public private(set) var outcome: SignalementOutcome?
  /// Why the tenant may not register, when that was explained.
  public private(set) var motive: IneligibilityMotive?
  /// The day since which it is where it is.
  public private(set) var since: Day?
  /// How often it was reopened.
  public private(set) var reopenings = 0
  /// Whether what people wrote was erased.
  public private(set) var isErased = false
  /// The acts taken back.
  public private(set) var undone: Set<CommandID> = []
  /// Everything that happened, in order.
  public private(set) var history: [Recorded<SignalementEvent>] = []

  /// The state before the first event.
  public static let empty = Signalement()

  /// The stream of the signalement of that number, the same on every desk.
  public static func stream(of number: String) -> StreamID {
    StreamID("signalement-\(SHA256.hex(SHA256.hash(Array(number.utf8))).prefix(32))")
  }

  /// The ticket that was asked for last, once it is there.
  public var ticket: SignalementTicket? { request.flatMap { tickets[$0] } }

  /// The number by which people name it.
  public var number: String { reception?.number ?? "" }

  /// Whether it is over.
  public var isOver: Bool { status.isOver }

  /// A number is one signalement's for ever.
  public var heldClaims: Set<Claim> {
    reception.map { [Claim(key: "signalement/\($0.number)")] } ?? []
  }

  /// Its number must be free when it is recorded.
  public func claimsNeeded(by command: SignalementCommand) -> [Claim] {
    guard case .receive(let reception) = command else { return [] }
    return [Claim(key: "signalement/\(reception.number)")]
  }

  /// Takes a recorded event into the state.
  public mutating func apply(_ recorded: Recorded<SignalementEvent>) {
    history.append(recorded)
    guard case .actUndone(let command) = recorded.event else { return advance(recorded) }
    undone.insert(command)
    replay()
  }

  /// What was taken back counts no more: the state is that of the acts that are left.
  private mutating func replay() {
    var anew = Signalement()
    anew.undone = undone
    for past in history where !undone.contains(past.command) && past.event.act != .undo {
      anew.advance(past)
    }
    anew.history = history
    self = anew
  }

  private mutating func advance(_ recorded: Recorded<SignalementEvent>) {
    let before = status
    switch recorded.event {
    case .received(let reception):
      self.reception = reception
      category = reception.category
      status = firstStatus(of: reception, by: recorded.signature)
      since = reception.day
      return
    case .categorised(let category): self.category = category
    case .assigned(let person): holder = person
    case .released: holder = nil
    case .noteAdded, .actUndone: break
    case .textsErased: isErased = true
    default:
      route = recorded.event.route ?? route
      move(recorded.event, of: recorded.command)
    }
    if status != before { since = recorded.day }
    if status.isOver || status.mover != before.mover { holder = nil }
  }

  /// A registration difficulty that the bailleur records is in its hands at once.
  private func firstStatus(
    of reception: SignalementReception, by signature: Signature
  ) -> SignalementStatus {
    let isItsOwn = signature.actingOrganisation == reception.bailleur
    return reception.nature == .inscription && isItsOwn ? .chezBailleur : .aTrier
  }

  private mutating func move(_ event: SignalementEvent, of command: CommandID) {
    switch event {
    case .answered:
      if reception?.nature == .inscription { status = .chezBailleur } else { end(.repondu) }
    case .actimageAsked(let reason, _):
      ticketReason = reason
      request = command
      status = .chezActimage
    case .ticketOpened(let request, let number):
      tickets[request] = SignalementTicket(number: number, isClosed: false)
    case .ticketFollowed(let request, let status, let isClosed, _):
      tickets[request]?.status = status
      tickets[request]?.isClosed = isClosed
      // An earlier ticket's end is not the answer that is waited for.
      if self.status == .chezActimage, isClosed, request == self.request {
        self.status = .reponseATransmettre
      }
    case .correctionAsked(let request, _):
      correction = request
      status = .correctionDemandee
    case .correctionFound: end(.corrige)
    case .bailleurAsked: status = .chezBailleur
    case .sentBack:
      if reception?.nature == .inscription { status = .chezBailleur } else { end(.renvoye) }
    case .sentToModeration: end(.modere)
    case .markedDuplicate(let link):
      original = link
      status = .doublon
    case .unmarkedDuplicate:
      original = nil
      status = .aTrier
    case .bailleurAnswered(_, let isQuestion):
      let announces = status == .correctionDemandee && !isQuestion
      status = announces ? .correctionAnnoncee : .reponseBailleur
    case .aatikoAsked: status = .demandeAatiko
    case .resolved: end(.resolu)
    case .explained(let motive, _):
      self.motive = motive
      end(.ineligible)
    case .closed(let outcome): end(outcome)
    case .reopened:
      outcome = nil
      reopenings += 1
      status = .rouvert
    default: break
    }
  }

  private mutating func end(_ outcome: SignalementOutcome) {
    self.outcome = outcome
    status = .clos
  }
}

extension SignalementTicket {
  init(number: Int, isClosed: Bool) {
    self.number = number
    self.isClosed = isClosed
    status = nil
  }
}

extension SignalementEvent {
  /// The route that it takes, if it takes one.
  var route: SignalementRoute? {
    switch self {
    case .answered: .reponse
    case .actimageAsked: .actimage
    case .correctionAsked: .correction
    case .bailleurAsked: .investigation
    case .sentBack: .renvoi
    case .sentToModeration: .moderation
    case .markedDuplicate: .doublon
    default: nil
    }
  }
}
