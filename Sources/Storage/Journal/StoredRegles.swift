import Domain

extension Regles: StoredAggregate {
  static let aggregate = "regles"
  static let label = "Règlement"

  var audience: Set<OrganisationID> { owner.map { [AudiencePart.reglement.of($0)] } ?? [] }

  var hasBegun: Bool { owner != nil }

  var isOpen: Bool { hasBegun }

  func readers(of recorded: Recorded<ReglesEvent>) -> Set<OrganisationID>? { nil }

  func withholding(of recorded: Recorded<ReglesEvent>) -> Withholding<ReglesEvent>? { nil }

  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> { contested() }

  /// The rules have no rows of their own; those of the dossiers follow them.
  static func write(
    _ reading: StreamReading<Regles>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {
    store.rulesMayHaveChanged = true
  }

  static func remove(_ stream: StreamID, from store: Store) throws {
    store.rulesMayHaveChanged = true
  }
}

extension ReglesEvent: StoredEvent {
  var ownTexts: [NamedText] { [] }

  func isSameFact(as other: ReglesEvent) -> Bool { self == other }

  static let erasingKind: String? = nil

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}
