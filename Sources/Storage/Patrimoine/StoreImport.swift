import Domain

/// What an accepted import does beside the stock.
public struct PatrimoineEffects: Equatable, Sendable {
  /// The open dossiers, by reference, whose contact followed the file.
  public var reassigned: [String] = []
  /// Those whose logement the file has no more.
  public var gone: [String] = []
  /// Those where the file names somebody without an account, or the operator may not assign.
  public var unassigned: [String] = []

  /// No effect.
  public init() {}

  /// Whether nothing follows.
  public var isEmpty: Bool { self == PatrimoineEffects() }
}

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
      let sightings = made.verdict.isAccepted ? made.sightings : []
      let (effects, records) = try follow(
        sightings, of: bailleur, onBehalf: onBehalf, as: session, at: moment)
      try made.keep(as: identity.text)
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
  private func agents(of bailleur: OrganisationID) throws -> [String: OperatorID] {
    var agents: [String: OperatorID] = [:]
    for (person, email) in try emails()
    where directory.operators[person]?.organisation == bailleur {
      agents[email.lowercased()] = person
    }
    return agents
  }
}

extension PatrimoineImport {
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

/// What an import does to the dossiers of its logements (AMB-38, T29, T30).
extension Store {
  /// A volet that a file of its bailleur bears on.
  private struct Watched {
    let stream: StreamID
    let volet: Volet
    let told: PatrimoineDossier
  }

  /// The volets of a bailleur that are open, or whose exchange was done lately: a new tenant is
  /// then expected.
  private func watched(_ bailleur: OrganisationID) throws -> [Watched] {
    let emails = try emails()
    var watched: [Watched] = []
    for stream in try openOrLately(bailleur) {
      let dossier: Dossier = try Streams(reader).load(stream)
      for volet in dossier.volets where volet.bailleur == bailleur {
        let told = PatrimoineDossier(
          logement: volet.logement.reference, reference: dossier.reference,
          isOpen: dossier.isOpen, isRealised: dossier.closing?.outcome == .realised,
          contact1: volet.contacts[.contact1].flatMap { emails[$0] })
        watched.append(Watched(stream: stream, volet: volet, told: told))
      }
    }
    return watched
  }

  private func openOrLately(_ bailleur: OrganisationID) throws -> [StreamID] {
    var streams: [StreamID] = []
    try reader.query(
      """
      SELECT r.stream FROM dossier_side AS s JOIN dossier_row AS r ON r.number = s.number
      WHERE s.audience = ? AND r.status <> ? AND (s.is_open = 1 OR s.moved_on >= (
        SELECT max(moved_on) FROM dossier_side WHERE audience = s.audience) - 90)
      ORDER BY s.number
      """, [bailleur, DossierView.unreadable]
    ) { row throws(StorageError) in streams.append(try row.get(0)) }
    return streams
  }

  /// Does what follows from what a file says of each volet's logement, inside the caller's
  /// transaction; what the operator may not do is only told.
  private func follow(
    _ sightings: [PatrimoineSighting], of bailleur: OrganisationID, onBehalf: OnBehalf?,
    as session: Session, at moment: Moment
  ) throws -> (effects: PatrimoineEffects, records: [[UInt8]]) {
    var effects = PatrimoineEffects()
    var records: [[UInt8]] = []
    let (watched, agents) = (try watched(bailleur), try agents(of: bailleur))
    for sighting in sightings where watched.indices.contains(sighting.dossier) {
      let one = watched[sighting.dossier]
      guard one.told.isOpen else { continue }
      func perform(_ command: DossierCommand) throws -> Bool {
        do {
          let act = Order<Dossier>(
            stream: one.stream, command: command, secrets: [], onBehalf: onBehalf)
          records.append(try record(act, as: session, at: moment).logRecord)
          return true
        } catch is Refusal {
          return false
        }
      }
      guard let values = sighting.values else {
        effects.gone.append(one.told.reference)
        _ = try perform(.noteLogement(volet: one.volet.name, isInFile: false))
        continue
      }
      if one.volet.leftFileOn != nil {
        _ = try perform(.noteLogement(volet: one.volet.name, isInFile: true))
      }
      for contact in [ContactKind.contact1, .contact2] {
        let column = contact == .contact1 ? PatrimoineColumn.contact1Email : .contact2Email
        guard let email = values[column]?.lowercased() else { continue }
        let agent = agents[email]
        if agent == one.volet.contacts[contact] { continue }
        let isDone =
          try agent.map {
            try perform(.assignContact(volet: one.volet.name, contact: contact, to: $0))
          } ?? false
        if isDone {
          effects.reassigned.append(one.told.reference)
        } else {
          effects.unassigned.append(one.told.reference)
        }
      }
    }
    return (effects, records)
  }
}
