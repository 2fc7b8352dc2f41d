import Domain

/// The acts of a batch as `habiter.append` takes them: the schema's types, by the names of their
/// columns.
struct SentBatch: Encodable {
  private let acts: [SentAct]

  init(_ submissions: [Submission]) {
    acts = submissions.map(SentAct.init)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(acts)
  }
}

/// `habiter.act`.
private struct SentAct: Encodable {
  let command: String
  let stream: String
  let aggregate: String
  let version: Int
  let reads: [SentRead]
  let `operator`: String
  let organisation: String
  let role: String
  let onBehalf: String?
  let onBehalfReason: String?
  let occurredOn: Int
  let recordedAt: Int64
  let events: [SentEvent]
  let take: [String]
  let give: [String]
  let isOpen: Bool
  let texts: [SentText]

  private enum CodingKeys: String, CodingKey {
    case command, stream, aggregate, version, reads, `operator`, organisation, role, events, take
    case give, texts
    case onBehalf = "on_behalf"
    case onBehalfReason = "on_behalf_reason"
    case occurredOn = "occurred_on"
    case recordedAt = "recorded_at"
    case isOpen = "is_open"
  }

  init(_ submission: Submission) {
    let envelope = submission.envelope
    command = submission.command.text.sendable
    stream = submission.stream.text.sendable
    aggregate = submission.aggregate.sendable
    version = submission.version
    reads = submission.reads.map {
      SentRead(stream: $0.stream.text.sendable, version: $0.version)
    }
    self.operator = envelope.operatorID.text.sendable
    organisation = envelope.organisation.text.sendable
    role = envelope.role.rawValue
    onBehalf = envelope.onBehalfOf?.text.sendable
    onBehalfReason = envelope.onBehalfReason?.text.sendable
    occurredOn = envelope.occurredOn.number
    recordedAt = envelope.recordedAt.seconds
    events = submission.events.map(SentEvent.init)
    take = submission.claims.take.map(\.sendable)
    give = submission.claims.drop.map(\.sendable)
    isOpen = submission.claims.isOpen
    texts = submission.texts.map(SentText.init)
  }
}

/// `habiter.sent_read`.
private struct SentRead: Encodable {
  let stream: String
  let version: Int
}

/// `habiter.sent_event`.
private struct SentEvent: Encodable {
  let kind: String
  let schema: Int
  let payload: String
  let seal: SentSeal?

  init(_ event: SubmittedEvent) {
    kind = event.shown.kind.sendable
    schema = event.shown.schema
    payload = event.shown.payload.sendable
    seal = event.seal.map(SentSeal.init)
  }
}

/// `habiter.sent_seal`.
private struct SentSeal: Encodable {
  let readers: String
  let closed: Bool
  let digest: String
  let body: String?

  init(_ seal: EventSeal) {
    readers = seal.readers.text.sendable
    closed = seal.isClosed
    digest = SHA256.hex(seal.digest)
    body = seal.body?.sendable
  }
}

/// `habiter.sent_text`.
private struct SentText: Encodable {
  let scope: String
  let closed: Bool
  let subject: String
  let field: String
  let value: String?
  let version: Int

  init(_ text: SharedText) {
    scope = text.scope.text.sendable
    closed = text.isClosed
    subject = text.subject.text.sendable
    field = text.field.sendable
    value = text.value.flatMap { $0.isSendable ? $0 : nil }
    version = text.version
  }
}

extension String {
  /// PostgreSQL's texts hold no zero character.
  fileprivate var isSendable: Bool { !utf8.contains(0) }

  /// The text, or one that is refused for the same reason: another control character.
  fileprivate var sendable: String {
    isSendable ? self : String(decoding: utf8.map { $0 == 0 ? 1 : $0 }, as: UTF8.self)
  }
}
