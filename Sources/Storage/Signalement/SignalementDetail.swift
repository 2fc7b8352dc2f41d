import Domain

/// A signalement as a pane shows it, with what this viewer may read and what is known beside it.
public struct SignalementDetail: Equatable, Sendable {
  /// Its stream.
  public let stream: StreamID
  /// The signalement, without what the viewer may not see.
  public let signalement: Signalement
  /// The texts of the vault that the viewer may read, by subject.
  public let texts: [SubjectID: String]
  /// The acts that no shared database has confirmed.
  public let pending: Set<CommandID>
  /// What is known beside it.
  public let surroundings: SignalementSurroundings
  /// The route proposed, nil when it is not Aatiko's turn.
  public let proposal: SignalementProposal?
  /// The acts that no honest program could have recorded.
  public var contested: Set<CommandID> = []

  /// The message, nil when it may not be read or was erased.
  public var message: String? { signalement.reception.flatMap { texts[$0.message] } }

  /// The author's name, nil when it is not known here.
  public var author: String? { signalement.reception?.author.flatMap { texts[$0] } }

  /// The tenant's reference, nil when it is not known here.
  public var tenant: String? { signalement.reception?.tenant.flatMap { texts[$0] } }

  /// What the fields of a canned reply stand for here.
  ///
  /// - Parameters:
  ///   - names: the organisations and their people.
  ///   - person: who writes.
  public func replyValues(names: Directory, by person: Operator) -> [Reponse.Field: String] {
    guard let reception = signalement.reception else { return [:] }
    return [
      .numero: reception.number, .locataire: author, .bailleur: names.name(of: reception.bailleur),
      .logement: signalement.correction?.logement ?? reception.logement,
      .annonce: reception.annonce, .dossier: surroundings.dossiers.first?.reference,
      .etatDossier: surroundings.dossiers.first?.status.label,
      .fichier: surroundings.patrimoine?.acceptedOn?.french,
      .ticket: signalement.ticket.map { "\($0.number)" }, .facilitateur: person.name,
      .dateReception: reception.day.french,
    ].compactMapValues(\.self)
  }
}

/// What is known beside a signalement.
public struct SignalementSurroundings: Equatable, Sendable {
  /// A dossier of the logement, or the one that is named.
  public struct DossierBeside: Equatable, Sendable {
    /// Its stream.
    public let stream: StreamID
    /// Its reference.
    public let reference: String
    /// Where it stands.
    public let status: DossierStatus
  }

  /// The figures of the bailleur's patrimoine, nil when the viewer sees none.
  public var patrimoine: PatrimoineSummary?
  /// The line of the logement, nil when it is not known, or the stock is on another desk.
  public var logement: LogementCard?
  /// Whether the bailleur's stock is on this desk.
  public var hasStock = false
  /// The dossiers of the logement, or the one that is named.
  public var dossiers: [DossierBeside] = []
  /// The other signalements of the same tenant, the latest first.
  public var sameTenant: [SignalementSummary] = []
  /// Those of the bailleur that are open and say nearly the same, the nearest first.
  public var similar: [SignalementSummary] = []
  /// The one among them that says exactly the same, and came first.
  public var sameWords: SignalementSummary?
}

extension Store {
  /// A signalement with what the operator may read of it; nil when there is none for this operator.
  ///
  /// - Throws: `StorageError`: `unreadable` when a later version of the program wrote in it.
  public func signalement(
    _ stream: StreamID, for session: Session
  ) throws -> SignalementDetail? {
    try reader.snapshot { () -> SignalementDetail? in
      let reading = try Streams(reader).read(stream, as: Signalement.self)
      if let fault = reading.fault { throw fault }
      let whole = reading.state
      guard let bailleur = whole.reception?.bailleur,
        session.actor.reads(.signalement, of: bailleur)
      else { return nil }
      let seen = whole.visible(to: session.actor)
      let texts = try texts(of: whole, for: session.actor)
      let beside = try surroundings(of: seen, texts, stream, for: session)
      let message = seen.reception.flatMap { texts[$0.message] }
      var detail = SignalementDetail(
        stream: stream, signalement: seen, texts: texts.mapValues { NURMask.mask($0).text },
        pending: reading.pending,
        surroundings: beside,
        proposal: message.flatMap { seen.proposal(in: beside.situation(of: seen, $0, session)) })
      detail.contested = whole.contested(names: directory)
      return detail
    }
  }

  private func texts(
    of signalement: Signalement, for person: Operator
  ) throws -> [SubjectID: String] {
    let vault = Vault(reader)
    var texts: [SubjectID: String] = [:]
    for recorded in signalement.history {
      let readers = signalement.textReaders(of: recorded) ?? signalement.members
      let isClosed = signalement.withheld(recorded)?.isClosed ?? false
      for text in recorded.texts {
        let field = text.field.rawValue
        guard
          SharedRights.reads(person, textOf: readers, isClosed: isClosed, field: field),
          let value = try vault.get(text.subject, field)?.value
        else { continue }
        texts[text.subject] = value
      }
    }
    return texts
  }

  private func surroundings(
    of signalement: Signalement, _ texts: [SubjectID: String], _ stream: StreamID,
    for session: Session
  ) throws -> SignalementSurroundings {
    var beside = SignalementSurroundings()
    guard let reception = signalement.reception else { return beside }
    if session.actor.seesPatrimoine(of: reception.bailleur) {
      beside.patrimoine = try PatrimoineView(connection: reader).summary(of: reception.bailleur)
    }
    if let generation = try currentGeneration(of: reception.bailleur) {
      beside.hasStock = true
      if let home = reception.logement {
        beside.logement = try? Generation(path: generation).card(of: home)
      }
    }
    if session.seesDossiers { beside.dossiers = try dossiers(beside: reception, for: session) }
    let view = SignalementView(connection: reader)
    if let tenant = reception.tenant.flatMap({ texts[$0] }) {
      beside.sameTenant = try view.summaries(
        ofTenant: tenant, at: reception.bailleur, besides: stream)
    }
    if let message = texts[reception.message] {
      beside.similar = try view.similar(to: message, at: reception.bailleur, besides: stream)
      let words = Self.words(of: message)
      beside.sameWords = try beside.similar.first { other in
        guard (other.reception.receivedAt, other.number) < (reception.receivedAt, reception.number)
        else { return false }
        // The same words of another tenant are another's difficulty.
        let its = try other.reception.tenant.flatMap {
          try Vault(reader).get($0, Secret.Field.name.rawValue)?.value
        }
        if let tenant = reception.tenant.flatMap({ texts[$0] }), let its, its != tenant {
          return false
        }
        let text = try Vault(reader).get(other.reception.message, Secret.Field.note.rawValue)?.value
        return text.map(Self.words) == words
      }
    }
    return beside
  }

  /// The words of a message, by which two are the same whatever stands between them.
  private static func words(of message: String) -> [Substring] {
    message.folded.split { !$0.isLetter && !$0.isNumber }
  }

  /// The dossier that the signalement names, and the open one of its logement.
  private func dossiers(
    beside reception: SignalementReception, for session: Session
  ) throws -> [SignalementSurroundings.DossierBeside] {
    var streams: [StreamID] = []
    if let reference = reception.dossier,
      let stream: StreamID = try reader.scalar(
        "SELECT stream FROM dossier_row WHERE reference = ?", [reference])
    {
      streams.append(stream)
    }
    if let home = reception.logement,
      let holder = try Claims(reader).holder(
        of: Claim.logement(home, of: reception.bailleur).key), !streams.contains(holder)
    {
      streams.append(holder)
    }
    return try streams.compactMap { stream in
      let dossier: Dossier = try Streams(reader).load(stream)
      return dossier.visible(to: session.actor).map {
        SignalementSurroundings.DossierBeside(
          stream: stream, reference: $0.reference, status: $0.status)
      }
    }
  }
}

extension SignalementSurroundings {
  /// What the rules of the proposal look at.
  func situation(
    of signalement: Signalement, _ message: String, _ session: Session
  ) -> SignalementSituation {
    var situation = SignalementSituation(message: message)
    situation.sameWords = sameWords.map { SignalementLink(stream: $0.stream, number: $0.number) }
    let category = signalement.category
    situation.sameTenant = sameTenant.first {
      !$0.status.isOver && $0.category == category
        && $0.reception.receivedAt
          <= signalement.reception?.receivedAt ?? $0.reception.receivedAt
    }.map { SignalementLink(stream: $0.stream, number: $0.number) }
    situation.patrimoine = patrimoine?.status(on: session.today)
    situation.dossier = dossiers.first.map { ($0.reference, $0.status.label) }
    situation.knowsLogement =
      hasStock && signalement.reception?.logement != nil
      ? logement != nil : nil
    return situation
  }
}
