import Domain

extension Store {
  /// Takes the versions of annonces of a file in, as the platform exports them.
  ///
  /// A version that is known adds nothing; one that is not follows those that are.
  ///
  /// - Parameters:
  ///   - path: a CSV or a file of JSON lines (`docs/import.md`).
  ///   - session: Aatiko's operator of the import.
  ///   - isTrial: whether nothing is recorded; the report is the same.
  ///   - progress: called with the lines read so far, after each batch.
  /// - Returns: what was done; a file that cannot be read is told there too.
  /// - Throws: `StorageError`; the batches before it stand.
  public func importAnnonces(
    from path: String, as session: Session, isTrial: Bool = false, limits: ImportLimits = .init(),
    progress: (Int) -> Void = { _ in }
  ) throws -> ImportReport {
    try takeIn(path, noun: .annonce, isTrial: isTrial, limits: limits, progress: progress) {
      try AnnonceImport(store: self, session: session, report: $0)
    }
  }

  /// Takes the reports on annonces of a file in, as the platform exports them.
  ///
  /// - Returns: what was done; a file that cannot be read is told there too.
  /// - Throws: `StorageError`; the batches before it stand.
  public func importReports(
    from path: String, as session: Session, isTrial: Bool = false, limits: ImportLimits = .init(),
    progress: (Int) -> Void = { _ in }
  ) throws -> ImportReport {
    try takeIn(path, noun: .signalement, isTrial: isTrial, limits: limits, progress: progress) {
      try ReportImport(store: self, session: session, report: $0)
    }
  }
}

/// A file of annonces under way.
struct AnnonceImport: RecordIntake {
  let store: Store
  private let session: Session
  private var sealer: Sealer
  private let bailleurs: [SIRET: OrganisationID]
  var report: ImportReport

  init(store: Store, session: Session, report: ImportReport) throws {
    self.store = store
    self.session = session
    self.report = report
    sealer = try store.sealer()
    let known = store.directory.organisations.values.filter { $0.kind == .bailleur }
    bailleurs = Dictionary(
      known.compactMap { bailleur in bailleur.siret.map { ($0, bailleur.id) } },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func take(_ record: SourceRecord<AnnonceColumn>) throws -> [[UInt8]] {
    var reader = RecordReader(record)
    guard let draft = reader.annonce(), reader.problems.isEmpty else {
      refuse(reader.problems)
      return []
    }
    guard let bailleur = bailleurs[draft.siret] else {
      refuse([
        record.message(
          .refused, .field(.siret), "Ce SIRET n'est celui d'aucun bailleur de l'annuaire.",
          remedy: "Corrigez-le, ou faites d'abord entrer ce bailleur.")
      ])
      return []
    }
    if try isElsewhere(draft.number, than: bailleur) {
      refuse([
        record.message(
          .refused, .field(.annonce), "Cette annonce est déjà connue chez un autre bailleur.",
          remedy: "Vérifiez le SIRET, ou le numéro auprès de la plateforme.")
      ])
      return []
    }
    return try take(draft, of: bailleur, record)
  }

  private mutating func refuse(_ problems: [ImportMessage]) {
    report.refused += 1
    report.add(problems)
  }

  private func isElsewhere(_ number: String, than bailleur: OrganisationID) throws -> Bool {
    let count: Int? = try store.writer.scalar(
      "SELECT count(*) FROM annonce_row WHERE annonce = ? AND bailleur <> ?", [number, bailleur])
    return (count ?? 0) > 0
  }

  private mutating func take(
    _ draft: AnnonceDraft, of bailleur: OrganisationID, _ record: SourceRecord<AnnonceColumn>
  ) throws -> [[UInt8]] {
    let stream = Annonce.stream(of: draft.number, bailleur: bailleur)
    var annonce: Annonce = try store.streams.load(stream)
    let (version, secrets, masked) = seal(draft)
    var acts: [(AnnonceCommand, [Secret])] = []
    let isKnown = annonce.version(version.number)?.isSame(as: version) ?? false
    if !isKnown {
      let command = AnnonceCommand.publish(
        annonce: draft.number, bailleur: bailleur, version: version)
      acts.append((command, secrets))
    }
    let isLast = isKnown ? version.number == annonce.current?.number : true
    if let day = draft.withdrawnOn, isLast, !isKnown || annonce.withdrawnOn == nil {
      acts.append((.withdraw(on: day), []))
    }
    guard !acts.isEmpty else {
      report.present += 1
      return []
    }
    do {
      let decided = try acts.map { command, secrets in
        try store.decide(
          Order(stream: stream, command: command, secrets: secrets, onBehalf: nil), on: &annonce,
          as: session, at: session.clock(), in: store.directory)
      }
      let records = try decided.map { try store.write($0, giving: annonce) }
      try store.project(annonce, stream: stream)
      report.added += 1
      if masked { report.add([record.message(.warning, nil, Self.maskedNUR)]) }
      return records
    } catch let refusal as Refusal {
      let column = refusal.field.flatMap(AnnonceField.init(rawValue:)) ?? .version
      refuse([
        record.message(.refused, .field(column), refusal.message, remedy: refusal.remedy)
      ])
      return []
    }
  }

  static let maskedNUR = "Un numéro unique était écrit dans le texte : il est masqué."

  /// The version with its words in the vault, every NUR in them masked.
  private mutating func seal(
    _ draft: AnnonceDraft
  ) -> (version: AnnonceVersion, secrets: [Secret], masked: Bool) {
    let (title, text) = (NoteLinter().check(draft.title), NoteLinter().check(draft.text))
    var draft = draft
    (draft.title, draft.text) = (title.text, text.text)
    var version = draft.version
    version.text = sealer.subject()
    version.digest = sealer.digest(ofText: draft.words)
    let secrets = [
      Secret(version.text, AnnonceTextField.title.field, draft.title),
      Secret(version.text, AnnonceTextField.text.field, draft.text),
      Secret(
        version.text, AnnonceTextField.photos.field, draft.photoNames.joined(separator: "/")),
    ]
    return (version, secrets, title.maskedNURs + text.maskedNURs > 0)
  }
}

/// A file of reports on annonces under way.
struct ReportImport: RecordIntake {
  let store: Store
  private let session: Session
  private var sealer: Sealer
  var report: ImportReport

  init(store: Store, session: Session, report: ImportReport) throws {
    self.store = store
    self.session = session
    self.report = report
    sealer = try store.sealer()
  }

  mutating func take(_ record: SourceRecord<ReportColumn>) throws -> [[UInt8]] {
    var reader = RecordReader(record)
    guard let draft = reader.report(), reader.problems.isEmpty else {
      report.refused += 1
      report.add(reader.problems)
      return []
    }
    let stream: StreamID? = try store.writer.scalar(
      "SELECT stream FROM annonce_row WHERE annonce = ?", [draft.annonce])
    guard let stream else {
      refuse(
        Refusal("Cette annonce n'est pas connue.", remedy: "Importez d'abord les annonces."),
        .annonce, record)
      return []
    }
    let annonce: Annonce = try store.streams.load(stream)
    guard !annonce.reports.contains(where: { $0.report.number == draft.number }) else {
      report.present += 1
      return []
    }
    return try take(draft, on: annonce, stream, record)
  }

  private mutating func take(
    _ draft: ReportDraft, on annonce: Annonce, _ stream: StreamID,
    _ record: SourceRecord<ReportColumn>
  ) throws -> [[UInt8]] {
    let note = draft.text.map { sealer.seal(NoteLinter().check($0).text, as: .note) }
    let command = AnnonceCommand.report(
      report: AnnonceReport(
        version: draft.version ?? annonce.current?.number ?? 1, part: draft.part,
        motive: draft.motive, source: .platform, day: draft.day, number: draft.number,
        note: note?.subject))
    do {
      let order = AnnonceOrder(stream, command, secrets: note.map { [$0] } ?? []).order
      let records = [try store.record(order, as: session, at: session.clock()).logRecord]
      report.added += 1
      return records
    } catch let refusal as Refusal {
      let columns: [String: ReportColumn] = [
        "photo": .part, "version": .version, "signalee_le": .day, "signalement": .number,
      ]
      refuse(refusal, refusal.field.flatMap { columns[$0] } ?? .annonce, record)
      return []
    }
  }

  private mutating func refuse(
    _ refusal: Refusal, _ column: ReportColumn, _ record: SourceRecord<ReportColumn>
  ) {
    report.refused += 1
    report.add([
      record.message(.refused, column, refusal.message, remedy: refusal.remedy)
    ])
  }
}
