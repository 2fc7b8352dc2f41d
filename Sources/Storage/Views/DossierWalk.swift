import Domain

extension DossierQueries {
  /// Goes through the rows of a listing in their order, a stretch at a time: memory does not grow
  /// with the listing.
  ///
  /// - Parameters:
  ///   - stretch: the rows read at once.
  ///   - visit: takes the rows of a stretch.
  /// - Throws: `StorageError`, what `visit` throws.
  public func walk(
    _ listing: DossierListing, by stretch: Int = 500, _ visit: ([DossierRow]) throws -> Void
  ) throws {
    try connection.snapshot {
      let sequence = try sequence(listing)
      var mark: DossierMark?
      var first = 0
      while first < sequence.count {
        let rows = try rows(of: sequence, first..<(first + stretch), near: mark)
        guard let last = rows.last else { return }
        try visit(rows)
        first += rows.count
        mark = DossierMark(index: first - 1, stream: last.stream)
      }
    }
  }
}
