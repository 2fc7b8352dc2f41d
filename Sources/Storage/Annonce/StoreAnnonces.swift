import Domain

extension Session {
  /// The bailleur whose annonces alone the operator sees; nil for those who see all.
  var annonceAudience: OrganisationID? {
    actor.reads(.annonce, of: "") ? nil : actor.organisation
  }

  /// Whether the operator sees any annonce.
  public var seesAnnonces: Bool { actor.reads(.annonce, of: actor.organisation) }

  /// Whether the operator may know what the draw chose.
  public var seesDraw: Bool { actor.reads(.tirage, of: actor.organisation) }
}

/// An annonce as the pane shows it, with what people wrote.
public struct AnnonceFile: Equatable, Sendable {
  /// The texts of a version.
  public struct Texts: Equatable, Sendable {
    /// The title, nil once erased or not fetched yet.
    public let title: String?
    /// What the tenant wrote.
    public let text: String?
    /// The names of the photos' files, in the order of the photos.
    public let photos: [String]
  }

  /// Its stream.
  public let stream: StreamID
  /// The annonce.
  public let annonce: Annonce
  /// The texts of its versions, by their numbers.
  public let texts: [Int: Texts]
  /// What reporters and moderators wrote, by subject.
  public let notes: [SubjectID: String]
  /// The acts that no shared database has confirmed.
  public let pending: Set<CommandID>
  /// The acts that no honest program could have recorded.
  public let contested: Set<CommandID>
  /// How a draw came by the version on the platform, where the operator may know.
  public let drawn: Drawn?

  /// How a draw came by a version.
  public struct Drawn: Equatable, Sendable {
    /// The month of the draw.
    public let month: CivilMonth
    /// How.
    public let cause: MonthDraw.Cause
  }
}

/// What an act on an annonce brought about.
public struct AnnonceReceipt: Equatable, Sendable {
  /// The act's identity.
  public let command: CommandID
  /// The annonce after the act.
  public let annonce: Annonce
}

/// An act on an annonce: the command, and the texts that it seals in the vault.
public struct AnnonceOrder: Equatable, Sendable {
  /// The annonce's stream.
  public var stream: StreamID
  /// What is wanted.
  public var command: AnnonceCommand
  /// The texts that the command's subjects stand for.
  public var secrets: [Secret]

  /// An act on an annonce.
  public init(_ stream: StreamID, _ command: AnnonceCommand, secrets: [Secret] = []) {
    self.stream = stream
    self.command = command
    self.secrets = secrets
  }

  var order: Order<Annonce> {
    Order(stream: stream, command: command, secrets: secrets, onBehalf: nil)
  }
}

extension Store {
  /// Decides and records an act: when this returns, it is durable twice (database and log).
  ///
  /// - Parameter moment: the instant under which it is signed.
  /// - Throws: `Refusal` when the domain refuses it or the store only reads, `StorageError`;
  ///   nothing has then changed.
  @discardableResult
  public func perform(
    _ order: AnnonceOrder, as session: Session, at moment: Moment
  ) throws -> AnnonceReceipt {
    try recordWhole {
      let (annonce, decided, record) = try record(order.order, as: session, at: moment)
      return (AnnonceReceipt(command: decided.context.command, annonce: annonce), [record])
    }
  }

  /// An annonce with what the operator may read of it, nil when there is none for this operator.
  ///
  /// - Throws: `StorageError`: `unreadable` when a later version of the program wrote in it.
  public func annonce(_ stream: StreamID, for session: Session) throws -> AnnonceFile? {
    try reader.snapshot {
      let reading = try Streams(reader).read(stream, as: Annonce.self)
      if let fault = reading.fault { throw fault }
      let annonce = reading.state
      guard let bailleur = annonce.bailleur, session.actor.reads(.annonce, of: bailleur) else {
        return nil
      }
      return AnnonceFile(
        stream: stream, annonce: annonce, texts: try texts(of: annonce.versions),
        notes: try notes(of: annonce), pending: reading.pending,
        contested: annonce.contested(names: directory), drawn: try drawn(stream, for: session))
    }
  }

  /// The stream of the annonce of that number, nil when there is none for this operator.
  ///
  /// - Throws: `StorageError`.
  public func annonceStream(numbered number: String, for session: Session) throws -> StreamID? {
    let audience = session.annonceAudience
    return try reader.scalar(
      "SELECT stream FROM annonce_row WHERE annonce = ? AND (? IS NULL OR bailleur = ?)",
      [number, audience, audience])
  }

  /// The platform's number of an annonce; nil when it is not known here.
  ///
  /// - Throws: `StorageError`.
  public func annonceNumber(of stream: StreamID) throws -> String? {
    try reader.scalar("SELECT annonce FROM annonce_row WHERE stream = ?", [stream])
  }

  private func texts(of versions: [AnnonceVersion]) throws -> [Int: AnnonceFile.Texts] {
    let vault = Vault(reader)
    func text(_ version: AnnonceVersion, _ field: AnnonceTextField) throws -> String? {
      try vault.get(version.text, field.field.rawValue)?.value
    }
    var texts: [Int: AnnonceFile.Texts] = [:]
    for version in versions {
      let names = try text(version, .photos) ?? ""
      texts[version.number] = AnnonceFile.Texts(
        title: try text(version, .title), text: try text(version, .text),
        photos: names.split(separator: "/", omittingEmptySubsequences: false).map(String.init))
    }
    return texts
  }

  private func notes(of annonce: Annonce) throws -> [SubjectID: String] {
    let vault = Vault(reader)
    var notes: [SubjectID: String] = [:]
    for text in annonce.history.filter({ !$0.event.isVersion }).flatMap(\.texts) {
      switch text.field {
      case .reason, .note:
        if let value = try vault.get(text.subject, text.field.rawValue)?.value {
          notes[text.subject] = value
        }
      case .name, .nur, .message: continue
      }
    }
    return notes
  }
}

/// The queues of the moderation.
extension Store {
  /// How many annonces each queue holds for the operator.
  ///
  /// - Throws: `StorageError`.
  public func annonceCounts(for session: Session) throws -> [AnnonceQueue: Int] {
    guard session.seesAnnonces else { return [:] }
    return try reader.snapshot {
      var counts: [AnnonceQueue: Int] = [:]
      for queue in AnnonceQueue.allCases where queue != .drawn {
        counts[queue] = try AnnonceQueries(connection: reader).count(
          AnnonceListing(queue, of: session.annonceAudience, filter: "", names: directory))
      }
      counts[.drawn] = try toVerify(for: session).count
      return counts
    }
  }

  /// Some annonces of a queue, in its order.
  ///
  /// - Parameters:
  ///   - filter: the words that must all be found in the number, the place or the bailleur's name.
  ///   - mark: where the page before ended; nil for the first.
  /// - Throws: `StorageError`.
  public func annonces(
    in queue: AnnonceQueue, matching filter: String = "", after mark: AnnoncePage.Mark? = nil,
    limit: Int = 200, for session: Session
  ) throws -> AnnoncePage {
    guard session.seesAnnonces else { return AnnoncePage(rows: [], next: nil) }
    let listing = AnnonceListing(
      queue, of: session.annonceAudience, filter: filter, names: directory)
    return try reader.snapshot {
      let queries = AnnonceQueries(connection: reader)
      guard queue == .drawn else { return try queries.page(listing, after: mark, limit: limit) }
      var rows: [AnnonceRow] = []
      let drawn = try toVerify(for: session)
      let begin = Int(mark?.key ?? -1) + 1
      for (place, item) in drawn.enumerated().dropFirst(begin) {
        guard var row = try queries.row(item.stream, listing) else { continue }
        if rows.count == limit, let last = rows.last {
          return AnnoncePage(
            rows: rows, next: AnnoncePage.Mark(key: Int64(place - 1), stream: last.stream))
        }
        (row.cause, row.month) = (item.cause, item.month)
        rows.append(row)
      }
      return AnnoncePage(rows: rows, next: nil)
    }
  }

  /// What is left to verify of the draws of this month and the one before, the older first.
  ///
  /// An older month is closed: what it left undone is told by `habiter moderation verifier`.
  private func toVerify(
    for session: Session
  ) throws -> [(stream: StreamID, month: CivilMonth, cause: MonthDraw.Cause)] {
    guard session.seesDraw else { return [] }
    let today = CivilMonth(of: session.today)
    return try [today - 1, today].flatMap { month in
      try moderation(of: month, for: session).drawn.compactMap { pick, cause in
        guard pick.verification == nil, pick.isOnline else { return nil }
        return (pick.stream, month, cause)
      }
    }
  }

  private func drawn(_ stream: StreamID, for session: Session) throws -> AnnonceFile.Drawn? {
    guard session.seesDraw else { return nil }
    let month: String? = try reader.scalar(
      "SELECT month FROM annonce_pick WHERE stream = ? ORDER BY version DESC", [stream])
    guard let month = month.flatMap({ CivilMonth(iso: $0) }) else { return nil }
    let found = try moderation(of: month, for: session).drawn.last { $0.pick.stream == stream }
    return found.map { AnnonceFile.Drawn(month: month, cause: $0.cause) }
  }

  /// A month's moderation, as far as the operator may know it.
  ///
  /// - Throws: `StorageError`.
  public func moderation(of month: CivilMonth, for session: Session) throws -> ModerationMonth {
    try draws.month(
      month, isOver: session.today > month.last, of: session.annonceAudience,
      knowsSalt: session.seesDraw, under: reglement, reader)
  }
}

extension AnnonceEvent {
  /// Whether it brings a version of the annonce, whose words are told by themselves.
  fileprivate var isVersion: Bool {
    switch self {
    case .published, .changed: true
    default: false
    }
  }
}
