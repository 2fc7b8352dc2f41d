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
    guard let scope = try streams.journal.scope(ofStream: stream) else { return ([], []) }
    var reading = try streams.readConfirmed(stream)
    guard reading.fault == nil else {
      try show(try streams.read(stream), of: stream, scope)
      return ([], [])
    }
    let claims = Claims(writer)
    let losers = try claims.takeAway(
      reading.dossier.heldClaims.map(\.key), besides: stream)
    var conflicts: [CommandID] = []
    for pending in try streams.outbox.pending(onStream: stream) {
      if try awaitsOthers(pending) {
        try show(try streams.read(stream), of: stream, scope)
        return (conflicts, losers)
      }
      if let cause = try decideAgain(pending, on: &reading.dossier, since: entries) {
        try put(pending, aside: cause, at: moment)
        conflicts.append(pending.command)
      }
    }
    try claims.setFree(reading.dossier.heldClaims.map(\.key), heldBy: stream)
    try show(reading, of: stream, scope)
    return (conflicts, losers)
  }

  /// Writes the rows of a stream, or takes them away when nothing is left of it.
  func show(_ reading: StreamReading, of stream: StreamID, _ scope: ScopeID) throws {
    if reading.fault == nil, reading.dossier.createdOn == nil {
      try view.remove(stream)
      try forgetIfEmpty(stream)
    } else {
      try view.write(reading, stream: stream, scope: scope)
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
  private func decideAgain(
    _ pending: PendingCommand, on dossier: inout Dossier, since entries: [JournalEntry]
  ) throws -> Conflict.Cause? {
    let command = try JSONText.decode(pending.arguments, as: DossierCommand.self)
    let context = try context(of: pending, command, dossier)
    do {
      let decision = try dossier.decide(command, in: context)
      let events = try streams.events(of: decision)
      if events != pending.events || decision.role != pending.role {
        try streams.outbox.replace(events, role: decision.role, of: pending.command)
      }
      for event in decision.events {
        dossier.apply(
          Recorded(
            event, command: pending.command, signature: context.signature(as: decision.role)))
      }
      return nil
    } catch let refusal as Refusal {
      let foreign = entries.filter { $0.event.command != pending.command }
      let isSame = try isDone(pending, by: foreign)
      return Conflict.Cause(
        judge: isSame ? .same : .rules, message: refusal.message, remedy: refusal.remedy,
        since: Set(foreign.map(\.event.command)).sorted())
    }
  }

  /// What the act may look at: the same author, instant and identity as when it was issued.
  private func context(
    of pending: PendingCommand, _ command: DossierCommand, _ dossier: Dossier
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
      holders: try holders(of: dossier.claimsNeeded(by: command), besides: pending.stream))
  }

  /// Whether somebody else did exactly that meanwhile: the same act twice is no conflict.
  private func isDone(_ pending: PendingCommand, by entries: [JournalEntry]) throws -> Bool {
    let others = try entries.compactMap { try $0.event.recorded()?.event }
    let own = try pending.recorded().map(\.event)
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

extension DossierEvent {
  /// Whether it says the same as another one; where a text is kept makes no difference.
  fileprivate func isSameFact(as other: DossierEvent) -> Bool {
    if case .nurEntered(let volet, let nur) = self,
      case .nurEntered(volet, let known) = other
    {
      return nur.digest == known.digest
    }
    return self == other
  }
}
