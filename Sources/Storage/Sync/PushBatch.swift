import Domain

/// The next acts to send, as the shared database takes them (`sync.md` §3.4).
struct PushBatch {
  private let store: Store
  private var identifiers = Identifiers()
  /// What the acts of the batch bear on, as it stands after those put in so far.
  private var states: [StreamID: (state: any StoredAggregate, version: Int)] = [:]
  /// Texts that an earlier act of the batch brings.
  private var brought: Set<NamedText> = []

  init(_ store: Store) {
    self.store = store
  }

  /// Makes the batch of an audience's first acts, and notes that they are about to be sent.
  ///
  /// An act that cannot be read here, or on a dossier that cannot, ends the batch before it: acts
  /// of an audience go in the order in which they were issued.
  ///
  /// - Returns: nil when nothing can be sent.
  /// - Throws: `StorageError`.
  mutating func make(of scope: ScopeID, limit: Int) throws -> Batch? {
    guard let head = try store.streams.journal.head(of: scope) else { return nil }
    var submissions: [Submission] = []
    var held: Set<StreamID> = []
    for pending in try store.streams.outbox.pending(inScope: scope, limit: limit) {
      // What follows an act on its stream never goes before it.
      if try held.contains(pending.stream) || store.awaitsOthers(pending) {
        held.insert(pending.stream)
        continue
      }
      guard let submission = try submission(of: pending) else { break }
      submissions.append(submission)
    }
    guard !submissions.isEmpty else { return nil }
    try store.write {
      for submission in submissions { try store.streams.outbox.markSent(submission.command) }
    }
    return Batch(scope: scope, seq: head.seq, chain: head.chain, submissions: submissions)
  }

  private mutating func submission(of pending: PendingCommand) throws -> Submission? {
    guard let type = StoredAggregates.type(named: pending.aggregate) else { return nil }
    return try submission(of: pending, on: type)
  }

  private mutating func submission<Subject: StoredAggregate>(
    of pending: PendingCommand, on type: Subject.Type
  ) throws -> Submission? {
    guard let before = try state(pending.stream, as: type) else { return nil }
    var state = before.state
    let held = state.heldClaims
    var events: [SubmittedEvent] = []
    var texts: [SharedText] = []
    for (event, recorded) in zip(pending.events, try pending.recorded(as: Subject.Event.self)) {
      state.apply(recorded)
      events.append(try submitted(event, recorded, in: state))
      for text in recorded.texts where !brought.contains(text) {
        let vault = SharedVault(connection: store.writer)
        guard let shared = try vault.unshared(text) else { continue }
        brought.insert(text)
        texts.append(shared)
      }
    }
    states[pending.stream] = (state, before.version + events.count)
    return Submission(
      command: pending.command, stream: pending.stream, aggregate: pending.aggregate,
      version: before.version, reads: [],
      envelope: Envelope(
        occurredOn: ParisTime.day(of: pending.issuedAt), recordedAt: pending.issuedAt,
        operatorID: pending.operatorID, organisation: pending.organisation, role: pending.role,
        onBehalfOf: pending.onBehalfOf, onBehalfReason: pending.onBehalfReason),
      events: events,
      claims: ClaimChange(from: held, to: state.heldClaims, isOpen: state.isOpen),
      texts: texts)
  }

  /// What all read of an event, with what its readers alone get.
  private mutating func submitted<Subject: StoredAggregate>(
    _ event: PendingCommand.Event, _ recorded: Recorded<Subject.Event>, in state: Subject
  ) throws -> SubmittedEvent {
    guard let withholding = state.withholding(of: recorded) else {
      return SubmittedEvent(shown: event, seal: nil)
    }
    let shown = try withholding.shown.map { try store.streams.stored($0) }
    return SubmittedEvent(
      shown: shown
        ?? PendingCommand.Event(
          kind: EventSeal.withheldKind(of: Subject.aggregate), schema: event.schema, payload: "{}"),
      seal: try EventSeal(
        event, for: withholding.readers, isClosed: withholding.isClosed,
        salt: identifiers.subject()))
  }

  /// What stands before the next act, with its version; nil when it cannot be read.
  private func state<Subject: StoredAggregate>(
    _ stream: StreamID, as type: Subject.Type
  ) throws -> (state: Subject, version: Int)? {
    if let known = states[stream], let state = known.state as? Subject {
      return (state, known.version)
    }
    let reading = try store.streams.readConfirmed(stream, as: type)
    guard reading.fault == nil else { return nil }
    return (reading.state, try store.streams.journal.lastVersion(ofStream: stream))
  }
}

extension Store {
  /// The next acts to send, nil when none waits that can be sent.
  ///
  /// - Parameter blocked: audiences that take nothing now.
  /// - Throws: `StorageError`.
  func nextBatch(limit: Int, besides blocked: Set<ScopeID>) throws -> Batch? {
    var passed = blocked
    while let scope = try streams.outbox.firstScope(besides: passed) {
      var batch = PushBatch(self)
      if let made = try batch.make(of: scope, limit: limit) { return made }
      passed.insert(scope)
    }
    return nil
  }

  /// Takes the verdicts on acts that were sent into account.
  ///
  /// What was accepted stays in the outbox until it is seen in the journal, which is the only
  /// confirmation there is.
  ///
  /// - Returns: the acts that do not hold.
  /// - Throws: `StorageError`.
  func settle(
    _ batch: Batch, _ verdicts: [Verdict], at moment: Moment
  ) throws -> [CommandID] {
    try write {
      var conflicts: [CommandID] = []
      for (submission, verdict) in zip(batch.submissions, verdicts) {
        guard let pending = try streams.outbox.pending(submission.command) else { continue }
        let cause: Conflict.Cause
        switch verdict {
        case .accepted, .duplicate, .behind, .fork: continue
        case .voided:
          cause = Conflict.Cause(
            judge: .server, message: "Cet acte avait été retiré.", remedy: nil, since: [])
        case .claimed(let key): cause = .claimed(key)
        case .denied(let denial):
          cause = Conflict.Cause(
            judge: .server, message: denial.french, remedy: nil, since: [])
        }
        try put(pending, aside: cause, at: moment)
        conflicts.append(pending.command)
        conflicts += try decideAgain(pending.stream, since: [], at: moment).conflicts
      }
      return conflicts
    }
  }
}

extension Conflict.Cause {
  /// A key that an act takes is another one's, perhaps one that this operator may not see.
  fileprivate static func claimed(_ key: String) -> Conflict.Cause {
    let what =
      if key.hasPrefix(ClaimChange.lasting) {
        "La référence est celle d'un autre dossier."
      } else if key.hasPrefix("signalement/") {
        "Un signalement de ce numéro est déjà enregistré."
      } else if key.hasPrefix("rappel/") {
        "Un rappel est déjà ouvert pour ce bailleur."
      } else if key.hasPrefix("nur/") {
        "Ce NUR est déjà engagé dans un autre dossier."
      } else {
        "Ce logement est déjà engagé dans un autre dossier."
      }
    return Conflict.Cause(
      judge: .claim, message: what,
      remedy: "Vérifiez la saisie, ou demandez à Aatiko de quoi il s'agit.", since: [])
  }
}
