import Domain

/// What an act on a signalement brought about.
public struct SignalementReceipt: Equatable, Sendable {
  /// The act's identity.
  public let command: CommandID
  /// The signalement after the act.
  public let signalement: Signalement
}

/// An act on a signalement: the command, and the texts that it seals in the vault.
public struct SignalementOrder: Equatable, Sendable {
  /// The signalement.
  public var stream: StreamID
  /// What is wanted.
  public var command: SignalementCommand
  /// The texts that the command's subjects stand for.
  public var secrets: [Secret]
  /// The bailleur acted for, with the subject that holds the reason.
  public var onBehalf: OnBehalf?
  /// The identity of the act, when it was shown before it is done; else a new one.
  public var identity: CommandID?
  /// What the operator lets stand in the ticket that it asks for.
  public var keeping: Set<PersonalDataMask.Found> = []

  /// An act on a signalement.
  public init(
    _ stream: StreamID, _ command: SignalementCommand, secrets: [Secret] = [],
    onBehalf: OnBehalf? = nil
  ) {
    self.stream = stream
    self.command = command
    self.secrets = secrets
    self.onBehalf = onBehalf
  }

  /// The act as the store takes those of any aggregate.
  var order: Order<Signalement> {
    Order(
      stream: stream, command: command, secrets: secrets, onBehalf: onBehalf, identity: identity)
  }
}

extension Store {
  /// Decides and records an act: when this returns, it is durable twice (database and log).
  ///
  /// - Throws: `Refusal` when the domain refuses it or the store only reads, `StorageError`;
  ///   nothing has then changed.
  @discardableResult
  public func perform(
    _ order: SignalementOrder, as session: Session
  ) throws -> SignalementReceipt {
    try perform(order, as: session, at: session.clock())
  }

  /// Decides and records an act as of a moment.
  ///
  /// - Parameter moment: the instant under which it is signed.
  /// - Throws: `Refusal` when the domain refuses it or the store only reads, `StorageError`;
  ///   nothing has then changed.
  @discardableResult
  public func perform(
    _ order: SignalementOrder, as session: Session, at moment: Moment
  ) throws -> SignalementReceipt {
    var order = order
    order.identity = order.identity ?? newCommand(at: moment)
    return try recordWhole {
      try checkOriginal(order)
      let (signalement, decided, record) = try record(order.order, as: session, at: moment)
      try queueTicket(of: order, at: moment)
      if case .undo(let undone) = order.command {
        try cancelTicket(of: undone, on: order.stream, at: moment)
      }
      let receipt = SignalementReceipt(
        command: decided.context.command, signalement: signalement)
      return (receipt, [record])
    }
  }

  /// A duplicate is one of a signalement that stands for itself, of the same bailleur.
  private func checkOriginal(_ order: SignalementOrder) throws {
    guard case .markDuplicate(let link) = order.command else { return }
    let view = SignalementView(connection: writer)
    guard let original = try view.summary(of: link.stream),
      let own = try view.summary(of: order.stream)
    else { throw Refusal("Le signalement \(link.number) n'est pas connu ici.", field: "original") }
    guard original.bailleur == own.bailleur else {
      throw Refusal(
        "Le signalement \(link.number) est celui d'un autre bailleur.", field: "original")
    }
    if let first = original.original {
      throw Refusal(
        "Le signalement \(link.number) est lui-même un doublon.", field: "original",
        remedy: "Rattachez-le à \(first.number).")
    }
  }

  /// Takes the operator's last act on a signalement back.
  ///
  /// - Throws: `Refusal` when there is none or it may not be, `StorageError`.
  @discardableResult
  public func undo(
    on stream: StreamID, as session: Session
  ) throws -> SignalementReceipt {
    let moment = session.clock()
    return try recordWhole {
      let signalement: Signalement = try streams.load(stream)
      let context = Context(
        actor: session.actor, command: newCommand(at: moment), now: moment, reglement: reglement,
        directory: directory)
      let command = try signalement.lastUndoable(in: context)
      let (after, decided, record) = try record(
        SignalementOrder(stream, .undo(command: command)).order, as: session, at: moment)
      try cancelTicket(of: command, on: stream, at: moment)
      let receipt = SignalementReceipt(command: decided.context.command, signalement: after)
      return (receipt, [record])
    }
  }

  /// The canned replies of Aatiko, those of the program among them.
  ///
  /// - Throws: `StorageError`.
  public func reponses() throws -> Reponses {
    guard let aatiko = directory.organisations.values.first(where: { $0.kind == .aatiko }) else {
      return .empty
    }
    return try reader.snapshot { try Streams(reader).load(Reponses.stream(of: aatiko.id)) }
  }

  /// Changes the canned replies.
  ///
  /// - Throws: `Refusal` when the domain refuses it or the store only reads, `StorageError`.
  @discardableResult
  public func perform(_ command: ReponsesCommand, as session: Session) throws -> Reponses {
    try recordWhole {
      let order = Order<Reponses>(
        stream: Reponses.stream(of: session.actor.organisation), command: command, secrets: [],
        onBehalf: nil)
      let (reponses, _, record) = try record(order, as: session, at: session.clock())
      return (reponses, [record])
    }
  }
}
