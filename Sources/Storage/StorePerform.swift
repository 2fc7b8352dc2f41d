import Domain

/// What an accepted act brought about.
public struct Receipt: Equatable, Sendable {
  /// The act's identity.
  public let command: CommandID
  /// The dossier.
  public let stream: StreamID
  /// The dossier's reference.
  public let reference: String
  /// The events, in order.
  public let events: [DossierEvent]
  /// The status after the act.
  public let status: DossierStatus
}

extension Store {
  /// Decides and records an act: when this returns, it is durable twice (database and log).
  ///
  /// - Throws: `Refusal` when the domain refuses it, `StorageError` when it cannot be stored; in
  ///   both cases nothing has changed.
  @discardableResult
  public func perform(_ act: Act, as session: Session) throws -> Receipt {
    try perform([act], as: session, at: session.clock())[0]
  }

  /// Records acts together: all of them or, if one is refused, none.
  ///
  /// - Parameter moment: the instant under which they are signed.
  @discardableResult
  func perform(_ acts: [Act], as session: Session, at moment: Moment) throws -> [Receipt] {
    var records: [[UInt8]] = []
    let receipts = try writer.transaction {
      try acts.map { act in
        let (receipt, record) = try record(act, as: session, at: moment)
        records.append(record)
        return receipt
      }
    }
    for record in records { try log.append(record) }
    return receipts
  }

  /// One act, inside the caller's transaction.
  func record(
    _ act: Act, as session: Session, at moment: Moment
  ) throws -> (receipt: Receipt, logRecord: [UInt8]) {
    var dossier = try streams.load(act.stream)
    let context = Context(
      actor: session.actor, onBehalf: act.onBehalf, command: newCommand(at: moment), now: moment,
      reglement: session.reglement, directory: directory,
      holders: try holders(of: dossier.claimsNeeded(by: act.command), besides: act.stream))
    let decision = try dossier.decide(act.command, in: context)
    let signature = context.signature(as: decision.role)
    for event in decision.events {
      dossier.apply(Recorded(event, command: context.command, signature: signature))
    }
    let scope = try registerScope(of: dossier, stream: act.stream)
    let pending = try streams.pending(act, decision, in: context, scope: scope)
    try streams.outbox.append(pending)
    try keep(act.secrets, scope: scope)
    try project(dossier, stream: act.stream)
    let receipt = Receipt(
      command: context.command, stream: act.stream, reference: dossier.reference,
      events: decision.events, status: dossier.status)
    return (receipt, try LoggedAct(pending: pending, secrets: act.secrets).record())
  }

  /// Writes what follows from a dossier's state: its claims and its rows.
  func project(_ dossier: Dossier, stream: StreamID) throws {
    try Claims(writer).set(Set(dossier.heldClaims.map(\.key)), heldBy: stream)
    try DossierView(connection: writer).write(dossier, stream: stream, under: reglement)
  }

  /// The audience of a dossier is the set of its bailleurs; it never changes.
  func registerScope(of dossier: Dossier, stream: StreamID) throws -> ScopeID {
    if let known = try streams.journal.scope(ofStream: stream) { return known }
    let members = Set(dossier.volets.map(\.bailleur))
    let scope = ScopeID(members.sorted().map(\.text).joined(separator: "+"))
    try streams.journal.register(scope: scope, members: members)
    try streams.journal.register(
      stream: stream, scope: scope, aggregate: DossierStreams.aggregate)
    return scope
  }

  func keep(_ secrets: [Secret], scope: ScopeID) throws {
    let vault = Vault(writer)
    for secret in secrets {
      try vault.put(
        secret.subject, secret.field.rawValue, secret.value, seen: 0, scope: scope)
    }
  }

  private func holders(
    of claims: [Claim], besides stream: StreamID
  ) throws -> [Claim: ClaimHolder] {
    var found: [Claim: ClaimHolder] = [:]
    for claim in claims {
      guard let holder = try Claims(writer).holder(of: claim.key), holder != stream else {
        continue
      }
      let reference: String? = try writer.scalar(
        "SELECT reference FROM dossier_row WHERE stream = ?", [holder])
      found[claim] = ClaimHolder(stream: holder, reference: reference ?? "autre")
    }
    return found
  }
}
