import Domain

/// An aggregate whose streams the journal keeps: what the store must know of it besides its rules.
protocol StoredAggregate: Aggregate where Event: StoredEvent {
  /// What the journal calls its streams; the kinds of its events begin with it.
  static var aggregate: String { get }
  /// What one is called in a report, with its capital.
  static var label: String { get }
  /// The organisations that share its journal; it never changes.
  var audience: Set<OrganisationID> { get }
  /// Whether anything has happened to it.
  var hasBegun: Bool { get }
  /// Whether it may still take keys.
  var isOpen: Bool { get }
  /// Everything that happened, in order.
  var history: [Recorded<Event>] { get }
  /// The organisations that may read what somebody typed in the act; nil when all of its audience.
  func readers(of recorded: Recorded<Event>) -> Set<OrganisationID>?
  /// What of a recorded event is kept from whom; nil when its whole audience reads it.
  func withholding(of recorded: Recorded<Event>) -> Withholding<Event>?
  /// The acts of its history that no honest program could have recorded.
  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID>
  /// Writes its rows in the views, in the place of those that were there.
  static func write(
    _ reading: StreamReading<Self>, of stream: StreamID, _ scope: ScopeID, in store: Store) throws
  /// Takes its rows out of the views.
  static func remove(_ stream: StreamID, from store: Store) throws
  /// What people know it by, as the journal names it.
  func name(in names: Directory) -> String
}

/// An event as the store keeps it.
protocol StoredEvent: JournaledEvent {
  /// The texts of the vault that it names, the reason of an act *au nom de* left out.
  var ownTexts: [NamedText] { get }
  /// Whether it says the same as another one; where a text is kept makes no difference.
  func isSameFact(as other: Self) -> Bool
  /// The kind that erases its aggregate's personal data; nil where there are none.
  static var erasingKind: String? { get }
  /// Whether a kind is one that this version of the program knows.
  static func knows(kind: String) -> Bool
}

extension StoredEvent {
  /// Whether it is the erasure of its aggregate's personal data.
  var erasesPersonalData: Bool { kind == Self.erasingKind }
}

/// The aggregates that this version of the program knows, by what the journal calls them.
enum StoredAggregates {
  private static let all: [any StoredAggregate.Type] = [
    Dossier.self, Patrimoine.self, Signalement.self, Reponses.self, Annonce.self,
    Tirage.self, Regles.self, AlertDigest.self, Rappel.self,
  ]

  /// All but the dossiers, whose verification has more to look at.
  static var besidesDossiers: [any StoredAggregate.Type] { Array(all.dropFirst()) }

  /// The names of all.
  static let names = all.map { $0.aggregate }

  /// The aggregate of that name, nil when a later version of the program knows it.
  static func type(named name: String) -> (any StoredAggregate.Type)? {
    all.first { $0.aggregate == name }
  }
}

extension Dossier: StoredAggregate {
  static let aggregate = "dossier"
  static let label = "Dossier"

  var audience: Set<OrganisationID> { Set(volets.map(\.bailleur)) }

  var hasBegun: Bool { createdOn != nil }

  static func write(
    _ reading: StreamReading<Dossier>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {
    try store.view.write(reading, stream: stream, scope: scope)
  }

  static func remove(_ stream: StreamID, from store: Store) throws {
    try store.view.remove(stream)
  }
}

extension DossierEvent: StoredEvent {
  func isSameFact(as other: DossierEvent) -> Bool {
    if case .nurEntered(let volet, let nur) = self,
      case .nurEntered(volet, let known) = other
    {
      return nur.digest == known.digest
    }
    return self == other
  }

  static let erasingKind: String? = CodingKeys.personalDataErased.rawValue

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}

extension Patrimoine: StoredAggregate {
  static let aggregate = "patrimoine"
  static let label = "Patrimoine"

  var audience: Set<OrganisationID> { bailleur.map { [AudiencePart.patrimoine.of($0)] } ?? [] }

  var hasBegun: Bool { bailleur != nil }

  var isOpen: Bool { hasBegun }

  func readers(of recorded: Recorded<PatrimoineEvent>) -> Set<OrganisationID>? { nil }

  func withholding(of recorded: Recorded<PatrimoineEvent>) -> Withholding<PatrimoineEvent>? { nil }

  func contested(under reglement: Reglement, names: Directory) -> Set<CommandID> {
    contested(names: names)
  }

  static func write(
    _ reading: StreamReading<Patrimoine>, of stream: StreamID, _ scope: ScopeID, in store: Store
  ) throws {
    try PatrimoineView(connection: store.writer).write(reading, stream: stream)
  }

  static func remove(_ stream: StreamID, from store: Store) throws {
    try PatrimoineView(connection: store.writer).remove(stream)
  }
}

extension PatrimoineEvent: StoredEvent {
  var ownTexts: [NamedText] {
    switch self {
    case .syncDeclared(_, _, let key, let identifier):
      [NamedText(subject: key, field: .note), NamedText(subject: identifier, field: .note)]
    case .reminded(_, _, .some(let message)): [NamedText(subject: message, field: .message)]
    default: []
    }
  }

  func isSameFact(as other: PatrimoineEvent) -> Bool { self == other }

  static let erasingKind: String? = nil

  static func knows(kind: String) -> Bool { CodingKeys(rawValue: kind) != nil }
}
