/// Everything a decision may look at besides the aggregate's own history.
public struct Context: Sendable {
  /// Who wants to act.
  public var actor: Operator
  /// The bailleur acted for, if the act is done *au nom de*.
  public var onBehalf: OnBehalf?
  /// The identity of the act being decided.
  public var command: CommandID
  /// The instant of the act.
  public var now: Moment
  /// The parameters of the bourse with their dates of effect.
  public var reglement: Reglement
  /// The organisations and their people.
  public var directory: Directory
  /// Who holds, in other aggregates, the claims that the command would take.
  public var holders: [Claim: ClaimHolder]

  /// A context; `holders` is filled by the store for the claims the command names.
  public init(
    actor: Operator, onBehalf: OnBehalf? = nil, command: CommandID, now: Moment,
    reglement: Reglement = .default, directory: Directory, holders: [Claim: ClaimHolder] = [:]
  ) {
    self.actor = actor
    self.onBehalf = onBehalf
    self.command = command
    self.now = now
    self.reglement = reglement
    self.directory = directory
    self.holders = holders
  }

  /// The civil day in Paris of `now`.
  public var today: Day { ParisTime.day(of: now) }

  /// The signature under which the act is recorded, once a role has allowed it.
  public func signature(as role: Role) -> Signature {
    Signature(
      operatorID: actor.id, organisation: actor.organisation, role: role, onBehalf: onBehalf,
      moment: now)
  }
}

/// A key that only one aggregate may hold: a reference for ever, a logement or a NUR's keyed hash
/// while it is open (`sync.md` §1).
public struct Claim: Hashable, Comparable, Codable, Sendable {
  /// The key as the stores compare it.
  public let key: String

  /// A claim read back from a store.
  public init(key: String) {
    self.key = key
  }

  /// The claim on a logement: it may stand in one open dossier only.
  public static func logement(_ reference: String, of bailleur: OrganisationID) -> Claim {
    Claim(key: "logement/\(bailleur)/\(reference)")
  }

  /// The claim on a reference, which no other dossier may ever bear.
  public static func reference(_ reference: String) -> Claim {
    Claim(key: "reference/\(reference)")
  }

  /// The claim on a NUR, known by its keyed hash only.
  public static func nur(_ nur: SealedNUR) -> Claim {
    Claim(key: ofNUR + nur.digest)
  }

  /// How the claims on NUR begin.
  public static let ofNUR = "nur/"

  /// Orders claims by their key.
  public static func < (left: Claim, right: Claim) -> Bool { left.key < right.key }
}

/// The aggregate that holds a claim.
public struct ClaimHolder: Equatable, Sendable {
  /// The stream of the holder.
  public let stream: StreamID
  /// The reference by which people know it, such as « D-2026-0412 ».
  public let reference: String

  /// A holder by its stream and reference.
  public init(stream: StreamID, reference: String) {
    self.stream = stream
    self.reference = reference
  }
}

/// The organisations of the bourse and their people, as the local store knows them.
public struct Directory: Equatable, Sendable {
  /// The organisations by their id.
  public var organisations: [OrganisationID: Organisation]
  /// The operators by their id.
  public var operators: [OperatorID: Operator]

  /// A directory of the given organisations and operators.
  public init(organisations: [Organisation] = [], operators: [Operator] = []) {
    self.organisations = Dictionary(
      organisations.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    self.operators = Dictionary(operators.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// The organisation's name, or its id when it is not known here.
  public func name(of organisation: OrganisationID) -> String {
    organisations[organisation]?.name ?? organisation.text
  }

  /// The person's name, or nil when the person is not known here.
  public func name(of person: OperatorID?) -> String? {
    person.flatMap { operators[$0]?.name }
  }
}

/// A NUR as events carry it: where the vault keeps it, and a keyed hash to compare it by.
public struct SealedNUR: Hashable, Codable, Sendable {
  /// The vault subject under which the number is kept.
  public let subject: SubjectID
  /// The keyed hash (HMAC-SHA-256, hexadecimal): equal numbers give equal hashes, nothing more.
  public let digest: String

  /// A sealed number, as the vault gives it.
  public init(subject: SubjectID, digest: String) {
    self.subject = subject
    self.digest = digest
  }
}
