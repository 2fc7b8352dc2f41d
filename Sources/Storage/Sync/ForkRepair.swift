import Domain

/// An event of somebody else that the shared journal has lost, as this store had read it.
public struct Orphan: Codable, Equatable, Sendable {
  /// What happened, as far as this store might know it.
  public let event: PendingCommand.Event
  /// Who recorded it and when.
  public let envelope: Envelope

  init(_ draft: EventDraft) throws(StorageError) {
    let shown = PendingCommand.Event(
      kind: draft.kind, schema: draft.schema, payload: draft.payload)
    event = try draft.seal?.opened() ?? shown
    envelope = draft.envelope
  }
}

/// What a shared journal that lost its end, or went another way, asks of a store (`sync.md` §3.6).
extension Store {
  /// The chain of an audience at a position, nil when this store has none there.
  ///
  /// - Throws: `StorageError`.
  func chain(of scope: ScopeID, at seq: Int64) throws -> [UInt8]? {
    if seq == 0 { return Chain.start(of: scope) }
    return try writer.scalar("SELECT chain FROM event WHERE scope = ? AND seq = ?", [scope, seq])
  }

  /// Drops what follows the common beginning: the operator's own acts wait again under their own
  /// identity, the events of others are kept apart, as orphans.
  ///
  /// - Parameter seq: the last position that both have.
  /// - Returns: how many acts wait again, and how many events of others are orphans.
  /// - Throws: `StorageError`.
  func cut(
    _ scope: ScopeID, after seq: Int64, at moment: Moment
  ) throws -> (again: Int, orphans: Int) {
    let end = try log.length
    do {
      return try write {
        var lost: [JournalEntry] = []
        try streams.journal.forEachEntry(ofScope: scope, after: seq) { lost.append($0) }
        guard let chain = try chain(of: scope, at: seq) else {
          throw StorageError(.misuse, "no event \(seq) in \(scope)")
        }
        let own = try giveBack(lost)
        let orphans = try keepApart(lost, own: Set(own.map(\.command)), at: moment)
        try writer.run("DELETE FROM event WHERE scope = ? AND seq > ?", [scope, seq])
        try writer.run(
          "UPDATE head SET seq = ?, chain = ? WHERE scope = ?", [seq, chain, scope])
        try SharedVault(connection: writer).readAgain()
        // What was to be kept out may be lost with the rest.
        try writer.run("UPDATE withdrawn SET is_told = 0 WHERE scope = ?", [scope])
        for stream in Set(lost.map(\.event.stream)).sorted() {
          // Nothing is judged before the other history is there: the rows follow what is known.
          try show(stream, scope)
          try writer.run("INSERT OR IGNORE INTO stale_stream VALUES (?)", [stream])
        }
        try appendToLog(try own.map { try logged($0).record() })
        return (own.count, orphans)
      }
    } catch {
      try log.takeBack(to: end)
      throw error
    }
  }

  /// Whether an act was lost after events of others on its stream, which may still come back from
  /// their authors: until then it is neither judged nor sent.
  ///
  /// - Throws: `StorageError`.
  func awaitsOthers(_ pending: PendingCommand) throws -> Bool {
    try writer.scalar(
      """
      SELECT 1 FROM orphan AS own JOIN orphan AS other
        ON other.stream = own.stream AND other.seq < own.seq AND other.is_awaited = 1
      WHERE own.command = ? AND own.is_own = 1
      """, [pending.command], as: Int.self) != nil
  }

  /// Stops waiting for authors who have had their time: the acts that rest on theirs are judged as
  /// things stand.
  func giveUpWaiting(at moment: Moment) throws {
    let late = "is_awaited = 1 AND found_at <= ?"
    let limit = moment + -Self.patience
    try writer.run(
      "INSERT OR IGNORE INTO stale_stream SELECT stream FROM orphan WHERE \(late)", [limit])
    try writer.run("UPDATE orphan SET is_awaited = 0 WHERE \(late)", [limit])
  }

  /// Takes events that have come back off the list.
  func welcomeBack(_ entries: [JournalEntry]) throws {
    guard try writer.scalar("SELECT 1 FROM orphan LIMIT 1", as: Int.self) != nil else { return }
    for command in Set(entries.map(\.event.command)) {
      try writer.run("DELETE FROM orphan WHERE command = ?", [command])
    }
  }

  /// How long the authors of lost events are waited for, in seconds: a quarter of an hour.
  static let patience: Int64 = 900

  /// The operator's own acts among lost events go before all that wait.
  private func giveBack(_ lost: [JournalEntry]) throws -> [PendingCommand] {
    let table = OwnTable(connection: writer)
    var own: [PendingCommand] = []
    for entry in lost where own.last?.command != entry.event.command {
      guard var act = try table.act(entry.event.command),
        !own.contains(where: { $0.command == act.command }),
        try streams.outbox.pending(act.command) == nil
      else { continue }
      act.state = .sent
      own.append(act)
      try table.remove(act.command)
      // It had come in late; what becomes of it now is open again.
      try writer.run("DELETE FROM conflict WHERE command = ? AND state = 'done'", [act.command])
    }
    try streams.outbox.prepend(own)
    return own
  }

  /// - Returns: how many of them are others'.
  private func keepApart(
    _ entries: [JournalEntry], own: Set<CommandID>, at moment: Moment
  ) throws -> Int {
    var others = 0
    for entry in entries {
      let isOwn = own.contains(entry.event.command)
      try writer.run(
        "INSERT OR IGNORE INTO orphan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          entry.scope, entry.seq, entry.chain, entry.event.command, entry.event.stream, moment,
          isOwn, !isOwn, try JSONText.encode(Orphan(entry.event)),
        ])
      if !isOwn { others += 1 }
    }
    return others
  }
}
