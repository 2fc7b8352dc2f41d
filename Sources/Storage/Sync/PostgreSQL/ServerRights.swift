import Domain
import FoundationEssentials

/// The rights matrix as the tables of a server hold it: asked of the functions that judge for the
/// SQLite file, so that both judge alike.
///
/// Whatever is asked of a person is a union over the person's roles, so that one row for each role
/// says all.
struct ServerRights: Encodable, Equatable {
  /// `habiter.event_kind`.
  struct Kind: Encodable, Equatable {
    let kind: String
    let schema: Int
    let anywhere: [String]
    let asMember: [String]
    let onBehalf: [String]
    let part: String?
    let erases: Bool
  }

  /// `habiter.role_right`.
  struct RoleRight: Encodable, Equatable {
    let role: String
    let organisationKind: String
    let readsOwn: Bool
    let readsAll: Bool
    let everySide: Bool
    let nurOwn: Bool
    let nurAll: Bool
    let erasesOwn: Bool
    let erasesAll: Bool
    let organisations: Bool
  }

  /// `habiter.part_right`.
  struct PartRight: Encodable, Equatable {
    let part: String
    let role: String
    let readsOwn: Bool
    let readsAll: Bool
  }

  /// `habiter.account_right`.
  struct AccountRight: Encodable, Equatable {
    let holder: String
    let role: String
    let organisationKind: String
    let own: Bool
    let other: Bool
  }

  let kinds: [Kind]
  let roles: [RoleRight]
  let parts: [PartRight]
  let accounts: [AccountRight]

  /// Those of this program.
  static let current = ServerRights(
    kinds: SharedRights.kinds.map(Kind.init), roles: Role.allCases.map(RoleRight.init),
    parts: AudiencePart.allCases.flatMap { part in
      Role.allCases.map { PartRight(of: part, for: $0) }
    },
    accounts: Role.allCases.flatMap { holder in
      Role.allCases.map { AccountRight(of: holder, on: $0) }
    })

  /// The rows as JSON, by the names of their columns.
  ///
  /// - Throws: `SharedError`, never in practice.
  static func json() throws(SharedError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    do {
      return String(decoding: try encoder.encode(current), as: UTF8.self)
    } catch {
      throw SharedError(unexpected: "the rights have no JSON form")
    }
  }

  /// The organisation of whoever is asked about, and another one.
  fileprivate static let own: OrganisationID = "own"
  fileprivate static let other: OrganisationID = "other"

  /// Somebody with one role.
  fileprivate static func person(_ role: Role) -> Operator {
    Operator(id: "", name: "", organisation: own, roles: [role])
  }
}

extension ServerRights.Kind {
  fileprivate init(_ right: SharedRights.KindRight) {
    self.init(
      kind: right.kind, schema: right.schema, anywhere: right.anywhere.map(\.rawValue),
      asMember: right.asMember.map(\.rawValue), onBehalf: right.onBehalf.map(\.rawValue),
      part: right.part?.rawValue, erases: right.erases)
  }
}

extension ServerRights.RoleRight {
  fileprivate init(_ role: Role) {
    let person = ServerRights.person(role)
    func seesNUR(of organisation: OrganisationID) -> Bool {
      person.standing(to: .seeNUR, of: organisation) >= .read
    }
    self.init(
      role: role.rawValue, organisationKind: role.organisationKind.rawValue,
      readsOwn: SharedRights.reads(person, members: [ServerRights.own]),
      readsAll: SharedRights.reads(person, members: [ServerRights.other]),
      everySide: person.seesEverySide, nurOwn: seesNUR(of: ServerRights.own),
      nurAll: seesNUR(of: ServerRights.other),
      erasesOwn: SharedRights.erases(person, textOf: [ServerRights.own]),
      erasesAll: SharedRights.erasesAll(person),
      organisations: AccountRights.mayEditOrganisations(person))
  }
}

extension ServerRights.PartRight {
  fileprivate init(of part: AudiencePart, for role: Role) {
    let person = ServerRights.person(role)
    func reads(of organisation: OrganisationID) -> Bool {
      SharedRights.reads(person, members: [part.of(organisation)])
    }
    self.init(
      part: part.rawValue, role: role.rawValue, readsOwn: reads(of: ServerRights.own),
      readsAll: reads(of: ServerRights.other))
  }
}

extension ServerRights.AccountRight {
  fileprivate init(of holder: Role, on role: Role) {
    let person = ServerRights.person(holder)
    func maySeeTo(_ organisation: OrganisationID) -> Bool {
      AccountRights.maySeeTo(
        person,
        organisation: Organisation(id: organisation, name: "", kind: role.organisationKind),
        roles: [role])
    }
    self.init(
      holder: holder.rawValue, role: role.rawValue,
      organisationKind: role.organisationKind.rawValue, own: maySeeTo(ServerRights.own),
      other: maySeeTo(ServerRights.other))
  }
}
