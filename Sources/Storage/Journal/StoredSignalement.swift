import Domain

extension Signalement: StoredAggregate {
  static let aggregate = "signalement"
  static let label = "Signalement"

  var audience: Set<OrganisationID> { members }

  var hasBegun: Bool { reception != nil }

  var isOpen: Bool { hasBegun }

  func readers(of recorded: Recorded<SignalementEvent>) -> Set<OrganisationID>? {
    textReaders(of: recorded)
  }

  func withholding(
    of recorded: Recorded<SignalementEvent>
  ) -> Withholding<SignalementEvent>? {
    withheld(recorded)
  }

  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> {
    contested(names: names)
  }

  static func write(
    _ reading: StreamReading<Signalement>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {
    try SignalementView(connection: store.writer).write(reading, stream: stream)
  }

  static func remove(_ stream: StreamID, from store: Store) throws {
    try SignalementView(connection: store.writer).remove(stream)
  }
}

extension SignalementEvent: StoredEvent {
  var ownTexts: [NamedText] {
    var texts = message.map { [NamedText(subject: $0.text, field: .note)] } ?? []
    switch self {
    case .received(let reception):
      texts.append(NamedText(subject: reception.message, field: .note))
      texts += [reception.author, reception.tenant].compactMap(\.self)
        .map { NamedText(subject: $0, field: .name) }
    case .correctionAsked(let request, _):
      texts.append(NamedText(subject: request.expected, field: .note))
    case .ticketFollowed(_, _, _, .some(let note)), .noteAdded(let note, _):
      texts.append(NamedText(subject: note, field: .note))
    default: break
    }
    return texts
  }

  func isSameFact(as other: SignalementEvent) -> Bool {
    switch (self, other) {
    // Two desks that took the same file in sealed its texts each under subjects of its own.
    case (.received(let mine), .received(let theirs)): mine.number == theirs.number
    // A note is somebody's words: only what says no more than the status is the same twice.
    case (
      .ticketFollowed(let mine, let now, let ended, nil),
      .ticketFollowed(let theirs, let then, let over, nil)
    ):
      (mine, now, ended) == (theirs, then, over)
    default: self == other
    }
  }

  static let erasingKind: String? = CodingKeys.textsErased.rawValue

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}

extension Reponses: StoredAggregate {
  static let aggregate = "reponses"
  static let label = "Réponses types"

  var audience: Set<OrganisationID> {
    organisation.map { [AudiencePart.reponses.of($0)] } ?? []
  }

  var hasBegun: Bool { organisation != nil }

  var isOpen: Bool { hasBegun }

  func readers(of recorded: Recorded<ReponsesEvent>) -> Set<OrganisationID>? { nil }

  func withholding(of recorded: Recorded<ReponsesEvent>) -> Withholding<ReponsesEvent>? { nil }

  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> {
    Set(history.filter { !ReponsesCommand.isOpen(to: $0.signature.role) }.map(\.command))
  }

  // They are few, and read whole from their stream.
  static func write(
    _ reading: StreamReading<Reponses>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {}

  static func remove(_ stream: StreamID, from store: Store) throws {}
}

extension ReponsesEvent: StoredEvent {
  var ownTexts: [NamedText] { [] }

  func isSameFact(as other: ReponsesEvent) -> Bool { self == other }

  static let erasingKind: String? = nil

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}
