import Domain

/// Compares the lines of a file with the stock before, as they are accepted, and writes the new one
/// when there is one to write.
final class StockComparison {
  /// What the file does to the stock.
  private(set) var counts = StockCounts()
  /// The dossiers' logements.
  private(set) var watch: PatrimoineWatch

  private let values = PatrimoineValues()
  private let before: StockBefore?
  private let writer: GenerationWriter?

  /// - Parameters:
  ///   - before: the stock before, nil when there is none.
  ///   - writer: the stock to be, nil for an essai.
  init(_ before: StockBefore?, writer: GenerationWriter?, watch: PatrimoineWatch) {
    self.before = before
    self.writer = writer
    self.watch = watch
    counts.before = before?.prints.count ?? 0
  }

  /// The import that the stock before was made of.
  var base: StockImport? { before?.latest }

  /// Takes a line that was just accepted.
  func take(_ checker: PatrimoineChecker) throws(StorageError) {
    values.load(from: checker)
    counts.logements += 1
    let reference = values.reference
    let isWatched = watch.hasDossiers(reference)
    guard let before, let place = before.prints.place(of: reference) else {
      counts.added += 1
      try writer?.add(values)
      if isWatched { watch.note(values, before: nil).forEach { checker.report($0) } }
      return
    }
    before.prints.see(place)
    let isChanged = before.prints.content(at: place) != values.fingerprint
    guard isChanged || isWatched else { return }
    let row = before.prints.row(at: place)
    try before.look(at: row)
    if isWatched {
      watch.note(values) { before.text($0) }.forEach { checker.report($0) }
    }
    if isChanged { try change(row, before, checker) }
    before.leave()
  }

  private func change(
    _ row: Int64, _ before: StockBefore, _ checker: PatrimoineChecker
  ) throws(StorageError) {
    let changed = PatrimoineColumn.allCases.filter { column in
      !before.bytes(column).elementsEqual(values.bytes(column))
    }
    if changed.contains(.typologie) { reportTypologie(before, checker) }
    let told = changed.filter(\.isCompared)
    if !told.isEmpty { counts.changed += 1 }
    guard let writer else { return }
    for column in told {
      try writer.note(
        values.bytes(.logement), field: column.rawValue, before.bytes(column),
        values.bytes(column))
    }
    try writer.change(row, to: values, changed)
  }

  private func reportTypologie(_ before: StockBefore, _ checker: PatrimoineChecker) {
    guard let old = before.text(.typologie).flatMap(Typologie.init(rawValue:)),
      let new = values.text(.typologie).flatMap(Typologie.init(rawValue:)),
      let reference = values.text(.logement),
      var finding = PatrimoineFinding.typologie(of: reference, old, to: new)
    else { return }
    finding.line = checker.currentLine
    checker.report(finding)
  }

  /// Takes away the logements that the file does not have.
  ///
  /// - Parameter goesOn: asked now and then; false stops.
  /// - Returns: false when it was stopped.
  func removeUnseen(while goesOn: () -> Bool) throws(StorageError) -> Bool {
    guard let before else { return true }
    counts.removed = before.prints.count - before.prints.seen
    guard let writer, counts.removed > 0 else { return true }
    for (index, row) in before.prints.unseen.enumerated() {
      if index % 4096 == 0, !goesOn() { return false }
      try before.look(at: row)
      try writer.note(before.bytes(.logement), field: 0, before.packed, nil)
      before.leave()
      try writer.remove(row)
    }
    return true
  }

  /// What is to be said of the whole, once the file is read.
  func findings(goneShare: Int) -> [PatrimoineFinding] {
    let whole = PatrimoineComparison(
      before: counts.before, now: counts.logements, gone: counts.removed)
    let dossiers = watch.findings { reference in
      before?.prints.place(of: PatrimoineValues.fingerprint(of: reference)) != nil
    }
    return whole.findings(goneShare: goneShare) + dossiers
  }
}

/// The stock before, while a file is compared with it.
final class StockBefore {
  /// What it was made of.
  let latest: StockImport
  /// The hashes of its logements.
  let prints: StockPrints

  private let generation: Generation
  private let row: BulkStatement

  /// - Parameter path: a generation.
  init(path: String) throws(StorageError) {
    generation = try Generation(path: path)
    latest = generation.latest
    prints = try StockPrints(of: generation.connection)
    row = try BulkStatement(
      "SELECT \(GenerationSchema.columns.joined(separator: ", ")) FROM logement WHERE id = ?",
      on: generation.connection)
  }

  /// Goes to a row; its values are there until `leave`.
  func look(at number: Int64) throws(StorageError) {
    row.bind(number, at: 1)
    guard try row.step() else {
      throw StorageError(.corrupt, "no logement \(number)", path: generation.path)
    }
  }

  /// Leaves the row.
  func leave() { row.reset() }

  /// A value of the row, empty when there is none.
  func bytes(_ column: PatrimoineColumn) -> PatrimoineField { row.bytes(column.rawValue - 1) }

  /// A value of the row as a text, nil when there is none.
  func text(_ column: PatrimoineColumn) -> String? {
    let bytes = bytes(column)
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// All values of the row as one text.
  var packed: [UInt8] {
    GenerationSchema.packed(GenerationSchema.columns.count) { row.bytes($0) }
  }
}
