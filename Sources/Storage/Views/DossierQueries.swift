import Domain

/// The questions that the panes ask about dossiers.
public struct DossierQueries {
  let connection: Connection
  let names: NameWords
  let orders: OrderMemory

  /// A listing as it is now.
  ///
  /// - Throws: `StorageError`.
  public func sequence(_ listing: DossierListing) throws -> DossierSequence {
    guard listing.scope.filter.contains(where: { !$0.isWhitespace }) else {
      return DossierSequence(
        listing: listing, count: try counts(listing.scope)[listing.queue] ?? 0, found: nil)
    }
    let found = try found(listing)
    return DossierSequence(listing: listing, count: found.count, found: found)
  }

  /// The index of a dossier in a sequence, nil when it is not in it.
  ///
  /// - Throws: `StorageError`.
  public func index(of stream: StreamID, in sequence: DossierSequence) throws -> Int? {
    guard let number = try number(of: stream) else { return nil }
    if let found = sequence.found { return found.firstIndex(of: number) }
    let clauses = ListingClauses(sequence.listing)
    guard let place = try place(of: number, in: clauses) else { return nil }
    var before = clauses.reversed()
    before.keepAfter(place)
    let statement = before.statement("count(*)", isOrdered: false)
    return try connection.scalar(statement.sql, statement.arguments) ?? 0
  }

  /// The rows of a stretch of a sequence, in order.
  ///
  /// They are reached from the nearest of the beginning, the end and the mark, so that the cost is
  /// that of the rows asked for, however long the sequence is.
  ///
  /// - Parameters:
  ///   - range: indices; what lies outside of the sequence is left out.
  ///   - mark: a row that the caller has, near the stretch.
  /// - Throws: `StorageError`.
  public func rows(
    of sequence: DossierSequence, _ range: Range<Int>, near mark: DossierMark? = nil
  ) throws -> [DossierRow] {
    let range = range.clamped(to: 0..<sequence.count)
    guard !range.isEmpty else { return [] }
    if let found = sequence.found { return try found[range].compactMap { try row(number: $0) } }
    let clauses = ListingClauses(sequence.listing)
    let fromEnd = sequence.count - range.upperBound
    let nearest = min(range.lowerBound, fromEnd)
    if let mark, let place = try number(of: mark.stream).flatMap({ try place(of: $0, in: clauses) })
    {
      if mark.index < range.lowerBound, range.lowerBound - mark.index <= nearest {
        return try rows(
          after: place, skipping: range.lowerBound - mark.index - 1, range.count, in: clauses)
      }
      if mark.index >= range.upperBound, mark.index - range.upperBound <= nearest {
        return try rows(
          after: place, skipping: mark.index - range.upperBound, range.count,
          in: clauses.reversed()
        ).reversed()
      }
    }
    return fromEnd < range.lowerBound
      ? try rows(skipping: fromEnd, range.count, in: clauses.reversed()).reversed()
      : try rows(skipping: range.lowerBound, range.count, in: clauses)
  }

  /// Every stream of a listing, in order: for what goes through all of them.
  ///
  /// - Throws: `StorageError`.
  public func streams(_ listing: DossierListing) throws -> [StreamID] {
    let isFiltered = listing.scope.filter.contains { !$0.isWhitespace }
    let kept = isFiltered ? try matching(listing) : nil
    let statement = ListingClauses(listing).statement(
      "s.number, r.stream", join: "JOIN dossier_row AS r ON r.number = s.number")
    var streams: [StreamID] = []
    try connection.query(statement.sql, statement.arguments) { row throws(StorageError) in
      guard try kept?.contains(row.get(0)) ?? true else { return }
      streams.append(try row.get(1))
    }
    return streams
  }

  private func rows(
    after place: ListingPlace? = nil, skipping skipped: Int, _ limit: Int,
    in clauses: ListingClauses
  ) throws -> [DossierRow] {
    var clauses = clauses
    if let place { clauses.keepAfter(place) }
    let statement = clauses.statement(
      DossierRow.columns, join: "JOIN dossier_row AS r ON r.number = s.number")
    var rows: [DossierRow] = []
    rows.reserveCapacity(limit)
    try connection.query(
      statement.sql + " LIMIT ? OFFSET ?", statement.arguments + [limit, skipped]
    ) { row throws(StorageError) in rows.append(try DossierRow(row)) }
    return rows
  }

  private func place(of number: Int, in clauses: ListingClauses) throws -> ListingPlace? {
    let statement = clauses.placeStatement(of: number)
    let key: SQLValue? = try connection.scalar(statement.sql, statement.arguments)
    return key.map { ListingPlace(key: $0, number: number) }
  }

  /// The numbers of the dossiers that a listing's words leave, in its order.
  ///
  /// What matches and the order are each read once from their index, and meet here: faster by half
  /// than a statement that joins them when both are long.
  private func found(_ listing: DossierListing) throws -> [Int] {
    let matching = try matching(listing)
    guard !matching.isEmpty else { return [] }
    var found: [Int] = []
    for number in try orders.numbers(of: listing, connection) where matching.contains(Int(number)) {
      found.append(Int(number))
    }
    return found
  }

  /// Reads a listing's order before the first letter that will narrow it.
  ///
  /// - Throws: `StorageError`.
  public func prepareToNarrow(_ listing: DossierListing) throws {
    _ = try orders.numbers(of: listing, connection)
  }

  /// The dossiers that a listing's words name, in whatever queue.
  private func matching(_ listing: DossierListing) throws -> NumberSet {
    var numbers = NumberSet()
    let scope = listing.scope
    guard
      let expression = SearchExpression(scope.filter, of: scope.organisation, names: names).text
    else { return numbers }
    // The order keeps to the queue; that few are open only makes what matches a shorter list. What
    // somebody must do may be in a dossier that is closed, and most dossiers are.
    let state =
      switch listing.queue {
      case .mine, .closed: ""
      default: "state : \(SearchWords.open) AND "
      }
    try connection.query(
      "SELECT f.rowid FROM dossier_search AS f WHERE f.dossier_search MATCH ?",
      [state + expression]
    ) { row throws(StorageError) in numbers.insert(try row.get(0)) }
    return numbers
  }
}

extension DossierQueries {
  /// The row of one dossier.
  ///
  /// - Throws: `StorageError`.
  public func row(_ stream: StreamID) throws -> DossierRow? {
    try number(of: stream).flatMap { try row(number: $0) }
  }

  func row(number: Int) throws -> DossierRow? {
    try connection.first(
      "SELECT \(DossierRow.columns) FROM dossier_row AS r WHERE number = ?", [number]
    ) { row throws(StorageError) in try DossierRow(row) }
  }

  /// The stream of the dossier of that reference.
  ///
  /// - Throws: `StorageError`.
  public func stream(ofReference reference: String) throws -> StreamID? {
    try connection.scalar("SELECT stream FROM dossier_row WHERE reference = ?", [reference])
  }

  /// The greatest number among the references « D-YEAR-n », zero without one.
  ///
  /// - Throws: `StorageError`.
  public func lastNumber(ofYear year: Int) throws -> Int {
    let prefix = "D-\(year)-"
    let last: Int?? = try connection.scalar(
      """
      SELECT max(CAST(substr(reference, ?) AS INTEGER)) FROM dossier_row
      WHERE reference >= ? AND reference < ?
      """, [prefix.utf8.count + 1, prefix, "D-\(year)."])
    return (last ?? nil) ?? 0
  }

  private func number(of stream: StreamID) throws -> Int? {
    try connection.scalar("SELECT number FROM dossier_number WHERE stream = ?", [stream])
  }
}
