import Domain

/// The questions that the panes ask about dossiers.
public struct DossierQueries {
  let connection: Connection
  let names: Directory

  /// The streams of a queue, in the order asked for.
  ///
  /// The order by due day is the index's own; the others are sorted here, so that no query ever
  /// sorts in SQLite.
  public func streams(
    in queue: DossierQueue, _ scope: QueueScope, sortedBy sort: DossierSort = .due
  ) throws -> [StreamID] {
    let selection = selection(queue, scope)
    if sort == .due {
      var found: [StreamID] = []
      try connection.query(
        "SELECT s.stream \(selection.sql) ORDER BY \(selection.order)", selection.arguments
      ) { row throws(StorageError) in found.append(StreamID(try row.get(0))) }
      return found
    }
    var found: [(StreamID, String, Int, Int)] = []
    try connection.query(
      "SELECT s.stream, r.reference, r.step, r.moved_on \(selection.joined)", selection.arguments
    ) { row throws(StorageError) in
      found.append((StreamID(try row.get(0)), try row.get(1), try row.get(2), try row.get(3)))
    }
    found.sort { left, right in
      switch sort {
      case .step: (left.2, left.1) < (right.2, right.1)
      case .latest: (right.3, left.1) < (left.3, right.1)
      default: left.1 < right.1
      }
    }
    return found.map(\.0)
  }

  /// How many dossiers a queue holds.
  public func count(of queue: DossierQueue, _ scope: QueueScope) throws -> Int {
    let selection = selection(queue, scope)
    return try connection.scalar("SELECT count(*) \(selection.sql)", selection.arguments) ?? 0
  }

  /// The rows of the given streams, in their order; one that is gone is left out.
  public func rows(_ streams: some Sequence<StreamID>) throws -> [DossierRow] {
    var found: [DossierRow] = []
    for stream in streams {
      if let row = try row(stream) { found.append(row) }
    }
    return found
  }

  /// The row of one dossier.
  public func row(_ stream: StreamID) throws -> DossierRow? {
    try connection.first(
      """
      SELECT r.reference, r.status, r.bailleurs, r.logements, s.actors, r.closed_on, s.alert_from
      FROM dossier_row AS r JOIN dossier_side AS s ON s.stream = r.stream AND s.audience = ?
      WHERE r.stream = ?
      """, [DossierView.everyone, stream.text]
    ) { row throws(StorageError) in
      DossierRow(
        stream: stream, reference: try row.get(0),
        status: DossierStatus(rawValue: try row.get(1)) ?? .constitution,
        bailleurs: DossierRow.split(try row.get(2)), logements: try row.get(3),
        awaited: DossierRow.decode(try row.get(4)),
        closedOn: try row.get(5, as: Int?.self).map(Day.init(number:)),
        alertFrom: try row.get(6, as: Int?.self).map(Day.init(number:)))
    }
  }

  /// The stream of the dossier of that reference.
  public func stream(ofReference reference: String) throws -> StreamID? {
    try connection.scalar("SELECT stream FROM dossier_row WHERE reference = ?", [reference])
      .map { StreamID($0) }
  }

  /// The greatest number among the references « D-YEAR-n », zero without one.
  public func lastNumber(ofYear year: Int) throws -> Int {
    let last: String? = try connection.scalar(
      """
      SELECT reference FROM dossier_row WHERE reference >= ? AND reference < ?
      ORDER BY reference DESC LIMIT 1
      """, ["D-\(year)-", "D-\(year)."])
    return last.flatMap { $0.split(separator: "-").last }.flatMap { Int($0) } ?? 0
  }
}

extension DossierQueries {
  struct Selection {
    let from: String
    let condition: String
    let order: String
    let arguments: [any SQLBindable]
    let isJoined: Bool

    /// The clauses, reading the rows' own table only when the filter needs it.
    var sql: String { "\(isJoined ? joinedFrom : from) WHERE \(condition)" }
    var joined: String { "\(joinedFrom) WHERE \(condition)" }

    private var joinedFrom: String { "\(from) JOIN dossier_row AS r ON r.stream = s.stream" }
  }

  func selection(_ queue: DossierQueue, _ scope: QueueScope) -> Selection {
    var arguments: [any SQLBindable]
    var condition: String
    var order = "s.rank, s.stream"
    var from = "FROM dossier_side AS s"
    if queue == .mine {
      from = "FROM dossier_task AS s"
      condition = "s.person = ? AND s.since <= ?"
      arguments = [scope.person.text, scope.today.number]
    } else {
      (condition, order, arguments) = Self.sideCondition(queue, scope)
    }
    for word in scope.filter.folded.split(separator: " ").map(String.init) {
      let bailleurs = names.organisations.values.filter { $0.name.folded.contains(word) }
        .map(\.id.text).sorted()
      let tests =
        ["instr(r.search, ?) > 0"] + bailleurs.map { _ in "instr(r.bailleurs, ?) > 0" }
      condition += " AND (\(tests.joined(separator: " OR ")))"
      arguments.append(word)
      arguments += bailleurs.map { "|\($0)|" }
    }
    return Selection(
      from: from, condition: condition, order: order, arguments: arguments,
      isJoined: !scope.filter.isEmpty)
  }

  private static func sideCondition(
    _ queue: DossierQueue, _ scope: QueueScope
  ) -> (String, String, [any SQLBindable]) {
    let audience = scope.audience
    let today = scope.today.number
    let opened = "s.audience = ? AND s.is_open = 1"
    let byRank = "s.rank, s.stream"
    switch queue {
    case .late:
      return ("\(opened) AND s.due < ?", "s.due, s.stream", [audience, today])
    case .soon:
      return (
        "\(opened) AND s.due BETWEEN ? AND ?", "s.due, s.stream", [audience, today, today + 3]
      )
    case .alerts:
      return ("\(opened) AND s.alert_from <= ?", "s.alert_from, s.stream", [audience, today])
    case .ours:
      return ("\(opened) AND s.awaited = 1 AND s.since <= ?", byRank, [audience, today])
    case .waiting: return ("\(opened) AND s.awaited = 0", byRank, [audience])
    case .open, .mine: return (opened, byRank, [audience])
    case .closed: return ("s.audience = ? AND s.is_open = 0", byRank, [audience])
    default: return statusCondition(queue, audience)
    }
  }

  /// Two statuses in one queue are read one after the other: each is in order in its index, and a
  /// sort over both would be a temporary one.
  private static func statusCondition(
    _ queue: DossierQueue, _ audience: String
  ) -> (String, String, [any SQLBindable]) {
    let statuses = queue.statuses.map(\.rawValue)
    if let only = statuses.first, statuses.count == 1 {
      return ("s.audience = ? AND s.status = ?", "s.rank, s.stream", [audience, only])
    }
    let marks = statuses.map { _ in "?" }.joined(separator: ", ")
    return (
      "s.audience = ? AND s.status IN (\(marks))", "s.status, s.rank, s.stream",
      [audience] + statuses
    )
  }
}
