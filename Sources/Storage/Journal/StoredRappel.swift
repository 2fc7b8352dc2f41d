import Domain

extension Rappel: StoredAggregate {
  static let aggregate = "rappel"
  static let label = "Rappel"

  var audience: Set<OrganisationID> { bailleur.map { [AudiencePart.conformite.of($0)] } ?? [] }

  var hasBegun: Bool { bailleur != nil }

  func readers(of recorded: Recorded<RappelEvent>) -> Set<OrganisationID>? { nil }

  func withholding(of recorded: Recorded<RappelEvent>) -> Withholding<RappelEvent>? { nil }

  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> { contested() }

  static func write(
    _ reading: StreamReading<Rappel>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {
    try RappelView(connection: store.writer).write(reading, stream: stream)
  }

  static func remove(_ stream: StreamID, from store: Store) throws {
    try RappelView(connection: store.writer).remove(stream)
  }
}

extension RappelEvent: StoredEvent {
  // The words of a letter and of a note are kept with their line ends.
  var ownTexts: [NamedText] {
    switch self {
    case .sent(_, _, let letter, _): [NamedText(subject: letter, field: .note)]
    case .dismissed(_, .some(let note)), .referred(_, _, .some(let note)),
      .closed(_, .some(let note)):
      [NamedText(subject: note, field: .note)]
    case .proposed, .dismissed, .referred, .closed, .undone: []
    }
  }

  /// Two desks that set the same proposal aside, or end the same follow-up, say the same; two
  /// letters never do, since each has left.
  func isSameFact(as other: RappelEvent) -> Bool {
    switch (self, other) {
    case (.dismissed(let mine, _), .dismissed(let known, _)): mine == known
    case (.closed(let mine, _), .closed(let known, _)): mine == known
    default: self == other
    }
  }

  static let erasingKind: String? = nil

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}
