import Domain

extension Session {
  /// Whether the operator reads the rappels of a bailleur.
  public func seesRappels(of bailleur: OrganisationID) -> Bool {
    actor.reads(.conformite, of: bailleur)
  }

  /// Whether the operator reads any rappel.
  public var seesRappels: Bool { seesRappels(of: actor.organisation) }
}

extension Store {
  /// The rappels that the operator may read: the open ones first, those that moved last before.
  ///
  /// - Throws: `StorageError`.
  public func rappels(for session: Session) throws -> [RappelRow] {
    guard session.seesRappels else { return [] }
    return try reader.snapshot {
      try RappelView(connection: reader).summaries()
        .filter { session.seesRappels(of: $0.bailleur) }
        .sorted { one, other in
          if one.stage.isOpen != other.stage.isOpen { return one.stage.isOpen }
          return (one.movedOn, one.reference) > (other.movedOn, other.reference)
        }
        .map { RappelRow(summary: $0, followUp: try followUp(of: $0, for: session)) }
    }
  }

  /// A rappel with what the operator may read around it, nil when there is none for this operator.
  ///
  /// - Throws: `StorageError`: `unreadable` when a later version of the program wrote in it.
  public func rappel(_ stream: StreamID, for session: Session) throws -> RappelFile? {
    try reader.snapshot {
      let reading = try Streams(reader).read(stream, as: Rappel.self)
      if let fault = reading.fault { throw fault }
      let rappel = reading.state
      guard let bailleur = rappel.bailleur, session.seesRappels(of: bailleur) else { return nil }
      let others = try RappelView(connection: reader).summaries(of: bailleur)
        .filter { $0.stream != stream }
      return RappelFile(
        stream: stream, rappel: rappel, texts: try texts(of: rappel), pending: reading.pending,
        contested: rappel.contested(), others: others,
        breaches: try rappel.followedSince.map {
          try breaches(of: bailleur, after: $0, on: session.today)
        } ?? [],
        recipients: RappelMail(directory: directory, emails: try emails()).recipients(of: bailleur))
    }
  }

  /// Decides and records an act: when this returns, it is durable twice (database and log). A
  /// letter that leaves by mail is in the mails of this desk in the same transaction.
  ///
  /// - Throws: `Refusal` when the domain refuses it, when nobody there has an address or when the
  ///   store only reads; `StorageError`; nothing has then changed.
  @discardableResult
  public func perform(
    _ order: RappelOrder, as session: Session
  ) throws -> RappelReceipt {
    let moment = session.clock()
    let act = Order<Rappel>(
      stream: order.stream, command: order.command, secrets: order.secrets, onBehalf: nil)
    return try recordWhole {
      let (rappel, decided, record) = try record(act, as: session, at: moment)
      let command = decided.context.command
      let mail = try queueLetter(of: order, as: command, of: rappel, at: moment)
      return (RappelReceipt(command: command, rappel: rappel, mail: mail), [record])
    }
  }

  /// The stream of the rappel of that reference, nil when there is none for this operator.
  ///
  /// - Throws: `StorageError`.
  public func rappelStream(named reference: String, for session: Session) throws -> StreamID? {
    let folded = reference.folded
    return try RappelView(connection: reader).summaries().first {
      $0.reference.folded == folded && session.seesRappels(of: $0.bailleur)
    }?.stream
  }

  private func followUp(
    of summary: RappelSummary, for session: Session
  ) throws -> RappelFollowUp? {
    guard let start = summary.followedSince else { return nil }
    let today = session.today
    return RappelFollowUp(
      from: start, of: try breaches(of: summary.bailleur, after: start, on: today), on: today,
      under: reglement)
  }

  private func texts(of rappel: Rappel) throws -> [SubjectID: String] {
    let vault = Vault(reader)
    var texts: [SubjectID: String] = [:]
    for text in rappel.history.flatMap(\.texts) {
      texts[text.subject] = try vault.get(text.subject, text.field.rawValue)?.value
    }
    return texts
  }

  private func queueLetter(
    of order: RappelOrder, as command: CommandID, of rappel: Rappel, at moment: Moment
  ) throws -> Int? {
    guard case .send(_, _, let letter, .mail) = order.command,
      let text = order.secrets.first(where: { $0.subject == letter })?.value,
      let sent = rappel.letters.last, let bailleur = rappel.bailleur
    else { return nil }
    let mail = RappelMail(directory: directory, emails: try emails()).letter(
      text, sent.level, reference: rappel.reference(of: order.stream), as: command, to: bailleur)
    guard let mail else {
      throw Refusal(
        "Personne n'a d'adresse chez \(directory.name(of: bailleur)) : la lettre ne peut pas "
          + "partir par courriel.", field: "canal",
        remedy: "Exportez-la, ou complétez les comptes du bailleur.")
    }
    return try MailQueue(connection: writer).add(mail, at: moment)
  }
}
