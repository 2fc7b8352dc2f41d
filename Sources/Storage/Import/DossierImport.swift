import Domain

extension Store {
  /// Takes the dossiers of a file in, each whole or not at all.
  ///
  /// Each record becomes the acts that would have led to it, decided by the domain at noon of their
  /// own days and signed by the session's operator, *au nom de* the bailleurs.
  ///
  /// - Parameters:
  ///   - path: a CSV or a file of JSON lines (`docs/import.md`).
  ///   - session: Aatiko's operator of the import.
  ///   - isTrial: whether nothing is recorded; the report is the same.
  ///   - progress: called with the dossiers read so far, after each batch.
  /// - Returns: what was done; a file that cannot be read is told there too.
  /// - Throws: `StorageError`; the batches before it stand.
  public func importDossiers(
    from path: String, as session: Session, isTrial: Bool = false, limits: ImportLimits = .init(),
    progress: (Int) -> Void = { _ in }
  ) throws -> ImportReport {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var report = ImportReport(file: file, isTrial: isTrial, limits: limits)
    defer { progress(report.read) }
    do {
      var source: any RecordSource<ImportColumn> = try RecordSources.source(
        path, limits: limits)
      report.add(source.remarks)
      let told = source.remarks.count
      var run = try DossierImport(store: self, session: session, file: file, report: report)
      defer { report = run.report }
      try run.takeAll(from: &source, isTrial: isTrial, batch: limits.batch, progress: progress)
      run.report.add(Array(source.remarks.dropFirst(told)))
    } catch let failure as ImportFailure {
      report.failure = failure.message
    } catch {
      try reloadDirectory()
      throw error
    }
    try reloadDirectory()
    return report
  }
}

/// One import under way.
struct DossierImport {
  private let store: Store
  private let session: Session
  private let file: String
  private let sealer: Sealer
  private var directory: DirectoryDraft
  /// The line of each reference of the file, to find those that come twice.
  private var lines: [String: Int] = [:]
  var report: ImportReport

  init(store: Store, session: Session, file: String, report: ImportReport) throws {
    self.store = store
    self.session = session
    self.file = file
    self.report = report
    sealer = try store.sealer()
    directory = DirectoryDraft(
      store.directory, emails: try store.emails(),
      isShared: try Following(connection: store.writer).get(.epoch) != nil)
  }

  /// Ends the one transaction of a trial.
  private struct TrialOver: Error {}

  mutating func takeAll(
    from source: inout any RecordSource<ImportColumn>, isTrial: Bool, batch: Int,
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
    from source: inout any RecordSource<ImportColumn>, atMost count: Int
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

  /// Takes one record in; what is wrong with it goes into the report.
  ///
  /// - Returns: the records for `pending.log`, none when it was not taken.
  private mutating func take(_ record: SourceRecord<ImportColumn>) throws -> [[UInt8]] {
    switch DraftReading(record) {
    case .refused(let problems):
      report.refused += 1
      report.add(problems)
      return []
    case .draft(let draft, let warnings):
      guard try isNew(draft, record) else { return [] }
      do {
        let acts = try add(draft, record)
        report.added += 1
        report.add(warnings)
        return acts
      } catch let refused as RecordRefusal {
        report.refused += 1
        report.add([refused.message(in: record)])
        return []
      }
    }
  }

  /// Whether the dossier is neither in the store nor further up in the file.
  private mutating func isNew(_ draft: DossierDraft, _ record: SourceRecord<ImportColumn>) throws
    -> Bool
  {
    let column = ImportColumn.dossier(.reference)
    if let first = lines.updateValue(record.line, forKey: draft.reference) {
      report.refused += 1
      report.add([
        record.message(
          .refused, column, "Référence en double : déjà lue ligne \(first).",
          remedy: "Gardez une seule ligne par dossier.")
      ])
      return false
    }
    let known: String? = try store.writer.scalar(
      "SELECT stream FROM dossier_row WHERE reference = ?", [draft.reference])
    guard known != nil else { return true }
    let digest = try ImportedRecords(store.writer).digest(of: draft.reference)
    if let digest, digest != self.digest(record) {
      report.changed += 1
      report.add([
        record.message(
          .warning, column, "Déjà présent, mais différent : le dossier n'a pas été changé.",
          remedy: "S'il y a lieu, faites l'acte qui manque dans habiter.")
      ])
    } else {
      report.present += 1
      report.add([record.message(.information, column, "Déjà présent.")])
    }
    return false
  }

  private func digest(_ record: SourceRecord<ImportColumn>) -> String {
    sealer.digest(ofText: record.canonical)
  }

  private mutating func add(_ draft: DossierDraft, _ record: SourceRecord<ImportColumn>) throws
    -> [[UInt8]]
  {
    var replay = DossierReplay(store: store, session: session, file: file, sealer: sealer)
    var directory = directory
    let (stream, decided, dossier) = try replay.decide(draft, in: &directory)
    let changes = directory.takeChanges()
    try store.write(changes)
    report.newBailleurs += changes.organisations.count
    report.newAgents += changes.people.count { self.directory.directory.operators[$0.0.id] == nil }
    self.directory = directory
    let acts = try decided.map { try store.write($0, giving: dossier) }
    try store.project(dossier, stream: stream)
    try ImportedRecords(store.writer).put(draft.reference, digest: digest(record))
    report.add(
      replay.warnings.map {
        record.message(.warning, nil, $0.message, remedy: "Relisez la note dans habiter.")
      })
    return acts
  }
}
