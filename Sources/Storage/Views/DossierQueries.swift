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
        "SELECT s.stream \(selection.clauses(joined: false)) ORDER BY \(selection.order)",
        selection.arguments
      ) { row throws(StorageError) in found.append(try row.get(0)) }
      return found
    }
    var found: [SortKey] = []
    try connection.query(
      "SELECT s.stream, r.reference, r.step, r.moved_on \(selection.clauses(joined: true))",
      selection.arguments
    ) { row throws(StorageError) in
      found.append(
        SortKey(
          stream: try row.get(0), reference: try row.get(1), step: try row.get(2),
          movedOn: try row.get(3)))
    }
    return found.sorted { $0.precedes($1, by: sort) }.map(\.stream)
  }

  private struct SortKey {
    let stream: StreamID
    let reference: String
    let step: Int
    let movedOn: Int

    func precedes(_ other: SortKey, by sort: DossierSort) -> Bool {
      let byReference = (reference, stream) < (other.reference, other.stream)
      switch sort {
      case .due, .reference: return byReference
      case .step: return step == other.step ? byReference : step < other.step
      case .latest: return movedOn == other.movedOn ? byReference : movedOn > other.movedOn
      }
    }
  }

  /// How many dossiers a queue holds.
  public func count(of queue: DossierQueue, _ scope: QueueScope) throws -> Int {
    let selection = selection(queue, scope)
    return try connection.scalar(
      "SELECT count(*) \(selection.clauses(joined: false))", selection.arguments) ?? 0
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
      SELECT reference, status, bailleurs, logements, actors, closed_on, alert_from
      FROM dossier_row WHERE stream = ?
      """, [stream]
    ) { row throws(StorageError) in
      let status: String = try row.get(1)
      return DossierRow(
        stream: stream, reference: try row.get(0),
        status: status == DossierView.unreadable ? nil : try row.get(1),
        bailleurs: DossierRow.split(try row.get(2)), logements: try row.get(3),
        awaited: DossierRow.decode(try row.get(4)), closedOn: try row.get(5),
        alertFrom: try row.get(6))
    }
  }

  /// The stream of the dossier of that reference.
  public func stream(ofReference reference: String) throws -> StreamID? {
    try connection.scalar("SELECT stream FROM dossier_row WHERE reference = ?", [reference])
  }

  /// The greatest number among the references « D-YEAR-n », zero without one.
  public func lastNumber(ofYear year: Int) throws -> Int {
    let prefix = "D-\(year)-"
    let last: Int?? = try connection.scalar(
      """
      SELECT max(CAST(substr(reference, ?) AS INTEGER)) FROM dossier_row
      WHERE reference >= ? AND reference < ?
      """, [prefix.utf8.count + 1, prefix, "D-\(year)."])
    return (last ?? nil) ?? 0
  }
}

extension DossierQueries {
  /// A queue's rows as the clauses of a statement.
  private struct Selection {
    var table = "dossier_side"
    var condition: String
    var order = "s.rank, s.stream"
    var arguments: [any SQLBindable]
    /// Whether the condition looks into the dossier's own row.
    var isFiltered = false

    /// The clauses from FROM on, with the dossier's row joined when it is needed.
    func clauses(joined: Bool) -> String {
      let join = joined || isFiltered ? " JOIN dossier_row AS r ON r.stream = s.stream" : ""
      return "FROM \(table) AS s\(join) WHERE \(condition)"
    }
  }

  private func selection(_ queue: DossierQueue, _ scope: QueueScope) -> Selection {
    var selection = Self.selection(queue, scope)
    for word in scope.filter.folded.split(separator: " ").map(String.init) {
      let bailleurs = names.organisations.values.filter { $0.name.folded.contains(word) }
      let tests =
        ["instr(r.search, ?) > 0"] + bailleurs.map { _ in "instr(r.bailleurs, ?) > 0" }
      selection.condition += " AND (\(tests.joined(separator: " OR ")))"
      selection.arguments.append(word)
      selection.arguments += bailleurs.map(\.id).sorted().map { DossierRow.join([$0]) }
      selection.isFiltered = true
    }
    return selection
  }

  private static func selection(_ queue: DossierQueue, _ scope: QueueScope) -> Selection {
    let audience = scope.audience
    let today = scope.today
    let opened = "s.audience = ? AND s.is_open = 1"
    switch queue {
    case .mine:
      return Selection(
        table: "dossier_task", condition: "s.person = ? AND s.since <= ?",
        arguments: [scope.person, today])
    case .late:
      return Selection(
        condition: "\(opened) AND s.due < ?", order: "s.due, s.stream",
        arguments: [audience, today])
    case .soon:
      return Selection(
        condition: "\(opened) AND s.due BETWEEN ? AND ?", order: "s.due, s.stream",
        arguments: [audience, today, today + 3])
    case .alerts:
      return Selection(
        condition: "\(opened) AND s.alert_from <= ?", order: "s.alert_from, s.stream",
        arguments: [audience, today])
    case .ours:
      return Selection(
        condition: "\(opened) AND s.awaited = 1 AND s.since <= ?", arguments: [audience, today])
    case .waiting:
      return Selection(condition: "\(opened) AND s.awaited = 0", arguments: [audience])
    case .open: return Selection(condition: opened, arguments: [audience])
    case .constitution, .preInstruction, .instruction, .caleol, .condition, .attributed, .moving,
      .closed:
      return Selection(
        condition: "s.audience = ? AND s.stage = ?", arguments: [audience, queue.rawValue])
    }
  }
}
