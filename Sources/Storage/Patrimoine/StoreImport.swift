import Domain

/// An import that was recorded.
public struct PatrimoineImported: Equatable, Sendable {
  /// The act, with the account of the patrimoine after it.
  public let receipt: PatrimoineReceipt
  /// What followed for the dossiers.
  public let effects: PatrimoineEffects
}

/// The patrimoine files that come into the store.
extension Store {
  /// The folder where a bailleur's stocks and reports are.
  public func stock(of bailleur: OrganisationID) -> StockFolder {
    StockFolder(bailleur, in: location)
  }

  /// The file of a bailleur's current stock; nil when there is none on this desk.
  ///
  /// - Throws: `StorageError`.
  public func currentGeneration(of bailleur: OrganisationID) throws -> String? {
    guard let current = try PatrimoineView(connection: reader).summary(of: bailleur)?.current
    else { return nil }
    let path = stock(of: bailleur).generation(current.text)
    return FileSystem.permissions(of: path) == nil ? nil : path
  }

  /// A file that a bailleur hands in, with all that it is checked against and compared with here.
  ///
  /// - Throws: `StorageError`.
  public func delivery(
    of path: String, named name: String? = nil, from bailleur: OrganisationID, as session: Session
  ) throws -> PatrimoineDelivery {
    let today = session.today
    var context = PatrimoineContext(
      today: today, sender: directory.organisations[bailleur]?.siret,
      errorShare: reglement.value(of: .patrimoineErrors, on: today).value)
    let emails = try agents(of: bailleur)
    if !emails.isEmpty { context.accounts = Set(emails.keys) }
    var delivery = PatrimoineDelivery(
      path: path, context: context, current: try currentGeneration(of: bailleur),
      goneShare: reglement.value(of: .patrimoineGone, on: today).value)
    delivery.name = name
    if delivery.current == nil {
      let summary = try PatrimoineView(connection: reader).summary(of: bailleur)
      delivery.countedElsewhere = summary.flatMap { $0.current == nil ? nil : $0.logements }
    }
    delivery.dossiers = try watched(bailleur).map(\.told)
    return delivery
  }

  /// Records an import that was prepared, and what follows from it for the dossiers.
  ///
  /// The files get their names first: whatever happens then, the stock is the old one until the
  /// journal names the new one.
  ///
  /// - Parameters:
  ///   - made: the file, checked and compared.
  ///   - base: the import whose stock it was compared with.
  /// - Throws: `Refusal`, `StorageError`; the stock is then as it was.
  public func record(
    _ made: PatrimoineImport, of bailleur: OrganisationID, base: CommandID?,
    onBehalf: OnBehalf? = nil, secrets: [Secret] = [], as session: Session
  ) throws -> PatrimoineImported {
    let moment = session.clock()
    let identity = newCommand(at: moment)
    let order = Order<Patrimoine>(
      stream: Patrimoine.stream(of: bailleur),
      command: .importFile(bailleur: bailleur, facts: made.facts, base: base), secrets: secrets,
      onBehalf: onBehalf, identity: identity)
    let imported = try recordWhole {
      let (patrimoine, _, record) = try record(order, as: session, at: moment)
      var (effects, records) = try follow(
        made.verdict.isAccepted ? made.told : [], of: bailleur, onBehalf: onBehalf, as: session,
        at: moment)
      try made.keep(as: identity.text)
      if made.verdict.isAccepted {
        let found = try findCorrections(by: identity, of: bailleur, as: session, at: moment)
        effects.corrected = found.numbers
        records += found.records
      }
      try queueReport(of: made, as: identity, of: bailleur, at: moment)
      let receipt = PatrimoineReceipt(command: identity, patrimoine: patrimoine)
      return (PatrimoineImported(receipt: receipt, effects: effects), [record] + records)
    }
    // Litter is no fault of the import: it is looked for again after the next one.
    try? clean(imported.receipt.patrimoine, at: moment)
    return imported
  }

  /// Reminds those who keep a bailleur's file, in the words given: the act and its mail together.
  ///
  /// - Returns: the act, and whether somebody has an address to be reminded at.
  /// - Throws: `Refusal`, `StorageError`; nothing is then written.
  public func remind(
    _ bailleur: OrganisationID, about: PatrimoineReminder, text: String, as session: Session
  ) throws -> (receipt: PatrimoineReceipt, isMailed: Bool) {
    let moment = session.clock()
    var sealer = try sealer()
    let message = sealer.seal(text, as: .message)
    let mails = PatrimoineMail(directory: directory, emails: try emails())
    var isMailed = false
    let order = PatrimoineOrder(
      bailleur, .remind(bailleur: bailleur, about: about, message: message.subject),
      secrets: [message])
    let receipt = try perform(order, as: session, at: moment) { receipt in
      guard let mail = mails.reminder(text, as: receipt.command, to: bailleur) else { return }
      isMailed = try MailQueue(connection: writer).add(mail, at: moment) != nil
    }
    return (receipt, isMailed)
  }

  /// Writes the mail that tells an import to those who keep the file.
  private func queueReport(
    of made: PatrimoineImport, as id: CommandID, of bailleur: OrganisationID, at moment: Moment
  ) throws {
    let report = stock(of: bailleur).report(id.text)
    let mail = PatrimoineMail(directory: directory, emails: try emails()).report(
      made, as: id, of: bailleur,
      report: String(report.dropFirst(location.directory.utf8.count + 1)),
      size: FileSystem.size(of: report))
    if let mail { try MailQueue(connection: writer).add(mail, at: moment) }
  }

  /// Removes the stocks and reports that no import of these needs any more.
  private func clean(_ patrimoine: Patrimoine, at moment: Moment) throws {
    guard let bailleur = patrimoine.bailleur else { return }
    let stocks = [patrimoine.current?.id, patrimoine.held?.id].compactMap { $0?.text }
    try stock(of: bailleur).clean(
      keeping: Set(stocks), reports: patrimoine.reported(on: ParisTime.day(of: moment)),
      at: moment)
  }

  /// The operators of a bailleur by their address.
  func agents(of bailleur: OrganisationID) throws -> [String: OperatorID] {
    var agents: [String: OperatorID] = [:]
    for (person, email) in try emails()
    where directory.operators[person]?.organisation == bailleur {
      agents[email.lowercased()] = person
    }
    return agents
  }
}

extension PatrimoineImport {
  /// What the file says of each dossier's logement.
  var told: [ToldLogement] {
    sightings.filter { dossiers.indices.contains($0.dossier) }
      .map { ToldLogement(dossier: dossiers[$0.dossier], values: $0.values) }
  }

  /// What the journal says of the file.
  public var facts: PatrimoineFacts {
    let name = PatrimoineFileName(report.file)
    var facts = PatrimoineFacts(
      day: name?.day, number: name?.number, digest: sha256 ?? "", lines: report.lines,
      rejected: report.rejected, codes: report.findings.counted)
    facts.logements = counts.logements
    facts.added = counts.added
    facts.changed = counts.changed
    facts.removed = counts.removed
    return facts
  }
}

extension Patrimoine {
  /// The imports whose reports stay: those of thirteen months (`domaine.md` §5.9).
  func reported(on today: Day) -> Set<String> {
    let first = (CivilMonth(of: today) - 13).first
    return Set(imports.filter { $0.day >= first }.map(\.id.text))
  }
}
