import Domain

/// What is asked of the annonces' rows.
struct AnnonceListing {
  let queue: AnnonceQueue
  /// The bailleur whose annonces alone are seen; nil for those who see all.
  let audience: OrganisationID?
  /// The words that must all be found in the number, the place or the bailleur's name.
  var words: [String] = []
  /// The bailleurs whose name holds a word, by that word.
  var named: [String: [OrganisationID]] = [:]

  init(
    _ queue: AnnonceQueue, of audience: OrganisationID?, filter: String, names: Directory
  ) {
    self.queue = queue
    self.audience = audience
    words = filter.folded.split(separator: " ").map(String.init)
    for word in words {
      named[word] = names.organisations.values
        .filter { $0.kind == .bailleur && $0.name.folded.contains(word) }.map(\.id).sorted()
    }
  }

  /// The conditions on the rows, with what they are given.
  var clause: (sql: String, arguments: [any SQLBindable]) {
    var conditions = [queue.condition]
    var arguments: [any SQLBindable] = []
    if let audience {
      conditions.append("bailleur = ?")
      arguments.append(audience)
    }
    for word in words {
      let bailleurs = named[word] ?? []
      let marks = Array(repeating: "?", count: bailleurs.count).joined(separator: ", ")
      conditions.append("(instr(words, ?) > 0 OR bailleur IN (\(marks)))")
      arguments.append(word)
      arguments += bailleurs
    }
    return (conditions.joined(separator: " AND "), arguments)
  }
}

/// What the panes ask of the view of the annonces.
struct AnnonceQueries {
  static let columns = """
    stream, annonce, bailleur, version, place, text, photos, status, published_on, reported_on, \
    fault
    """

  let connection: Connection

  /// How many rows a queue holds.
  func count(_ listing: AnnonceListing) throws(StorageError) -> Int {
    let (sql, arguments) = listing.clause
    return try connection.scalar("SELECT count(*) FROM annonce_row WHERE \(sql)", arguments) ?? 0
  }

  /// Some rows of a queue that the rows themselves order.
  func page(
    _ listing: AnnonceListing, after mark: AnnoncePage.Mark?, limit: Int
  ) throws(StorageError) -> AnnoncePage {
    let column = listing.queue.column ?? "published_on"
    var (sql, arguments) = listing.clause
    let (sign, order) = listing.queue.isReversed ? ("<", "DESC") : (">", "ASC")
    if let mark {
      sql += " AND (\(column), stream) \(sign) (?, ?)"
      arguments += [mark.key, mark.stream] as [any SQLBindable]
    }
    arguments.append(limit + 1)
    var rows: [AnnonceRow] = []
    try connection.query(
      """
      SELECT \(Self.columns), \(column) FROM annonce_row WHERE \(sql)
      ORDER BY \(column) \(order), stream \(order) LIMIT ?
      """, arguments
    ) { row throws(StorageError) in
      rows.append(try read(row, of: listing.queue, key: try row.get(11)))
    }
    let hasMore = rows.count > limit
    if hasMore { rows.removeLast() }
    let next = rows.last.map { AnnoncePage.Mark(key: $0.key, stream: $0.stream) }
    return AnnoncePage(rows: rows, next: hasMore ? next : nil)
  }

  /// The row of an annonce, if it passes the listing's conditions.
  func row(
    _ stream: StreamID, _ listing: AnnonceListing
  ) throws(StorageError) -> AnnonceRow? {
    let (sql, arguments) = listing.clause
    return try connection.first(
      "SELECT \(Self.columns) FROM annonce_row WHERE stream = ? AND \(sql)", [stream] + arguments
    ) { row throws(StorageError) in try read(row, of: listing.queue, key: 0) }
  }

  private func read(
    _ row: borrowing Row, of queue: AnnonceQueue, key: Int64
  ) throws(StorageError) -> AnnonceRow {
    let subject: SubjectID = try row.get(5)
    let status: String = try row.get(7)
    let fault: String? = try row.get(10)
    let publishedOn: Day = try row.get(8)
    let title = try Vault(connection).get(subject, AnnonceTextField.title.field.rawValue)?.value
    return AnnonceRow(
      stream: try row.get(0), annonce: try row.get(1), bailleur: try row.get(2),
      version: try row.get(3), place: try row.get(4), title: title, photos: try row.get(6),
      status: fault == nil ? AnnonceStatus(rawValue: status) : nil, publishedOn: publishedOn,
      reportedOn: try row.get(9), since: since(queue, key, publishedOn), key: key)
  }

  private func since(_ queue: AnnonceQueue, _ key: Int64, _ publishedOn: Day) -> Day {
    switch queue {
    case .reported, .review, .correction: Day(number: Int(key))
    case .decided: ParisTime.day(of: Moment(seconds: key))
    case .drawn, .online: publishedOn
    }
  }
}
