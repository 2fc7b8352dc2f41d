import Domain

/// The conflicts as the operator settles them, and what waits to be sent.
extension Store {
  /// The acts that could not be replayed and ask for somebody, the oldest first.
  ///
  /// - Throws: `StorageError`.
  public func conflicts() throws -> [Conflict] {
    try ConflictTable(connection: reader).unsettled()
  }

  /// The acts of the list that somebody has settled, or that turned out to be done already, the
  /// latest first.
  ///
  /// - Throws: `StorageError`.
  public func settledConflicts(limit: Int) throws -> [Conflict] {
    try ConflictTable(connection: reader).settled(limit: limit)
  }

  /// One act of the list, settled or not; nil when it is not in it.
  ///
  /// - Throws: `StorageError`.
  public func conflict(_ command: CommandID) throws -> Conflict? {
    try ConflictTable(connection: reader).conflict(command)
  }

  /// The texts that an act which did not hold brings, by subject, as its author typed them; a NUR
  /// is masked, and what was erased is left out.
  ///
  /// - Throws: `StorageError`.
  public func texts(of conflict: Conflict) throws -> [SubjectID: String] {
    let vault = Vault(reader)
    var texts: [SubjectID: String] = [:]
    for text in conflict.act.texts {
      guard let value = try vault.get(text.subject, text.field.rawValue)?.value else { continue }
      texts[text.subject] = text.field == .nur ? (try? NUR(parsing: value))?.masked : value
    }
    return texts
  }

  /// How many conflicts ask for somebody.
  ///
  /// - Throws: `StorageError`.
  public func conflictCount() throws -> Int { try ConflictTable(connection: reader).count() }

  /// Leaves a conflict for later.
  ///
  /// - Throws: `Refusal` when it is settled already, `StorageError`.
  public func keep(_ conflict: CommandID) throws { try settle(conflict, as: .kept, note: nil) }

  /// Gives an act up, for a reason.
  ///
  /// - Throws: `Refusal` without a reason, or when it is settled already; `StorageError`.
  public func drop(_ conflict: CommandID, reason: String) throws {
    let reason = reason.strippedOfControls
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Refusal(
        "Le motif manque.", field: "motif", remedy: "Dites pourquoi l'acte est abandonné.")
    }
    try settle(conflict, as: .dropped, note: reason)
  }

  /// Notes that another act has taken the place of one that did not hold.
  ///
  /// - Throws: `Refusal` when it is settled already, `StorageError`.
  public func noteRedone(_ conflict: CommandID, by command: CommandID) throws {
    try settle(conflict, as: .redone, note: command.text)
  }

  /// The acts that wait to be sent, the oldest first.
  ///
  /// - Throws: `StorageError`.
  public func waitingActs(limit: Int) throws -> [PendingCommand] {
    try Outbox(reader).first(limit)
  }

  /// The address of the shared database that this desk followed last, nil when it never did.
  ///
  /// - Throws: `StorageError`.
  public func sharedAddress() throws -> String? { try Following(connection: reader).get(.address) }

  /// Remembers which shared database this desk follows.
  ///
  /// - Throws: `StorageError`, `Refusal` when the store only reads.
  public func follow(_ address: SharedAddress) throws {
    guard try sharedAddress() != address.text else { return }
    try write { try Following(connection: writer).set(.address, to: address.text) }
  }

  private func settle(_ command: CommandID, as state: Conflict.State, note: String?) throws {
    try write {
      let table = ConflictTable(connection: writer)
      guard try table.conflict(command)?.isUnsettled == true else {
        throw Refusal("Ce conflit est déjà réglé.")
      }
      try table.set(command, to: state, note: note)
    }
  }
}

extension Conflict {
  /// The act as it was asked for; nil when a later version of the program wrote it.
  public var command: DossierCommand? {
    try? JSONText.decode(act.arguments, as: DossierCommand.self)
  }

  /// The events that were shown when the act was accepted here, those that can be read.
  public var shown: [DossierEvent] { act.shown }
}

extension PendingCommand {
  /// Whether the act is on a patrimoine.
  public var isOfPatrimoine: Bool { aggregate == Patrimoine.aggregate }

  /// The events that an act on a patrimoine gave here, those that can be read.
  public var shownPatrimoine: [PatrimoineEvent] {
    guard isOfPatrimoine else { return [] }
    return events.compactMap {
      try? EventCoding.event(PatrimoineEvent.self, kind: $0.kind, payload: $0.payload)
    }
  }

  /// Whether the act is on an annonce.
  public var isOfAnnonce: Bool { aggregate == Annonce.aggregate }

  /// The events that an act on an annonce gave here, those that can be read.
  public var shownAnnonce: [AnnonceEvent] {
    guard isOfAnnonce else { return [] }
    return events.compactMap {
      try? EventCoding.event(AnnonceEvent.self, kind: $0.kind, payload: $0.payload)
    }
  }

  /// The events that the act gave here, those that can be read.
  public var shown: [DossierEvent] {
    events.compactMap {
      try? EventCoding.event(DossierEvent.self, kind: $0.kind, payload: $0.payload)
    }
  }
}
