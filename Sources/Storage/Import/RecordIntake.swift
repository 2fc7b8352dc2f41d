import Domain

/// What takes the records of a file into the store, each whole or not at all.
protocol RecordIntake {
  associatedtype Column: FileColumn

  /// The store that they go into.
  var store: Store { get }
  /// What was done so far.
  var report: ImportReport { get set }
  /// Takes one record in; what is wrong with it goes into the report.
  ///
  /// - Returns: the records for `pending.log`, none when it was not taken.
  mutating func take(_ record: SourceRecord<Column>) throws -> [[UInt8]]
}

/// Ends the one transaction of a trial.
private struct TrialOver: Error {}

extension Store {
  /// Takes the records of a file in.
  ///
  /// - Parameters:
  ///   - path: a CSV or a file of JSON lines (`docs/import.md`).
  ///   - noun: what the records are.
  ///   - isTrial: whether nothing is recorded; the report is the same.
  ///   - progress: called with the records read so far, after each batch.
  ///   - make: what takes them, beginning with a report that is empty.
  /// - Returns: what was done; a file that cannot be read is told there too.
  /// - Throws: `StorageError`; the batches before it stand.
  func takeIn<Intake: RecordIntake>(
    _ path: String, noun: ImportNoun, isTrial: Bool, limits: ImportLimits,
    progress: (Int) -> Void, _ make: (ImportReport) throws -> Intake
  ) throws -> ImportReport {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var report = ImportReport(file: file, isTrial: isTrial, limits: limits, noun: noun)
    defer { progress(report.read) }
    do {
      var source: any RecordSource<Intake.Column> = try RecordSources.source(path, limits: limits)
      report.add(source.remarks)
      let told = source.remarks.count
      var intake = try make(report)
      defer { report = intake.report }
      try intake.takeAll(from: &source, isTrial: isTrial, batch: limits.batch, progress: progress)
      intake.report.add(Array(source.remarks.dropFirst(told)))
    } catch let failure as ImportFailure {
      report.failure = failure.message
    }
    return report
  }
}

extension RecordIntake {
  fileprivate mutating func takeAll(
    from source: inout any RecordSource<Column>, isTrial: Bool, batch: Int,
    progress: (Int) -> Void
  ) throws {
    var isOver = false
    while !isOver {
      let log = try store.log
      let end = log.length
      let before = self
      do {
        isOver = try store.write {
          let records = try takeBatch(from: &source, atMost: isTrial ? .max : batch)
          if isTrial { throw TrialOver() }
          try store.appendToLog(records.acts)
          return records.isLast
        }
      } catch is TrialOver {
        return
      } catch {
        // The report tells of what was recorded alone.
        self = before
        log.takeBack(to: end)
        throw error
      }
      progress(report.read)
    }
  }

  private mutating func takeBatch(
    from source: inout any RecordSource<Column>, atMost count: Int
  ) throws -> (acts: [[UInt8]], isLast: Bool) {
    var acts: [[UInt8]] = []
    var taken = 0
    while taken < count {
      guard let item = try source.next() else { return (acts, true) }
      taken += 1
      report.read += 1
      switch item {
      case .unreadable(let message):
        report.refused += 1
        report.add([message])
      case .record(let record, let warnings):
        report.add(warnings)
        acts += try take(record)
      }
    }
    return (acts, false)
  }
}
