import CSQLite

/// A statement run a million times over bytes that stay where they are during each run.
///
/// It holds its statement until it is let go of; the connection must stay open as long.
final class BulkStatement {
  private let statement: Statement
  private let handle: OpaquePointer

  init(_ sql: String, on connection: Connection) throws(StorageError) {
    guard let database = connection.handle else {
      throw StorageError(.misuse, "the connection is closed", path: connection.path)
    }
    statement = try Statement(sql, database: database)
    handle = statement.handle
  }

  /// Gives a parameter, counted from 1, a text; an empty one is NULL. The bytes are read by the
  /// next `run` or `step` and not kept.
  @inline(__always)
  func bind(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    guard bytes.count > 0, let start = bytes.baseAddress else {
      sqlite3_bind_null(handle, Int32(truncatingIfNeeded: index))
      return
    }
    start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      _ = sqlite3_bind_text(
        handle, Int32(truncatingIfNeeded: index), $0, Int32(truncatingIfNeeded: bytes.count), nil)
    }
  }

  /// Gives a parameter a text that is copied.
  func bind(text: String, at index: Int) throws(StorageError) {
    var text = text
    let code = text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else {
        return habiter_bind_text(handle, Int32(index), "", 0)
      }
      return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        habiter_bind_text(handle, Int32(index), $0, UInt64(bytes.count))
      }
    }
    guard code == SQLITE_OK else { throw failure() }
  }

  /// Gives a parameter a number.
  @inline(__always)
  func bind(_ number: Int64, at index: Int) {
    sqlite3_bind_int64(handle, Int32(truncatingIfNeeded: index), number)
  }

  /// Runs the statement to its end and makes it ready again.
  func run() throws(StorageError) {
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE else { throw failure() }
    sqlite3_reset(handle)
  }

  /// True when a row is ready; false when there is none any more, and the statement is ready again.
  func step() throws(StorageError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    default: throw failure()
    }
  }

  /// Leaves the rows that are left.
  func reset() { sqlite3_reset(handle) }

  /// A column of the row as bytes, empty when it is NULL; good until the next step.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(handle, Int32(column))
    return UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, Int32(column))))
  }

  /// A column of the row as a number.
  func number(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  private func failure() -> StorageError {
    let database = sqlite3_db_handle(handle)
    let error = StorageError(
      sqlite: sqlite3_extended_errcode(database),
      message: String(cString: sqlite3_errmsg(database)), sql: statement.sql)
    sqlite3_reset(handle)
    return error
  }
}
