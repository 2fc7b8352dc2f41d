import Domain

/// The confirmed events, in one gapless and chained sequence per scope.
///
/// What writes must run inside the caller's transaction, because events, outbox and view rows
/// change together or not at all (`sync.md` §2).
public struct Journal {
  /// Where a scope stands.
  public struct Head: Equatable, Sendable {
    /// The position of its last event, 0 before the first.
    public let seq: Int64
    /// The chain at that position.
    public let chain: [UInt8]
    /// The timeline of the shared journal it follows, empty before the first synchronisation.
    public let epoch: String
  }

  private let connection: Connection

  /// The journal of a database whose schema is up to date.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// Makes a scope known, with an empty journal; a scope that is known keeps its members.
  ///
  /// - Throws: `StorageError`.
  public func register(
    scope: ScopeID, members: Set<OrganisationID>
  ) throws(StorageError) {
    try requireTransaction()
    try connection.run(
      "INSERT INTO scope(scope, members) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [scope, try JSONText.encode(members.sorted())])
    try connection.run(
      "INSERT INTO head(scope, seq, chain, epoch) VALUES (?, 0, ?, '') ON CONFLICT DO NOTHING",
      [scope, Chain.start(of: scope)])
  }

  /// Makes a stream known: it belongs to one scope for ever.
  ///
  /// - Parameter aggregate: what the stream is the history of, such as `dossier`.
  /// - Throws: `StorageError` of kind `constraint` when the stream is known in another scope or as
  ///   another aggregate.
  public func register(
    stream: StreamID, scope: ScopeID, aggregate: String
  ) throws(StorageError) {
    try requireTransaction()
    let known = try connection.first(
      "SELECT scope, aggregate FROM stream WHERE stream = ?", [stream]
    ) { row throws(StorageError) in
      (scope: try row.get(0, as: ScopeID.self), aggregate: try row.get(1, as: String.self))
    }
    if let known {
      guard known == (scope, aggregate) else {
        throw StorageError(.constraint, "stream \(stream) already belongs elsewhere")
      }
      return
    }
    try connection.run(
      "INSERT INTO stream(stream, scope, aggregate) VALUES (?, ?, ?)", [stream, scope, aggregate])
  }

  /// Adds events at the end of a scope, in order.
  ///
  /// - Returns: the entries, with their positions and chains.
  /// - Throws: `StorageError`: `stale` when a version is not the stream's last plus one,
  ///   `constraint` when the stream is not registered in this scope, `misuse` outside a
  ///   transaction.
  @discardableResult
  public func append(
    _ drafts: [EventDraft], scope: ScopeID
  ) throws(StorageError) -> [JournalEntry] {
    guard let head = try head(of: scope) else {
      throw StorageError(.misuse, "scope \(scope) is not registered")
    }
    var seq = head.seq
    var chain = head.chain
    let entries = drafts.map { draft in
      seq += 1
      chain = Chain.next(after: chain, seq: seq, draft)
      return JournalEntry(scope: scope, seq: seq, event: draft, chain: chain)
    }
    try insert(entries, scope: scope)
    return entries
  }

  /// Adds entries at the end of a scope as they are: the caller sees to their positions and chains.
  ///
  /// - Throws: as `append`.
  func insert(_ entries: [JournalEntry], scope: ScopeID) throws(StorageError) {
    try requireTransaction()
    var versions: [StreamID: Int] = [:]
    for entry in entries {
      let draft = entry.event
      var last = versions[draft.stream] ?? 0
      if last == 0 { last = try lastVersion(ofStream: draft.stream) }
      guard draft.version == last + 1 else {
        throw StorageError(
          .stale(expected: draft.version - 1, found: last), "stream \(draft.stream) moved")
      }
      try connection.run(Self.insertion, entry.values)
      versions[draft.stream] = draft.version
    }
    guard let last = entries.last else { return }
    try connection.run(
      "UPDATE head SET seq = ?, chain = ? WHERE scope = ?", [last.seq, last.chain, scope])
  }

  private static let insertion = """
    INSERT INTO event(\(JournalEntry.columns))
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// Where a scope stands, or nil when it is not known.
  ///
  /// - Throws: `StorageError`.
  public func head(of scope: ScopeID) throws(StorageError) -> Head? {
    try connection.first(
      "SELECT seq, chain, epoch FROM head WHERE scope = ?", [scope]
    ) { row throws(StorageError) in
      Head(seq: try row.get(0), chain: try row.get(1), epoch: try row.get(2))
    }
  }

  /// The version of a stream's last confirmed event, 0 before the first.
  ///
  /// - Throws: `StorageError`.
  public func lastVersion(ofStream stream: StreamID) throws(StorageError) -> Int {
    let last: Int?? = try connection.scalar(
      "SELECT max(version) FROM event WHERE stream = ?", [stream])
    return (last ?? nil) ?? 0
  }

  /// The confirmed events of a stream, in order.
  ///
  /// - Throws: `StorageError`.
  public func entries(ofStream stream: StreamID) throws(StorageError) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    try connection.query(
      "SELECT \(JournalEntry.columns) FROM event WHERE stream = ? ORDER BY version", [stream]
    ) { row throws(StorageError) in entries.append(try JournalEntry(row)) }
    return entries
  }

  /// What happened in a stream, in order, without its place in the scope.
  ///
  /// - Throws: `StorageError`.
  func events(ofStream stream: StreamID) throws(StorageError) -> [EventDraft] {
    var events: [EventDraft] = []
    // As many as most streams have: to grow, the array would copy them over and over.
    events.reserveCapacity(32)
    try connection.query(
      "SELECT \(EventDraft.columns) FROM event WHERE stream = ? ORDER BY version", [stream]
    ) { row throws(StorageError) in events.append(try EventDraft(row)) }
    return events
  }

  /// Gives the events of a scope after a position, in order, without holding them all.
  ///
  /// - Throws: `StorageError`, also what `body` throws.
  public func forEachEntry(
    ofScope scope: ScopeID, after seq: Int64 = 0,
    _ body: (JournalEntry) throws(StorageError) -> Void
  ) throws(StorageError) {
    try connection.query(
      "SELECT \(JournalEntry.columns) FROM event WHERE scope = ? AND seq > ? ORDER BY seq",
      [scope, seq]
    ) { row throws(StorageError) in try body(try JournalEntry(row)) }
  }

  /// The streams of one kind of aggregate, those with pending commands only among them.
  ///
  /// - Throws: `StorageError`.
  public func streams(ofAggregate aggregate: String) throws(StorageError) -> [StreamID] {
    var streams: [StreamID] = []
    try connection.query(
      "SELECT stream FROM stream WHERE aggregate = ? ORDER BY stream", [aggregate]
    ) { row throws(StorageError) in streams.append(try row.get(0)) }
    return streams
  }

  /// The scope of a stream, or nil when the stream is not known.
  ///
  /// - Throws: `StorageError`.
  public func scope(ofStream stream: StreamID) throws(StorageError) -> ScopeID? {
    try connection.scalar("SELECT scope FROM stream WHERE stream = ?", [stream])
  }

  private func requireTransaction() throws(StorageError) {
    guard connection.inTransaction else {
      throw StorageError(.misuse, "the journal is written inside a transaction only")
    }
  }
}
