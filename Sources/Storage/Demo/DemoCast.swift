import Domain

/// Who acts for each side of a dossier.
struct DemoCast {
  private let directory: DemoDirectory
  private let sides: [DemoDirectory.Bailleur]
  private let contacts: [[ContactKind: Operator]]
  /// The day from which another agent is contact 1 of the first volet.
  let handover: (day: Day, to: Operator)?

  /// Draws the agents of each side; on the profiles' bailleur, most dossiers are the profiles' own.
  init(
    _ plan: DemoPlan, _ course: DemoCourse, in directory: DemoDirectory,
    using random: inout DemoRandom
  ) {
    self.directory = directory
    sides = plan.sides.map { directory.bailleurs[$0] }
    var contacts: [[ContactKind: Operator]] = []
    for (index, bailleur) in sides.enumerated() {
      if index > 0, plan.isSameBailleur, plan.planted != nil || random.chance(0.6) {
        contacts.append(contacts[0])
        continue
      }
      let isProfiles = plan.sides[index] == 0 && (plan.planted != nil || random.chance(0.72))
      var chosen: [ContactKind: Operator] = [:]
      for kind in ContactKind.allCases {
        let agents = bailleur.agents[kind] ?? bailleur.administrators
        chosen[kind] = isProfiles ? agents[0] : random.pick(agents)
      }
      contacts.append(chosen)
    }
    self.contacts = contacts
    let other = sides[0].agents[.contact1]?.first { $0 != contacts[0][.contact1] }
    handover =
      plan.planted == .contactChanged
      ? other.map { ((course.bothNUR + 2).workday, $0) } : nil
  }

  /// The bailleur of a side.
  func bailleur(_ side: Int) -> DemoDirectory.Bailleur { sides[side] }

  /// The contact of a side on a day.
  func contact(_ side: Int, _ kind: ContactKind, on day: Day) -> Operator {
    if let handover, side == 0, kind == .contact1, day > handover.day { return handover.to }
    return contacts[side][kind] ?? sides[side].administrators[0]
  }

  /// Somebody of the side who may do the contact's work: the contact, at times an administrator.
  func agent(
    _ side: Int, _ kind: ContactKind, on day: Day, using random: inout DemoRandom
  ) -> Operator {
    random.chance(0.06)
      ? random.pick(sides[side].administrators) : contact(side, kind, on: day)
  }

  /// Aatiko's super administrator.
  var superAdministrator: Operator { directory.superAdministrator }

  /// One of Aatiko's facilitators.
  func facilitator(using random: inout DemoRandom) -> Operator {
    random.pick(directory.facilitators)
  }
}
