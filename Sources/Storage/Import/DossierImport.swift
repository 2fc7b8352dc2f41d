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
    do {
      let report = try takeIn(
        path, noun: .dossier, isTrial: isTrial, limits: limits, progress: progress
      ) { try DossierImport(store: self, session: session, report: $0) }
      try reloadDirectory()
      return report
    } catch {
      // The batches before it have brought people and bailleurs.
      try reloadDirectory()
      throw error
    }
  }
}

/// One import under way.
struct DossierImport: RecordIntake {
  let store: Store
  private let session: Session
  private let sealer: Sealer
  private var directory: DirectoryDraft
  /// The line of each reference of the file, to find those that come twice.
  private var lines: [String: Int] = [:]
  var report: ImportReport

  init(store: Store, session: Session, report: ImportReport) throws {
    self.store = store
    self.session = session
    self.report = report
    sealer = try store.sealer()
    directory = DirectoryDraft(
      store.directory, emails: try store.emails(),
      isShared: try Following(connection: store.writer).get(.epoch) != nil)
  }

  /// Takes one record in; what is wrong with it goes into the report.
  ///
  /// - Returns: the records for `pending.log`, none when it was not taken.
  mutating func take(_ record: SourceRecord<ImportColumn>) throws -> [[UInt8]] {
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
    var replay = DossierReplay(store: store, session: session, file: report.file, sealer: sealer)
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
