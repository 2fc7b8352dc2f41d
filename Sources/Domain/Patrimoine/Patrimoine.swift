/// The account of a bailleur's patrimoine: its onboarding, its imports, who was reminded.
///
/// The logements themselves stand in the file of the current import, beside the journal.
public struct Patrimoine: Aggregate {
  /// The bailleur; nil before the first event.
  public private(set) var bailleur: OrganisationID?
  /// The day of each step that was registered.
  public private(set) var steps: [PatrimoineStep: Day] = [:]
  /// Every attempt, in order.
  public private(set) var imports: [PatrimoineAttempt] = []
  /// How files come by themselves, once it was declared.
  public private(set) var sync: PatrimoineSync?
  /// Who was reminded of what, in order.
  public private(set) var reminders: [Recorded<PatrimoineEvent>] = []
  /// Everything that happened, in order.
  public private(set) var history: [Recorded<PatrimoineEvent>] = []

  /// The state before the first event.
  public static let empty = Patrimoine()

  /// A patrimoine is nobody's but its bailleur's: it competes for nothing.
  public var heldClaims: Set<Claim> { [] }

  /// Nothing must be free.
  public func claimsNeeded(by command: PatrimoineCommand) -> [Claim] { [] }

  /// The stream of a bailleur's patrimoine, the same on every desk.
  public static func stream(of bailleur: OrganisationID) -> StreamID {
    StreamID("patrimoine-\(SHA256.hex(SHA256.hash(Array(bailleur.text.utf8))).prefix(32))")
  }

  /// The import whose logements are the stock.
  public var current: PatrimoineAttempt? { imports.last { $0.isAccepted } }

  /// The import that waits for a confirmation.
  public var held: PatrimoineAttempt? { imports.last.flatMap { $0.isHeld ? $0 : nil } }

  /// Takes a recorded event into the state.
  public mutating func apply(_ recorded: Recorded<PatrimoineEvent>) {
    history.append(recorded)
    switch recorded.event {
    case .fileImported(let bailleur, let facts, let base):
      self.bailleur = bailleur
      imports.append(PatrimoineAttempt(recorded, facts, base: base))
    case .importConfirmed(let id): settle(id, as: .confirmed(recorded.day))
    case .importDropped(let id): settle(id, as: .dropped(recorded.day))
    case .stepRegistered(let bailleur, let step, let day):
      self.bailleur = bailleur
      steps[step] = day
    case .stepWithdrawn(let step): steps[step] = nil
    case .syncDeclared(let bailleur, let fingerprint, let key, let identifier):
      self.bailleur = bailleur
      sync = PatrimoineSync(
        fingerprint: fingerprint, key: key, identifier: identifier, declaredOn: recorded.day)
    case .reminded(let bailleur, _, _):
      self.bailleur = bailleur
      reminders.append(recorded)
    }
  }

  private mutating func settle(_ id: CommandID, as end: PatrimoineAttempt.Settlement) {
    guard let place = imports.firstIndex(where: { $0.id == id }) else { return }
    imports[place].settlement = end
  }

  /// The day of a step: the one registered, or the one that an import shows.
  public func day(of step: PatrimoineStep) -> Day? {
    switch step {
    case .firstImport: steps[step] ?? imports.first { $0.isAccepted }?.acceptedOn
    case .synchronisation: steps[step] ?? sync?.declaredOn
    default: steps[step]
    }
  }

  /// The first step that is neither done nor optional; nil once all are.
  public var nextStep: PatrimoineStep? {
    PatrimoineStep.allCases.first { !$0.isOptional && day(of: $0) == nil }
  }
}

/// An import: a file as it was taken.
public struct PatrimoineAttempt: Equatable, Sendable {
  /// How an import that waited for a confirmation ended.
  public enum Settlement: Equatable, Sendable {
    case confirmed(Day)
    case dropped(Day)
  }

  /// The act that recorded it: also the name of its files.
  public let id: CommandID
  /// What the file was.
  public let facts: PatrimoineFacts
  /// The import whose stock it was compared with.
  public let base: CommandID?
  /// Who recorded it, and when.
  public let signature: Signature
  /// How it ended, if it waited.
  public internal(set) var settlement: Settlement?

  init(_ recorded: Recorded<PatrimoineEvent>, _ facts: PatrimoineFacts, base: CommandID?) {
    id = recorded.command
    self.facts = facts
    self.base = base
    signature = recorded.signature
  }

  /// The day of the attempt.
  public var day: Day { signature.day }

  /// Whether its logements are, or were, the stock.
  public var isAccepted: Bool { acceptedOn != nil }

  /// The day from which its logements are the stock.
  public var acceptedOn: Day? {
    if case .confirmed(let day) = settlement { return day }
    return facts.verdict.isAccepted ? day : nil
  }

  /// Whether it waits for a confirmation.
  public var isHeld: Bool { facts.verdict == .held && settlement == nil }

  /// What became of it, as operators read it.
  public var outcome: String {
    switch settlement {
    case .confirmed: "accepté après confirmation"
    case .dropped: "abandonné"
    case nil: facts.verdict.french
    }
  }
}

/// The automatic synchronisation of a bailleur's files (scheme, line 195).
public struct PatrimoineSync: Equatable, Sendable {
  /// The SHA-256 of the public key, hexadecimal.
  public let fingerprint: String
  /// Where the vault keeps the key.
  public let key: SubjectID
  /// Where it keeps the identifier.
  public let identifier: SubjectID
  /// The day of the declaration.
  public let declaredOn: Day
}
