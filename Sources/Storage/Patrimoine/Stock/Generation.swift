import Domain

/// The stock of a bailleur as an import left it, to be read: the file never changes.
public final class Generation {
  /// The file.
  public let path: String
  /// The import that made it.
  public let latest: StockImport
  let connection: Connection

  /// Opens a generation.
  ///
  /// - Throws: `StorageError`: `cannotOpen`, `foreign`, `newer`, `corrupt`.
  public init(path: String) throws(StorageError) {
    self.path = path
    connection = try Connection(path: path, mode: .immutable)
    let owner: Int = try connection.scalar("PRAGMA application_id") ?? 0
    guard owner == GenerationSchema.applicationID else {
      throw StorageError(.foreign(applicationID: owner), "application id \(owner)", path: path)
    }
    let version: Int = try connection.scalar("PRAGMA user_version") ?? 0
    guard version <= GenerationSchema.version else {
      throw StorageError(
        .newer(found: version, known: GenerationSchema.version), "schema \(version)", path: path)
    }
    let latest = try connection.first(
      "SELECT \(StockImport.columns) FROM import ORDER BY number DESC LIMIT 1"
    ) { row throws(StorageError) in try StockImport(row) }
    guard let latest else { throw StorageError(.corrupt, "a stock without import", path: path) }
    self.latest = latest
  }

  /// The imports whose differences are kept, the latest first.
  ///
  /// - Throws: `StorageError`.
  public func imports() throws(StorageError) -> [StockImport] {
    var imports: [StockImport] = []
    try connection.query("SELECT \(StockImport.columns) FROM import ORDER BY number DESC") {
      row throws(StorageError) in imports.append(try StockImport(row))
    }
    return imports
  }
}
