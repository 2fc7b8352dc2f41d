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
    /// Whether it erases the personal data of its stream, there and in every store.
    public let erases: Bool
  }

  /// Every kind of event.
  public static let kinds: [KindRight] =
    DossierEvent.CodingKeys.allCases.map { KindRight($0) }
    + PatrimoineEvent.CodingKeys.allCases.map { KindRight($0) }
    + SignalementEvent.CodingKeys.allCases.map { KindRight($0) }
    + ReponsesEvent.CodingKeys.allCases.map { KindRight($0) }
    + AnnonceEvent.CodingKeys.allCases.map { KindRight($0) }
    + TirageEvent.CodingKeys.allCases.map { KindRight($0) }
    + ReglesEvent.CodingKeys.allCases.map { KindRight($0) }
    + AlertDigestEvent.CodingKeys.allCases.map { KindRight($0) }
    + RappelEvent.CodingKeys.allCases.map { KindRight($0) }

  /// The kinds of events by their names.
  static let kindsByName = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })

  /// Whether an organisation's operator reads an audience's journal: a member's, or in an audience
  /// of parts whoever reads one of them. One that mixes both is nobody's.
  public static func reads(_ person: Operator, members: Set<OrganisationID>) -> Bool {
    guard !members.contains(where: \.isPart) else {
      return members.allSatisfy(\.isPart)
        && members.contains { $0.part.map { person.reads($0.0, of: $0.of) } ?? false }
    }
    guard let audience = person.dossierAudience else { return true }
    return members.contains(audience)
  }

  /// Whether the person reads what a seal holds: only who may see dossiers does, or who reads one
  /// of the parts that it is for.
  public static func opens(
    _ person: Operator, readers: Set<OrganisationID>, isClosed: Bool
  ) -> Bool {
    if readers.contains(where: \.isPart) { return reads(person, members: readers) }
    guard person.standing(to: .seeDossiers, of: person.organisation) >= .read else { return false }
    return readers.contains(person.organisation) || (!isClosed && person.seesEverySide)
  }

  /// Whether the person reads a text of the vault: a NUR asks for the right to see one, and for
  /// the right to see anybody's where it is for a part.
  public static func reads(
    _ person: Operator, textOf readers: Set<OrganisationID>, isClosed: Bool, field: String
  ) -> Bool {
    guard opens(person, readers: readers, isClosed: isClosed) else { return false }
    guard field == Secret.Field.nur.rawValue else { return true }
    return readers.contains { person.standing(to: .seeNUR, of: $0) >= .read }
  }

  /// Whether the person may have texts erased that these organisations read: who may export what
  /// names people answers for it too (`domaine.md` §4, §5.9).
  public static func erases(_ person: Operator, textOf readers: Set<OrganisationID>) -> Bool {
    !readers.isEmpty
      && readers.allSatisfy { person.standing(to: .exportNames, of: $0.whole) >= .act }
  }

  /// Whether the person may have any text erased.
  public static func erasesAll(_ person: Operator) -> Bool {
    person.standing(to: .exportNames, of: nil) >= .act
  }

  /// What the events are called that erase the personal data of a stream, there and in every
  /// store.
  public static let erasingKinds = Set(kinds.filter(\.erases).map(\.kind))

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
    let isAtHome =
      right.part.map { part in members.contains { $0.part?.0 == part } }
      ?? !members.contains(where: \.isPart)
    guard isAtHome else { return false }
    func isMember(_ organisation: OrganisationID) -> Bool {
      members.contains(right.part?.of(organisation) ?? organisation)
    }
    if let acting { return right.onBehalf.contains(role) && isMember(acting) }
    return right.anywhere.contains(role)
      || (right.asMember.contains(role) && isMember(organisation))
  }
}

extension SharedRights {
  /// The parts whose readers all read another one: what is for them may stand in its audiences.
  static let narrower: [AudiencePart: Set<AudiencePart>] = {
    /// By role, whether it reads the part of its own organisation, and of any other.
    func readers(of part: AudiencePart) -> [Bool] {
      Role.allCases.flatMap { role in
        let person = Operator(id: "", name: "", organisation: "own", roles: [role])
        return [person.reads(part, of: "own"), person.reads(part, of: "other")]
      }
    }
    let readers = Dictionary(
      uniqueKeysWithValues: AudiencePart.allCases.map { ($0, readers(of: $0)) })
    return readers.mapValues { all in
      Set(readers.filter { zip($0.value, all).allSatisfy { !$0 || $1 } }.keys)
    }
  }()

  /// The parts of the same organisation that may be among the readers of what is withheld in an
  /// audience of this member; an organisation has none.
  static func narrower(than member: OrganisationID) -> [OrganisationID] {
    guard let (part, organisation) = member.part else { return [] }
    return (narrower[part] ?? []).map { $0.of(organisation) }
  }

  /// Whether these may be the readers of what an act withholds from the rest of its audience:
  /// members, the author's organisation, and among parts the narrower ones of any of these.
  static func areWithin(
    _ readers: Set<OrganisationID>, _ members: Set<OrganisationID>, author: OrganisationID
  ) -> Bool {
    let within = members.union([author])
    guard readers.contains(where: \.isPart) else { return readers.isSubset(of: within) }
    let organisations = Set(within.map(\.whole))
    let parts = members.compactMap { $0.part.flatMap { narrower[$0.0] } }
    return readers.allSatisfy { reader in
      if within.contains(reader) { return reader.isPart }
      guard let (part, organisation) = reader.part else { return false }
      return organisations.contains(organisation) && parts.contains { $0.contains(part) }
    }
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
        $0.isOfAatiko && key.act.standing(of: $0, on: nil, own: true) >= .actOnBehalf
      },
      part: .signalement, erases: key.rawValue == SignalementEvent.erasingKind)
  }

  /// The roles of a kind of the canned replies': those who route signalements.
  fileprivate init(_ key: ReponsesEvent.CodingKeys) {
    self.init(
      kind: key.rawValue, schema: ReponsesEvent.schema, anywhere: [],
      asMember: Role.allCases.filter(ReponsesCommand.isOpen), onBehalf: [], part: .reponses,
      erases: key.rawValue == ReponsesEvent.erasingKind)
  }

  /// The roles of a kind of the annonces': those of any act that gives it. Nobody acts there in
  /// another's name.
  fileprivate init(_ key: AnnonceEvent.CodingKeys) {
    func roles(own: Bool) -> [Role] {
      Role.allCases.filter { role in
        key.acts.contains { $0.standing(of: role, own: own) == .act }
      }
    }
    self.init(
      kind: key.rawValue, schema: AnnonceEvent.schema, anywhere: roles(own: false),
      asMember: roles(own: true), onBehalf: [], part: .annonce,
      erases: key.rawValue == AnnonceEvent.erasingKind)
  }

  /// The roles that draw the salts, of the organisation whose they are.
  fileprivate init(_ key: TirageEvent.CodingKeys) {
    self.init(
      kind: key.rawValue, schema: TirageEvent.schema, anywhere: [],
      asMember: Role.allCases.filter(Tirage.mayDraw), onBehalf: [], part: .tirage,
      erases: key.rawValue == TirageEvent.erasingKind)
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
      part: .patrimoine, erases: key.rawValue == PatrimoineEvent.erasingKind)
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
      part: nil, erases: key.rawValue == DossierEvent.erasingKind)
  }
}
