/// What one contact was told on one day: the alerts of the scheme (lines 297 to 304) and the file
/// that is missing, together in one mail (AMB-27).
///
/// Its stream follows from the contact and the day, so that of two desks that write the same one
/// the shared database takes the first, and one mail leaves.
public struct AlertDigest: Aggregate {
  /// Who is told; nil before the first event.
  public private(set) var recipient: OperatorID?
  /// Whose dossiers and files it is about.
  public private(set) var bailleur: OrganisationID?
  /// The day.
  public private(set) var day: Day?
  /// What it tells.
  public private(set) var mentions: [AlertMention] = []
  /// Everything that happened, in order.
  public private(set) var history: [Recorded<AlertDigestEvent>] = []

  /// The state before the first event.
  public static let empty = AlertDigest()

  /// A digest competes for nothing but its stream.
  public var heldClaims: Set<Claim> { [] }

  /// Nothing must be free.
  public func claimsNeeded(by command: AlertDigestCommand) -> [Claim] { [] }

  /// The stream of what a person is told on a day, the same on every desk.
  public static func stream(of recipient: OperatorID, on day: Day) -> StreamID {
    let name = "\(recipient.text) \(day.iso)"
    return StreamID("recapitulatif-\(SHA256.hex(SHA256.hash(name)).prefix(32))")
  }

  /// How many mentions an event holds: its payload is bounded (`sync.md` §4).
  static let mentionsOfEvent = 30
  /// How many mentions a digest holds at most; what is beyond comes the day after.
  public static let most = 900

  /// Takes a recorded event into the state.
  public mutating func apply(_ recorded: Recorded<AlertDigestEvent>) {
    history.append(recorded)
    switch recorded.event {
    case .issued(let recipient, let bailleur, let day, let mentions):
      self.recipient = self.recipient ?? recipient
      self.bailleur = self.bailleur ?? bailleur
      self.day = self.day ?? day
      self.mentions += mentions
    }
  }

  /// What the command brings about, or why it may not be.
  public func decide(
    _ command: AlertDigestCommand, in context: Context
  ) throws(Refusal) -> Decision<AlertDigestEvent> {
    guard let role = context.actor.roles.sorted().first(where: Self.mayIssue) else {
      throw Refusal("Les alertes sont émises par Aatiko.")
    }
    switch command {
    case .issue(let recipient, let bailleur, let day, let mentions):
      guard history.isEmpty else {
        throw Refusal("Le récapitulatif du \(day.french) est déjà émis pour cette personne.")
      }
      guard day == context.today else {
        throw Refusal("Un récapitulatif est du jour même.", field: "jour")
      }
      guard !mentions.isEmpty, mentions.count <= Self.most else {
        throw Refusal("Un récapitulatif dit de 1 à \(Self.most) alertes.", field: "alertes")
      }
      return Decision(
        role: role, events: Self.events(recipient, bailleur, day, mentions))
    }
  }

  /// The events that tell it: the mentions of each are bounded.
  private static func events(
    _ recipient: OperatorID, _ bailleur: OrganisationID, _ day: Day, _ mentions: [AlertMention]
  ) -> [AlertDigestEvent] {
    let parts = stride(from: 0, to: mentions.count, by: mentionsOfEvent).map { place in
      Array(mentions[place..<min(place + mentionsOfEvent, mentions.count)])
    }
    return parts.map {
      .issued(recipient: recipient, bailleur: bailleur, day: day, mentions: $0)
    }
  }

  /// Whether a role issues alerts (`domaine.md` §4, « Follow dossiers, emit alerts »).
  public static func mayIssue(_ role: Role) -> Bool {
    Permission.right(of: role, to: .followDossiers).standing(own: false) == .act
  }

  /// The acts of the history to which their author had no right.
  public func contested() -> Set<CommandID> {
    Set(history.filter { !Self.mayIssue($0.signature.role) }.map(\.command))
  }
}

/// One thing that a digest tells.
public enum AlertMention: Codable, Hashable, Sendable {
  /// An alert of the scheme on a volet, to act on or for information (AMB-05).
  case dossier(
    stream: StreamID, reference: String, alert: AlertCode, volet: VoletName, contact: ContactKind,
    isForAction: Bool)
  /// The patrimoine file that is missing or refused (line 194).
  case patrimoine(about: PatrimoineReminder)
}

/// What can be wanted of a digest.
public enum AlertDigestCommand: Codable, Equatable, Sendable {
  case issue(
    recipient: OperatorID, bailleur: OrganisationID, day: Day, mentions: [AlertMention])
}

/// What can happen to a digest.
public enum AlertDigestEvent: JournaledEvent {
  case issued(
    recipient: OperatorID, bailleur: OrganisationID, day: Day, mentions: [AlertMention])

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case issued = "recapitulatif.issued"
  }

  /// The stable name.
  public var kind: String { CodingKeys.issued.rawValue }

  /// The version of the payloads.
  public static let schema = 1
}
