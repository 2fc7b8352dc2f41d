import Domain

extension Store {
  /// Takes the signalements of a file in, as the platform exports them; one that is known already
  /// stays as it is.
  ///
  /// - Parameters:
  ///   - path: a CSV or a file of JSON lines (`docs/import.md`).
  ///   - session: who takes them in.
  ///   - isTrial: whether nothing is recorded; the report is the same.
  ///   - progress: called with the signalements read so far, after each batch.
  /// - Returns: what was done; a file that cannot be read is told there too.
  /// - Throws: `StorageError`; the batches before it stand.
  public func importSignalements(
    from path: String, as session: Session, isTrial: Bool = false, limits: ImportLimits = .init(),
    progress: (Int) -> Void = { _ in }
  ) throws -> ImportReport {
    try takeIn(path, noun: .signalement, isTrial: isTrial, limits: limits, progress: progress) {
      try SignalementImport(store: self, session: session, report: $0)
    }
  }
}

/// One import of signalements under way.
struct SignalementImport: RecordIntake {
  let store: Store
  var report: ImportReport
  private let session: Session
  private let bailleurs: [SIRET: OrganisationID]
  private var sealer: Sealer
  /// The line of each number of the file, to find those that come twice.
  private var lines: [String: Int] = [:]

  init(store: Store, session: Session, report: ImportReport) throws {
    self.store = store
    self.session = session
    self.report = report
    sealer = try store.sealer()
    bailleurs = Dictionary(
      store.directory.organisations.values.filter { $0.kind == .bailleur }
        .compactMap { organisation in organisation.siret.map { ($0, organisation.id) } },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func take(_ record: SourceRecord<SignalementColumn>) throws -> [[UInt8]] {
    var reader = RecordReader(record)
    guard let draft = reader.signalement() else { return refuse(reader.problems) }
    if let first = lines.updateValue(record.line, forKey: draft.number) {
      return refuse([
        record.message(
          .refused, .number, "Numéro en double : déjà lu ligne \(first).",
          remedy: "Gardez une seule ligne par signalement.")
      ])
    }
    guard let bailleur = bailleurs[draft.siret] else {
      return refuse([
        record.message(
          .refused, .siret, "Aucun bailleur de l'annuaire n'a ce SIRET.",
          remedy: "Corrigez-le, ou faites ajouter le bailleur par Aatiko.")
      ])
    }
    guard try isNew(draft, record) else { return [] }
    do {
      return try add(draft, of: bailleur, record)
    } catch let refusal as Refusal {
      return refuse([
        record.message(
          .refused, refusal.field == "date" ? .receivedOn : .naming, refusal.message,
          remedy: refusal.remedy)
      ])
    }
  }

  private mutating func refuse(_ problems: [ImportMessage]) -> [[UInt8]] {
    report.refused += 1
    report.add(problems)
    return []
  }

  /// Whether the signalement is not in the store yet.
  private mutating func isNew(
    _ draft: SignalementDraft, _ record: SourceRecord<SignalementColumn>
  ) throws -> Bool {
    let stream = Signalement.stream(of: draft.number)
    guard try SignalementView(connection: store.writer).summary(of: stream) != nil else {
      return true
    }
    let known = try ImportedRecords(store.writer).digest(of: Self.key(draft.number))
    if let known, known != sealer.digest(ofText: record.canonical) {
      report.changed += 1
      report.add([
        record.message(
          .warning, .number, "Déjà présent, mais différent : le signalement n'a pas été changé.",
          remedy: "S'il y a lieu, faites l'acte qui manque dans habiter.")
      ])
    } else {
      report.present += 1
      report.add([record.message(.information, .number, "Déjà présent.")])
    }
    return false
  }

  private static func key(_ number: String) -> String { "signalement/\(number)" }

  private mutating func add(
    _ draft: SignalementDraft, of bailleur: OrganisationID,
    _ record: SourceRecord<SignalementColumn>
  ) throws -> [[UInt8]] {
    let message = sealer.seal(NoteLinter().check(draft.message).text, as: .note)
    var secrets = [message]
    var reception = SignalementReception(
      number: draft.number, nature: draft.nature, bailleur: bailleur, category: draft.category,
      channel: draft.channel, receivedAt: draft.receivedAt, isRegistered: draft.isRegistered,
      message: message.subject)
    reception.author = keep(draft.author, in: &secrets)
    reception.tenant = keep(draft.tenant, in: &secrets)
    reception.logement = draft.logement
    reception.annonce = draft.annonce
    reception.dossier = draft.dossier
    let order = SignalementOrder(
      Signalement.stream(of: draft.number), .receive(reception: reception), secrets: secrets)
    let acts = [try store.record(order.order, as: session, at: session.clock()).logRecord]
    try ImportedRecords(store.writer).put(
      Self.key(draft.number), digest: sealer.digest(ofText: record.canonical))
    report.added += 1
    return acts
  }

  private mutating func keep(_ text: String?, in secrets: inout [Secret]) -> SubjectID? {
    guard let text else { return nil }
    let secret = sealer.seal(text, as: .name)
    secrets.append(secret)
    return secret.subject
  }
}
