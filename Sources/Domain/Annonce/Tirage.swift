/// The secret salts of the moderation's draws, month by month, which Aatiko draws and the GIE may
/// read to verify them.
public struct Tirage: Aggregate {
  /// Aatiko; nil before the first event.
  public private(set) var owner: OrganisationID?
  /// The salt of each month that has one.
  public private(set) var salts: [CivilMonth: DrawSalt] = [:]
  /// Everything that happened, in order.
  public private(set) var history: [Recorded<TirageEvent>] = []

  /// The state before the first event.
  public static let empty = Tirage()

  /// The salts compete for nothing.
  public var heldClaims: Set<Claim> { [] }

  /// Nothing must be free.
  public func claimsNeeded(by command: TirageCommand) -> [Claim] { [] }

  /// The stream of the salts of an organisation, the same on every desk.
  public static func stream(of owner: OrganisationID) -> StreamID {
    StreamID("tirage-\(SHA256.hex(SHA256.hash(owner.text)).prefix(32))")
  }

  /// Takes a recorded event into the state: of two salts for a month the first counts.
  public mutating func apply(_ recorded: Recorded<TirageEvent>) {
    history.append(recorded)
    switch recorded.event {
    case .saltDrawn(let owner, let month, let salt):
      self.owner = self.owner ?? owner
      if salts[month] == nil { salts[month] = salt }
    }
  }

  /// The months that want a salt on a day: its own and the next, so that one is there when the
  /// first annonce of a month is published.
  public func monthsToDraw(on today: Day) -> [CivilMonth] {
    let month = CivilMonth(of: today)
    return [month, month + 1].filter { salts[$0] == nil }
  }
}

/// What can be wanted of the salts.
public enum TirageCommand: Codable, Equatable, Sendable {
  case drawSalt(owner: OrganisationID, month: CivilMonth, salt: DrawSalt)
}

/// What can happen to the salts.
public enum TirageEvent: JournaledEvent {
  case saltDrawn(owner: OrganisationID, month: CivilMonth, salt: DrawSalt)

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case saltDrawn = "tirage.salt_drawn"
  }

  /// The stable name.
  public var kind: String { CodingKeys.saltDrawn.rawValue }

  /// The version of the payloads.
  public static let schema = 1
}

extension Tirage {
  /// What the command brings about, or why it may not be.
  public func decide(
    _ command: TirageCommand, in context: Context
  ) throws(Refusal) -> Decision<TirageEvent> {
    switch command {
    case .drawSalt(let owner, let month, let salt):
      let role = try authorise(owner, in: context)
      guard month <= CivilMonth(of: context.today) + 1 else {
        throw Refusal("Le sel \(month.frenchOf) ne se tire pas si tôt.", field: "mois")
      }
      guard salts[month] == nil else {
        throw Refusal("Le sel \(month.frenchOf) est déjà tiré.", field: "mois")
      }
      return Decision(role: role, events: [.saltDrawn(owner: owner, month: month, salt: salt)])
    }
  }

  /// The role under which the person draws; those who moderate everywhere do.
  private func authorise(
    _ owner: OrganisationID, in context: Context
  ) throws(Refusal) -> Role {
    let role = context.actor.roles.sorted().first(where: Self.mayDraw)
    guard let role, owner == self.owner ?? owner, owner == context.actor.organisation else {
      throw Refusal("Le sel du tirage revient à Aatiko.")
    }
    return role
  }

  /// Whether a role draws the salts.
  public static func mayDraw(_ role: Role) -> Bool {
    Permission.right(of: role, to: .moderate).standing(own: false) == .act
  }

  /// The acts of the history to which their author had no right.
  public func contested() -> Set<CommandID> {
    let refused = history.filter { recorded in
      !Self.mayDraw(recorded.signature.role) || recorded.signature.organisation != owner
    }
    return Set(refused.map(\.command))
  }
}
