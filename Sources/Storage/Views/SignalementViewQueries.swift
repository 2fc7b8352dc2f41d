import Domain

/// What is asked of the rows of the signalements.
extension SignalementView {
  /// A signalement in a line; nil when it is not known.
  func summary(of stream: StreamID) throws -> SignalementSummary? {
    let text: String? = try connection.scalar(
      "SELECT summary FROM signalement_row WHERE number = ?", [Self.number(of: stream)])
    return try text.map { try JSONText.decode($0) }
  }

  func summaries(
    _ query: SignalementQuery, from first: Int, limit: Int
  ) throws -> [SignalementSummary] {
    var found: [SignalementSummary] = []
    try connection.query(
      """
      SELECT r.summary FROM \(query.from) WHERE \(query.conditions)
      ORDER BY \(query.order) LIMIT ? OFFSET ?
      """, query.arguments + [limit, first]
    ) { row throws(StorageError) in found.append(try JSONText.decode(try row.get(0))) }
    return found
  }

  func count(_ query: SignalementQuery, for person: Operator) throws -> Int {
    if let (queue, scope) = query.counted {
      return try counts(scope, holder: person.id)[queue] ?? 0
    }
    return try connection.scalar(
      "SELECT count(*) FROM \(query.from) WHERE \(query.conditions)", query.arguments) ?? 0
  }

  func place(of stream: StreamID, in query: SignalementQuery) throws -> Int? {
    let number = Self.number(of: stream)
    let received: Int? = try connection.scalar(
      "SELECT r.received FROM \(query.from) WHERE \(query.conditions) AND r.number = ?",
      query.arguments + [number])
    guard let received else { return nil }
    let before = query.isLatestFirst ? ">" : "<"
    return try connection.scalar(
      """
      SELECT count(*) FROM \(query.from)
      WHERE \(query.conditions) AND (r.received, r.number) \(before) (?, ?)
      """, query.arguments + [received, number])
  }

  func counts(
    _ scope: SignalementScope, holder: OperatorID
  ) throws -> [SignalementQueue: Int] {
    let (condition, arguments): (String, [any SQLBindable])
    switch scope {
    case .all: (condition, arguments) = ("true", [])
    case .bailleur(let own): (condition, arguments) = ("bailleur = ?", [own])
    case .none: return [:]
    }
    var counts: [SignalementQueue: Int] = [:]
    try connection.query(
      """
      SELECT queue, sum(signalements) FROM signalement_count WHERE \(condition) GROUP BY queue
      """, arguments
    ) { row throws(StorageError) in
      guard let queue = SignalementQueue(rawValue: try row.get(0)) else { return }
      counts[queue] = try row.get(1)
    }
    counts[.aMoi] = try connection.scalar(
      "SELECT count(*) FROM signalement_row WHERE holder = ?", [holder])
    return counts
  }

  /// The other signalements of a tenant, the latest first.
  func summaries(
    ofTenant tenant: String, at bailleur: OrganisationID, besides stream: StreamID
  ) throws -> [SignalementSummary] {
    try summaries(
      """
      FROM signalement_row AS r WHERE r.tenant = ? AND r.bailleur = ? AND r.number <> ?
      ORDER BY r.received DESC LIMIT 20
      """, [tenant, bailleur, Self.number(of: stream)])
  }

  /// The signalements that wait for a bailleur's file to be corrected.
  func awaitingCorrection(at bailleur: OrganisationID) throws -> [StreamID] {
    let queues = [SignalementQueue.chezBailleur, .reponses].map(\.rawValue)
    return try summaries(
      "FROM signalement_row AS r WHERE r.bailleur = ? AND r.queue IN (?, ?)",
      [bailleur] + queues
    ).filter { $0.status == .correctionDemandee || $0.status == .correctionAnnoncee }.map(\.stream)
  }

  /// The open signalements of a bailleur that hold the longest words of a message.
  func similar(
    to message: String, at bailleur: OrganisationID, besides stream: StreamID
  ) throws -> [SignalementSummary] {
    let words = Set(
      message.folded.split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 3 }.map(String.init)
    )
    guard words.count > 1 else { return [] }
    let longest = words.sorted { ($0.count, $1) > ($1.count, $0) }.prefix(5)
    let expression = "texts : (" + longest.map { "\"\($0)\"" }.joined(separator: " AND ") + ")"
    return try summaries(
      """
      FROM signalement_search AS s CROSS JOIN signalement_row AS r ON r.number = s.rowid
      WHERE signalement_search MATCH ? AND r.bailleur = ? AND r.queue <> ? AND r.number <> ?
      ORDER BY r.received LIMIT 10
      """,
      [expression, bailleur, SignalementQueue.clos.rawValue, Self.number(of: stream)])
  }

  private func summaries(
    _ rest: String, _ arguments: [any SQLBindable]
  ) throws -> [SignalementSummary] {
    var found: [SignalementSummary] = []
    try connection.query("SELECT r.summary \(rest)", arguments) { row throws(StorageError) in
      found.append(try JSONText.decode(try row.get(0)))
    }
    return found
  }
}
