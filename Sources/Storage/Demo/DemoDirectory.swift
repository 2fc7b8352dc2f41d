import Domain

/// The organisations and operators of the demonstration, and who of them does what.
struct DemoDirectory: Sendable {
  /// A bailleur with its people.
  struct Bailleur: Sendable {
    let organisation: Organisation
    let line: DemoBailleurs.Line
    var pilote: Operator
    var administrators: [Operator]
    var agents: [ContactKind: [Operator]]

    var id: OrganisationID { organisation.id }
    /// Everybody, each once.
    var people: [Operator] {
      let all = [pilote] + administrators + ContactKind.allCases.flatMap { agents[$0] ?? [] }
      return all.reduce(into: []) { known, person in
        if !known.contains(person) { known.append(person) }
      }
    }
  }

  /// The bailleurs, members first.
  let bailleurs: [Bailleur]
  /// How many of them are members.
  let members: Int
  /// Aatiko's super administrator.
  let superAdministrator: Operator
  /// Aatiko's facilitators.
  let facilitators: [Operator]
  /// Every organisation.
  let organisations: [Organisation]
  /// Every operator.
  let operators: [Operator]
  /// What the domain asks names and memberships of.
  let directory: Directory

  /// The directory of that many members and bailleurs about to join.
  init(members: Int, integrating: Int) throws(Refusal) {
    var staff = Staff()
    let bourse = DemoBailleurs.lines.prefix(DemoBailleurs.members).prefix(members)
    let active = bourse + DemoBailleurs.further(members - bourse.count)
    let joining = DemoBailleurs.lines.dropFirst(DemoBailleurs.members).prefix(integrating)
    var bailleurs: [Bailleur] = []
    for line in active + joining {
      bailleurs.append(
        try staff.bailleur(bailleurs.count + 1, line, member: bailleurs.count < active.count))
    }
    let aatiko = Organisation(id: "demo-aatiko", name: "Aatiko (démonstration)", kind: .aatiko)
    let gie = Organisation(id: "demo-gie", name: "GIE (démonstration)", kind: .gie)
    let actimage = Organisation(
      id: "demo-actimage", name: "Actimage (démonstration)", kind: .actimage)
    let superAdministrator = staff.person(aatiko, "1", [.aatikoSuperAdministrator])
    let facilitators = (2...4).map { staff.person(aatiko, "\($0)", [.aatikoFacilitator]) }
    let others =
      [staff.person(gie, "1", [.gieCoordinator])]
      + (1...3).map { staff.person(actimage, "\($0)", [.actimage]) }
    self.bailleurs = bailleurs
    self.members = active.count
    self.superAdministrator = superAdministrator
    self.facilitators = facilitators
    organisations = bailleurs.map(\.organisation) + [aatiko, gie, actimage]
    operators = bailleurs.flatMap(\.people) + [superAdministrator] + facilitators + others
    directory = Directory(organisations: organisations, operators: operators)
  }

  /// The bailleurs' chances to stand in a dossier, in their order; none for the one that stands in
  /// a single dossier, nor for those about to join.
  var weights: [Int] {
    bailleurs.prefix(members).map { $0.line.conduct == .single ? 0 : $0.line.logements }
  }
}

/// Engages people, each under a name of their own.
private struct Staff {
  private var engaged = 0

  mutating func person(
    _ organisation: Organisation, _ suffix: String, _ roles: Set<Role>
  ) -> Operator {
    engaged += 1
    return Operator(
      id: OperatorID("\(organisation.id)-\(suffix)"), name: DemoPeople.name(engaged),
      organisation: organisation.id, roles: roles)
  }

  mutating func bailleur(
    _ number: Int, _ line: DemoBailleurs.Line, member: Bool
  ) throws(Refusal) -> DemoDirectory.Bailleur {
    let organisation = Organisation(
      id: OrganisationID("demo-b" + DemoBailleurs.padded(number, to: 2)), name: line.name,
      kind: .bailleur, siret: try DemoBailleurs.siret(number), member: member)
    if line.staffing == .onePerson {
      let all = person(organisation, "1", [.pilote, .administrateur, .contact1, .contact2])
      return DemoDirectory.Bailleur(
        organisation: organisation, line: line, pilote: all, administrators: [all],
        agents: [.contact1: [all], .contact2: [all]])
    }
    let pilote = person(organisation, "pilote", [.pilote])
    let administrators = (1...2).map {
      person(
        organisation, "admin\($0)",
        $0 == 2 ? [.administrateur, .referentInformatique] : [.administrateur])
    }
    var agents: [ContactKind: [Operator]] = [
      .contact1: [person(organisation, "contact1", [.contact1])],
      .contact2: [person(organisation, "contact2", [.contact2])],
    ]
    for index in 0..<min(13, line.logements / 9_000) {
      let kinds: [ContactKind] = [[.contact1], [.contact2], [.contact1, .contact2]][index % 3]
      let agent = person(organisation, "agent\(index + 1)", Set(kinds.map(\.role)))
      for kind in kinds { agents[kind]?.append(agent) }
    }
    return DemoDirectory.Bailleur(
      organisation: organisation, line: line, pilote: pilote, administrators: administrators,
      agents: agents)
  }
}

extension ContactKind {
  fileprivate var role: Role { self == .contact1 ? .contact1 : .contact2 }
}
