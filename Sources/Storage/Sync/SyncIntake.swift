import Domain

/// What a page of the shared journal brought about in this store.
struct IntakeReport: Equatable, Sendable {
  /// The operator's acts that now stand in the shared journal.
  var confirmed: [CommandID] = []
  /// The acts that do not hold any more.
  var conflicts: [CommandID] = []
  /// The streams that moved.
  var touched: Set<StreamID> = []
}

extension Store {
  /// Takes events of the shared journal in: all of them or none, with what follows from them for
  /// the acts that wait (`sync.md` §3.2 and 3.3).
  ///
  /// - Parameters:
  ///   - entries: the events that follow this store's last one of that audience.
  ///   - isDeferring: whether the rows of streams without pending acts are written later, by
  ///     `freshen`: a store that is being filled needs each row once, not at every event.
  /// - Throws: `SharedError` of kind `damaged` when they do not follow, `StorageError`.
  func takeIn(
    _ entries: [JournalEntry], of scope: ScopeID, at moment: Moment, isDeferring: Bool
  ) throws -> IntakeReport {
    try write {
      try append(entries, of: scope)
      var report = IntakeReport()
      report.touched = Set(entries.map(\.event.stream))
      report.confirmed = try confirm(entries, at: moment)
      try settleLate(entries)
      try welcomeBack(entries)
      for stream in Set(entries.filter(\.event.erasesPersonalData).map(\.event.stream)).sorted() {
        try emptyPersonalData(of: stream)
      }
      var bystreams: [StreamID: [JournalEntry]] = [:]
      for entry in entries { bystreams[entry.event.stream, default: []].append(entry) }
      for (stream, entries) in bystreams.sorted(by: { $0.key < $1.key }) {
        if isDeferring, try streams.outbox.pending(onStream: stream).isEmpty {
          try writer.run("INSERT OR IGNORE INTO stale_stream VALUES (?)", [stream])
        } else {
          let outcome = try decideAgain(stream, since: entries, at: moment)
          report.conflicts += outcome.conflicts
          // Where audiences are fetched one after the other, the key may soon be theirs again.
          for loser in outcome.losers {
            try writer.run("INSERT OR IGNORE INTO stale_stream VALUES (?)", [loser])
          }
        }
      }
      return report
    }
  }

  /// Writes the rows of some streams that wait for it.
  ///
  /// - Returns: whether some are left.
  func freshen(_ limit: Int, at moment: Moment) throws -> Bool {
    try write {
      try giveUpWaiting(at: moment)
      for stream in try staleStreams(limit) { try decideAgain(stream, since: [], at: moment) }
      return try !staleStreams(1).isEmpty
    }
  }

  private func staleStreams(_ limit: Int) throws -> [StreamID] {
    var stale: [StreamID] = []
    try writer.query("SELECT stream FROM stale_stream LIMIT ?", [limit]) {
      row throws(StorageError) in stale.append(try row.get(0))
    }
    return stale
  }

  private func append(_ entries: [JournalEntry], of scope: ScopeID) throws {
    let journal = streams.journal
    try journal.register(scope: scope, members: scope.members)
    do {
      for entry in entries {
        let kind = entry.event.kind
        guard entry.scope == scope, let dot = kind.firstIndex(of: "."),
          entry.event.seal?.isWhole ?? true
        else { throw SharedError.broken(scope, entry.seq) }
        try journal.register(
          stream: entry.event.stream, scope: scope, aggregate: String(kind[..<dot]))
      }
      let appended = try journal.append(entries.map(\.event), scope: scope)
      if let wrong = zip(appended, entries).first(where: { $0 != $1 })?.1 {
        throw SharedError.broken(scope, wrong.seq)
      }
    } catch let error as StorageError {
      guard case .stale = error.kind else { throw error }
      throw SharedError.broken(scope, entries.first?.seq ?? 0)
    }
  }

  /// The operator's acts among the events leave the outbox: there they stand, for good.
  private func confirm(_ entries: [JournalEntry], at moment: Moment) throws -> [CommandID] {
    guard try streams.outbox.count() > 0 else { return [] }
    var confirmed: [CommandID] = []
    for command in Set(entries.map(\.event.command)).sorted() {
      guard let pending = try streams.outbox.pending(command) else { continue }
      try keepConfirmed(pending)
      try streams.outbox.remove(command)
      confirmed.append(command)
    }
    return confirmed
  }
}

extension SharedError {
  /// A page that does not follow what this store has.
  fileprivate static func broken(_ scope: ScopeID, _ seq: Int64) -> SharedError {
    SharedError(
      .damaged,
      "La base partagée a répondu des événements qui ne se suivent pas. Rien n'en a été pris ; "
        + "signalez-le à l'administrateur.", detail: "scope \(scope), position \(seq)")
  }
}
