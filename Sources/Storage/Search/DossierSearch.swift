import Domain

/// What a search over all dossiers found.
public struct DossierSearch: Equatable, Sendable {
  /// A dossier found.
  public struct Found: Equatable, Sendable {
    /// As the lists show it.
    public let row: DossierRow
    /// The tenants' names, « Durand ⇄ Lopez ».
    public let names: String
  }

  /// The most dossiers shown: nobody reads further, they type one more letter.
  public static let limit = 100
  /// The most references shown that were perhaps meant.
  static let nearLimit = 5

  /// The dossier of the reference typed, then the open ones and the closed, the latest first.
  public var found: [Found] = []
  /// Whether there are more than `limit`.
  public var isCut = false
  /// Whether nothing bears the reference typed and `found` holds those one slip away from it.
  public var isNear = false

  /// Nothing found.
  public init() {}
}

extension DossierQueries {
  /// The dossiers that a text names: by reference, logement, status, tenant, bailleur or contact.
  ///
  /// - Parameters:
  ///   - text: words that each begin a word of the dossier, or a reference, be it mistyped.
  ///   - scope: whose dossiers, on which day; its filter does not count.
  /// - Throws: `StorageError`.
  public func search(_ text: String, _ scope: QueueScope) throws -> DossierSearch {
    let reference = DossierReference(typed: text)
    let years = (scope.today.year - 20)...scope.today.year
    var numbers =
      try reference.map {
        try self.numbers(ofReferences: $0.readings(years: years), in: scope, limit: .max)
      } ?? []
    let named = numbers.count
    let expression = SearchExpression(text, of: scope.organisation, names: names).text
    if let expression {
      for state in [SearchWords.open, SearchWords.closed]
      where numbers.count <= DossierSearch.limit {
        numbers += try self.numbers(matching: "state : \(state) AND \(expression)", in: scope)
          .filter { !numbers.contains($0) }
      }
    }
    var search = DossierSearch()
    search.isCut = numbers.count > DossierSearch.limit
    if numbers.isEmpty, let reference {
      numbers = try self.numbers(
        ofReferences: reference.slips(years: years), in: scope, limit: DossierSearch.nearLimit)
      search.isNear = !numbers.isEmpty
    }
    search.found = try numbers.prefix(DossierSearch.limit).compactMap { try found(number: $0) }
    guard !search.isNear, named < search.found.count else { return search }
    // Numbers go by the order in which dossiers came to this store; readers go by the reference.
    search.found[named...].sort {
      let isOpen = ($0.row.closedOn == nil, $1.row.closedOn == nil)
      return isOpen.0 == isOpen.1 ? $0.row.reference > $1.row.reference : isOpen.0
    }
    return search
  }

  /// The latest dossiers that match, one more than are shown.
  private func numbers(matching expression: String, in scope: QueueScope) throws -> [Int] {
    var numbers: [Int] = []
    // The expression keeps to the audience already; the side's row is what decides.
    try connection.query(
      """
      SELECT f.rowid FROM dossier_search AS f
      WHERE f.dossier_search MATCH ? AND EXISTS (
        SELECT 1 FROM dossier_side AS s WHERE s.number = f.rowid AND s.audience = ?)
      ORDER BY f.rowid DESC LIMIT ?
      """, [expression, scope.audience, DossierSearch.limit + 1]
    ) { row throws(StorageError) in numbers.append(try row.get(0)) }
    return numbers
  }

  private func numbers(
    ofReferences references: [String], in scope: QueueScope, limit: Int
  ) throws -> [Int] {
    var numbers: [Int] = []
    for reference in references where numbers.count < limit {
      try connection.query(
        """
        SELECT r.number FROM dossier_row AS r WHERE r.reference = ? AND EXISTS (
          SELECT 1 FROM dossier_side AS s WHERE s.number = r.number AND s.audience = ?)
        """, [reference, scope.audience]
      ) { row throws(StorageError) in numbers.append(try row.get(0)) }
    }
    return numbers
  }

  private func found(number: Int) throws -> DossierSearch.Found? {
    try connection.first(
      """
      SELECT \(DossierRow.columns), f.names
      FROM dossier_row AS r JOIN dossier_search AS f ON f.rowid = r.number WHERE r.number = ?
      """, [number]
    ) { row throws(StorageError) in
      DossierSearch.Found(row: try DossierRow(row), names: try row.get(DossierRow.columnCount))
    }
  }
}
