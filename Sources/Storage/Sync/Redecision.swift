import Domain

/// Acts decided again once their stream has moved (`sync.md` §3.3).
extension Store {
  /// Decides the pending acts of a stream again, in their order, and writes what the stream now
  /// shows. Those that do not hold leave the outbox for the list of conflicts.
  ///
  /// - Parameter entries: the events that came in, for the account of a conflict.
  /// - Returns: the acts that do not hold, and the streams that lost a key on the way.
  @discardableResult
  func decideAgain(
    _ stream: StreamID, since entries: [JournalEntry], at moment: Moment
  ) throws -> (conflicts: [CommandID], losers: [StreamID]) {
    var conflicts: [CommandID] = []
    var losers: [StreamID] = []
    var streams: [(StreamID, [JournalEntry])] = [(stream, entries)]
    var seen: Set<StreamID> = []
    while let (next, entries) = streams.popLast() {
      guard seen.insert(next).inserted else { continue }
      let outcome = try decideAgainAlone(next, since: entries, at: moment)
      conflicts += outcome.conflicts
      losers += outcome.losers
      streams += outcome.losers.map { ($0, []) }
    }
    return (conflicts, losers)
  }

  /// - Returns: the acts that do not hold, and the streams that lost a key to this one.
  private func decideAgainAlone(
    _ stream: StreamID, since entries: [JournalEntry], at moment: Moment
  ) throws -> (conflicts: [CommandID], losers: [StreamID]) {
    try writer.run("DELETE FROM stale_stream WHERE stream = ?", [stream])
    guard let (scope, type) = try nature(of: stream) else { return ([], []) }
    return try decideAgainAlone(stream, type, in: scope, since: entries, at: moment)
  }

  /// The audience of a stream and what it is the history of; what a later version of the program
  /// knows shows as a dossier that cannot be read. Nil when there is no such stream.
  private func nature(
    of stream: StreamID
  ) throws -> (scope: ScopeID, type: any StoredAggregate.Type)? {
    try writer.first("SELECT scope, aggregate FROM stream WHERE stream = ?", [stream]) {
      row throws(StorageError) in
      (try row.get(0), StoredAggregates.type(named: try row.get(1)) ?? Dossier.self)
    }
  }

  private func decideAgainAlone<Subject: StoredAggregate>(
    _ stream: StreamID, _ type: Subject.Type, in scope: ScopeID,
    since entries: [JournalEntry], at moment: Moment
  ) throws -> (conflicts: [CommandID], losers: [StreamID]) {
    var reading = try streams.readConfirmed(stream, as: type)
    guard reading.fault == nil else {
      try show(try streams.read(stream, as: type), of: stream, scope)
      return ([], [])
    }
    let claims = Claims(writer)
    let losers = try claims.takeAway(reading.state.heldClaims.map(\.key), besides: stream)
    var conflicts: [CommandID] = []
    for pending in try streams.outbox.pending(onStream: stream) {
      if try awaitsOthers(pending) {
        try show(try streams.read(stream, as: type), of: stream, scope)
        return (conflicts, losers)
      }
      if let cause = try decideAgain(pending, on: &reading.state, since: entries) {
        try put(pending, aside: cause, at: moment)
        conflicts.append(pending.command)
      }
    }
    try claims.setFree(reading.state.heldClaims.map(\.key), heldBy: stream)
    try show(reading, of: stream, scope)
    return (conflicts, losers)
  }

  /// Writes the rows of a stream as it stands.
  func show(_ stream: StreamID, _ scope: ScopeID) throws {
    guard let (_, type) = try nature(of: stream) else { return }
    try show(stream, type, scope)
  }

  private func show<Subject: StoredAggregate>(
    _ stream: StreamID, _ type: Subject.Type, _ scope: ScopeID
  ) throws {
    try show(try streams.read(stream, as: type), of: stream, scope)
  }

  /// Writes the rows of a stream, or takes them away when nothing is left of it.
  private func show<Subject: StoredAggregate>(
    _ reading: StreamReading<Subject>, of stream: StreamID, _ scope: ScopeID
  ) throws {
    if reading.fault == nil, !reading.state.hasBegun {
      try Subject.remove(stream, from: self)
      try forgetIfEmpty(stream)
    } else {
      try Subject.write(reading, of: stream, scope, in: self)
    }
  }

  /// A stream to which nothing has happened, and nothing will, is none.
  private func forgetIfEmpty(_ stream: StreamID) throws {
    guard try streams.journal.lastVersion(ofStream: stream) == 0,
      try streams.outbox.pending(onStream: stream).isEmpty
    else { return }
    try Claims(writer).setFree([], heldBy: stream)
    try writer.run("DELETE FROM stale_stream WHERE stream = ?", [stream])
    try writer.run("DELETE FROM stream WHERE stream = ?", [stream])
  }

  /// - Returns: why the act does not hold, nil when it does.
  private func decideAgain<Subject: StoredAggregate>(
    _ pending: PendingCommand, on state: inout Subject, since entries: [JournalEntry]
  ) throws -> Conflict.Cause? {
    let command = try JSONText.decode(pending.arguments, as: Subject.Command.self)
    let context = try context(of: pending, needing: state.claimsNeeded(by: command))
    do {
      let decision = try state.decide(command, in: context)
      let events = try streams.events(of: decision)
      if events != pending.events || decision.role != pending.role {
        try streams.outbox.replace(events, role: decision.role, of: pending.command)
      }
      for event in decision.events {
        state.apply(
          Recorded(
            event, command: pending.command, signature: context.signature(as: decision.role)))
      }
      return nil
    } catch let refusal as Refusal {
      let foreign = entries.filter { $0.event.command != pending.command }
      let isSame = try isDone(pending, by: foreign, as: Subject.Event.self)
      return Conflict.Cause(
        judge: isSame ? .same : .rules, message: refusal.message, remedy: refusal.remedy,
        since: Set(foreign.map(\.event.command)).sorted())
    }
  }

  /// What the act may look at: the same author, instant and identity as when it was issued.
  private func context(
    of pending: PendingCommand, needing claims: [Claim]
  ) throws -> Context {
    let known = directory.operators[pending.operatorID]
    let actor =
      known
      ?? Operator(
        id: pending.operatorID, name: pending.operatorID.text, organisation: pending.organisation,
        roles: [pending.role])
    return Context(
      actor: actor, onBehalf: pending.onBehalf, command: pending.command, now: pending.issuedAt,
      reglement: reglement, directory: directory,
      holders: try holders(of: claims, besides: pending.stream))
  }

  /// Whether somebody else did exactly that meanwhile: the same act twice is no conflict.
  private func isDone<Event: StoredEvent>(
    _ pending: PendingCommand, by entries: [JournalEntry], as type: Event.Type
  ) throws -> Bool {
    let others = try entries.compactMap { try $0.event.recorded(as: type)?.event }
    let own = try pending.recorded(as: type).map(\.event)
    return !own.isEmpty && own.allSatisfy { event in others.contains { $0.isSameFact(as: event) } }
  }

  /// Takes an act out of the outbox into the list of conflicts. One that may have been sent must
  /// not come in late.
  func put(_ pending: PendingCommand, aside cause: Conflict.Cause, at moment: Moment) throws {
    try ConflictTable(connection: writer).add(pending, cause, at: moment)
    if pending.state == .sent {
      try writer.run(
        "INSERT OR IGNORE INTO withdrawn VALUES (?, ?, 0)", [pending.command, pending.scope])
    }
    try streams.outbox.remove(pending.command)
  }
}
