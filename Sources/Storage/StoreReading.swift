import Domain

/// A dossier as a pane shows it, with the personal data that this viewer may read.
public struct DossierDetail: Equatable, Sendable {
  /// The dossier's stream.
  public let stream: StreamID
  /// The dossier, without what the viewer may not see.
  public let dossier: Dossier
  /// The texts of the vault that the viewer may read, by subject; a NUR is masked.
  public let texts: [SubjectID: String]
  /// The acts that no shared database has confirmed.
  public let pending: Set<CommandID>
  /// The acts that no honest program could have recorded.
  public var contested: Set<CommandID> = []
  /// The acts whose day is odd beside the server's clock.
  public var dayMarks: [CommandID: DayMark] = [:]

  /// A dossier with the texts that go with it.
  public init(
    stream: StreamID, dossier: Dossier, texts: [SubjectID: String] = [:],
    pending: Set<CommandID> = []
  ) {
    self.stream = stream
    self.dossier = dossier
    self.texts = texts
    self.pending = pending
  }
}

extension Store {
  /// A dossier with what the operator may read of it, nil when there is none for this operator.
  ///
  /// What is withheld of the other bailleur's volet is neither in the state nor in the texts
  /// (`Dossier.visible(to:)`).
  ///
  /// - Throws: `StorageError`: `unreadable` when a later version of the program wrote in it.
  public func detail(_ stream: StreamID, for session: Session) throws -> DossierDetail? {
    try reader.snapshot {
      let records = try Streams(reader).records(of: stream)
      let reading = try records.reading(as: Dossier.self)
      if let fault = reading.fault { throw fault }
      guard let dossier = reading.state.visible(to: session.actor) else { return nil }
      var detail = DossierDetail(
        stream: stream, dossier: dossier, texts: try texts(of: dossier, for: session.actor),
        pending: reading.pending)
      detail.contested = reading.state.contested(under: reglement, names: directory)
      detail.dayMarks = records.dayMarks
      return detail
    }
  }

  /// The whole dossier, for those who compute on it.
  ///
  /// - Throws: `StorageError`: `unreadable` when a later version of the program wrote in it.
  public func dossier(_ stream: StreamID) throws -> Dossier {
    try reader.snapshot { try Streams(reader).load(stream) }
  }

  /// The NUR of a volet in clear; the consultation is journaled first, as an act of the operator.
  ///
  /// - Throws: `Refusal` when there is none or the operator may not read it, `StorageError`:
  ///   `erased` among others.
  public func revealNUR(
    of volet: VoletName, in stream: StreamID, as session: Session
  ) throws -> NUR {
    try perform(Act(stream: stream, command: .revealNUR(volet: volet)), as: session)
    guard let sealed = try dossier(stream)[volet]?.nur?.value,
      let text = try Vault(reader).get(sealed.subject, Secret.Field.nur.rawValue)?.value
    else { throw StorageError(.erased, "the NUR is no longer in the vault") }
    return try NUR(parsing: text)
  }

  private func texts(
    of dossier: Dossier, for person: Operator
  ) throws -> [SubjectID: String] {
    // What is erased is not shown while the shared database has not confirmed it yet.
    guard dossier.erasure == nil else { return [:] }
    let vault = Vault(reader)
    var texts: [SubjectID: String] = [:]
    for recorded in dossier.history where dossier.mayRead(recorded, person) {
      for text in recorded.texts {
        guard let value = try vault.get(text.subject, text.field.rawValue)?.value else { continue }
        if text.field != .nur {
          texts[text.subject] = value
        } else if let bailleur = recorded.event.volet.flatMap({ dossier[$0]?.bailleur }),
          person.standing(to: .seeNUR, of: bailleur) >= .read
        {
          texts[text.subject] = (try? NUR(parsing: value))?.masked
        }
      }
    }
    return texts
  }
}
