/// The canned replies of Aatiko (« réponses types »), each with its versions.
public struct Reponses: Aggregate {
  /// Whose they are; nil before the first event.
  public private(set) var organisation: OrganisationID?
  /// Every version of each reply, the oldest first.
  public private(set) var versions: [String: [Reponse]] = [:]
  /// The replies that are no more offered.
  public private(set) var withdrawn: Set<String> = []
  /// Everything that happened, in order.
  public private(set) var history: [Recorded<ReponsesEvent>] = []

  /// The state before the first event.
  public static let empty = Reponses()

  /// They compete for nothing.
  public var heldClaims: Set<Claim> { [] }

  /// Nothing must be free.
  public func claimsNeeded(by command: ReponsesCommand) -> [Claim] { [] }

  /// The stream of an organisation's replies, the same on every desk.
  public static func stream(of organisation: OrganisationID) -> StreamID {
    StreamID("reponses-\(SHA256.hex(SHA256.hash(Array(organisation.text.utf8))).prefix(32))")
  }

  /// Takes a recorded event into the state.
  public mutating func apply(_ recorded: Recorded<ReponsesEvent>) {
    history.append(recorded)
    switch recorded.event {
    case .written(let organisation, let reponse):
      self.organisation = organisation
      versions[reponse.id, default: []].append(reponse)
      withdrawn.remove(reponse.id)
    case .withdrawn(let organisation, let id):
      self.organisation = organisation
      withdrawn.insert(id)
    }
  }

  /// The replies offered, by title: those of the program until Aatiko wrote its own.
  public var offered: [Reponse] {
    let given = Reponse.provided.filter { versions[$0.id] == nil }
    return (given + versions.values.compactMap(\.last))
      .filter { !withdrawn.contains($0.id) }
      .sorted { ($0.title.folded, $0.id) < ($1.title.folded, $1.id) }
  }

  /// A version of a reply, as it was used.
  public func reponse(_ version: ReponseVersion) -> Reponse? {
    let all = Reponse.provided.filter { $0.id == version.id } + (versions[version.id] ?? [])
    return all.first { $0.version == version.version }
  }

  /// What the command brings about, or why it may not be.
  public func decide(
    _ command: ReponsesCommand, in context: Context
  ) throws(Refusal) -> Decision<ReponsesEvent> {
    let roles = context.actor.roles.sorted()
    guard let role = roles.first(where: ReponsesCommand.isOpen) else {
      throw Refusal("Les réponses types reviennent à Aatiko.")
    }
    switch command {
    case .write(let reponse):
      try reponse.check()
      let known = (versions[reponse.id]?.last ?? Reponse.provided.first { $0.id == reponse.id })
      guard reponse.version == (known?.version ?? 0) + 1 else {
        throw Refusal(
          "Cette réponse type a changé entre-temps.",
          remedy: "Relisez la version \(known?.version ?? 0), puis reprenez vos changements.")
      }
      return Decision(
        role: role,
        events: [.written(organisation: context.actor.organisation, reponse: reponse)])
    case .withdraw(let id):
      guard offered.contains(where: { $0.id == id }) else {
        throw Refusal("Cette réponse type n'existe pas, ou plus.")
      }
      return Decision(
        role: role, events: [.withdrawn(organisation: context.actor.organisation, reponse: id)])
    }
  }
}

/// What can happen to the canned replies. They are Aatiko's standing words, not somebody's: they
/// stand in the journal whole.
public enum ReponsesEvent: JournaledEvent {
  case written(organisation: OrganisationID, reponse: Reponse)
  case withdrawn(organisation: OrganisationID, reponse: String)

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case written = "reponses.written"
    case withdrawn = "reponses.withdrawn"
  }

  /// The stable name.
  public var kind: String {
    switch self {
    case .written: CodingKeys.written.rawValue
    case .withdrawn: CodingKeys.withdrawn.rawValue
    }
  }

  /// The version of the payloads.
  public static let schema = 1
}

/// What an operator may want of the canned replies.
public enum ReponsesCommand: Codable, Equatable, Sendable {
  /// A new reply, or the next version of one.
  case write(reponse: Reponse)
  case withdraw(reponse: String)

  /// Whether a role may change them: those who route signalements.
  public static func isOpen(to role: Role) -> Bool {
    Permission.right(of: role, to: .routeSignalement).standing(own: false) == .act
  }
}
