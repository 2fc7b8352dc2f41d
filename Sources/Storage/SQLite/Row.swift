import CSQLite

/// The row a statement stands on; it can be neither copied nor kept, since the next step ends it.
public struct Row: ~Copyable {
  private let statement: Statement

  init(_ statement: Statement) {
    self.statement = statement
  }

  /// How many columns the row has.
  public var count: Int { Int(sqlite3_column_count(statement.handle)) }

  /// The value of a column, counted from 0, as the type the caller expects.
  ///
  /// - Throws: `StorageError` of kind `typeMismatch` when the column holds another type: nothing is
  ///   coerced, so a wrong schema or a damaged row shows at once.
  public func get<Value: SQLConvertible>(
    _ column: Int, as type: Value.Type = Value.self
  ) throws(StorageError) -> Value {
    guard column >= 0, column < count else {
      throw StorageError(.misuse, "no column \(column)", sql: statement.sql)
    }
    let stored = try value(Int32(column))
    guard let value = Value(sqlValue: stored) else {
      let name = sqlite3_column_name(statement.handle, Int32(column)).map { String(cString: $0) }
      throw StorageError(
        .typeMismatch, "column \(name ?? "\(column)") holds \(stored.typeName), not \(type)",
        sql: statement.sql)
    }
    return value
  }

  private func value(_ column: Int32) throws(StorageError) -> SQLValue {
    let handle = statement.handle
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT:
      let start = sqlite3_column_text(handle, column)
      let length = Int(sqlite3_column_bytes(handle, column))
      let bytes = UnsafeBufferPointer(start: start, count: start == nil ? 0 : length)
      // Nearly every text is ASCII, which takes half the time of a full check.
      if bytes.reduce(0, |) < 0x80 { return .text(String(decoding: bytes, as: UTF8.self)) }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw StorageError(.corrupt, "column \(column) is not UTF-8", sql: statement.sql)
      }
      return .text(text)
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(handle, column)
      let length = Int(sqlite3_column_bytes(handle, column))
      return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : length)))
    default: return .null
    }
  }
}
