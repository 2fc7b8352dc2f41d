import Domain

extension Store {
  /// The alerts to be issued today, by contact: those of the dossiers (lines 297 to 304), and the
  /// patrimoines that are late or refused (line 194), each repeated every seven days while its
  /// cause lasts.
  ///
  /// - Throws: `StorageError`.
  public func alertsOfToday(for session: Session) throws -> DayAlerts {
    try reader.snapshot {
      var gathering = AlertGathering(
        day: session.today, reglement: reglement, directory: directory,
        addresses: try emails())
      let streams = Streams(reader)
      for stream in try alertingDossiers(on: session.today) {
        gathering.add(try streams.load(stream), stream: stream)
      }
      for row in try PatrimoineView(connection: reader).statuses(on: session.today)
      where row.status.isAlarming {
        gathering.add(try streams.load(Patrimoine.stream(of: row.bailleur)), of: row.bailleur)
      }
      let issued = try directory.operators.keys.filter { person in
        let stream = AlertDigest.stream(of: person, on: session.today)
        return try streams.journal.scope(ofStream: stream) != nil
      }
      return gathering.gathered(besides: Set(issued))
    }
  }

  /// The open dossiers with an alert whose first day has come, oldest first.
  func alertingDossiers(on day: Day) throws -> [StreamID] {
    var found: [StreamID] = []
    try reader.query(
      """
      SELECT r.stream FROM dossier_side AS s INDEXED BY dossier_side_alert
      JOIN dossier_row AS r USING (number)
      WHERE s.audience = ? AND s.is_open = 1 AND s.alert_from IS NOT NULL AND s.alert_from <= ?
        AND r.status <> ?
      ORDER BY s.alert_from, number
      """, [DossierView.everyone, day, DossierView.unreadable]
    ) { row throws(StorageError) in found.append(try row.get(0)) }
    return found
  }

  /// Issues digests: each is recorded with its mail, which leaves once the shared journal has it,
  /// at once where this desk is alone.
  ///
  /// - Returns: those that were issued.
  /// - Throws: `Refusal` when the person issues no alerts or the store only reads, `StorageError`.
  public func issue(_ drafts: [DigestDraft], as session: Session) throws -> [DigestDraft] {
    var issued: [DigestDraft] = []
    for draft in drafts {
      let moment = session.clock()
      let day = ParisTime.day(of: moment)
      let stream = AlertDigest.stream(of: draft.recipient, on: day)
      let order = Order<AlertDigest>(
        stream: stream,
        command: .issue(
          recipient: draft.recipient, bailleur: draft.bailleur, day: day,
          mentions: Array(draft.mentions.prefix(AlertDigest.most))),
        secrets: [], onBehalf: nil)
      try recordWhole {
        let (_, decided, record) = try record(order, as: session, at: moment)
        try HeldMail(connection: writer).add(
          HeldMail.Entry(
            command: decided.context.command, stream: stream,
            mail: OutgoingMail(
              key: "alertes/\(draft.recipient)/\(day.iso)", to: [draft.mailbox],
              subject: draft.text.subject, body: draft.text.body),
            created: moment))
        return ((), [record])
      }
      issued.append(draft)
    }
    return issued
  }
}

/// The digests whose act was settled, or waits.
public struct SettledDigests: Equatable, Sendable {
  /// How many mails leave.
  public var released = 0
  /// How many another desk had sent.
  public var dropped = 0
  /// How many wait for the shared database.
  public var waiting = 0
}

extension Store {
  /// How many mails wait until the shared journal has their cause.
  ///
  /// - Throws: `StorageError`.
  public func heldMailCount() throws -> Int { try HeldMail(connection: reader).count() }

  /// Lets go the mails whose cause stands in the shared journal, and notes their alerts on the
  /// dossiers; takes away those whose cause does not stand, since another desk has sent them.
  ///
  /// - Throws: `StorageError`; the others are settled the next time.
  @discardableResult
  public func settleHeldMails(as session: Session) throws -> SettledDigests {
    var settled = SettledDigests()
    guard reading == nil else { return settled }
    let follows = try sharedAddress() != nil
    for entry in try HeldMail(connection: writer).all() {
      if try streams.outbox.pending(entry.command) != nil, follows {
        settled.waiting += 1
      } else if try stands(entry), isFresh(entry, at: session.clock()) {
        try release(entry, as: session)
        settled.released += 1
      } else {
        try write { try HeldMail(connection: writer).remove(entry.command) }
        settled.dropped += 1
      }
    }
    return settled
  }

  private func stands(_ entry: HeldMail.Entry) throws -> Bool {
    try streams.load(entry.stream, as: AlertDigest.self).history
      .contains { $0.command == entry.command }
  }

  /// A digest of the days before yesterday says nothing true any more: its alerts come again.
  private func isFresh(_ entry: HeldMail.Entry, at moment: Moment) -> Bool {
    ParisTime.day(of: moment) - ParisTime.day(of: entry.created) <= 1
  }

  private func release(_ entry: HeldMail.Entry, as session: Session) throws {
    let digest: AlertDigest = try streams.load(entry.stream)
    let moment = session.clock()
    try recordWhole {
      try MailQueue(connection: writer).add(entry.mail, at: moment)
      try HeldMail(connection: writer).remove(entry.command)
      var records: [[UInt8]] = []
      for mention in digest.mentions {
        do {
          records.append(try note(mention, of: digest.bailleur, as: session, at: moment))
        } catch is Refusal {
          // Its cause ended meanwhile, or it was told by an agent: nothing is to be noted.
        }
      }
      return ((), records)
    }
  }

  /// Notes on what it is about that an alert was sent.
  private func note(
    _ mention: AlertMention, of bailleur: OrganisationID?, as session: Session, at moment: Moment
  ) throws -> [UInt8] {
    switch mention {
    case .dossier(let stream, _, let alert, let volet, let contact, _):
      return try record(
        Order<Dossier>(
          stream: stream,
          command: .issueAlert(alert: alert, volet: volet, contact: contact), secrets: [],
          onBehalf: nil), as: session, at: moment
      ).logRecord
    case .patrimoine(let reminder):
      guard let bailleur else { throw Refusal("Un récapitulatif est d'un bailleur.") }
      // Of several who keep the file each is told, and the reminder is one.
      let patrimoine: Patrimoine = try streams.load(Patrimoine.stream(of: bailleur))
      guard patrimoine.summary?.remindedOn != ParisTime.day(of: moment) else {
        throw Refusal("Ce bailleur est déjà relancé aujourd'hui.")
      }
      return try record(
        Order<Patrimoine>(
          stream: Patrimoine.stream(of: bailleur),
          command: .remind(bailleur: bailleur, about: reminder, message: nil), secrets: [],
          onBehalf: nil), as: session, at: moment
      ).logRecord
    }
  }
}
