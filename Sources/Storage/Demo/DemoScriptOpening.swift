import Domain

/// From the creation to the last instruction: T01 to T08.
extension DemoScript {
  mutating func open() throws {
    try create()
    for side in sides.sorted(by: { course.nur[$0] < course.nur[$1] }) { try enterNUR(side) }
    for side in sides where random.chance(0.3) { awaitPiece(side) }
    validate(course.preValidated) { .validatePreInstruction(volets: $0) }
    validate(course.instructed) { .validateInstruction(volets: $0) }
    if let handover = cast.handover {
      add(
        DemoAct(
          day: handover.day, actor: cast.bailleur(0).pilote,
          move: .command(
            .assignContact(volet: .a, contact: .contact1, to: handover.to.id))))
    }
  }

  private mutating func create() throws {
    var volets: [NewVolet] = []
    var secrets: [Secret] = []
    for side in sides {
      let tenant = sealer.seal(DemoPeople.tenant(using: &random), as: .name)
      secrets.append(tenant)
      volets.append(
        NewVolet(
          name: volet(side), bailleur: cast.bailleur(side).id,
          logement: try DemoPlaces.logement(
            DemoNumbers.logement(plan.number, side), using: &random),
          locataire: tenant.subject,
          contact1: cast.contact(side, .contact1, on: course.created).id,
          contact2: cast.contact(side, .contact2, on: course.created).id))
    }
    let creator =
      random.chance(0.4)
      ? cast.superAdministrator
      : cast.agent(random.int(in: 0...1), .contact1, on: course.created, using: &random)
    add(
      DemoAct(
        day: course.created, minute: course.created == course.bothNUR ? 9 * 60 : nil,
        actor: creator, move: .command(.create(reference: plan.reference, volets: volets)),
        secrets: secrets))
  }

  private mutating func enterNUR(_ side: Int) throws {
    let own = (number: plan.number, created: course.created)
    let owner = side == 0 ? plan.reused ?? own : own
    let nur = try DemoNumbers.nur(owner.number, side, deposited: owner.created, seed: seed)
    let (sealed, secret) = sealer.seal(nur)
    let isLast = course.nur[side] == course.bothNUR && acts.count > 1
    add(
      course.nur[side], side, .contact1, .enterNUR(volet: volet(side), nur: sealed),
      secrets: [secret], minute: isLast ? plan.planted?.minuteOfNUR : nil)
  }

  private mutating func awaitPiece(_ side: Int) {
    let piece = random.pick(Piece.allCases)
    let asked = (course.bothNUR + 1).between(
      course.instructed[side], percent: random.int(in: 0...70))
    let received = asked.between(course.instructed[side], percent: random.int(in: 20...100))
    add(asked, side, .contact1, .requestPiece(volet: volet(side), piece: piece))
    add(received, side, .contact1, .receivePiece(volet: volet(side), piece: piece))
  }

  /// Validates each volet on its day: both at once when one agent has them and is ready, and once
  /// in a while by a slip that is taken back.
  private mutating func validate(
    _ days: [Day], _ command: ([VoletName]) -> DossierCommand
  ) {
    if plan.isSameBailleur, Set(days).count == 1 {
      add(days[0], 0, .contact1, command(sides.map(volet)))
      return
    }
    for side in sides {
      if plan.planted == nil, random.chance(0.02) {
        let agent = cast.contact(side, .contact1, on: days[side])
        let act = DemoAct(
          day: days[side], actor: agent, move: .command(command([volet(side)])))
        add(act)
        add(
          DemoAct(
            day: days[side], actor: agent, move: .undoPrevious(Reason(.erreurDeSaisie))))
        add(act)
      } else {
        add(days[side], side, .contact1, command([volet(side)]))
      }
    }
  }
}

/// Numbers of logements and requests: each one another, without remembering those given.
enum DemoNumbers {
  /// A bailleur's reference of a logement.
  static func logement(_ number: Int, _ side: Int) -> String {
    let digits = DemoBailleurs.padded(scrambled(number * 2 + side), to: 6)
    return "\(digits.prefix(4))-\(digits.suffix(2))\(side == 0 ? "A" : "L")"
  }

  /// A well-formed NUR, deposited in the year before a day.
  static func nur(
    _ number: Int, _ side: Int, deposited day: Day, seed: UInt64
  ) throws(Refusal) -> NUR {
    var random = DemoRandom(seed: seed, number, side, 5)
    let month = day - random.int(in: 20...330)
    let serial = DemoBailleurs.padded(scrambled(number * 2 + side), to: 6)
    return try NUR(
      parsing: "0" + random.pick(departements) + DemoBailleurs.padded(month.month, to: 2)
        + DemoBailleurs.padded(month.year % 100, to: 2) + serial + random.pick(bodies))
  }

  private static let departements = ["75", "77", "78", "91", "92", "93", "94", "95"]
  private static let bodies = ["GDPUB", "GD75X", "AL093", "MAIRI", "BAI17"]

  /// A permutation of the numbers below a million, since 7 919 is prime to it.
  private static func scrambled(_ number: Int) -> Int {
    (number * 7_919 + 104_729) % 1_000_000
  }
}
