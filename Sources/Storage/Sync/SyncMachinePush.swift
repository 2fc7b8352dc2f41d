import Domain

/// What the local store answers, and the way of its acts to the shared database.
extension SyncMachine {
  mutating func take(_ outcome: StoreOutcome) -> Effect {
    status.storeError = nil
    switch (phase, outcome) {
    case (.adopting, .greeted(let needsDirectory)):
      guard needsDirectory else { return look(at: nil) }
      phase = .fetchingDirectory
      return .ask(.directory)
    case (.takingDirectory, .done): return look(at: nil)
    case (.comparing, .work(let found)):
      work = found
      if work.events > 0 {
        status.isUpToDate = false
        status.progress = SyncStatus.Progress(done: 0, total: work.events)
      }
      return fetch()
    case (.forgetting, .done):
      work.gone.removeFirst()
      return fetch()
    case (.applying(let rest), .applied): return applied(rest)
    case (.bisecting(let low, let high, let theirs), .chain(let ours)):
      let middle = middle(low, high)
      return theirs == ours && ours != nil
        ? bisect(low: middle, high: high) : bisect(low: low, high: middle - 1)
    case (.cutting, .cut(_, let orphans)):
      status.orphans += orphans
      guard let journal = work.journals.first else { return unexpected() }
      return look(at: [journal.scope])
    case (.takingTexts(let hasMore), .done):
      if !hasMore { work.texts.removeFirst() }
      return fetch()
    case (.freshening, .freshened(let isMoreLeft)):
      if isMoreLeft { return .store(.freshen(sizes.streams)) }
      phase = .listingWithdrawals
      return .store(.withdrawals)
    case (.listingWithdrawals, .withdrawals(let withdrawals)): return withdraw(withdrawals)
    case (.noting(let withdrawals), .done): return withdraw(withdrawals)
    case (.batching, .batch(let batch)):
      guard let batch else { return wait() }
      status.isUpToDate = false
      phase = .appending(batch)
      return .ask(.append(batch))
    case (.settling, .settled):
      return work.journals.isEmpty ? nextBatch() : fetch()
    default: return unexpected()
    }
  }

  private mutating func applied(_ rest: [JournalEntry]) -> Effect {
    if let progress = status.progress {
      let left = work.events
      status.progress = SyncStatus.Progress(
        done: max(0, progress.total - left), total: progress.total)
    }
    guard rest.isEmpty else { return apply(rest) }
    guard let journal = work.journals.first else { return unexpected() }
    if journal.seq >= journal.target { work.journals.removeFirst() }
    return fetch()
  }

  private mutating func withdraw(_ withdrawals: [Withdrawal]) -> Effect {
    guard let first = withdrawals.first, mayPush else { return nextBatch() }
    phase = .voiding(withdrawals)
    return .ask(.void(first.command, first.scope))
  }

  mutating func nextBatch() -> Effect {
    guard mayPush else { return wait() }
    phase = .batching
    return .store(.nextBatch(besides: blocked))
  }

  /// What was accepted is pulled, which is its confirmation; what came too late is pulled and
  /// decided again, after a while when it keeps coming too late.
  mutating func take(_ verdicts: [Verdict], on batch: Batch) -> Effect {
    guard !verdicts.isEmpty, verdicts.count <= batch.submissions.count else { return unexpected() }
    let last = verdicts[verdicts.count - 1]
    switch last {
    case .behind:
      rounds += 1
      if rounds > 5 { blocked.insert(batch.scope) }
    case .fork: rounds = 0
    default: rounds = 0
    }
    let highest = verdicts.compactMap { verdict -> Int64? in
      if case .accepted(let seq) = verdict { return seq }
      return nil
    }.max()
    let mayHaveMoved = verdicts.contains { verdict in
      switch verdict {
      case .accepted, .duplicate, .behind, .fork: true
      default: false
      }
    }
    if mayHaveMoved {
      work.journals = [
        SyncWork.Journal(
          scope: batch.scope, seq: batch.seq, chain: batch.chain, target: highest ?? 0)
      ]
    }
    phase = .settling
    return .store(.settle(batch, verdicts))
  }
}
