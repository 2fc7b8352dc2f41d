import Domain

extension AlertDigest: StoredAggregate {
  static let aggregate = "recapitulatif"
  static let label = "Récapitulatif d'alertes"

  var audience: Set<OrganisationID> { bailleur.map { [AudiencePart.conformite.of($0)] } ?? [] }

  var hasBegun: Bool { recipient != nil }

  var isOpen: Bool { false }

  func readers(of recorded: Recorded<AlertDigestEvent>) -> Set<OrganisationID>? { nil }

  func withholding(of recorded: Recorded<AlertDigestEvent>) -> Withholding<AlertDigestEvent>? {
    nil
  }

  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> { contested() }

  /// A digest has no row: it is found by its contact and its day.
  static func write(
    _ reading: StreamReading<AlertDigest>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {}

  static func remove(_ stream: StreamID, from store: Store) throws {}
}

extension AlertDigestEvent: StoredEvent {
  var ownTexts: [NamedText] { [] }

  /// Two desks that tell one person on one day do the same, whatever each had seen by then.
  func isSameFact(as other: AlertDigestEvent) -> Bool {
    switch (self, other) {
    case (.issued(let recipient, _, let day, _), .issued(let known, _, let other, _)):
      (recipient, day) == (known, other)
    }
  }

  static let erasingKind: String? = nil

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}
