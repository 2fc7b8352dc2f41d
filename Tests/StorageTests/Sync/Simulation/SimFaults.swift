import Domain

@testable import Storage

/// The tasks of a store, with the fault that is put in.
struct SimFaults {
  private let bug: InjectedBug?
  private let store: Store
  private let now: Moment

  init(_ bug: InjectedBug?, _ store: Store, _ now: Moment) throws {
    self.bug = bug
    self.store = store
    self.now = now
  }

  func carryOut(_ task: StoreTask) throws -> StoreOutcome {
    switch (bug, task) {
    case (.staleEventsReplayed, .apply): return try replayingStaleEvents(task)
    case (.ownActKept, .apply): return try keepingOwnActs(task)
    case (.clockReadAgain, .apply):
      try store.write {
        try store.writer.run("UPDATE pending SET issued_at = ?", [now])
      }
    case (.acknowledgementIsFinal, .settle(let batch, let verdicts)):
      try store.write {
        for (submission, verdict) in zip(batch.submissions, verdicts) {
          if case .accepted = verdict { try store.streams.outbox.remove(submission.command) }
        }
      }
    case (.resetOnMismatch, .cut(let scope, _)):
      try store.write {
        try store.writer.run("DELETE FROM own WHERE scope = ?", [scope])
      }
      return try store.carryOut(.cut(scope, after: 0), at: now)
    default: break
    }
    let outcome = try store.carryOut(task, at: now)
    if bug == .refusedActDropped {
      try store.write { try store.writer.run("DELETE FROM conflict") }
    }
    return outcome
  }

  /// The position is noted, and the program dies before the events are.
  static func saveCursor(of task: StoreTask, in store: Store) throws {
    guard case .apply(let scope, let entries, _) = task, let last = entries.last else { return }
    try store.write {
      try store.streams.journal.register(scope: scope, members: scope.members)
      try store.writer.run(
        "UPDATE head SET seq = ?, chain = ? WHERE scope = ?", [last.seq, last.chain, scope])
    }
  }

  private func replayingStaleEvents(_ task: StoreTask) throws -> StoreOutcome {
    let before = try store.streams.outbox.all()
    let outcome = try store.carryOut(task, at: now)
    try store.write {
      for act in before {
        let isConflict =
          try store.writer.run(
            "DELETE FROM conflict WHERE command = ?", [act.command]) > 0
        if isConflict { try store.streams.outbox.append(act) }
        if try store.streams.outbox.pending(act.command) != nil {
          try store.streams.outbox.replace(act.events, role: act.role, of: act.command)
        }
      }
    }
    return outcome
  }

  private func keepingOwnActs(_ task: StoreTask) throws -> StoreOutcome {
    let before = try store.streams.outbox.all()
    let outcome = try store.carryOut(task, at: now)
    try store.write {
      for act in before where try store.streams.outbox.pending(act.command) == nil {
        try store.streams.outbox.append(act)
      }
    }
    return outcome
  }
}
