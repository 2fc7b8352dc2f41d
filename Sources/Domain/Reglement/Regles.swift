/// The règlement as the GIE keeps it: which value of which rule it set, and when (`spec.md` §2).
public struct Regles: Aggregate {
  /// The GIE; nil before the first event.
  public private(set) var owner: OrganisationID?
  /// The values as they stand after all changes.
  public private(set) var reglement = Reglement.default
  /// Everything that happened, in order.
  public private(set) var history: [Recorded<ReglesEvent>] = []

  /// The state before the first event.
  public static let empty = Regles()

  /// The rules compete for nothing.
  public var heldClaims: Set<Claim> { [] }

  /// Nothing must be free.
  public func claimsNeeded(by command: ReglesCommand) -> [Claim] { [] }

  /// The stream of the rules that an organisation keeps, the same on every desk.
  public static func stream(of owner: OrganisationID) -> StreamID {
    StreamID("regles-\(SHA256.hex(SHA256.hash(owner.text)).prefix(32))")
  }

  /// Takes a recorded event into the state.
  public mutating func apply(_ recorded: Recorded<ReglesEvent>) {
    history.append(recorded)
    switch recorded.event {
    case .changed(let owner, let version):
      self.owner = self.owner ?? owner
      // What another organisation wrote stays in the history, and changes nothing.
      guard owner == self.owner, Self.mayChange(recorded.signature.role) else { return }
      reglement.apply(version)
    }
  }

  /// Who set a version, and when; nil for those of the scheme.
  public func change(to version: RuleVersion) -> Recorded<ReglesEvent>? {
    history.last { recorded in
      guard case .changed(_, version) = recorded.event else { return false }
      return Self.mayChange(recorded.signature.role)
    }
  }

  /// Whether a role changes the rules (`domaine.md` §4).
  public static func mayChange(_ role: Role) -> Bool {
    Permission.right(of: role, to: .changeRules).standing(own: false) == .act
  }
}

/// What can be wanted of the rules.
public enum ReglesCommand: Codable, Equatable, Sendable {
  /// A value for a rule, from a day on.
  case change(owner: OrganisationID, version: RuleVersion)
}

/// What can happen to the rules.
public enum ReglesEvent: JournaledEvent {
  case changed(owner: OrganisationID, version: RuleVersion)

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case changed = "regles.changed"
  }

  /// The stable name.
  public var kind: String { CodingKeys.changed.rawValue }

  /// The version of the payloads.
  public static let schema = 1
}

extension Regles {
  /// What the command brings about, or why it may not be.
  public func decide(
    _ command: ReglesCommand, in context: Context
  ) throws(Refusal) -> Decision<ReglesEvent> {
    switch command {
    case .change(let owner, let version):
      let role = try authorise(owner, in: context)
      try reglement.check(version, today: context.today)
      let standing = reglement.value(of: version.rule, on: version.effectiveFrom)
      guard standing.value != version.value else {
        throw Refusal(
          "La règle \(version.rule.code) vaut déjà \(version.french) "
            + "le \(version.effectiveFrom.french).",
          field: "value", remedy: "Choisissez une autre valeur ou une autre date d'effet.")
      }
      return Decision(role: role, events: [.changed(owner: owner, version: version)])
    }
  }

  /// The role under which the person changes the rules.
  private func authorise(
    _ owner: OrganisationID, in context: Context
  ) throws(Refusal) -> Role {
    let role = context.actor.roles.sorted().first(where: Self.mayChange)
    guard let role, owner == self.owner ?? owner, owner == context.actor.organisation else {
      throw Refusal(
        "Les règles sont fixées par le GIE.",
        remedy: "Aatiko peut lui proposer une valeur ; « :simuler » en montre l'effet.")
    }
    return role
  }

  /// The acts of the history to which their author had no right.
  public func contested() -> Set<CommandID> {
    let refused = history.filter { recorded in
      !Self.mayChange(recorded.signature.role) || recorded.signature.organisation != owner
    }
    return Set(refused.map(\.command))
  }
}
