import Domain

extension DossierQueries {
  /// The dossiers whose personal data are to be erased by that day and that the person may have
  /// erased, those that have waited longest first.
  ///
  /// - Throws: `StorageError`.
  public func erasable(
    by person: Operator, on day: Day, limit: Int = .max
  ) throws -> [DossierRow] {
    guard let condition = Self.condition(for: person) else { return [] }
    var rows: [DossierRow] = []
    try connection.query(
      """
      SELECT \(DossierRow.columns) FROM dossier_row AS r INDEXED BY dossier_row_erase
      WHERE r.erase_from <= ?\(condition.sql) ORDER BY r.erase_from, r.number LIMIT ?
      """, [day] + condition.arguments + [limit]
    ) { row throws(StorageError) in rows.append(try DossierRow(row)) }
    return rows
  }

  /// Which dossiers the person may have erased; nil for none.
  private static func condition(
    for person: Operator
  ) -> (sql: String, arguments: [any SQLBindable])? {
    if SharedRights.erasesAll(person) { return ("", []) }
    guard SharedRights.erases(person, streamOf: [person.organisation]) else { return nil }
    // Those whose volets are all of the organisation.
    return (" AND replace(r.bailleurs, ?, '') = '|'", ["\(person.organisation)|"])
  }
}
