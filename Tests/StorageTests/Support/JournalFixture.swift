import Domain

@testable import Storage

/// A database in memory with the journal's tables, two scopes and two streams.
struct JournalFixture {
  static let ours = ScopeID("A+B")
  static let theirs = ScopeID("C")
  static let first = StreamID("d-1")
  static let second = StreamID("d-2")

  let connection: Connection
  let journal: Journal

  init() throws {
    connection = try Connection(path: ":memory:", mode: .readWrite)
    journal = Journal(connection)
    try OpenedFiles.migrations.migrate(connection)
    try connection.transaction {
      try journal.register(scope: Self.ours, members: ["bailleur-a", "bailleur-b"])
      try journal.register(scope: Self.theirs, members: ["bailleur-c"])
      for stream in [Self.first, Self.second] {
        try journal.register(stream: stream, scope: Self.ours, aggregate: "dossier")
      }
    }
  }

  /// Six events on two streams, the last of them on behalf of a bailleur.
  func fill() throws {
    var drafts: [EventDraft] = []
    for version in 1...3 {
      drafts.append(Self.draft(stream: Self.first, version))
      drafts.append(Self.draft(stream: Self.second, version))
    }
    drafts[5].envelope.onBehalfOf = "bailleur-a"
    drafts[5].envelope.onBehalfReason = "s-1"
    try connection.transaction { _ = try journal.append(drafts, scope: Self.ours) }
  }

  static func draft(stream: StreamID = first, _ version: Int) -> EventDraft {
    EventDraft(
      command: CommandID("c-\(stream)-\(version)"), stream: stream, version: version,
      kind: "dossier.opened", schema: 1, payload: #"{"é":\#(version)}"#,
      envelope: Envelope(
        occurredOn: Day(number: 20_536), recordedAt: Moment(seconds: 1_774_310_400),
        operatorID: "op-1", organisation: "bailleur-a", role: .contact1))
  }

  static func command(
    _ id: CommandID, stream: StreamID = first, scope: ScopeID = ours
  ) -> PendingCommand {
    PendingCommand(
      command: id, scope: scope, stream: stream, aggregate: "dossier",
      issuedAt: Moment(seconds: 1_774_310_400), operatorID: "op-1", organisation: "bailleur-a",
      role: .contact1, arguments: #"{"open":{}}"#,
      events: [.init(kind: "dossier.opened", schema: 1, payload: #"{"é":1}"#)])
  }
}
