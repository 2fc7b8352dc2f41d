import Domain

/// Writes a dossier's acts in the order in which people did them.
struct DemoScript {
  let plan: DemoPlan
  let pace: DemoPace
  let course: DemoCourse
  let cast: DemoCast
  let seed: UInt64
  var random: DemoRandom
  var sealer: Sealer
  private(set) var acts: [DemoAct] = []

  init(
    _ plan: DemoPlan, _ pace: DemoPace, _ course: DemoCourse, in directory: DemoDirectory,
    seed: UInt64, key: [UInt8]
  ) {
    self.plan = plan
    self.pace = pace
    self.course = course
    self.seed = seed
    random = DemoRandom(seed: seed, plan.number, 2)
    cast = DemoCast(plan, course, in: directory, using: &random)
    sealer = Sealer(
      key: key, identifiers: Identifiers(random: DemoRandom(seed: seed, plan.number, 3)))
  }

  /// Writes the acts up to a day, in order.
  mutating func write(until last: Day) throws -> [DemoAct] {
    try open()
    holdCommissions()
    organiseMove()
    talk()
    end()
    return acts.enumerated().filter { $0.element.day <= last }
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }

  /// The sides, by their place.
  var sides: Range<Int> { plan.sides.indices }

  /// The volet of a side.
  func volet(_ side: Int) -> VoletName { VoletName.allCases[side] }

  /// Adds an act of whoever may do the contact's work; at times Aatiko does it *au nom de*.
  mutating func add(
    _ day: Day, _ side: Int, _ kind: ContactKind, _ command: DossierCommand,
    secrets: [Secret] = [], minute: Int? = nil
  ) {
    guard random.chance(0.015), plan.planted == nil else {
      let agent = cast.agent(side, kind, on: day, using: &random)
      add(
        DemoAct(
          day: day, minute: minute, actor: agent, move: .command(command), secrets: secrets))
      return
    }
    let reason = sealer.seal(random.pick(DemoTexts.onBehalf), as: .reason)
    add(
      DemoAct(
        day: day, minute: minute, actor: cast.facilitator(using: &random),
        move: .command(command), secrets: secrets + [reason],
        onBehalf: OnBehalf(organisation: cast.bailleur(side).id, reason: reason.subject)))
  }

  mutating func add(_ act: DemoAct) { acts.append(act) }

  /// Takes away what was written for those days.
  mutating func cut(_ isCut: (Day) -> Bool) { acts.removeAll { isCut($0.day) } }

  /// One of the reasons that the act offers, with words when it asks for them.
  mutating func reason(for act: DossierAct) -> (reason: Reason, secrets: [Secret]) {
    let motive = random.pick(Motive.offered(for: act))
    guard motive.needsNote || random.chance(0.15) else { return (Reason(motive), []) }
    let words = sealer.seal(random.pick(DemoTexts.reasons), as: .reason)
    return (Reason(motive, note: words.subject), [words])
  }
}
