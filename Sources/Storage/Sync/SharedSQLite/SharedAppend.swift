import Domain

/// Judges acts one after the other, each on the shared journal as those before it left it, and
/// enters those that may be.
///
/// It runs inside the caller's transaction, which `finish` ends.
struct SharedAppend {
  private let connection: Connection
  private let batch: Batch
  private let login: String
  private let now: Moment
  private let rules: SubmissionRules
  private let scopes: SharedScopes
  private let claims: SharedClaims
  private let texts: SharedTexts
  private var head: SharedHead
  private let isContinued: Bool

  init(
    _ batch: Batch, on connection: Connection, as person: Operator, login: String, at now: Moment
  ) throws(StorageError) {
    self.connection = connection
    self.batch = batch
    self.login = login
    self.now = now
    rules = SubmissionRules(for: batch.scope, as: person)
    scopes = SharedScopes(connection: connection)
    claims = SharedClaims(connection: connection)
    texts = SharedTexts(connection: connection)
    head = try scopes.head(of: batch.scope) ?? SharedHead(empty: batch.scope)
    isContinued = try scopes.chain(of: batch.scope, at: batch.seq) == batch.chain
  }

  /// Judges the next act, and enters it when it may be.
  mutating func verdict(on submission: Submission) throws(StorageError) -> Verdict {
    if let denial = try denial(of: submission) { return .denied(denial) }
    switch try SharedLedger(connection: connection).status(of: submission.command, in: batch.scope)
    {
    case .accepted: return .duplicate
    case .voided: return .voided
    case nil: break
    }
    guard isContinued else { return .fork }
    if let verdict = try verdict(onStreamsOf: submission) { return verdict }
    if let denial = rules.seals(of: submission) { return .denied(denial) }
    let plan = try claims.plan(submission.claims, of: submission.stream)
    if let key = try claims.conflict(plan) { return .claimed(key: key) }
    if let denial = try denial(ofTextsOf: submission) { return .denied(denial) }
    try enter(submission, plan)
    return .accepted(seq: head.seq)
  }

  /// Writes where the journal stands.
  func finish() throws(StorageError) {
    try scopes.setHead(of: batch.scope, seq: head.seq, chain: head.chain)
  }

  /// What can be said before the journal is looked at.
  private func denial(of submission: Submission) throws(StorageError) -> Denial? {
    if let denial = rules.signature(of: submission) { return denial }
    if let denial = rules.rights(of: submission) { return denial }
    let form = SubmissionForm(of: submission)
    guard form.isRight else { return .form }
    for payload in form.payloads where try !isObject(payload) { return .form }
    return rules.audience
  }

  private func isObject(_ payload: String) throws(StorageError) -> Bool {
    let isObject: Bool? = try connection.scalar(
      "SELECT CASE WHEN json_valid(?) THEN json_type(?) = 'object' ELSE 0 END", [payload, payload])
    return isObject ?? false
  }

  /// Whether the streams are where the act was decided, and the login's to read.
  private func verdict(onStreamsOf submission: Submission) throws(StorageError) -> Verdict? {
    let written = try stream(submission.stream)
    if let written, written.scope != batch.scope || written.aggregate != submission.aggregate {
      return .denied(.stream)
    }
    var isBehind = (written?.version ?? 0) != submission.version
    for read in submission.reads {
      let found = try stream(read.stream)
      if let found, !SharedRights.reads(rules.person, members: found.scope.members) {
        return .denied(.stream)
      }
      isBehind = isBehind || (found?.version ?? 0) != read.version
    }
    if isBehind { return .behind }
    // Whoever knows that the stream was erased knows that nothing is added to it.
    return written?.isErased == true ? .denied(.stream) : nil
  }

  private func stream(
    _ stream: StreamID
  ) throws(StorageError) -> (scope: ScopeID, aggregate: String, version: Int, isErased: Bool)? {
    try connection.first(
      "SELECT scope, aggregate, version, erased FROM stream WHERE stream = ?", [stream]
    ) { row throws(StorageError) in
      let version = try SharedScopes.checked(try row.get(2, as: Int.self))
      return (
        scope: try row.get(0), aggregate: try row.get(1), version: version,
        isErased: try row.get(3)
      )
    }
  }

  private func denial(ofTextsOf submission: Submission) throws(StorageError) -> Denial? {
    if let denial = rules.texts(of: submission) { return denial }
    for text in submission.texts
    where try !texts.isWritable(text, by: rules.person.organisation) {
      return .text
    }
    return nil
  }

  private mutating func enter(
    _ submission: Submission, _ plan: SharedClaims.Plan
  ) throws(StorageError) {
    let first = head.seq + 1
    try scopes.register(batch.scope)
    try connection.run(
      """
      INSERT INTO stream(stream, scope, aggregate, version) VALUES (?, ?, ?, ?)
      ON CONFLICT (stream) DO UPDATE SET version = excluded.version
      """,
      [
        submission.stream, batch.scope, submission.aggregate,
        submission.version + submission.events.count,
      ])
    for (offset, event) in submission.events.enumerated() {
      try enter(event, of: submission, version: submission.version + offset + 1)
    }
    try SharedLedger(connection: connection).accept(
      submission.command, in: batch.scope, from: first, to: head.seq, login: login, at: now)
    try claims.apply(plan)
    try texts.put(submission.texts, of: submission.stream, by: rules.person.organisation)
    if submission.events.contains(where: { SharedRights.erasingKinds.contains($0.shown.kind) }) {
      try texts.erase(streamOf: submission.stream)
    }
  }

  private mutating func enter(
    _ event: SubmittedEvent, of submission: Submission, version: Int
  ) throws(StorageError) {
    let draft = EventDraft(
      command: submission.command, stream: submission.stream, version: version,
      kind: event.shown.kind, schema: event.shown.schema, payload: event.shown.payload,
      envelope: submission.envelope, receivedAt: now, seal: event.seal)
    head.seq += 1
    head.chain = Chain.next(after: head.chain, seq: head.seq, draft)
    let entry = JournalEntry(scope: batch.scope, seq: head.seq, event: draft, chain: head.chain)
    try connection.run(
      """
      INSERT INTO event(\(JournalEntry.columns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, entry.values)
  }
}

/// Which acts a shared file has, and which must never come in.
struct SharedLedger {
  /// What is known of an act.
  enum Status: String, SQLNamed {
    case accepted, voided
  }

  let connection: Connection

  /// What is known of an act, nil for nothing.
  func status(of command: CommandID, in scope: ScopeID) throws(StorageError) -> Status? {
    try connection.scalar(
      "SELECT status FROM command WHERE scope = ? AND command = ?", [scope, command])
  }

  /// Notes that the journal has an act.
  func accept(
    _ command: CommandID, in scope: ScopeID, from first: Int64, to last: Int64, login: String,
    at moment: Moment
  ) throws(StorageError) {
    try connection.run(
      "INSERT INTO command VALUES (?, ?, ?, ?, ?, ?, ?)",
      [scope, command, Status.accepted, first, last, login, moment])
  }

  /// Notes that an act must never come in.
  func void(
    _ command: CommandID, in scope: ScopeID, login: String, at moment: Moment
  ) throws(StorageError) {
    try connection.run(
      "INSERT INTO command VALUES (?, ?, ?, NULL, NULL, ?, ?)",
      [scope, command, Status.voided, login, moment])
  }
}
