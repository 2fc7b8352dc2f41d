import Domain

/// One pass over a file: reader, checker, comparison, stock.
struct PatrimoineRun {
  private let delivery: PatrimoineDelivery
  private let folder: StockFolder?
  private let work: String?
  private let tablePath: String?
  private let tableName: String?

  /// - Parameters:
  ///   - folder: where the stock to be and the complete report are written; nil for an essai.
  ///   - table: where an essai writes the complete report.
  init(_ delivery: PatrimoineDelivery, folder: StockFolder?, table: String?) {
    self.delivery = delivery
    self.folder = folder
    let stem = folder?.work()
    work = stem.map { "\($0).sqlite" }
    // What had that name stays until the new one is whole.
    tablePath = stem.map { "\($0).csv" } ?? table.map { "\($0).part" }
    tableName = table
  }

  /// Does it all; whatever it wrote goes when it does not come to its end.
  func run(
    _ progress: (PatrimoineProgress) -> Bool
  ) throws(StorageError) -> PatrimoineImport? {
    var isWhole = false
    defer {
      if !isWhole { for path in [work, tablePath] { path.map { try? FileSystem.remove($0) } } }
    }
    let table: PatrimoineReportFile? =
      if let tablePath { try PatrimoineReportFile(path: tablePath) } else { nil }
    let before: StockBefore? =
      if let current = delivery.current { try StockBefore(path: current) } else { nil }
    var writer: GenerationWriter?
    if let work {
      guard try begin(work, progress) else { return nil }
      writer = try GenerationWriter(path: work, isCopy: before != nil)
    }
    let comparison = StockComparison(
      before, writer: writer, watch: PatrimoineWatch(delivery.dossiers))
    guard var read = try read(comparison, before, table, progress) else { return nil }
    let saving = PatrimoineProgress(part: .saving, lines: read.report.lines)
    let goesOn = { progress(saving) }
    if PatrimoineVerdict(read.report) != .refused {
      guard try comparison.removeUnseen(while: goesOn) else { return nil }
      for finding in comparison.findings(goneShare: delivery.goneShare) + fewer(comparison.counts) {
        read.report.findings.add(finding)
        table?.write(finding)
      }
    }
    let isKept = PatrimoineVerdict(read.report).hasStock
    if isKept, let writer {
      guard try finish(writer, read, comparison.counts, goesOn) else { return nil }
    } else if let work {
      writer = nil
      try FileSystem.remove(work)
    }
    try table?.finish()
    if let tablePath, let tableName { try FileSystem.move(tablePath, to: tableName) }
    isWhole = true
    return PatrimoineImport(
      read.report, sha256: read.sha256, comparison: comparison, folder: folder,
      generation: isKept ? work : nil, table: table)
  }

  /// What the numbers alone say beside a stock that is on another desk.
  private func fewer(_ counts: StockCounts) -> [PatrimoineFinding] {
    guard delivery.current == nil, let before = delivery.countedElsewhere else { return [] }
    let whole = PatrimoineComparison(
      before: before, now: counts.logements, gone: max(0, before - counts.logements))
    return whole.findings(goneShare: delivery.goneShare)
  }

  /// Makes the file at work: empty, or a copy of the stock before.
  private func begin(
    _ work: String, _ progress: (PatrimoineProgress) -> Bool
  ) throws(StorageError) -> Bool {
    try FileSystem.makePrivateFile(work)
    guard let current = delivery.current else { return true }
    let copying = PatrimoineProgress(part: .copying)
    return try FileSystem.copy(current, to: work) { progress(copying) }
  }

  /// What the reading gave.
  private struct Read {
    var report: PatrimoineReport
    var sha256: String?
  }

  private func read(
    _ comparison: StockComparison, _ before: StockBefore?, _ table: PatrimoineReportFile?,
    _ progress: (PatrimoineProgress) -> Bool
  ) throws(StorageError) -> Read? {
    let digest = PatrimoineDigest()
    var failure: StorageError?
    let name = delivery.name ?? PatrimoineReading.name(of: delivery.path)
    let report = withoutActuallyEscaping(progress) { progress in
      var hooks = PatrimoineHooks()
      if let before, let day = PatrimoineFileName(name)?.day {
        hooks.known = [PatrimoineFinding.older(day, than: before.latest.day)].compactMap(\.self)
      }
      if let table { hooks.listener = { table.write($0) } }
      hooks.bytes = { digest.update($0) }
      hooks.accepted = { checker in
        do throws(StorageError) {
          try comparison.take(checker)
        } catch {
          failure = error
        }
        return failure == nil
      }
      hooks.progress = { now in
        failure = failure ?? table?.failure
        return failure == nil
          && progress(
            PatrimoineProgress(
              part: .reading, lines: now.lines, bytes: now.bytes, size: now.size))
      }
      return PatrimoineReading.check(
        delivery.path, named: name, in: delivery.context, hooks: hooks)
    }
    if let failure { throw failure }
    guard let report else { return nil }
    let wasRead = report.findings.count(.unreadableFile) == 0 || report.lines > 0
    var read = Read(report: report, sha256: wasRead ? digest.finish() : nil)
    if let sha256 = read.sha256, let latest = before?.latest, latest.sha256 == sha256 {
      let finding = PatrimoineFinding.identical(to: latest.importedOn)
      read.report.findings.add(finding)
      table?.write(finding)
    }
    return read
  }

  private func finish(
    _ writer: GenerationWriter, _ read: Read, _ counts: StockCounts, _ goesOn: () -> Bool
  ) throws(StorageError) -> Bool {
    guard let name = PatrimoineFileName(read.report.file), let sha256 = read.sha256 else {
      throw StorageError(.misuse, "a file without name was accepted")
    }
    return try writer.finish(
      StockImport(
        report: read.report, name: name, sha256: sha256, importedOn: delivery.context.today,
        counts: counts), while: goesOn)
  }
}
