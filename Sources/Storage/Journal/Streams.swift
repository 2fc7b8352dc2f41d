import Domain

/// Aggregates read from their streams: confirmed events first, then the pending acts.
struct Streams {
  let journal: Journal
  let outbox: Outbox
  private let coding = EventCoding()

  init(_ connection: Connection) {
    journal = Journal(connection)
    outbox = Outbox(connection)
  }

  /// The state of an aggregate; empty when nothing is known of it.
  ///
  /// - Throws: `StorageError` of kind `unreadable` when the stream holds what only a later version
  ///   of the program knows: such a one must not be acted on.
  func load<Subject: StoredAggregate>(
    _ stream: StreamID, as type: Subject.Type = Subject.self
  ) throws -> Subject {
    let reading = try read(stream, as: type)
    if let fault = reading.fault { throw fault }
    return reading.state
  }

  /// An aggregate as far as its stream can be read.
  ///
  /// - Throws: `StorageError` when the database fails, not when an event is not understood.
  func read<Subject: StoredAggregate>(
    _ stream: StreamID, as type: Subject.Type = Subject.self
  ) throws -> StreamReading<Subject> {
    try records(of: stream).reading()
  }

  /// An aggregate as far as the confirmed events of its stream can be read,
  /// without what is pending.
  ///
  /// - Throws: `StorageError` when the database fails, not when an event is not understood.
  func readConfirmed<Subject: StoredAggregate>(
    _ stream: StreamID, as type: Subject.Type = Subject.self
  ) throws -> StreamReading<Subject> {
    try records(of: stream, withPending: false).reading()
  }

  /// What the database has of a stream.
  ///
  /// - Throws: `StorageError` when the database fails, not when a row is no record.
  func records(of stream: StreamID, withPending: Bool = true) throws -> StreamRecords {
    var records = StreamRecords()
    records.fault = try StreamRecords.fault {
      records.events = try journal.events(ofStream: stream)
      if withPending { records.pending = try outbox.pending(onStream: stream) }
    }
    return records
  }

  /// The drafts of confirmed events, from the given version on.
  func drafts<Event: StoredEvent>(
    _ history: [Recorded<Event>], stream: StreamID, after version: Int
  ) throws -> [EventDraft] {
    try history.enumerated().map { index, recorded in
      let signature = recorded.signature
      return EventDraft(
        command: recorded.command, stream: stream, version: version + index + 1,
        kind: recorded.event.kind, schema: Event.schema,
        payload: try coding.payload(of: recorded.event),
        envelope: Envelope(
          occurredOn: signature.day, recordedAt: signature.moment,
          operatorID: signature.operatorID, organisation: signature.organisation,
          role: signature.role, onBehalfOf: signature.onBehalf?.organisation,
          onBehalfReason: signature.onBehalf?.reason))
    }
  }

  /// A decided act as the outbox keeps it.
  func pending<Subject: StoredAggregate>(
    _ act: Order<Subject>, _ decision: Decision<Subject.Event>, in context: Context, scope: ScopeID
  ) throws -> PendingCommand {
    PendingCommand(
      command: context.command, scope: scope, stream: act.stream, aggregate: Subject.aggregate,
      issuedAt: context.now, operatorID: context.actor.id,
      organisation: context.actor.organisation, role: decision.role,
      onBehalfOf: act.onBehalf?.organisation, onBehalfReason: act.onBehalf?.reason,
      arguments: try JSONText.encode(act.command),
      events: try events(of: decision))
  }

  /// The events of a decision as the outbox keeps them.
  func events<Event: StoredEvent>(
    of decision: Decision<Event>
  ) throws -> [PendingCommand.Event] {
    try decision.events.map(stored)
  }

  /// An event as the outbox and the journal keep it.
  func stored<Event: StoredEvent>(_ event: Event) throws -> PendingCommand.Event {
    PendingCommand.Event(
      kind: event.kind, schema: Event.schema, payload: try coding.payload(of: event))
  }
}
