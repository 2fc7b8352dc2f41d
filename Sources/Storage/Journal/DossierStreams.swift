import Domain

/// A dossier as far as this version of the program can read its stream.
struct StreamReading {
  /// What the events read so far give.
  var dossier = Dossier.empty
  /// The acts among them that no shared database has confirmed.
  var pending: Set<CommandID> = []
  /// Why the rest could not be read, nil when nothing is left.
  var fault: StorageError?
}

/// Dossiers read from their streams: confirmed events first, then the pending acts.
struct DossierStreams {
  /// What the journal calls the streams of dossiers.
  static let aggregate = "dossier"

  let journal: Journal
  let outbox: Outbox
  private let coding = EventCoding()
  private let memo: EventMemo?

  /// - Parameter memo: what remembers decoded events, for a passage through many streams.
  init(_ connection: Connection, memo: EventMemo? = nil) {
    journal = Journal(connection)
    outbox = Outbox(connection)
    self.memo = memo
  }

  /// The state of a dossier; empty when nothing is known of it.
  ///
  /// - Throws: `StorageError` of kind `unreadable` when the stream holds what only a later version
  ///   of the program knows: such a dossier must not be acted on.
  func load(_ stream: StreamID) throws -> Dossier {
    let reading = try read(stream)
    if let fault = reading.fault { throw fault }
    return reading.dossier
  }

  /// A dossier as far as its stream can be read.
  ///
  /// - Throws: `StorageError` when the database fails, not when an event is not understood.
  func read(_ stream: StreamID) throws -> StreamReading {
    var reading = try readConfirmed(stream)
    guard reading.fault == nil else { return reading }
    do {
      for pending in try outbox.pending(onStream: stream) {
        reading.pending.insert(pending.command)
        for recorded in try recorded(pending) { reading.dossier.apply(recorded) }
      }
    } catch let error as StorageError where error.isAboutContent {
      reading.fault = error
    }
    return reading
  }

  /// A dossier as far as the confirmed events of its stream can be read, without what is pending.
  ///
  /// - Throws: `StorageError` when the database fails, not when an event is not understood.
  func readConfirmed(_ stream: StreamID) throws -> StreamReading {
    var reading = StreamReading()
    do {
      for entry in try journal.entries(ofStream: stream) {
        if let recorded = try recorded(entry.event) { reading.dossier.apply(recorded) }
      }
    } catch let error as StorageError where error.isAboutContent {
      reading.fault = error
    }
    return reading
  }

  /// A confirmed event with its signature; nil when this store may not know what it was.
  func recorded(_ draft: EventDraft) throws -> Recorded<DossierEvent>? {
    let shown = PendingCommand.Event(
      kind: draft.kind, schema: draft.schema, payload: draft.payload)
    let read = try draft.seal?.opened() ?? shown
    guard read.kind != EventSeal.withheldKind else { return nil }
    let envelope = draft.envelope
    return Recorded(
      try event(read.kind, read.schema, read.payload), command: draft.command,
      signature: Signature(
        operatorID: envelope.operatorID, organisation: envelope.organisation,
        role: envelope.role, onBehalf: envelope.onBehalf, moment: envelope.recordedAt))
  }

  /// The events that a pending act gave here, signed as it was issued.
  func recorded(_ pending: PendingCommand) throws -> [Recorded<DossierEvent>] {
    let signature = Signature(
      operatorID: pending.operatorID, organisation: pending.organisation, role: pending.role,
      onBehalf: pending.onBehalf, moment: pending.issuedAt)
    return try pending.events.map {
      Recorded(
        try event($0.kind, $0.schema, $0.payload), command: pending.command,
        signature: signature)
    }
  }

  /// The drafts of confirmed events, from the given version on.
  func drafts(
    _ history: [Recorded<DossierEvent>], stream: StreamID, after version: Int
  ) throws -> [EventDraft] {
    try history.enumerated().map { index, recorded in
      let signature = recorded.signature
      return EventDraft(
        command: recorded.command, stream: stream, version: version + index + 1,
        kind: recorded.event.kind, schema: DossierEvent.schema,
        payload: try coding.payload(of: recorded.event),
        envelope: Envelope(
          occurredOn: signature.day, recordedAt: signature.moment,
          operatorID: signature.operatorID, organisation: signature.organisation,
          role: signature.role, onBehalfOf: signature.onBehalf?.organisation,
          onBehalfReason: signature.onBehalf?.reason))
    }
  }

  /// A decided act as the outbox keeps it.
  func pending(
    _ act: Act, _ decision: Decision<DossierEvent>, in context: Context, scope: ScopeID
  ) throws -> PendingCommand {
    PendingCommand(
      command: context.command, scope: scope, stream: act.stream, aggregate: Self.aggregate,
      issuedAt: context.now, operatorID: context.actor.id,
      organisation: context.actor.organisation, role: decision.role,
      onBehalfOf: act.onBehalf?.organisation, onBehalfReason: act.onBehalf?.reason,
      arguments: try JSONText.encode(act.command),
      events: try events(of: decision))
  }

  /// The events of a decision as the outbox keeps them.
  func events(of decision: Decision<DossierEvent>) throws -> [PendingCommand.Event] {
    try decision.events.map(stored)
  }

  /// An event as the outbox and the journal keep it.
  func stored(_ event: DossierEvent) throws -> PendingCommand.Event {
    PendingCommand.Event(
      kind: event.kind, schema: DossierEvent.schema, payload: try coding.payload(of: event))
  }

  private func event(_ kind: String, _ schema: Int, _ payload: String) throws -> DossierEvent {
    guard let memo else { return try decoded(kind, schema, payload) }
    return try memo.event(kind, schema, payload) { try decoded(kind, schema, payload) }
  }

  private func decoded(_ kind: String, _ schema: Int, _ payload: String) throws -> DossierEvent {
    guard schema <= DossierEvent.schema, DossierEvent.CodingKeys(rawValue: kind) != nil else {
      throw StorageError(.unreadable(event: kind), "unknown kind, or schema \(schema)")
    }
    do {
      return try coding.event(DossierEvent.self, kind: kind, payload: payload)
    } catch {
      throw StorageError(.unreadable(event: kind), "the payload has another shape")
    }
  }
}

extension StorageError {
  /// Whether a row was read and not understood, as opposed to a database that fails: one stream is
  /// then out of reach, not the store.
  fileprivate var isAboutContent: Bool {
    switch kind {
    case .unreadable: true
    case .typeMismatch, .corrupt: code == 0
    default: false
    }
  }
}
