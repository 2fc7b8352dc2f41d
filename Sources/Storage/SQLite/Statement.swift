import CSQLite

/// A prepared statement: bound, stepped and reset by `Connection`, which alone hands it out.
///
/// Not Sendable: it belongs to the connection that prepared it.
final class Statement {
  let sql: String
  let handle: OpaquePointer
  private let database: OpaquePointer

  init(_ sql: String, database: OpaquePointer) throws(StorageError) {
    var handle: OpaquePointer?
    var hasMore = false
    let code = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
      let code = sqlite3_prepare_v3(database, text, -1, flags, &handle, &tail)
      // Only blanks may follow: a second statement would be silently ignored by SQLite.
      hasMore = tail.map { String(cString: $0).contains { !$0.isWhitespace && $0 != ";" } } ?? false
      return code
    }
    guard code == SQLITE_OK else {
      throw StorageError(
        sqlite: sqlite3_extended_errcode(database),
        message: String(cString: sqlite3_errmsg(database)), sql: sql)
    }
    guard let handle, !hasMore else {
      sqlite3_finalize(handle)
      throw StorageError(.misuse, "not exactly one SQL statement", sql: sql)
    }
    self.sql = sql
    self.handle = handle
    self.database = database
  }

  deinit {
    sqlite3_finalize(handle)
  }

  func bind(_ arguments: [any SQLBindable]) throws(StorageError) {
    let expected = Int(sqlite3_bind_parameter_count(handle))
    guard arguments.count == expected else {
      throw StorageError(
        .misuse, "\(expected) parameters expected, \(arguments.count) given", sql: sql)
    }
    for (offset, argument) in arguments.enumerated() {
      let code = bind(argument.sqlValue, at: Int32(offset + 1))
      guard code == SQLITE_OK else { throw failure() }
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .real(let number): return sqlite3_bind_double(handle, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        // An empty string may have no address, and a NULL address would bind NULL.
        guard let start = bytes.baseAddress else { return habiter_bind_text(handle, index, "", 0) }
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          habiter_bind_text(handle, index, $0, UInt64(bytes.count))
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes {
        habiter_bind_blob(handle, index, $0.baseAddress, UInt64($0.count))
      }
    }
  }

  /// True when a row is ready, false when the statement is done.
  func step() throws(StorageError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure()
    }
  }

  /// Ends the run and forgets the parameters, so that a cached statement keeps no value alive.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  private func failure() -> StorageError {
    StorageError(
      sqlite: sqlite3_extended_errcode(database),
      message: String(cString: sqlite3_errmsg(database)), sql: sql)
  }
}
