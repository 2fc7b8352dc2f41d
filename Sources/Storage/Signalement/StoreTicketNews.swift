import Domain

/// The tickets that signalements ask of Actimage: asked with the act, told on the signalement.
extension Store {
  /// The ticket that an act on a signalement asks for, word for word as it will leave.
  ///
  /// - Parameter order: an act « ask Actimage » with its identity; its text is among its secrets,
  ///   or in the vault when it is done again.
  /// - Returns: nil when the act asks for no ticket, or the signalement is not known.
  /// - Throws: `StorageError`.
  public func ticketText(of order: SignalementOrder) throws -> TicketText? {
    guard case .askActimage(let reason, let message) = order.command,
      let identity = order.identity
    else { return nil }
    let vault = Vault(reader)
    let own = order.secrets.first { $0.subject == message.text }?.value
    let kept = try vault.get(message.text, Secret.Field.note.rawValue)?.value
    let signalement: Signalement = try Streams(reader).load(order.stream)
    guard let words = own ?? kept, let reception = signalement.reception else { return nil }
    let names = try [reception.author, reception.tenant].compactMap(\.self)
      .compactMap { try vault.get($0, Secret.Field.name.rawValue)?.value }
    return TicketText(
      signalement.ticketDraft(
        reason, words: words, bailleur: directory.name(of: reception.bailleur), names: names),
      marker: TicketMarker(identity), keeping: order.keeping)
  }

  /// An identity for an act that is shown before it is done.
  public func newIdentity(at moment: Moment) -> CommandID { newCommand(at: moment) }

  /// Asks for the ticket of an act, inside the caller's transaction.
  func queueTicket(of order: SignalementOrder, at moment: Moment) throws {
    guard let text = try ticketText(of: order), let identity = order.identity,
      case .askActimage(let reason, _) = order.command
    else { return }
    let number: Signalement = try streams.load(order.stream)
    _ = try TicketQueue(connection: writer).add(
      OutgoingTicket(
        key: identity, stream: order.stream, reference: number.number, motive: reason,
        subject: text.subject, body: text.body), at: moment)
  }

  /// Takes back the ticket of an act that is undone, inside the caller's transaction.
  ///
  /// - Throws: `Refusal` when it may have been created already.
  func cancelTicket(of command: CommandID, on stream: StreamID, at moment: Moment) throws {
    let queue = TicketQueue(connection: writer)
    guard let ticket = try queue.tickets(of: stream).first(where: { $0.asked.key == command }),
      ticket.course.state != .cancelled
    else { return }
    do {
      try queue.set(ticket.id, to: try ticket.course.after(.cancelled, at: moment))
    } catch let refusal as Refusal {
      throw Refusal(
        "Le ticket est déjà \(ticket.course.state.label) chez Actimage : l'acte ne s'annule plus.",
        remedy: refusal.remedy ?? "« :tickets » en dit l'état.")
    }
  }

  /// Records something new about a ticket on its signalement, and takes it in the same transaction.
  ///
  /// What the signalement says already, or may no more say since its texts were erased, is taken
  /// without a trace; any other refusal leaves it, for nothing that was told may be lost.
  ///
  /// - Throws: `Refusal` when it is left for later, `StorageError`.
  public func record(_ news: TicketNews, as session: Session) throws {
    var sealer = try sealer()
    try recordWhole {
      guard try TicketQueue(connection: writer).take(news) else { return ((), []) }
      let signalement: Signalement = try streams.load(news.stream)
      guard !signalement.isErased else { return ((), []) }
      guard let (command, secrets) = Self.command(of: news, on: signalement, &sealer) else {
        return ((), [])
      }
      let order = Order<Signalement>(
        stream: news.stream, command: command, secrets: secrets, onBehalf: nil)
      return ((), [try record(order, as: session, at: session.clock()).logRecord])
    }
  }

  /// - Returns: nil when the signalement says so already.
  private static func command(
    of news: TicketNews, on signalement: Signalement, _ sealer: inout Sealer
  ) -> (SignalementCommand, [Secret])? {
    let request = news.ticket
    let ticket = signalement.tickets[request]
    switch news.content {
    case .opened:
      guard ticket?.number != news.number else { return nil }
      return (.openTicket(request: request, number: news.number), [])
    case .status(let name, let isClosed):
      guard ticket?.status != name || ticket?.isClosed != isClosed else { return nil }
      return (.followTicket(request: request, status: name, isClosed: isClosed, note: nil), [])
    case .note(_, let author, let text):
      let words = author.map { "\($0) : \(text)" } ?? text
      let note = sealer.seal(NoteLinter().check(words).text, as: .note)
      return (
        .followTicket(
          request: request, status: ticket?.status ?? "", isClosed: ticket?.isClosed ?? false,
          note: note.subject), [note]
      )
    }
  }

  /// Gives up a ticket that nobody wants any more: its act was undone, or did not hold, on another
  /// desk, where its ticket does not stand.
  ///
  /// - Returns: whether it was given up.
  func giveUpIfUnwanted(_ ticket: QueuedTicket, at moment: Moment) throws -> Bool {
    let signalement: Signalement = try streams.load(ticket.asked.stream)
    let key = ticket.asked.key
    let isWanted =
      signalement.history.contains { $0.command == key }
      && !signalement.undone.contains(key)
    guard signalement.reception != nil, !isWanted, ticket.course.state == .waiting else {
      return false
    }
    try TicketQueue(connection: writer).set(
      ticket.id, to: try ticket.course.after(.cancelled, at: moment))
    return true
  }
}
