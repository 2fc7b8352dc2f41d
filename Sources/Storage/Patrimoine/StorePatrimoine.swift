import Domain

/// What an act on a patrimoine brought about.
public struct PatrimoineReceipt: Equatable, Sendable {
  /// The act's identity; of an import, also the name of its files.
  public let command: CommandID
  /// The patrimoine after the act.
  public let patrimoine: Patrimoine
}

/// An act on a bailleur's patrimoine: the command, and the texts that it seals in the vault.
public struct PatrimoineOrder: Equatable, Sendable {
  /// The bailleur.
  public var bailleur: OrganisationID
  /// What is wanted.
  public var command: PatrimoineCommand
  /// The texts that the command's subjects stand for.
  public var secrets: [Secret]
  /// The bailleur acted for, with the subject that holds the reason.
  public var onBehalf: OnBehalf?

  /// An act on a patrimoine.
  public init(
    _ bailleur: OrganisationID, _ command: PatrimoineCommand, secrets: [Secret] = [],
    onBehalf: OnBehalf? = nil
  ) {
    self.bailleur = bailleur
    self.command = command
    self.secrets = secrets
    self.onBehalf = onBehalf
  }
}

extension Store {
  /// The patrimoines that the operator may see, by bailleur, in a few figures.
  ///
  /// - Throws: `StorageError`.
  public func patrimoines(for session: Session) throws -> [PatrimoineSummary] {
    try PatrimoineView(connection: reader).summaries()
      .filter { session.actor.seesPatrimoine(of: $0.bailleur) }
  }

  /// A bailleur's patrimoine; empty when nothing is known of it, or when the operator may not see
  /// it.
  ///
  /// - Throws: `StorageError`: `unreadable` when a later version of the program wrote in it.
  public func patrimoine(
    of bailleur: OrganisationID, for session: Session
  ) throws -> Patrimoine {
    guard session.actor.seesPatrimoine(of: bailleur) else { return .empty }
    return try reader.snapshot { try Streams(reader).load(Patrimoine.stream(of: bailleur)) }
  }

  /// Decides and records an act: when this returns, it is durable twice (database and log). What
  /// follows for the dossiers from an import that is confirmed is recorded with it.
  ///
  /// - Parameters:
  ///   - moment: the instant under which it is signed.
  ///   - identity: that of the act, when it was given before; else a new one.
  ///   - beforeCommit: is told the patrimoine after the act, and may still refuse it.
  /// - Throws: `Refusal` when the domain refuses it or the store only reads, what `beforeCommit`
  ///   throws, `StorageError`; nothing has then changed.
  @discardableResult
  public func perform(
    _ order: PatrimoineOrder, as session: Session, at moment: Moment,
    named identity: CommandID? = nil,
    beforeCommit: (PatrimoineReceipt) throws -> Void = { _ in }
  ) throws -> PatrimoineReceipt {
    let order = Order<Patrimoine>(
      stream: Patrimoine.stream(of: order.bailleur), command: order.command,
      secrets: order.secrets, onBehalf: order.onBehalf, identity: identity)
    return try recordWhole {
      let (patrimoine, decided, record) = try record(order, as: session, at: moment)
      let receipt = PatrimoineReceipt(command: decided.context.command, patrimoine: patrimoine)
      try beforeCommit(receipt)
      guard case .confirmImport(let id) = order.command, let bailleur = patrimoine.bailleur else {
        return (receipt, [record])
      }
      let (_, records) = try follow(
        try told(by: id, of: bailleur), of: bailleur, onBehalf: order.onBehalf, as: session,
        at: moment)
      let found = try findCorrections(by: id, of: bailleur, as: session, at: moment)
      return (receipt, [record] + records + found.records)
    }
  }
}
