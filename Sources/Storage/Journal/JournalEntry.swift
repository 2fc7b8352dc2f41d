import Domain

/// The circumstances of an act: who recorded it, when, in which role and for whom.
public struct Envelope: Hashable, Codable, Sendable {
  /// The civil day on which the thing happened.
  public var occurredOn: Day
  /// When it was recorded.
  public var recordedAt: Moment
  /// The person at the keyboard.
  public var operatorID: OperatorID
  /// The organisation the person works for.
  public var organisation: OrganisationID
  /// The role under which the act was allowed.
  public var role: Role
  /// The bailleur acted for, when the act was done *au nom de*.
  public var onBehalfOf: OrganisationID?
  /// The vault subject that holds the reason for it.
  public var onBehalfReason: SubjectID?

  /// The circumstances of an act; `onBehalfOf` and `onBehalfReason` go together.
  public init(
    occurredOn: Day, recordedAt: Moment, operatorID: OperatorID, organisation: OrganisationID,
    role: Role, onBehalfOf: OrganisationID? = nil, onBehalfReason: SubjectID? = nil
  ) {
    self.occurredOn = occurredOn
    self.recordedAt = recordedAt
    self.operatorID = operatorID
    self.organisation = organisation
    self.role = role
    self.onBehalfOf = onBehalfOf
    self.onBehalfReason = onBehalfReason
  }
}

extension Envelope {
  /// The bailleur acted for with the reason, nil for an act in one's own name.
  var onBehalf: OnBehalf? { OnBehalf(onBehalfOf, onBehalfReason) }
}

extension PendingCommand {
  /// The bailleur acted for with the reason, nil for an act in one's own name.
  public var onBehalf: OnBehalf? { OnBehalf(onBehalfOf, onBehalfReason) }
}

extension OnBehalf {
  fileprivate init?(_ organisation: OrganisationID?, _ reason: SubjectID?) {
    guard let organisation, let reason else { return nil }
    self.init(organisation: organisation, reason: reason)
  }
}

/// An event before the journal gives it its place: all but position and chain.
public struct EventDraft: Hashable, Sendable {
  /// The act that brought it about.
  public var command: CommandID
  /// The stream it belongs to.
  public var stream: StreamID
  /// Its place in the stream: 1, 2, 3 …
  public var version: Int
  /// The stable name of what happened, such as `dossier.nur_entered`.
  public var kind: String
  /// The version of this kind's payload, from 1.
  public var schema: Int
  /// What happened, as JSON; its bytes are kept as they are, since the chain covers them.
  public var payload: String
  /// Who recorded it and when.
  public var envelope: Envelope
  /// When the shared database received it, by its own clock; nil in a journal that is not shared.
  public var receivedAt: Moment?
  /// What the kind and the payload above do not say, when the event is not for all.
  public var seal: EventSeal?

  /// An event to append.
  public init(
    command: CommandID, stream: StreamID, version: Int, kind: String, schema: Int, payload: String,
    envelope: Envelope, receivedAt: Moment? = nil, seal: EventSeal? = nil
  ) {
    self.command = command
    self.stream = stream
    self.version = version
    self.kind = kind
    self.schema = schema
    self.payload = payload
    self.envelope = envelope
    self.receivedAt = receivedAt
    self.seal = seal
  }
}

/// A confirmed event in its place.
public struct JournalEntry: Hashable, Sendable {
  /// The audience whose journal it is in.
  public let scope: ScopeID
  /// Its position there: 1, 2, 3 … without a hole.
  public let seq: Int64
  /// The event.
  public let event: EventDraft
  /// The digest of this entry and of all before it (32 bytes).
  public let chain: [UInt8]
}

extension EventDraft {
  /// The columns that `init(_:)` reads, in its order.
  static let columns = """
    command, stream, version, kind, schema, payload, occurred_on, recorded_at, operator,
    organisation, role, on_behalf, on_behalf_reason, received_at, seal_readers, seal_closed,
    seal_digest, seal_body
    """
  fileprivate static let columnCount = columns.count { $0 == "," } + 1

  init(_ row: borrowing Row) throws(StorageError) {
    self.init(
      command: try row.get(0), stream: try row.get(1), version: try row.get(2),
      kind: try row.get(3), schema: try row.get(4), payload: try row.get(5),
      envelope: Envelope(
        occurredOn: try row.get(6), recordedAt: try row.get(7), operatorID: try row.get(8),
        organisation: try row.get(9), role: try row.get(10), onBehalfOf: try row.get(11),
        onBehalfReason: try row.get(12)),
      receivedAt: try row.get(13), seal: try Self.seal(row, from: 14))
  }

  /// The values of `columns`.
  fileprivate var values: [any SQLBindable] {
    [
      command, stream, version, kind, schema, payload, envelope.occurredOn, envelope.recordedAt,
      envelope.operatorID, envelope.organisation, envelope.role, envelope.onBehalfOf,
      envelope.onBehalfReason, receivedAt, seal?.readers, seal?.isClosed, seal?.digest, seal?.body,
    ]
  }

  private static func seal(
    _ row: borrowing Row, from column: Int
  ) throws(StorageError) -> EventSeal? {
    guard let readers: ScopeID = try row.get(column) else { return nil }
    return EventSeal(
      readers: readers, isClosed: try row.get(column + 1), digest: try row.get(column + 2),
      body: try row.get(column + 3))
  }
}

extension JournalEntry {
  /// The columns that `init(_:)` reads, in its order.
  static let columns = "\(EventDraft.columns), scope, seq, chain"

  init(_ row: borrowing Row) throws(StorageError) {
    event = try EventDraft(row)
    scope = try row.get(EventDraft.columnCount)
    seq = try row.get(EventDraft.columnCount + 1)
    chain = try row.get(EventDraft.columnCount + 2)
  }

  /// The values of `columns`.
  var values: [any SQLBindable] { event.values + [scope, seq, chain] }
}
