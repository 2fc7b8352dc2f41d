import Domain

extension DossierQueries {
  /// The numbers of all the dossiers of a sequence, in its order: what marking a whole list needs,
  /// a hundred thousand of them without a row being read.
  ///
  /// - Throws: `StorageError`.
  public func numbers(of sequence: DossierSequence) throws -> [Int] {
    if let found = sequence.found { return found }
    let statement = ListingClauses(sequence.listing).statement("s.number", isOrdered: false)
    var numbers: [Int] = []
    numbers.reserveCapacity(sequence.count)
    try connection.query(statement.sql, statement.arguments) { row throws(StorageError) in
      numbers.append(try row.get(0))
    }
    return numbers
  }

  /// The stream of the dossier that has that number in this store, nil when none has.
  ///
  /// - Throws: `StorageError`.
  public func stream(ofNumber number: Int) throws -> StreamID? {
    try connection.scalar("SELECT stream FROM dossier_number WHERE number = ?", [number])
  }
}
