/// The rows of one query, asked for one at a time, so that two queries can be walked side by side.
///
/// It holds its statement until it is let go of; the connection must stay open as long.
final class Cursor {
  private let statement: Statement

  /// The rows of a query without parameters.
  init(_ sql: String, on connection: Connection) throws(StorageError) {
    guard let handle = connection.handle else {
      throw StorageError(.misuse, "the connection is closed", path: connection.path)
    }
    statement = try Statement(sql, database: handle)
  }

  /// The next row's values, nil after the last.
  func next() throws(StorageError) -> [SQLValue]? {
    guard try statement.step() else { return nil }
    let row = Row(statement)
    var values: [SQLValue] = []
    for column in 0..<row.count { values.append(try row.get(column)) }
    return values
  }
}
