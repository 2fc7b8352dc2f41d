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

/// What somebody wants of an aggregate, with the texts that it seals in the vault.
struct Order<Subject: StoredAggregate> {
  let stream: StreamID
  let command: Subject.Command
  let secrets: [Secret]
  let onBehalf: OnBehalf?
  /// The identity of the act, when it was given before.
  var identity: CommandID?
}

extension Act {
  /// The act as the store takes those of any aggregate.
  var order: Order<Dossier> {
    Order(stream: stream, command: command, secrets: secrets, onBehalf: onBehalf)
  }
}

/// An act that the domain accepted, not yet written.
struct DecidedAct<Subject: StoredAggregate> {
  let act: Order<Subject>
  let decision: Decision<Subject.Event>
  let context: Context

  /// The events, signed.
  var recorded: [Recorded<Subject.Event>] {
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
    try recordWhole {
      let done = try acts.map { act in
        let (dossier, decided, record) = try record(act.order, as: session, at: moment)
        return (
          Receipt(
            command: decided.context.command, stream: act.stream, reference: dossier.reference,
            events: decided.decision.events, status: dossier.status),
          record
        )
      }
      return (done.map(\.0), done.map(\.1))
    }
  }

  /// Writes acts to the database and to its log: both have all of them or neither has any.
  ///
  /// - Parameter body: writes them, and gives what comes of it with their records for the log.
  func recordWhole<Value>(_ body: () throws -> (Value, records: [[UInt8]])) throws -> Value {
    let log = try log
    let end = log.length
    let value: Value
    do {
      value = try write {
        let (value, records) = try body()
        try appendToLog(records)
        return value
      }
    } catch {
      log.takeBack(to: end)
      throw error
    }
    // The act stands, whatever becomes of this: it is done at the next opening if it fails here.
    if !putsWipingOff { try? wipeIfAsked() }
    return value
  }

  /// What an act would bring about, by the same decision as `perform`; nothing is written, so a
  /// store that only reads can tell too.
  ///
  /// - Throws: `Refusal` when the domain refuses it, `StorageError`.
  public func trial(_ act: Act, as session: Session) throws -> Receipt {
    try reader.snapshot {
      var dossier: Dossier = try Streams(reader).load(act.stream)
      let decided = try decide(
        act.order, on: &dossier, as: session, at: session.clock(), in: directory)
      return Receipt(
        command: decided.context.command, stream: act.stream, reference: dossier.reference,
        events: decided.decision.events, status: dossier.status)
    }
  }

  /// One act, inside the caller's transaction.
  ///
  /// - Returns: the state after it, the act, its record for `pending.log`.
  func record<Subject: StoredAggregate>(
    _ act: Order<Subject>, as session: Session, at moment: Moment
  ) throws -> (state: Subject, decided: DecidedAct<Subject>, logRecord: [UInt8]) {
    var state: Subject = try streams.load(act.stream)
    let decided = try decide(act, on: &state, as: session, at: moment, in: directory)
    let record = try write(decided, giving: state)
    try project(state, stream: act.stream)
    return (state, decided, record)
  }

  /// Decides an act on a state in memory and applies it there; nothing is written.
  ///
  /// - Parameter directory: the organisations and people as they will be when it is written.
  /// - Throws: `Refusal` when the domain refuses it; the state is then unchanged.
  func decide<Subject: StoredAggregate>(
    _ act: Order<Subject>, on state: inout Subject, as session: Session, at moment: Moment,
    in directory: Directory
  ) throws -> DecidedAct<Subject> {
    let context = Context(
      actor: session.actor, onBehalf: act.onBehalf,
      command: act.identity ?? newCommand(at: moment), now: moment,
      reglement: reglement, directory: directory,
      holders: try holders(of: state.claimsNeeded(by: act.command), besides: act.stream))
    let decided = DecidedAct(
      act: act, decision: try state.decide(act.command, in: context), context: context)
    for event in decided.recorded { state.apply(event) }
    return decided
  }

  /// Writes a decided act, inside the caller's transaction; the caller projects the state after the
  /// last one.
  ///
  /// - Parameter state: a state after the act.
  /// - Returns: the record for `pending.log`.
  func write<Subject: StoredAggregate>(
    _ decided: DecidedAct<Subject>, giving state: Subject
  ) throws -> [UInt8] {
    let act = decided.act
    let scope = try registerScope(of: state, stream: act.stream)
    let pending = try streams.pending(act, decided.decision, in: decided.context, scope: scope)
    try streams.outbox.append(pending)
    try keep(act.secrets, of: decided.recorded, in: state, scope: scope)
    if try isAlone, decided.decision.events.contains(where: \.erasesPersonalData) {
      try emptyPersonalData(of: act.stream)
    }
    return try LoggedAct(pending: pending, secrets: act.secrets).record()
  }

  /// Writes what follows from a state: its claims and its rows.
  func project<Subject: StoredAggregate>(_ state: Subject, stream: StreamID) throws {
    // A key that the act needs is free, or it was refused; one held before may be another's by now.
    try Claims(writer).setFree(state.heldClaims.map(\.key), heldBy: stream)
    try Subject.write(
      StreamReading(state: state), of: stream, ScopeID(of: state.audience), in: self)
  }

  /// The audience of an aggregate never changes.
  func registerScope<Subject: StoredAggregate>(
    of state: Subject, stream: StreamID
  ) throws -> ScopeID {
    if let known = try streams.journal.scope(ofStream: stream) { return known }
    let scope = try registerScope(of: state.audience)
    try streams.journal.register(stream: stream, scope: scope, aggregate: Subject.aggregate)
    return scope
  }

  private func registerScope(of members: Set<OrganisationID>) throws -> ScopeID {
    let scope = ScopeID(of: members)
    try streams.journal.register(scope: scope, members: members)
    return scope
  }

  /// Puts texts into the vault, each in the scope of those who may read the act that names it.
  func keep<Subject: StoredAggregate>(
    _ secrets: [Secret], of recorded: [Recorded<Subject.Event>], in state: Subject,
    scope: ScopeID
  ) throws {
    let vault = Vault(writer)
    var scopes: [Set<OrganisationID>: ScopeID] = [:]
    for secret in secrets {
      let naming = recorded.first { $0.texts.contains { $0.subject == secret.subject } }
      var narrower: ScopeID?
      if let readers = naming.flatMap(state.readers(of:)) {
        narrower = try scopes[readers] ?? registerScope(of: readers)
        scopes[readers] = narrower
      }
      let isClosed = naming.flatMap(state.withholding(of:))?.isClosed ?? false
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
