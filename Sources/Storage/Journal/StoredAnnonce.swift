import Domain

extension Annonce: StoredAggregate {
  static let aggregate = "annonce"
  static let label = "Annonce"

  var audience: Set<OrganisationID> { bailleur.map { [AudiencePart.annonce.of($0)] } ?? [] }

  var hasBegun: Bool { bailleur != nil }

  var isOpen: Bool { hasBegun }

  func readers(of recorded: Recorded<AnnonceEvent>) -> Set<OrganisationID>? { nil }

  func withholding(of recorded: Recorded<AnnonceEvent>) -> Withholding<AnnonceEvent>? { nil }

  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> {
    contested(names: names)
  }

  static func write(
    _ reading: StreamReading<Annonce>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {
    try AnnonceView(connection: store.writer).write(reading, stream: stream)
  }

  static func remove(_ stream: StreamID, from store: Store) throws {
    try AnnonceView(connection: store.writer).remove(stream)
  }
}

extension AnnonceEvent: StoredEvent {
  var ownTexts: [NamedText] {
    switch self {
    case .published(_, _, let version), .changed(let version):
      AnnonceTextField.allCases.map { NamedText(subject: version.text, field: $0.field) }
    case .reported(let report): Self.text(report.note, .note)
    case .decided(let decision): Self.text(decision.message, .note)
    case .reversed(_, _, let note): Self.text(note, .reason)
    case .withdrawn, .undone: []
    }
  }

  private static func text(_ subject: SubjectID?, _ field: Secret.Field) -> [NamedText] {
    subject.map { [NamedText(subject: $0, field: field)] } ?? []
  }

  func isSameFact(as other: AnnonceEvent) -> Bool {
    switch (self, other) {
    // Two desks that took in the same export begin or go on with the same versions.
    case (.published(_, _, let mine), .published(_, _, let known)),
      (.changed(let mine), .published(_, _, let known)),
      (.changed(let mine), .changed(let known)), (.published(_, _, let mine), .changed(let known)):
      mine.isSame(as: known)
    case (.withdrawn, .withdrawn): true
    case (.reported(let mine), .reported(let known)):
      mine.number != nil && mine.number == known.number
    case (.decided(let mine), .decided(let known)):
      (mine.version, mine.ruling, mine.motives) == (known.version, known.ruling, known.motives)
    case (.reversed(let mine, _, _), .reversed(let known, _, _)): mine == known
    default: self == other
    }
  }

  static let erasingKind: String? = nil

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}

/// The three texts of a version, under one subject of the vault.
enum AnnonceTextField: CaseIterable {
  case title, text
  /// The names of the photos' files, between strokes: no name holds one.
  case photos

  var field: Secret.Field {
    switch self {
    case .title: .message
    case .text: .note
    case .photos: .name
    }
  }
}

extension Tirage: StoredAggregate {
  static let aggregate = "tirage"
  static let label = "Tirage"

  var audience: Set<OrganisationID> { owner.map { [AudiencePart.tirage.of($0)] } ?? [] }

  var hasBegun: Bool { owner != nil }

  var isOpen: Bool { hasBegun }

  func readers(of recorded: Recorded<TirageEvent>) -> Set<OrganisationID>? { nil }

  func withholding(of recorded: Recorded<TirageEvent>) -> Withholding<TirageEvent>? { nil }

  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> { contested() }

  static func write(
    _ reading: StreamReading<Tirage>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {
    try AnnonceView(connection: store.writer).write(reading.state, stream: stream)
  }

  static func remove(_ stream: StreamID, from store: Store) throws {
    try AnnonceView(connection: store.writer).write(.empty, stream: stream)
  }
}

extension TirageEvent: StoredEvent {
  var ownTexts: [NamedText] { [] }

  /// Of two salts that desks drew apart for one month the first counts: the other is no conflict.
  func isSameFact(as other: TirageEvent) -> Bool {
    switch (self, other) {
    case (.saltDrawn(let owner, let month, _), .saltDrawn(let known, let other, _)):
      (owner, month) == (known, other)
    }
  }

  static let erasingKind: String? = nil

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}
