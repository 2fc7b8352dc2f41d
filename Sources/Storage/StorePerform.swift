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

/// An act that the domain accepted, not yet written.
struct DecidedAct {
  let act: Act
  let decision: Decision<DossierEvent>
  let context: Context

  /// The events, signed.
  var recorded: [Recorded<DossierEvent>] {
    let signature = context.signature(as: decision.role)
    return decision.events.map { Recorded($0, command: context.command, signature: signature) }
  }
}

extension Store {
  /// Decides and records an act: when this returns, it is durable twice (database and log).
  ///
  /// - Throws: `Refusal` when the domain refuses it or the store only reads, `StorageError` when it
  ///   cannot be stored; in both cases nothing has changed, here or in the log.
  @discardableResult
  public func perform(_ act: Act, as session: Session) throws -> Receipt {
    try perform(act, as: session, at: session.clock())
  }

  /// Decides and records an act as of a moment: the acts of one step are signed at the same one.
  ///
  /// - Parameter moment: the instant under which it is signed.
  /// - Throws: `Refusal` when the domain refuses it or the store only reads, `StorageError` when it
  ///   cannot be stored; in both cases nothing has changed, here or in the log.
  @discardableResult
  public func perform(_ act: Act, as session: Session, at moment: Moment) throws -> Receipt {
    try perform([act], as: session, at: moment)[0]
  }

  /// Records acts together: all of them or, if one is refused, none.
  ///
  /// - Parameter moment: the instant under which they are signed.
  @discardableResult
  func perform(_ acts: [Act], as session: Session, at moment: Moment) throws -> [Receipt] {
    let log = try log
    let end = log.length
    let receipts: [Receipt]
    do {
      receipts = try write {
        let done = try acts.map { try record($0, as: session, at: moment) }
        try appendToLog(done.map(\.logRecord))
        return done.map(\.receipt)
      }
    } catch {
      log.takeBack(to: end)
      throw error
    }
    // The act stands, whatever becomes of this: it is done at the next opening if it fails here.
    if !putsWipingOff { try? wipeIfAsked() }
    return receipts
  }

  /// What an act would bring about, by the same decision as `perform`; nothing is written, so a
  /// store that only reads can tell too.
  ///
  /// - Throws: `Refusal` when the domain refuses it, `StorageError`.
  public func trial(_ act: Act, as session: Session) throws -> Receipt {
    try reader.snapshot {
      var dossier = try DossierStreams(reader).load(act.stream)
      let decided = try decide(
        act, on: &dossier, as: session, at: session.clock(), in: directory)
      return Receipt(
        command: decided.context.command, stream: act.stream, reference: dossier.reference,
        events: decided.decision.events, status: dossier.status)
    }
  }

  /// One act, inside the caller's transaction.
  func record(
    _ act: Act, as session: Session, at moment: Moment
  ) throws -> (receipt: Receipt, logRecord: [UInt8]) {
    var dossier = try streams.load(act.stream)
    let decided = try decide(act, on: &dossier, as: session, at: moment, in: directory)
    let record = try write(decided, giving: dossier)
    try project(dossier, stream: act.stream)
    let receipt = Receipt(
      command: decided.context.command, stream: act.stream, reference: dossier.reference,
      events: decided.decision.events, status: dossier.status)
    return (receipt, record)
  }

  /// Decides an act on a dossier in memory and applies it there; nothing is written.
  ///
  /// - Parameter directory: the organisations and people as they will be when it is written.
  /// - Throws: `Refusal` when the domain refuses it; the dossier is then unchanged.
  func decide(
    _ act: Act, on dossier: inout Dossier, as session: Session, at moment: Moment,
    in directory: Directory
  ) throws -> DecidedAct {
    let context = Context(
      actor: session.actor, onBehalf: act.onBehalf, command: newCommand(at: moment), now: moment,
      reglement: reglement, directory: directory,
      holders: try holders(of: dossier.claimsNeeded(by: act.command), besides: act.stream))
    let decided = DecidedAct(
      act: act, decision: try dossier.decide(act.command, in: context), context: context)
    for event in decided.recorded { dossier.apply(event) }
    return decided
  }

  /// Writes a decided act, inside the caller's transaction; the caller projects the dossier after
  /// the last one.
  ///
  /// - Parameter dossier: a state of the dossier after the act.
  /// - Returns: the record for `pending.log`.
  func write(_ decided: DecidedAct, giving dossier: Dossier) throws -> [UInt8] {
    let act = decided.act
    let scope = try registerScope(of: dossier, stream: act.stream)
    let pending = try streams.pending(act, decided.decision, in: decided.context, scope: scope)
    try streams.outbox.append(pending)
    try keep(act.secrets, of: decided.recorded, in: dossier, scope: scope)
    if try isAlone, decided.decision.events.contains(where: \.erasesPersonalData) {
      try emptyPersonalData(of: act.stream)
    }
    return try LoggedAct(pending: pending, secrets: act.secrets).record()
  }

  /// Writes what follows from a dossier's state: its claims and its rows.
  func project(_ dossier: Dossier, stream: StreamID) throws {
    // A key that the act needs is free, or it was refused; one held before may be another's by now.
    try Claims(writer).setFree(dossier.heldClaims.map(\.key), heldBy: stream)
    try view.write(dossier, stream: stream)
  }

  /// The audience of a dossier is the set of its bailleurs; it never changes.
  func registerScope(of dossier: Dossier, stream: StreamID) throws -> ScopeID {
    if let known = try streams.journal.scope(ofStream: stream) { return known }
    let scope = try registerScope(of: Set(dossier.volets.map(\.bailleur)))
    try streams.journal.register(
      stream: stream, scope: scope, aggregate: DossierStreams.aggregate)
    return scope
  }

  private func registerScope(of members: Set<OrganisationID>) throws -> ScopeID {
    let scope = ScopeID(of: members)
    try streams.journal.register(scope: scope, members: members)
    return scope
  }

  /// Puts texts into the vault, each in the scope of those who may read the act that names it.
  func keep(
    _ secrets: [Secret], of recorded: [Recorded<DossierEvent>], in dossier: Dossier,
    scope: ScopeID
  ) throws {
    let vault = Vault(writer)
    var scopes: [Set<OrganisationID>: ScopeID] = [:]
    for secret in secrets {
      let naming = recorded.first { $0.texts.contains { $0.subject == secret.subject } }
      var narrower: ScopeID?
      if let readers = naming.flatMap(dossier.readers(of:)) {
        narrower = try scopes[readers] ?? registerScope(of: readers)
        scopes[readers] = narrower
      }
      let isClosed = naming.flatMap(dossier.withholding(of:))?.isClosed ?? false
      try vault.put(
        secret.subject, secret.field.rawValue, secret.value, seen: 0, scope: narrower ?? scope,
        isClosed: isClosed)
    }
  }

  /// Who holds claims, as far as this store knows, the stream itself left out.
  func holders(
    of claims: [Claim], besides stream: StreamID
  ) throws -> [Claim: ClaimHolder] {
    var found: [Claim: ClaimHolder] = [:]
    for claim in claims {
      guard let holder = try Claims(writer).holder(of: claim.key), holder != stream else {
        continue
      }
      let reference: String? = try writer.scalar(
        "SELECT reference FROM dossier_row WHERE stream = ?", [holder])
      found[claim] = ClaimHolder(stream: holder, reference: reference ?? holder.text)
    }
    return found
  }
}
