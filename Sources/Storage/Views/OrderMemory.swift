/// The dossiers of the listing last narrowed by words, in its order, for as long as the store stays
/// as it is: at each letter typed only what matches is looked for again.
///
/// A class, kept by the store beside its reader, because the questions are values made anew each
/// time. A number takes four bytes: 400 kB for a hundred thousand dossiers.
final class OrderMemory {
  private var listing: DossierListing?
  private var version = 0
  private var numbers: [Int32] = []

  /// The numbers of a listing's dossiers in its order, whatever words narrow it.
  ///
  /// - Throws: `StorageError`.
  func numbers(of narrowed: DossierListing, _ connection: Connection) throws -> [Int32] {
    var listing = narrowed
    listing.scope.filter = ""
    // SQLite's own count of the commits by other connections: the reader makes none itself.
    let version: Int = try connection.scalar("PRAGMA data_version") ?? 0
    if listing == self.listing, version == self.version { return numbers }
    self.listing = nil
    numbers.removeAll(keepingCapacity: true)
    let statement = ListingClauses(listing).statement("s.number")
    try connection.query(statement.sql, statement.arguments) { row throws(StorageError) in
      guard let number = Int32(exactly: try row.get(0) as Int) else {
        throw StorageError(.corrupt, "a dossier's number out of range")
      }
      numbers.append(number)
    }
    self.listing = listing
    self.version = version
    return numbers
  }
}
