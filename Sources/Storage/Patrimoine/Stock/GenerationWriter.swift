import Domain

/// Writes a generation: from nothing, or as a copy of the one before with its differences.
///
/// The file is at work until `finish` has brought it to the disk; it then still needs its name.
final class GenerationWriter {
  /// The file at work.
  let path: String
  /// Whether there was no generation before, so that nothing is a difference.
  let isFirst: Bool

  private let connection: Connection
  private let number: Int64
  private let rows: GenerationRows
  /// In a first import every line is a row: a second thread writes them.
  private let pipeline: Pipeline<RowBatch>?
  private var batch = RowBatch()

  private let values: BulkStatement
  private let valuesAndKeys: BulkStatement
  private let removals: [BulkStatement]
  private let differences: BulkStatement

  /// Begins a file that is there and empty, or whole when it is a copy.
  init(path: String, isCopy: Bool) throws(StorageError) {
    self.path = path
    isFirst = !isCopy
    connection = try Connection(path: path, mode: .work)
    if !isCopy { try connection.execute(GenerationSchema.script) }
    number = (try connection.scalar("SELECT coalesce(max(number), 0) FROM import") ?? 0) + 1
    try connection.execute("BEGIN")
    let rows = try GenerationRows(connection)
    self.rows = rows
    let columns = GenerationSchema.columns
    let keys = GenerationSchema.keys.map(\.name)
    // The references are the last to change, and what their indexes hold costs most to change.
    let indexed = Set(GenerationSchema.keys.map(\.column.name))
    values = try BulkStatement(
      Self.update(columns.filter { !indexed.contains($0) }), on: connection)
    valuesAndKeys = try BulkStatement(Self.update(columns + keys), on: connection)
    removals = [
      try BulkStatement("DELETE FROM logement WHERE id = ?", on: connection),
      try BulkStatement("DELETE FROM print WHERE id = ?", on: connection),
    ]
    differences = try BulkStatement(
      "INSERT OR REPLACE INTO difference VALUES (?, ?, ?, ?, ?)", on: connection)
    pipeline = isCopy ? nil : Pipeline(most: 4) { rows.add($0) }
  }

  private static func update(_ columns: [String]) -> String {
    "UPDATE logement SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"
  }

  /// Adds a logement.
  func add(_ values: PatrimoineValues) throws(StorageError) {
    guard let pipeline else {
      try rows.add(values.all, values.hashes)
      return try note(values.bytes(.logement), field: 0, nil, values.packed)
    }
    if batch.take(values) { return }
    pipeline.put(batch)
    batch = RowBatch()
    if let failure = rows.failure { throw failure }
    guard batch.take(values) else {
      throw StorageError(.misuse, "a logement larger than any", path: path)
    }
  }

  /// Waits until all that came is written.
  private func settle() throws(StorageError) {
    guard let pipeline else { return }
    pipeline.put(batch)
    batch = RowBatch()
    pipeline.finish()
    if let failure = rows.failure { throw failure }
  }

  /// Gives a logement its new values.
  ///
  /// - Parameter changed: the columns that have another value than before.
  func change(
    _ row: Int64, to values: PatrimoineValues, _ changed: [PatrimoineColumn]
  ) throws(StorageError) {
    let indexed = GenerationSchema.keys.map(\.column)
    let all = values.all
    if changed.contains(where: indexed.contains) {
      for index in 0..<all.count { valuesAndKeys.bind(all[index], at: index + 1) }
      valuesAndKeys.bind(row, at: all.count + indexed.count + 1)
      rows.bindKeys(all, to: valuesAndKeys, from: all.count + 1)
      try valuesAndKeys.run()
    } else {
      var parameter = 1
      for column in PatrimoineColumn.allCases where !indexed.contains(column) {
        self.values.bind(values.bytes(column), at: parameter)
        parameter += 1
      }
      self.values.bind(row, at: parameter)
      try self.values.run()
    }
    try rows.keep(values.hashes, of: row)
  }

  /// Takes a logement away.
  func remove(_ row: Int64) throws(StorageError) {
    for removal in removals {
      removal.bind(row, at: 1)
      try removal.run()
    }
  }

  /// Keeps what this import did to a field of a logement, or in field 0 to the whole of it.
  func note(
    _ logement: PatrimoineField, field: Int, _ before: PatrimoineField?, _ after: PatrimoineField?
  ) throws(StorageError) {
    let nothing = PatrimoineField(start: nil, count: 0)
    differences.bind(number, at: 1)
    differences.bind(logement, at: 2)
    differences.bind(Int64(field), at: 3)
    differences.bind(before ?? nothing, at: 4)
    differences.bind(after ?? nothing, at: 5)
    try differences.run()
  }

  /// The same, for bytes that are an array's.
  func note(
    _ logement: PatrimoineField, field: Int, _ before: [UInt8]?, _ after: [UInt8]?
  ) throws(StorageError) {
    // Closures of the standard library carry no typed error.
    var failure: StorageError?
    (before ?? []).withUnsafeBufferPointer { before in
      (after ?? []).withUnsafeBufferPointer { after in
        do throws(StorageError) {
          try note(logement, field: field, before, after)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }
}

extension GenerationWriter {
  /// Completes the generation and brings it to the disk.
  ///
  /// - Parameters:
  ///   - record: what the import was.
  ///   - goesOn: asked before each long step; false stops.
  /// - Returns: false when it was stopped.
  func finish(_ record: StockImport, while goesOn: () -> Bool) throws(StorageError) -> Bool {
    try settle()
    try forget(before: record.importedOn)
    try connection.run(
      "INSERT INTO import VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        number, record.file, record.day.iso, record.sending, record.sha256,
        record.importedOn.iso, record.lines, record.rejected, record.logements, record.added,
        record.changed, record.removed, rows.signs.text,
      ])
    if isFirst {
      for index in GenerationSchema.indexes {
        guard goesOn() else { return false }
        try connection.execute(index)
      }
    }
    try connection.execute("COMMIT")
    guard goesOn() else { return false }
    connection.close()
    try FileSystem.sync(path)
    return true
  }

  /// Forgets the differences of more than thirteen months ago.
  private func forget(before day: Day) throws(StorageError) {
    let oldest = (CivilMonth(of: day) - Self.keptMonths).first.iso
    try connection.run(
      """
      DELETE FROM difference WHERE import IN (SELECT number FROM import WHERE imported_on < ?)
      """, [oldest])
    try connection.run("DELETE FROM import WHERE imported_on < ?", [oldest])
  }

  private static let keptMonths = 13
}

/// The signs that the keys of a stock are made of, for each kind of key: what may stand where one
/// slipped.
struct KeySigns {
  private var isSign: [[Bool]]

  init(_ text: String) {
    isSign = GenerationSchema.keys.map { _ in [Bool](repeating: false, count: 128) }
    let kinds = text.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
    for (index, signs) in kinds.enumerated() where index < isSign.count {
      for sign in signs where sign < 128 { isSign[index][Int(sign)] = true }
    }
  }

  /// Takes the signs of a key.
  @inline(__always)
  mutating func note(_ key: UnsafeBufferPointer<UInt8>, kind: Int) {
    for byte in key { isSign[kind][Int(byte & 0x7F)] = true }
  }

  /// The signs of a kind of key, in order.
  func bytes(_ kind: Int) -> [UInt8] {
    (0..<128).filter { isSign[kind][$0] }.map { UInt8($0) }
  }

  /// The signs of all, as they are kept.
  var text: String {
    isSign.indices.map { String(decoding: bytes($0), as: UTF8.self) }.joined(separator: " ")
  }
}

extension PatrimoineValues {
  /// The hashes of the logement.
  var hashes: RowHashes { RowHashes(reference: reference, content: fingerprint) }

  /// The values as one text, the separator between them.
  var packed: [UInt8] { GenerationSchema.packed(all.count) { all[$0] } }
}

extension GenerationSchema {
  /// Values as one text.
  static func packed(_ count: Int, _ value: (Int) -> PatrimoineField) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in 0..<count {
      if index > 0 { bytes.append(separator) }
      bytes += value(index)
    }
    return bytes
  }

  /// The values of such a text.
  static func unpacked(_ text: String) -> LogementValues {
    var values: LogementValues = [:]
    let fields = text.utf8.split(separator: separator, omittingEmptySubsequences: false)
    for (column, field) in zip(PatrimoineColumn.allCases, fields) where !field.isEmpty {
      values[column] = String(Substring(field))
    }
    return values
  }
}
