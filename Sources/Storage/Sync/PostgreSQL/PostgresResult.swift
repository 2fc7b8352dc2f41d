/// What a statement gave: rows, or how many rows it changed.
///
/// Not Sendable, like the connection it came from; it may outlive it. It holds libpq's own copy of
/// the rows, which is freed with it.
final class PostgresResult {
  private let library: LibPQ
  private let handle: LibPQ.Handle
  /// How many rows there are.
  let count: Int
  /// How many columns a row has.
  let columns: Int

  /// Takes a result of libpq over.
  init(_ handle: LibPQ.Handle, library: LibPQ) {
    self.library = library
    self.handle = handle
    count = Int(library.ntuples(handle))
    columns = Int(library.nfields(handle))
  }

  deinit {
    library.clear(handle)
  }

  /// How many rows an INSERT, UPDATE, DELETE or SELECT was about; 0 for other statements.
  var affected: Int {
    library.cmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// The rows, in order.
  var rows: some Sequence<PostgresRow> {
    (0..<count).lazy.map { PostgresRow(result: self, index: $0) }
  }

  /// The first row, nil when there is none.
  var first: PostgresRow? { count > 0 ? PostgresRow(result: self, index: 0) : nil }

  /// The bytes of a field with its type; nil for NULL.
  fileprivate func field(
    _ row: Int, _ column: Int
  ) -> (type: UInt32, bytes: UnsafeRawBufferPointer)? {
    let (row, column) = (Int32(row), Int32(column))
    guard library.getisnull(handle, row, column) == 0 else { return nil }
    let length = Int(library.getlength(handle, row, column))
    let bytes = UnsafeRawBufferPointer(start: library.getvalue(handle, row, column), count: length)
    return (library.ftype(handle, column), bytes)
  }

  fileprivate func name(_ column: Int) -> String {
    library.fname(handle, Int32(column)).map { String(cString: $0) } ?? "\(column)"
  }
}

/// One row of a result.
struct PostgresRow {
  fileprivate let result: PostgresResult
  fileprivate let index: Int

  /// The value of a column, counted from 0, as the type the caller expects.
  ///
  /// - Throws: `PostgresError` of kind `typeMismatch` when the column holds another type, NULL
  ///   where no optional is asked for, or bytes that are no value of its type.
  func get<Value: PostgresReadable>(
    _ column: Int, as type: Value.Type = Value.self
  ) throws(PostgresError) -> Value {
    guard column >= 0, column < result.columns else {
      throw PostgresError(.misuse, "no column \(column)")
    }
    let field = result.field(index, column)
    guard let value = Value(postgres: field.map { PostgresField(type: $0.type, bytes: $0.bytes) })
    else {
      let found = field.map { "type \($0.type)" } ?? "NULL"
      throw PostgresError(
        .typeMismatch, "column \(result.name(column)) holds \(found), not \(type)")
    }
    return value
  }
}
