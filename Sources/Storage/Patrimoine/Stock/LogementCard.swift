import Domain

/// A logement of the stock, all of it.
public struct LogementCard: Equatable, Sendable {
  /// Its reference.
  public var reference: String
  /// Its values by column, empty ones left out; those it had at last when it is gone.
  public var values: LogementValues
  /// What the imports did to it, the latest first.
  public var history: [LogementStep]

  /// The values with the names of their columns, in the order of the contract.
  public var lines: [(name: String, value: String)] {
    PatrimoineColumn.allCases.compactMap { column in
      values[column].map { (column.name, $0) }
    }
  }
}

/// What an import did to a logement.
public struct LogementStep: Equatable, Sendable {
  /// The import's place among those of the bailleur (`StockImport.number`).
  public var number: Int
  /// What it did.
  public var change: LogementChange
}

/// What several imports did to a logement.
public struct LogementDifference: Equatable, Sendable {
  /// The logement's reference.
  public var logement: String
  /// What is left of what they did.
  public var change: LogementChange
}

extension Generation {
  /// The logement of a reference written as the file has it, nil when there is none.
  ///
  /// - Throws: `StorageError`.
  public func card(of reference: String) throws(StorageError) -> LogementCard? {
    let row: Int? = try connection.scalar(
      "SELECT id FROM logement WHERE cle_logement = ? AND ref_logement = ?",
      [PatrimoineReferenceKey.of(reference), reference])
    return try row.flatMap { row throws(StorageError) in try card(row: row) }
  }

  /// The logement of a row, nil when there is none.
  ///
  /// - Throws: `StorageError`.
  public func card(row: Int) throws(StorageError) -> LogementCard? {
    let columns = GenerationSchema.columns.joined(separator: ", ")
    let values = try connection.first("SELECT \(columns) FROM logement WHERE id = ?", [row]) {
      row throws(StorageError) in
      var values: LogementValues = [:]
      for column in PatrimoineColumn.allCases {
        values[column] = try row.get(column.rawValue - 1, as: String?.self)
      }
      return values
    }
    guard let values, let reference = values[.logement] else { return nil }
    return LogementCard(
      reference: reference, values: values, history: try history(of: reference))
  }

  /// What the imports of the last thirteen months did to a logement, be it gone, the latest first.
  ///
  /// - Throws: `StorageError`.
  public func history(of reference: String) throws(StorageError) -> [LogementStep] {
    var steps: [LogementStep] = []
    try connection.query(
      """
      SELECT logement, import, field, before, after FROM difference
      WHERE logement = ? ORDER BY import, field
      """, [reference]
    ) { row throws(StorageError) in
      let difference = try DifferenceRow(row)
      if steps.last?.number == difference.number, let last = steps.indices.last {
        steps[last].change = difference.joined(to: steps[last].change)
      } else {
        steps.append(LogementStep(number: difference.number, change: difference.change))
      }
    }
    return steps.reversed()
  }

  /// What the imports after one and up to another did together, logement by logement.
  ///
  /// - Parameters:
  ///   - first: the number of the import whose stock is compared.
  ///   - last: that of the import it is compared with.
  ///   - reference: only logements after that one; nil from the beginning.
  ///   - limit: the most that are given; fewer mean that there are no more.
  /// - Throws: `StorageError`.
  public func differences(
    from first: Int, to last: Int, after reference: String? = nil, limit: Int = .max
  ) throws(StorageError) -> [LogementDifference] {
    var found: [LogementDifference] = []
    var walk = DifferenceWalk()
    let rows = try BulkStatement(
      """
      SELECT logement, import, field, before, after FROM difference
      WHERE import > ? AND import <= ? AND logement > ? ORDER BY logement, import, field
      """, on: connection)
    rows.bind(Int64(first), at: 1)
    rows.bind(Int64(last), at: 2)
    try rows.bind(text: reference ?? "", at: 3)
    while try rows.step() {
      if let done = walk.take(DifferenceRow(rows)) { found.append(done) }
      if found.count == limit {
        rows.reset()
        return found
      }
    }
    if let done = walk.end() { found.append(done) }
    return found
  }

  /// How many logements came, changed and went between two imports, and how many changed in each
  /// column.
  ///
  /// - Throws: `StorageError`.
  public func differenceCounts(
    from first: Int, to last: Int
  ) throws(StorageError) -> DifferenceCounts {
    var counts = DifferenceCounts()
    var after: String?
    while true {
      let page = try differences(from: first, to: last, after: after, limit: 1000)
      for difference in page { counts.note(difference.change) }
      guard page.count == 1000, let next = page.last?.logement else { return counts }
      after = next
    }
  }
}

/// How much changed between two imports.
public struct DifferenceCounts: Equatable, Sendable {
  /// The logements that came.
  public var added = 0
  /// Those of which a column changed.
  public var changed = 0
  /// Those that went.
  public var removed = 0
  /// Those that changed in each column.
  public var columns: [PatrimoineColumn: Int] = [:]

  mutating func note(_ change: LogementChange) {
    switch change {
    case .added: added += 1
    case .removed: removed += 1
    case .changed(let changes):
      changed += 1
      for column in changes.keys { columns[column, default: 0] += 1 }
    }
  }
}

/// A row of the differences.
struct DifferenceRow {
  let logement: String
  let number: Int
  private let field: Int
  private let before: String?
  private let after: String?

  init(_ row: borrowing Row) throws(StorageError) {
    logement = try row.get(0)
    number = try row.get(1)
    field = try row.get(2)
    before = try row.get(3)
    after = try row.get(4)
  }

  init(_ row: BulkStatement) {
    func text(_ column: Int) -> String? {
      let bytes = row.bytes(column)
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
    logement = text(0) ?? ""
    number = Int(row.number(1))
    field = Int(row.number(2))
    before = text(3)
    after = text(4)
  }

  /// What the row says by itself.
  var change: LogementChange {
    if let column = PatrimoineColumn(rawValue: field) {
      return .changed([column: ValueChange(before, after)])
    }
    if let after { return .added(GenerationSchema.unpacked(after)) }
    return .removed(GenerationSchema.unpacked(before ?? ""))
  }

  /// What the rows of one import and one logement say together.
  func joined(to change: LogementChange) -> LogementChange {
    guard case .changed(let earlier) = change, case .changed(let own) = self.change else {
      return self.change
    }
    return .changed(earlier.merging(own) { $1 })
  }
}

/// Rows of differences, in the order of logement and import, made one difference a logement.
struct DifferenceWalk {
  private var logement: String?
  private var steps: [LogementStep] = []

  /// Takes a row; gives the logement before it, when it is done and something is left of it.
  mutating func take(_ row: DifferenceRow) -> LogementDifference? {
    let done = row.logement == logement ? nil : end()
    logement = row.logement
    if steps.last?.number == row.number, let last = steps.indices.last {
      steps[last].change = row.joined(to: steps[last].change)
    } else {
      steps.append(LogementStep(number: row.number, change: row.change))
    }
    return done
  }

  /// Gives the last logement.
  mutating func end() -> LogementDifference? {
    defer { steps = [] }
    guard let logement, let change = LogementChange.net(steps.map(\.change)) else { return nil }
    return LogementDifference(logement: logement, change: change)
  }
}
