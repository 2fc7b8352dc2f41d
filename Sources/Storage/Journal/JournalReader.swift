import Domain

/// Reads the journal of all aggregates backwards in time: confirmed acts by their index, those that
/// wait by theirs, merged as they come.
///
/// What the rights matrix withholds is left out, and an event is told as its reader would read it
/// in the history of the dossier: the form that is for everybody, or nothing.
public final class JournalReader {
  private let store: Store
  private let person: Operator
  private let reach: JournalReach
  private let filter: JournalFilter
  private let moments: (from: Moment, to: Moment)
  private var scopes: [ScopeID: Bool] = [:]
  private var tellings: [StreamID: (any StreamTelling)?] = [:]
  /// As many streams are kept replayed: what is recorded on one day bears on few.
  private static let kept = 4_000
  /// How many rows are read at a time.
  private static let stretch = 400

  /// A reader of what the session's operator may read.
  ///
  /// - Throws: `Refusal` when the role gives no access to the journal.
  public init(_ store: Store, as session: Session, _ filter: JournalFilter) throws(Refusal) {
    self.store = store
    person = session.actor
    reach = JournalReach(of: session.actor)
    self.filter = filter
    moments = filter.moments
    if reach.isNothing { throw Refusal("Votre rôle ne donne pas accès au journal.") }
  }

  /// A page after a mark, the first one without.
  ///
  /// - Parameters:
  ///   - limit: how many lines are wanted; an act that waits is never cut, so there may be a few
  ///     more.
  ///   - budget: how many rows are looked at before the page is given as it is.
  /// - Throws: `StorageError`.
  public func page(
    after mark: JournalMark? = nil, limit: Int = 100, budget: Int = 20_000
  ) throws -> JournalPage {
    try store.reader.snapshot {
      var page = JournalPage()
      var looked = 0
      var rows = Rows(from: mark)
      while let row = try next(&rows) {
        looked += 1
        page.lines += try lines(of: row)
        let isFull = page.lines.count >= limit
        guard isFull || looked >= budget else { continue }
        page.next = row.mark
        if !isFull { page.lookedBackTo = row.mark.moment }
        break
      }
      return page
    }
  }

  // MARK: Rows, the newest first

  private enum Row {
    case waiting(PendingCommand, number: Int)
    case confirmed(JournalEntry)

    var mark: JournalMark {
      switch self {
      case .waiting(let act, let number): JournalMark(moment: act.issuedAt, place: .waiting(number))
      case .confirmed(let entry):
        JournalMark(
          moment: entry.event.envelope.recordedAt, place: .confirmed(entry.scope, entry.seq))
      }
    }
  }

  /// The rows read and not given yet, the next one last.
  private struct Rows {
    var waiting: [(act: PendingCommand, number: Int)] = []
    var confirmed: [JournalEntry] = []
    var waitingFrom: JournalMark?
    var confirmedFrom: JournalMark?
    var hasMoreWaiting = true
    var hasMoreConfirmed = true

    init(from mark: JournalMark?) {
      waitingFrom = mark
      confirmedFrom = mark
    }
  }

  private func next(_ rows: inout Rows) throws -> Row? {
    if rows.waiting.isEmpty, rows.hasMoreWaiting {
      rows.waiting = try waiting(after: rows.waitingFrom)
      rows.hasMoreWaiting = rows.waiting.count == Self.stretch && filter.stream == nil
    }
    if rows.confirmed.isEmpty, rows.hasMoreConfirmed {
      rows.confirmed = try confirmed(after: rows.confirmedFrom)
      rows.hasMoreConfirmed = rows.confirmed.count == Self.stretch && filter.stream == nil
    }
    let waitingMoment = rows.waiting.last?.act.issuedAt
    let confirmedMoment = rows.confirmed.last?.event.envelope.recordedAt
    if let waitingMoment, waitingMoment >= confirmedMoment ?? waitingMoment,
      let row = rows.waiting.popLast()
    {
      let taken = Row.waiting(row.act, number: row.number)
      rows.waitingFrom = taken.mark
      return taken
    }
    guard let entry = rows.confirmed.popLast() else { return nil }
    let taken = Row.confirmed(entry)
    rows.confirmedFrom = taken.mark
    return taken
  }

  /// The acts that wait before a mark, the oldest first.
  private func waiting(
    after mark: JournalMark?
  ) throws -> [(act: PendingCommand, number: Int)] {
    var bound = (moments.to, Int.min)
    if let mark, mark.moment < bound.0 {
      // An act that waits comes before those of its moment that are confirmed.
      if case .waiting(let number) = mark.place {
        bound = (mark.moment, number)
      } else {
        bound = (mark.moment, Int.min)
      }
    }
    let stream = filter.stream.map { _ in "AND stream = ?" } ?? ""
    var acts: [(act: PendingCommand, number: Int)] = []
    try store.reader.query(
      """
      SELECT \(PendingCommand.columns), ord FROM pending
      WHERE (issued_at, ord) < (?, ?) AND issued_at >= ? \(stream)
      ORDER BY issued_at DESC, ord DESC LIMIT \(filter.stream == nil ? Self.stretch : -1)
      """,
      [bound.0, bound.1, moments.from] + [filter.stream].compactMap(\.self)
    ) { row throws(StorageError) in
      acts.append((try PendingCommand(row), try row.get(PendingCommand.columnCount)))
    }
    return acts.reversed()
  }

  /// The confirmed events before a mark, the oldest first.
  private func confirmed(after mark: JournalMark?) throws -> [JournalEntry] {
    if let stream = filter.stream { return try confirmed(on: stream, before: mark) }
    var bound: (Moment, ScopeID, Int64) = (moments.to, "", 0)
    if let mark, mark.moment < bound.0 {
      if case .confirmed(let scope, let seq) = mark.place {
        bound = (mark.moment, scope, seq)
      } else {
        bound = (mark.moment + 1, "", 0)
      }
    }
    var entries: [JournalEntry] = []
    try store.reader.query(
      """
      SELECT \(JournalEntry.columns) FROM event
      WHERE (recorded_at, scope, seq) < (?, ?, ?) AND recorded_at >= ?
      ORDER BY recorded_at DESC, scope DESC, seq DESC LIMIT \(Self.stretch)
      """, [bound.0, bound.1, bound.2, moments.from]
    ) { row throws(StorageError) in entries.append(try JournalEntry(row)) }
    return entries.reversed()
  }

  /// A stream is short: it is read whole.
  private func confirmed(on stream: StreamID, before mark: JournalMark?) throws -> [JournalEntry] {
    try Journal(store.reader).entries(ofStream: stream)
      .filter { entry in
        let moment = entry.event.envelope.recordedAt
        guard moment >= moments.from, moment < moments.to else { return false }
        guard let mark else { return true }
        guard case .confirmed(_, let seq) = mark.place else { return moment <= mark.moment }
        return (moment, entry.seq) < (mark.moment, seq)
      }
      .sorted {
        ($0.event.envelope.recordedAt, $0.seq) < ($1.event.envelope.recordedAt, $1.seq)
      }
  }

  // MARK: What a row tells this reader

  private func lines(of row: Row) throws -> [JournalLine] {
    switch row {
    case .waiting(let act, _):
      guard
        try isWanted(
          act.operatorID, act.organisation, act.onBehalfOf, act.scope, aggregate: act.aggregate)
      else { return [] }
      let telling = try telling(of: act.stream, act.aggregate)
      // The latest first, as the confirmed ones come.
      return act.events.reversed().compactMap { event in
        guard isWanted(kind: event.kind) else { return nil }
        return line(
          act.envelope, act.command, act.stream, act.aggregate, event.kind, telling,
          telling?.told(event, of: act, to: person) ?? .unknown, isWaiting: true)
      }
    case .confirmed(let entry):
      let event = entry.event
      let aggregate = String(event.kind.prefix { $0 != "." })
      guard
        try isWanted(
          event.envelope.operatorID, event.envelope.organisation, event.envelope.onBehalfOf,
          entry.scope, aggregate: aggregate)
      else { return [] }
      // What is sealed may be a consultation: its kind shows when it is opened.
      guard event.seal != nil || isWanted(kind: event.kind) else { return [] }
      let telling = try telling(of: event.stream, aggregate)
      let told = telling?.told(event, to: person) ?? .unknown
      if event.seal != nil {
        guard case .event(let shown) = told, isWanted(kind: shown.kind) else { return [] }
      }
      return [
        line(
          event.envelope, event.command, event.stream, aggregate, event.kind, telling, told,
          isWaiting: false)
      ].compactMap(\.self)
    }
  }

  private func line(
    _ envelope: Envelope, _ command: CommandID, _ stream: StreamID, _ aggregate: String,
    _ kind: String, _ telling: (any StreamTelling)?, _ told: ToldEvent, isWaiting: Bool
  ) -> JournalLine? {
    if case .nothing = told { return nil }
    var shown: (any JournaledEvent)?
    if case .event(let event) = told { shown = event }
    return JournalLine(
      moment: envelope.recordedAt, command: command, stream: stream, aggregate: aggregate,
      reference: telling?.name(in: store.directory) ?? aggregate, kind: shown?.kind ?? kind,
      event: shown, author: envelope.operatorID, organisation: envelope.organisation,
      role: envelope.role, onBehalfOf: envelope.onBehalfOf, isWaiting: isWaiting)
  }

  private func isWanted(kind: String) -> Bool {
    !filter.revealsOnly || kind == DossierEvent.CodingKeys.nurRevealed.rawValue
  }

  private func isWanted(
    _ author: OperatorID, _ organisation: OrganisationID, _ acting: OrganisationID?,
    _ scope: ScopeID, aggregate: String
  ) throws -> Bool {
    let houses = [organisation, acting]
    if let authors = filter.authors {
      guard
        authors.people.contains(author)
          || houses.contains(where: { $0.map(authors.houses.contains) ?? false })
      else { return false }
    }
    guard
      reach.covers(
        author: author, organisations: houses, isOnDossier: aggregate == Dossier.aggregate)
    else { return false }
    if let known = scopes[scope] { return known }
    let isRead = SharedRights.reads(person, members: scope.members)
    scopes[scope] = isRead
    return isRead
  }

  private func telling(
    of stream: StreamID, _ aggregate: String
  ) throws -> (any StreamTelling)? {
    if let known = tellings[stream] { return known }
    if tellings.count >= Self.kept { tellings = [:] }
    let telling = try StoredAggregates.type(named: aggregate)
      .map { try Self.telling(of: stream, as: $0, in: store) }
    tellings[stream] = .some(telling)
    return telling
  }

  private static func telling<Subject: StoredAggregate>(
    of stream: StreamID, as type: Subject.Type, in store: Store
  ) throws -> any StreamTelling {
    Telling(subject: try Streams(store.reader).read(stream, as: type).state)
  }
}
