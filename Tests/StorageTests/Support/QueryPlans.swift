import Storage
import Testing

/// The steps of a query's plan that cost more than an index look-up: a walk through a whole table,
/// a temporary sort, an index made on the fly.
///
/// - Parameter walksIndexes: whether a walk through a whole index is allowed too, as a list of all
///   organisations by name needs.
func costlySteps(
  of sql: String, on connection: Connection, walksIndexes: Bool = true
) throws -> [String] {
  let unbound = [SQLValue](repeating: .null, count: sql.count { $0 == "?" })
  var steps: [String] = []
  try connection.query("EXPLAIN QUERY PLAN " + sql, unbound) { row throws(StorageError) in
    steps.append(try row.get(3))
  }
  return steps.filter { step in
    // What a full-text index matches, or the row of a number there, is looked up however it is
    // called.
    let isMatch =
      (step.contains("VIRTUAL TABLE INDEX ") && step.contains(":M")) || step.hasSuffix("INDEX 0:=")
    let scans =
      step.hasPrefix("SCAN ") && !(walksIndexes && step.contains(" INDEX "))
      && step != "SCAN CONSTANT ROW" && !isMatch
    return scans || step.contains("USE TEMP B-TREE") || step.contains("AUTOMATIC")
  }
}

/// Expects that SQLite answers `sql` through indexes alone.
func expectIndexed(
  _ sql: String, on connection: Connection, walksIndexes: Bool = true,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let costly = try costlySteps(of: sql, on: connection, walksIndexes: walksIndexes)
  #expect(costly.isEmpty, "\(sql)", sourceLocation: sourceLocation)
}

/// Expects the same of every SELECT, UPDATE and DELETE that `reads` runs, so that no test repeats
/// the SQL of the code.
func expectIndexed(
  on connection: Connection, walksIndexes: Bool = true,
  sourceLocation: SourceLocation = #_sourceLocation, _ reads: () throws -> Void
) throws {
  var statements: [String] = []
  connection.trace = { event in
    let verbs = ["SELECT", "WITH", "DELETE", "UPDATE"]
    if case .executed(let sql) = event, verbs.contains(where: sql.hasPrefix) {
      statements.append(sql)
    }
  }
  try reads()
  connection.trace = nil
  #expect(!statements.isEmpty, "no statement was run", sourceLocation: sourceLocation)
  for sql in statements {
    try expectIndexed(
      sql, on: connection, walksIndexes: walksIndexes, sourceLocation: sourceLocation)
  }
}
