import Domain

/// An act that the shared journal has not confirmed: how to decide it again, and what it gave here.
public struct PendingCommand: Hashable, Codable, Sendable {
  /// An event as it was shown, without its place.
  public struct Event: Hashable, Codable, Sendable {
    /// The stable name of what happened.
    public var kind: String
    /// The version of this kind's payload, from 1.
    public var schema: Int
    /// What happened, as JSON.
    public var payload: String

    /// An event as it was shown.
    public init(kind: String, schema: Int, payload: String) {
      self.kind = kind
      self.schema = schema
      self.payload = payload
    }
  }

  /// Whether the shared journal may have it.
  public enum State: String, Hashable, Codable, Sendable {
    /// Never sent: it can simply be withdrawn.
    case waiting
    /// Written before sending; it may have arrived.
    case sent
  }

  /// The act's identity, its idempotency key.
  public var command: CommandID
  /// The audience whose journal it will stand in.
  public var scope: ScopeID
  /// The stream it bears on.
  public var stream: StreamID
  /// What the stream is the history of, such as `dossier`.
  public var aggregate: String
  /// When it was issued; deciding again uses this instant.
  public var issuedAt: Moment
  /// The person at the keyboard.
  public var operatorID: OperatorID
  /// The organisation the person works for.
  public var organisation: OrganisationID
  /// The role under which it was allowed.
  public var role: Role
  /// The bailleur acted for, when the act was done *au nom de*.
  public var onBehalfOf: OrganisationID?
  /// The vault subject that holds the reason for it.
  public var onBehalfReason: SubjectID?
  /// The command, as JSON.
  public var arguments: String
  /// The events it gives on what is known here.
  public var events: [Event]
  /// Whether the shared journal may have it.
  public var state: State
  /// How often sending it failed.
  public var attempts: Int
  /// What the last failure said.
  public var lastError: String?

  /// A command just decided.
  public init(
    command: CommandID, scope: ScopeID, stream: StreamID, aggregate: String, issuedAt: Moment,
    operatorID: OperatorID, organisation: OrganisationID, role: Role,
    onBehalfOf: OrganisationID? = nil, onBehalfReason: SubjectID? = nil, arguments: String,
    events: [Event]
  ) {
    self.command = command
    self.scope = scope
    self.stream = stream
    self.aggregate = aggregate
    self.issuedAt = issuedAt
    self.operatorID = operatorID
    self.organisation = organisation
    self.role = role
    self.onBehalfOf = onBehalfOf
    self.onBehalfReason = onBehalfReason
    self.arguments = arguments
    self.events = events
    state = .waiting
    attempts = 0
    lastError = nil
  }
}

extension PendingCommand.State: SQLNamed {}

extension PendingCommand {
  /// The columns that `init(_:)` reads, in its order.
  static let columns = """
    command, scope, stream, aggregate, issued_at, operator, organisation, role, on_behalf,
    on_behalf_reason, arguments, events, state, attempts, last_error
    """

  static let columnCount = columns.count { $0 == "," } + 1

  init(_ row: borrowing Row) throws(StorageError) {
    command = try row.get(0)
    scope = try row.get(1)
    stream = try row.get(2)
    aggregate = try row.get(3)
    issuedAt = try row.get(4)
    operatorID = try row.get(5)
    organisation = try row.get(6)
    role = try row.get(7)
    onBehalfOf = try row.get(8)
    onBehalfReason = try row.get(9)
    arguments = try row.get(10)
    events = try JSONText.decode(try row.get(11))
    state = try row.get(12)
    attempts = try row.get(13)
    lastError = try row.get(14)
  }

  /// The values of `columns`.
  ///
  /// - Throws: `StorageError`.
  func values() throws(StorageError) -> [any SQLBindable] {
    [
      command, scope, stream, aggregate, issuedAt, operatorID, organisation, role, onBehalfOf,
      onBehalfReason, arguments, try JSONText.encode(events), state, attempts, lastError,
    ]
  }
}
