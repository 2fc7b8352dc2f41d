import Domain

/// The local store's part of the synchronisation: one transaction for each task of the engine.
extension Store {
  /// How many acts are sent together.
  static let batchLimit = 200
  /// How long an act is in `pending.log`, in bytes, and how much settled matter it may hold.
  private static let usualRecord = 1_500
  private static let toleratedLog = 1 << 18
  /// Carries out a task of the engine.
  ///
  /// - Parameter moment: the desk's clock.
  /// - Throws: `SharedError` when what came from outside may not be taken in, `StorageError`; in
  ///   both cases nothing of the task was done.
  func carryOut(_ task: StoreTask, at moment: Moment) throws -> StoreOutcome {
    if !task.isFilling { try writer.endStretch() }
    switch task {
    case .greet(let welcome):
      try greet(welcome, at: moment)
      return .greeted(needsDirectory: try directoryVersion() != welcome.directoryVersion)
    case .takeDirectory(let directory):
      try takeIn(directory)
      return .done
    case .compare(let heads, let isAll): return .work(try compare(heads, isAll: isAll))
    case .forget(let scope):
      try forget(scope, at: moment)
      return .done
    case .apply(let scope, let entries, let isDeferring):
      let report = try takeIn(entries, of: scope, at: moment, isDeferring: isDeferring)
      if !(report.confirmed.isEmpty && report.conflicts.isEmpty) { try shortenLog() }
      try wipeIfAsked()
      return .applied(report)
    case .takeTexts(let scope, let page):
      try takeIn(page, of: scope)
      return .done
    case .freshen(let limit):
      return .freshened(isMoreLeft: try freshen(limit, at: moment))
    case .localChain(let scope, let seq): return .chain(try chain(of: scope, at: seq))
    case .cut(let scope, let seq):
      let (again, orphans) = try cut(scope, after: seq, at: moment)
      return .cut(again: again, orphans: orphans)
    case .withdrawals: return .withdrawals(try withdrawals())
    case .noteWithdrawn(let command, let isOut):
      try noteWithdrawn(command, isOut: isOut)
      return .done
    case .nextBatch(let blocked):
      return .batch(try nextBatch(limit: Self.batchLimit, besides: blocked))
    case .settle(let batch, let verdicts):
      let conflicts = try settle(batch, verdicts, at: moment)
      if !conflicts.isEmpty { try shortenLog() }
      return .settled(conflicts: conflicts)
    }
  }

  /// Takes note of the shared database. A store follows one for ever.
  private func greet(_ welcome: Welcome, at moment: Moment) throws {
    let following = Following(connection: writer)
    let known = try following.get(.epoch)
    if let known, known != welcome.epoch {
      throw SharedError(
        .setting,
        "Cette base partagée n'est pas celle que ce poste suivait. Vérifiez l'adresse, ou "
          + "repartez d'un poste neuf.")
    }
    try refuseOthersActs(welcome.me)
    // Greeted many times a day, a store is written only where something is new.
    try write {
      if known == nil { try following.set(.epoch, to: welcome.epoch) }
      if try following.get(.timeline) ?? "" != welcome.timeline {
        try SharedVault(connection: writer).readAgain()
        try following.set(.timeline, to: welcome.timeline)
      }
      if try following.get(.me) != welcome.me.id.text {
        try following.set(.me, to: welcome.me.id.text)
      }
      if directory.organisations[welcome.me.organisation] != nil,
        directory.operators[welcome.me.id] != welcome.me
      {
        try DirectoryTable(writer).put(welcome.me)
      }
      if let key = welcome.nurKey, try following.get(.nurKey) != key {
        try sealAgain(under: key, at: moment)
        try following.set(.nurKey, to: key)
      }
      try OwnTable(connection: writer).forget(before: moment + -OwnTable.keptFor)
    }
    try reloadDirectory()
  }

  /// Acts that wait here under another name could not leave under this one: they would all come
  /// back as conflicts.
  private func refuseOthersActs(_ me: Operator) throws {
    let authors: [OperatorID] = try streams.outbox.authors().filter { $0 != me.id }
    guard let author = authors.first else { return }
    throw SharedError(
      .setting,
      "Des actes de ce poste attendent sous un autre nom que le vôtre dans la base partagée "
        + "(\(directory.name(of: author) ?? author.text)). Ouvrez-le sous le compte de leur "
        + "auteur, ou prenez un poste neuf : rien d'ici n'est perdu.")
  }

  private func compare(_ heads: [SharedHead], isAll: Bool) throws -> SyncWork {
    var work = SyncWork()
    let vault = SharedVault(connection: writer)
    for head in heads {
      let own = try streams.journal.head(of: head.scope)
      let (seq, chain) = (own?.seq ?? 0, own?.chain ?? Chain.start(of: head.scope))
      if seq != head.seq || chain != head.chain, max(seq, head.seq) > 0 {
        work.journals.append(
          SyncWork.Journal(scope: head.scope, seq: seq, chain: chain, target: head.seq))
      }
      let position = try vault.position(of: head.scope)
      if position != head.textSeq {
        // A shared vault that lost its end is read again from the beginning.
        let start = position > head.textSeq ? 0 : position
        work.texts.append(SyncWork.Texts(scope: head.scope, seq: start))
      }
    }
    guard isAll, let me = try Following(connection: writer).person() else { return work }
    for scope in try scopesHere().subtracting(heads.map(\.scope)).sorted() {
      if !SharedRights.reads(me, members: scope.members) {
        work.gone.append(scope)
      } else if let own = try streams.journal.head(of: scope), own.seq > 0 {
        // One that the shared database has lost whole is a fork, no right withdrawn.
        work.journals.append(
          SyncWork.Journal(scope: scope, seq: own.seq, chain: own.chain, target: 0))
      }
    }
    return work
  }

  /// The audiences of which this store has something of the shared database.
  private func scopesHere() throws -> Set<ScopeID> {
    var scopes: Set<ScopeID> = []
    try writer.query(
      "SELECT scope FROM head WHERE seq > 0 UNION SELECT scope FROM vault_head WHERE seq > 0"
    ) { row throws(StorageError) in scopes.insert(try row.get(0)) }
    return scopes
  }

  /// Makes the log short when nothing waits any more, or most of it is settled.
  private func shortenLog() throws {
    let waiting = try streams.outbox.count()
    let expected = PendingLog.header.count + waiting * Self.usualRecord
    let length = try log.length
    guard waiting == 0 || length > 2 * expected + Self.toleratedLog else { return }
    try compactLog()
  }

  private func withdrawals() throws -> [Withdrawal] {
    var withdrawals: [Withdrawal] = []
    try writer.query("SELECT command, scope FROM withdrawn WHERE is_told = 0 ORDER BY command") {
      row throws(StorageError) in
      withdrawals.append(Withdrawal(command: try row.get(0), scope: try row.get(1)))
    }
    return withdrawals
  }

  /// The shared database keeps the act out for good, or has it: then it comes in by a pull, and the
  /// list of conflicts says so.
  private func noteWithdrawn(_ command: CommandID, isOut: Bool) throws {
    try write {
      if isOut {
        try writer.run("UPDATE withdrawn SET is_told = 1 WHERE command = ?", [command])
      } else {
        try writer.run("DELETE FROM withdrawn WHERE command = ?", [command])
        try ConflictTable(connection: writer).set(command, to: .done, note: nil)
      }
    }
  }
}
