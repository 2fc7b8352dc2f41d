/// Something with an identity whose whole history is a stream of events.
///
/// `decide` holds every guard; `apply` never refuses and never guesses, so that it can replay a
/// history that today's rules would refuse. Neither reads a clock, a random number or a locale:
/// deciding again on the same facts gives the same answer on every machine.
public protocol Aggregate: Equatable, Sendable {
  /// What somebody wants to happen.
  associatedtype Command: Codable, Equatable, Sendable
  /// What has happened.
  associatedtype Event: JournaledEvent
  /// The state before the first event.
  static var empty: Self { get }
  /// What the command brings about, or why it may not be.
  ///
  /// - Throws: a `Refusal` in French, naming the field at fault and what would make it right.
  func decide(_ command: Command, in context: Context) throws(Refusal) -> Decision<Event>
  /// Takes a recorded event into the state.
  mutating func apply(_ recorded: Recorded<Event>)
  /// The claims held by the aggregate as it stands.
  var heldClaims: Set<Claim> { get }
  /// The claims that must be free, or its own, for the command to be accepted.
  func claimsNeeded(by command: Command) -> [Claim]
}

/// An accepted command: the role that allowed it, and what it brings about.
public struct Decision<Event: JournaledEvent>: Equatable, Sendable {
  /// The operator's role under which the act is recorded.
  public let role: Role
  /// The events, in order.
  public let events: [Event]
}

/// An event that the journal can store: its kind is a stable name, its payload is JSON.
///
/// Kinds are for ever: a name once shipped stays readable (`docs/architecture.md`, the journal).
public protocol JournaledEvent: Codable, Equatable, Sendable {
  /// The stable name, such as `dossier.nur_entered`.
  var kind: String { get }
  /// The version of this kind's payload, from 1.
  static var schema: Int { get }
}

/// An event with the circumstances of its recording.
public struct Recorded<Event: JournaledEvent>: Equatable, Sendable {
  /// What happened.
  public let event: Event
  /// The act that brought it about; one act may give several events.
  public let command: CommandID
  /// Who recorded it, when and on whose behalf.
  public let signature: Signature

  /// An event with the act and the signature it was recorded under.
  public init(_ event: Event, command: CommandID, signature: Signature) {
    self.event = event
    self.command = command
    self.signature = signature
  }

  /// The civil day in Paris on which the event was recorded.
  public var day: Day { signature.day }
}

/// Who recorded an act, when, with which role and on whose behalf.
public struct Signature: Equatable, Codable, Sendable {
  /// The person at the keyboard, or the technical operator of an import.
  public let operatorID: OperatorID
  /// The organisation the person works for.
  public let organisation: OrganisationID
  /// The role under which the act was allowed.
  public let role: Role
  /// The bailleur for whom Aatiko acted, with its reason.
  public let onBehalf: OnBehalf?
  /// The instant of the recording.
  public let moment: Moment
  /// The civil day in Paris of that instant, by which deadlines count.
  public let day: Day

  /// A signature; `day` follows from `moment`.
  public init(
    operatorID: OperatorID, organisation: OrganisationID, role: Role, onBehalf: OnBehalf? = nil,
    moment: Moment
  ) {
    self.operatorID = operatorID
    self.organisation = organisation
    self.role = role
    self.onBehalf = onBehalf
    self.moment = moment
    self.day = ParisTime.day(of: moment)
  }

  /// The organisation whose act this is: the bailleur acted for, or the operator's own.
  public var actingOrganisation: OrganisationID { onBehalf?.organisation ?? organisation }
}

/// Acting *au nom de* a bailleur, always with a reason (`domaine.md` §4, ○).
public struct OnBehalf: Equatable, Codable, Sendable {
  /// The bailleur acted for.
  public let organisation: OrganisationID
  /// The vault subject that holds the reason as typed.
  public let reason: SubjectID

  /// Acting for `organisation`, the reason being kept in the vault under `reason`.
  public init(organisation: OrganisationID, reason: SubjectID) {
    self.organisation = organisation
    self.reason = reason
  }
}
