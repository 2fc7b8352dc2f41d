import Domain

extension SharedPostgreSQL: SharedDatabase {
  /// The number of the schema without which this program cannot work.
  private static let leastSchema = Int64(ServerSchema.latest)

  /// Greets the database: who one is there, what its clock says, whether this program may write.
  public func hello() throws(SharedError) -> Welcome {
    try listen()
    let result = try call(
      """
      SELECT epoch, timeline, clock, operator, name, organisation, roles, least_protocol, nur_key,
        directory, schema FROM habiter.hello()
      """)
    let (welcome, schema) = try read { () throws(PostgresError) in
      let row = try result.only
      return (
        Welcome(
          epoch: try row.get(0), timeline: try row.get(1), now: Moment(seconds: try row.get(2)),
          me: Operator(
            id: OperatorID(try row.get(3)), name: try row.get(4),
            organisation: OrganisationID(try row.get(5)), roles: try row.roles(6)),
          leastProtocol: try row.get(7), nurKey: try row.get(8), directoryVersion: try row.get(9)),
        try row.get(10, as: Int64.self)
      )
    }
    guard schema >= Self.leastSchema else {
      throw SharedError(
        .older,
        "La base partagée est à l'ancien format (\(schema), attendu : \(Self.leastSchema)). "
          + "Un administrateur la met à jour par « habiter serveur mettre-a-jour ».")
    }
    return welcome
  }

  /// Where the audiences stand that the login may read.
  public func heads(of scopes: [ScopeID]?) throws(SharedError) -> [SharedHead] {
    try listen()
    // Whatever is heard from here on, the answer may be without it.
    news = scopes.flatMap { news?.besides($0) }
    let result = try call(
      "SELECT scope, seq, chain, text_seq, wake FROM habiter.heads($1)",
      [scopes.map { .textArray($0.map(\.text)) } ?? .null])
    return try read { () throws(PostgresError) in
      var heads: [SharedHead] = []
      heads.reserveCapacity(result.count)
      for row in result.rows {
        let scope = ScopeID(try row.get(0))
        heads.append(
          SharedHead(
            scope: scope, seq: try row.get(1), chain: try row.get(2), textSeq: try row.get(3)))
        note(scope, wokenBy: try row.get(4))
      }
      return heads
    }
  }

  /// The events of an audience after a position, at most `limit` of them.
  public func pull(
    _ scope: ScopeID, after seq: Int64, limit: Int
  ) throws(SharedError) -> EventPage {
    let result = try call(
      """
      SELECT \(JournalEntry.pullColumns), text_seq, before FROM habiter.pull($1, $2, $3)
      """, [.text(scope.text), .int8(seq), .int8(Int64(clamping: limit))])
    return try read { () throws(PostgresError) in
      var rows = result.rows.makeIterator()
      guard let first = rows.next() else { throw PostgresError(.typeMismatch, "no head") }
      var page = EventPage(
        before: try first.get(21), entries: [],
        head: SharedHead(
          scope: scope, seq: try first.get(0), chain: try first.get(1), textSeq: try first.get(20)))
      page.entries.reserveCapacity(result.count)
      while let row = rows.next() {
        page.entries.append(try JournalEntry(row, in: scope))
      }
      return page
    }
  }

  /// The chain of an audience at a position, nil beyond its head.
  public func chain(of scope: ScopeID, at seq: Int64) throws(SharedError) -> [UInt8]? {
    let result = try call(
      "SELECT habiter.chain_at($1, $2)", [.text(scope.text), .int8(seq)])
    return try read { () throws(PostgresError) in try result.only.get(0) }
  }

  /// The texts of an audience that changed after a position, at most `limit` of them.
  public func texts(
    of scope: ScopeID, after seq: Int64, limit: Int
  ) throws(SharedError) -> TextPage {
    let limit = min(max(1, limit), 10_000)
    let result = try call(
      """
      SELECT seq, closed, subject, field, value, version, text_seq FROM habiter.texts($1, $2, $3)
      """, [.text(scope.text), .int8(seq), .int8(Int64(limit))])
    return try read { () throws(PostgresError) in
      var rows = result.rows.makeIterator()
      guard let first = rows.next() else { throw PostgresError(.typeMismatch, "no head") }
      var page = TextPage(
        texts: [], upTo: max(seq, try first.get(6)), hasMore: result.count > limit + 1)
      while page.texts.count < limit, let row = rows.next() {
        page.texts.append(
          SharedText(
            scope: scope, isClosed: try row.get(1), subject: SubjectID(try row.get(2)),
            field: try row.get(3), value: try row.get(4), version: try row.get(5)))
        if page.hasMore { page.upTo = try row.get(0) }
      }
      return page
    }
  }

  /// The organisations of the bourse and their people.
  public func directory() throws(SharedError) -> SharedDirectory {
    let result = try call(
      """
      SELECT version, is_person, id, name, kind, siret, member, organisation, roles, email
      FROM habiter.directory()
      """)
    return try read { () throws(PostgresError) in
      var rows = result.rows.makeIterator()
      guard let first = rows.next() else { throw PostgresError(.typeMismatch, "no version") }
      var directory = SharedDirectory(version: try first.get(0), organisations: [], people: [])
      while let row = rows.next() {
        if try row.get(1) {
          directory.people.append(
            SharedPerson(
              person: Operator(
                id: OperatorID(try row.get(2)), name: try row.get(3),
                organisation: OrganisationID(try row.get(7)), roles: try row.roles(8)),
              email: try row.get(9)))
        } else {
          directory.organisations.append(
            Organisation(
              id: OrganisationID(try row.get(2)), name: try row.get(3),
              kind: try row.named(4), siret: try row.siret(5), member: try row.get(6)))
        }
      }
      return directory
    }
  }
}

extension JournalEntry {
  /// The columns that `init(_:in:)` reads, in its order.
  static let pullColumns = """
    seq, chain, command, stream, version, kind, schema, payload, occurred_on, recorded_at, operator,
    organisation, role, on_behalf, on_behalf_reason, received_at, seal_readers, seal_closed,
    seal_digest, seal_body
    """

  /// An event as the server holds it.
  init(_ row: PostgresRow, in scope: ScopeID) throws(PostgresError) {
    let readers: String? = try row.get(16)
    let seal: EventSeal? =
      if let readers {
        EventSeal(
          readers: ScopeID(readers), isClosed: try row.get(17), digest: try row.get(18),
          body: try row.get(19))
      } else {
        nil
      }
    let envelope = Envelope(
      occurredOn: Day(number: try row.get(8)), recordedAt: Moment(seconds: try row.get(9)),
      operatorID: OperatorID(try row.get(10)), organisation: OrganisationID(try row.get(11)),
      role: try row.named(12), onBehalfOf: try row.identifier(13),
      onBehalfReason: try row.identifier(14))
    self.init(
      scope: scope, seq: try row.get(0),
      event: EventDraft(
        command: CommandID(try row.get(2)), stream: StreamID(try row.get(3)),
        version: try row.get(4), kind: try row.get(5), schema: try row.get(6),
        payload: try row.get(7), envelope: envelope,
        receivedAt: Moment(seconds: try row.get(15)), seal: seal),
      chain: try row.get(1))
  }
}

extension PostgresResult {
  /// The row of a call that gives one.
  var only: PostgresRow {
    get throws(PostgresError) {
      guard let first else { throw PostgresError(.typeMismatch, "no row") }
      return first
    }
  }
}

extension PostgresRow {
  /// A value that the schema writes as the name of its case.
  func named<Value: RawRepresentable>(
    _ column: Int, as type: Value.Type = Value.self
  ) throws(PostgresError) -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: try get(column)) else {
      throw PostgresError(.typeMismatch, "column \(column) holds no \(type)")
    }
    return value
  }

  /// An identity that may be absent.
  func identifier<Tag>(_ column: Int) throws(PostgresError) -> Identifier<Tag>? {
    try get(column, as: String?.self).map { Identifier($0) }
  }

  /// The roles of a person; one that this program does not know gives no right here.
  func roles(_ column: Int) throws(PostgresError) -> Set<Role> {
    Set(try get(column, as: [String].self).compactMap { Role(rawValue: $0) })
  }

  fileprivate func siret(_ column: Int) throws(PostgresError) -> SIRET? {
    guard let text: String = try get(column) else { return nil }
    do {
      return try SIRET(parsing: text)
    } catch {
      throw PostgresError(.typeMismatch, "an organisation's SIRET is not one")
    }
  }
}
