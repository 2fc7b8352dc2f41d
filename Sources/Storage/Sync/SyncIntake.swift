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
    var streams: [StreamID: [JournalEntry]] = [:]
    for entry in entries { streams[entry.event.stream, default: []].append(entry) }
    let hasPending = try self.streams.outbox.count() > 0
    return try write(isLasting: hasPending) {
      let study = try append(entries, of: scope, isDeferring ? [:] : streams)
      var report = IntakeReport()
      report.touched = Set(streams.keys)
      if hasPending { report.confirmed = try confirm(entries, at: moment) }
      try settleLate(entries)
      try welcomeBack(entries)
      let erased = Set(entries.filter(\.event.erasesPersonalData).map(\.event.stream))
      for stream in erased.sorted() { try emptyPersonalData(of: stream) }
      var first: [DossierViewRows] = []
      for (stream, entries) in streams.sorted(by: { $0.key < $1.key }) {
        let isQuiet = try !hasPending || self.streams.outbox.pending(onStream: stream).isEmpty
        if isQuiet, isDeferring {
          try putOff(stream)
        } else if isQuiet, !erased.contains(stream), let found = study.dossiers[stream],
          try takeFreeKeys(found.dossier, of: stream)
        {
          first.append(found.rows)
        } else {
          let outcome = try decideAgain(stream, since: entries, at: moment)
          report.conflicts += outcome.conflicts
          // Where audiences are fetched one after the other, the key may soon be theirs again.
          try outcome.losers.forEach(putOff)
        }
      }
      try view.put(first)
      return report
    }
  }

  /// Gives a dossier the keys that it holds.
  ///
  /// - Returns: false, with nothing done, when another one has one of them.
  private func takeFreeKeys(_ dossier: Dossier, of stream: StreamID) throws -> Bool {
    let claims = Claims(writer)
    let keys = dossier.heldClaims.map(\.key)
    for key in keys {
      if let holder = try claims.holder(of: key), holder != stream { return false }
    }
    try claims.setFree(keys, heldBy: stream)
    return true
  }

  /// Notes that the rows of a stream are to be written later.
  private func putOff(_ stream: StreamID) throws {
    try writer.run("INSERT OR IGNORE INTO stale_stream VALUES (?)", [stream])
  }

  /// Writes the rows of some streams that wait for it.
  ///
  /// - Returns: whether some are left.
  func freshen(_ limit: Int, at moment: Moment) throws -> Bool {
    try write(isLasting: false) {
      try giveUpWaiting(at: moment)
      var first: [DossierViewRows] = []
      let pass = DossierPass(writer, through: try staleStreams(limit), under: reglement)
      try pass.run { found in
        if let rows = found.rows, found.reading.pending.isEmpty, found.reading.fault == nil,
          try takeFreeKeys(found.reading.state, of: found.stream)
        {
          first.append(rows)
          try writer.run("DELETE FROM stale_stream WHERE stream = ?", [found.stream])
        } else {
          try decideAgain(found.stream, since: [], at: moment)
        }
      }
      try view.put(first)
      return try !staleStreams(1).isEmpty
    }
  }

  private func staleStreams(_ limit: Int) throws -> [(stream: StreamID, scope: ScopeID)] {
    var stale: [(StreamID, ScopeID)] = []
    try writer.query(
      """
      SELECT t.stream, coalesce(s.scope, '')
      FROM stale_stream AS t LEFT JOIN stream AS s ON s.stream = t.stream LIMIT ?
      """, [limit]
    ) { row throws(StorageError) in stale.append((try row.get(0), try row.get(1))) }
    return stale
  }

  /// Adds the events to the journal, while another thread finds out what follows from them.
  private func append(
    _ entries: [JournalEntry], of scope: ScopeID, _ dossiers: [StreamID: [JournalEntry]]
  ) throws -> IntakeStudy {
    let journal = streams.journal
    try journal.register(scope: scope, members: scope.members)
    guard let head = try journal.head(of: scope) else { throw SharedError.broken(scope, 0) }
    let study = try IntakeStudy.begun(entries, after: head, dossiers, under: reglement)
    var known: Set<StreamID> = []
    do {
      for (place, entry) in entries.enumerated() {
        let kind = entry.event.kind
        guard entry.scope == scope, entry.seq == head.seq + Int64(place) + 1,
          let dot = kind.firstIndex(of: ".")
        else { throw SharedError.broken(scope, entry.seq) }
        guard known.insert(entry.event.stream).inserted else { continue }
        try journal.register(
          stream: entry.event.stream, scope: scope, aggregate: String(kind[..<dot]))
      }
      try journal.insert(entries, scope: scope)
    } catch let error as StorageError {
      guard case .stale = error.kind else { throw error }
      throw SharedError.broken(scope, entries.first?.seq ?? 0)
    }
    let found = try study.value()
    if let broken = found.broken { throw SharedError.broken(scope, broken) }
    return found
  }

  /// The operator's acts among the events leave the outbox: there they stand, for good.
  private func confirm(_ entries: [JournalEntry], at moment: Moment) throws -> [CommandID] {
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
