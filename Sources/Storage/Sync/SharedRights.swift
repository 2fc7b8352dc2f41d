import Domain

/// What the server judges by itself, from the Domain's rights matrix: the SQLite file asks these
/// functions, the tables of PostgreSQL are filled from them.
public enum SharedRights {
  /// How long the payload or the sealed body of an event may be, in bytes.
  public static let longestEvent = 8_192
  /// How long a text may be, in bytes.
  public static let longestText = 65_536
  /// How many texts an act may bring.
  public static let mostTexts = 64
  /// How many events an act may give.
  public static let mostEvents = 64
  /// How many keys an act may take or give up, and how many other streams it may have read.
  public static let mostKeys = 64
  /// How long an identity, the name of a field or of an aggregate may be, in bytes.
  public static let longestName = 64
  /// How long a key may be, in bytes.
  public static let longestKey = 256
  /// How long the name of an audience may be, in bytes.
  public static let longestScope = 1_024

  /// A kind of event, with the roles that may bring it about.
  public struct KindRight: Equatable, Sendable {
    /// The stable name.
    public let kind: String
    /// The latest schema of its payload.
    public let schema: Int
    /// The roles that act in any audience.
    public let anywhere: [Role]
    /// The roles that act where their organisation is a member.
    public let asMember: [Role]
    /// The roles that act *au nom de* a member.
    public let onBehalf: [Role]

    /// The part of an organisation's affairs in whose audiences it is; nil for dossiers.
    public let part: AudiencePart?
  }

  /// Every kind of event.
  public static let kinds: [KindRight] =
    DossierEvent.CodingKeys.allCases.map { KindRight($0) }
    + PatrimoineEvent.CodingKeys.allCases.map { KindRight($0) }
    + SignalementEvent.CodingKeys.allCases.map { KindRight($0) }
    + ReponsesEvent.CodingKeys.allCases.map { KindRight($0) }

  /// The kinds of events by their names.
  static let kindsByName = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })

  /// Whether an organisation's operator reads an audience's journal.
  public static func reads(_ person: Operator, members: Set<OrganisationID>) -> Bool {
    let parts = members.compactMap(\.part)
    guard parts.isEmpty else {
      return parts.count == members.count && parts.contains { person.reads($0.0, of: $0.of) }
    }
    guard let audience = person.dossierAudience else { return true }
    return members.contains(audience)
  }

  /// Whether the person reads what a seal holds: only who may see dossiers does.
  public static func opens(
    _ person: Operator, readers: Set<OrganisationID>, isClosed: Bool
  ) -> Bool {
    guard person.standing(to: .seeDossiers, of: person.organisation) >= .read else { return false }
    return readers.contains(person.organisation) || (!isClosed && person.seesEverySide)
  }

  /// Whether the person reads a text of the vault: a NUR asks for the right to see one.
  public static func reads(
    _ person: Operator, textOf readers: Set<OrganisationID>, isClosed: Bool, field: String
  ) -> Bool {
    if readers.contains(where: { $0.part != nil }) {
      return reads(person, members: readers)
    }
    guard opens(person, readers: readers, isClosed: isClosed) else { return false }
    guard field == Secret.Field.nur.rawValue else { return true }
    return readers.contains { person.standing(to: .seeNUR, of: $0) >= .read }
  }

  /// Whether the person may have texts erased that these organisations read: who may export what
  /// names people answers for it too (`domaine.md` §4, §5.9).
  public static func erases(_ person: Operator, textOf readers: Set<OrganisationID>) -> Bool {
    !readers.isEmpty && readers.allSatisfy { person.standing(to: .exportNames, of: $0) >= .act }
  }

  /// Whether the person may have any text erased.
  public static func erasesAll(_ person: Operator) -> Bool {
    person.standing(to: .exportNames, of: nil) >= .act
  }

  /// What the act is called that erases the personal data of a stream, there and in every store.
  public static let erasingKind = DossierEvent.CodingKeys.personalDataErased.rawValue

  /// Whether the person may have the personal data of a stream of this audience erased: whoever
  /// may have any text erased, and the administrator of the only bailleur it is about.
  public static func erases(_ person: Operator, streamOf members: Set<OrganisationID>) -> Bool {
    erasesAll(person) || erases(person, textOf: members)
  }

  /// Whether the person needs the key of the NUR's hashes.
  public static func needsNURKey(_ person: Operator) -> Bool {
    person.standing(to: .seeNUR, of: person.organisation) >= .read
  }

  /// Whether a role may bring about an event, in its own name or in another's.
  public static func allows(
    _ right: KindRight, role: Role, of organisation: OrganisationID, for acting: OrganisationID?,
    members: Set<OrganisationID>
  ) -> Bool {
    // An event is in the audiences of its own aggregate alone.
    guard (right.part == nil) == members.allSatisfy({ $0.part == nil }) else { return false }
    func isMember(_ organisation: OrganisationID) -> Bool {
      members.contains(right.part?.of(organisation) ?? organisation)
    }
    if let acting { return right.onBehalf.contains(role) && isMember(acting) }
    return right.anywhere.contains(role)
      || (right.asMember.contains(role) && isMember(organisation))
  }
}

extension SharedRights.KindRight {
  /// The roles of a kind of a signalement's: those of the act that gives it.
  fileprivate init(_ key: SignalementEvent.CodingKeys) {
    func roles(_ isEntitled: (Role) -> Bool) -> [Role] { Role.allCases.filter(isEntitled) }
    self.init(
      kind: key.rawValue, schema: SignalementEvent.schema,
      anywhere: roles { key.act.standing(of: $0, on: nil, own: false) == .act },
      asMember: roles { key.act.standing(of: $0, on: nil, own: true) == .act },
      onBehalf: roles {
        !$0.isOfBailleur && key.act.standing(of: $0, on: nil, own: true) >= .actOnBehalf
      },
      part: .signalement)
  }

  /// The roles of a kind of the canned replies': those who route signalements.
  fileprivate init(_ key: ReponsesEvent.CodingKeys) {
    self.init(
      kind: key.rawValue, schema: ReponsesEvent.schema, anywhere: [],
      asMember: Role.allCases.filter(ReponsesCommand.isOpen), onBehalf: [], part: .reponses)
  }

  /// The roles of a kind of the patrimoine's: those of any act that gives it.
  fileprivate init(_ key: PatrimoineEvent.CodingKeys) {
    func roles(_ isEntitled: (PatrimoineAct, Role) -> Bool) -> [Role] {
      Role.allCases.filter { role in key.acts.contains { isEntitled($0, role) } }
    }
    self.init(
      kind: key.rawValue, schema: PatrimoineEvent.schema,
      anywhere: roles { $0.standing(of: $1, own: false) == .act },
      asMember: roles { $0.standing(of: $1, own: true) == .act },
      onBehalf: roles { !$1.isOfBailleur && $0.standing(of: $1, own: true) >= .actOnBehalf },
      part: .patrimoine)
  }

  /// The roles of a kind: those of the act that gives it; what no operator asks for by itself goes
  /// with a reminder.
  fileprivate init(_ key: DossierEvent.CodingKeys) {
    let act = DossierEvent.act(ofKind: key) ?? .remind
    let standings = Role.allCases.map { role in
      (
        role: role, own: act.standing(of: role, own: true),
        other: act.standing(of: role, own: false)
      )
    }
    self.init(
      kind: key.rawValue, schema: DossierEvent.schema,
      anywhere: standings.filter { $0.other >= act.leastStanding }.map(\.role),
      asMember: standings.filter { $0.own >= act.leastStanding }.map(\.role),
      // Who may act in its own name may say for whom, as an import does.
      onBehalf: standings.filter { !$0.role.isOfBailleur && $0.own >= .actOnBehalf }.map(\.role),
      part: nil)
  }
}
