import Domain

/// Where a dossier stands on the day of the demonstration.
enum DemoGoal: Equatable, Sendable {
  case open(DossierStatus)
  case closed(Closing.Outcome)
}

/// What a dossier will be, known before its first act: a few dozen bytes, so that a hundred
/// thousand can be numbered by creation and put in order while dossiers are made one by one.
struct DemoPlan: Sendable {
  /// Which one it is: its random numbers, NUR and logements follow from it.
  let number: Int
  /// The bailleurs of the volets, by their place in the directory.
  let sides: [Int]
  let goal: DemoGoal
  let planted: DemoCase?
  /// How many paces did not fit before this one.
  var attempt = 0
  /// The day of its creation.
  var created = Day(number: 0)
  /// « D-2026-0412 ».
  var reference = ""
  /// The plan whose NUR the first volet takes, released by then, with the day of its creation.
  var reused: (number: Int, created: Day)?

  /// Whether one bailleur has both volets.
  var isSameBailleur: Bool { Set(sides).count == 1 }
}

/// Decides which dossiers there are, between whom, and since when.
struct DemoPlanner {
  /// How many days the history goes back.
  static let depth = 730

  let seed: UInt64
  let today: Day
  let volumes: DemoVolumes
  let directory: DemoDirectory
  let pacer: DemoPacer

  init(seed: UInt64, today: Day, volumes: DemoVolumes, directory: DemoDirectory) {
    self.seed = seed
    self.today = today
    self.volumes = volumes
    self.directory = directory
    pacer = DemoPacer(directory)
  }

  /// The plans, audience by audience, each in the order of creation: the order in which an
  /// audience's journal grows.
  ///
  /// - Parameter progress: told how many are settled, of how many; what it throws ends the work.
  func plans(
    progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws -> [DemoPlan] {
    var random = DemoRandom(seed: seed, -1)
    var plans: [DemoPlan] = []
    let goals = goals()
    for (goal, planted) in goals {
      if plans.count.isMultiple(of: 1_000) { try progress(plans.count, goals.count) }
      let sides = sides(for: planted, using: &random)
      plans.append(
        try settled(DemoPlan(number: plans.count, sides: sides, goal: goal, planted: planted)))
    }
    link(&plans)
    number(&plans)
    return plans.map { (Set($0.sides).sorted(), $0) }
      .sorted { left, right in
        left.0 == right.0
          ? left.1.reference < right.1.reference : left.0.lexicographicallyPrecedes(right.0)
      }
      .map(\.1)
  }

  /// The pace and the course of a plan, the same each time.
  func course(of plan: DemoPlan) -> (pace: DemoPace, course: DemoCourse) {
    let pace = pace(of: plan, attempt: plan.attempt)
    return (pace, lay(pace, of: plan, from: plan.created))
  }

  private func pace(of plan: DemoPlan, attempt: Int) -> DemoPace {
    var random = DemoRandom(seed: seed, plan.number, attempt)
    var pace = pacer.pace(plan.sides, using: &random)
    switch plan.goal {
    case .open(.conditionPending): pace.condition = pace.condition ?? (attempt % 2, 25)
    case .open(.toClose): pace.closing[attempt % 2] += 3
    default: break
    }
    plan.planted?.bend(&pace)
    return pace
  }

  private func lay(_ pace: DemoPace, of plan: DemoPlan, from day: Day) -> DemoCourse {
    DemoCourse(
      pace, from: day, sameBailleur: plan.isSameBailleur,
      movesOnSunday: plan.planted == .moveToday)
  }

  private func link(_ plans: inout [DemoPlan]) {
    let freed = plans.first { $0.planted == .nurFreed }.map { ($0.number, $0.created) }
    for index in plans.indices where plans[index].planted == .nurReused {
      plans[index].reused = freed
    }
  }

  private func number(_ plans: inout [DemoPlan]) {
    let order = plans.indices.sorted {
      (plans[$0].created, plans[$0].number) < (plans[$1].created, plans[$1].number)
    }
    var totals: [Int: Int] = [:]
    for plan in plans { totals[plan.created.year, default: 0] += 1 }
    var counts: [Int: Int] = [:]
    for index in order {
      let year = plans[index].created.year
      counts[year, default: 0] += 1
      // As wide as the last one of the year: references sort as they were given.
      let width = max(4, String(totals[year] ?? 0).utf8.count)
      plans[index].reference =
        "D-\(year)-" + DemoBailleurs.padded(counts[year] ?? 0, to: width)
    }
  }
}

extension DemoPlanner {
  /// Finds a pace and a day of creation for which the dossier stands today where its goal wants it.
  private func settled(_ plan: DemoPlan) throws -> DemoPlan {
    var plan = plan
    for attempt in 0..<5_000 {
      let pace = pace(of: plan, attempt: attempt)
      var random = DemoRandom(seed: seed, plan.number, attempt, 1)
      let created =
        switch plan.goal {
        case .open(let status): opening(plan, pace, status, using: &random)
        case .closed(let outcome): opening(plan, pace, outcome, using: &random)
        }
      guard let created else { continue }
      plan.attempt = attempt
      plan.created = created
      return plan
    }
    throw DemoFault("no course for \(plan.goal), \(plan.planted?.rawValue ?? "unplanted")")
  }

  /// A day of creation from which yesterday ends in that status.
  ///
  /// Courses keep their shape when moved by whole weeks: seven of them, one for each weekday, show
  /// every day that can do.
  private func opening(
    _ plan: DemoPlan, _ pace: DemoPace, _ status: DossierStatus, using random: inout DemoRandom
  ) -> Day? {
    let yesterday = today - 1
    var days: [Day] = []
    for offset in 0..<7 {
      let start = today - 200 + offset
      for day in lay(pace, of: plan, from: start).days(in: status)
      where (yesterday.number - day).isMultiple(of: 7) {
        let created = start + (yesterday.number - day)
        let course = lay(pace, of: plan, from: created)
        if !created.isWeekend, plan.planted?.accepts(course, on: today) ?? true {
          days.append(created)
        }
      }
    }
    return days.isEmpty ? nil : random.pick(days)
  }

  /// A day of creation from which a dossier with that outcome is closed by yesterday.
  private func opening(
    _ plan: DemoPlan, _ pace: DemoPace, _ outcome: Closing.Outcome,
    using random: inout DemoRandom
  ) -> Day? {
    if plan.planted?.minuteOfNUR != nil {
      return clockChange(before: today - 60) - (pace.nur.max() ?? 0)
    }
    let trial = lay(pace, of: plan, from: today - Self.depth)
    let length = trial.ending(outcome, pace).day - trial.created
    let ages = plan.planted?.age ?? 0...Self.depth
    let youngest = max(ages.lowerBound, length + 8)
    guard youngest <= ages.upperBound else { return nil }
    return (today - random.int(in: youngest...ages.upperBound)).workday
  }

  /// The last day before another on which the clocks of Paris change.
  private func clockChange(before day: Day) -> Day {
    var day = day
    while ParisTime.offset(at: .paris(day, minute: 1))
      == ParisTime.offset(at: .paris(day, minute: 1439))
    {
      day = day - 1
    }
    return day
  }
}

extension DemoPlanner {
  /// The shares of the open dossiers by status, in percent (`domaine.md` §8.4).
  static let openShares: [(status: DossierStatus, share: Int)] = [
    (.constitution, 14), (.preInstruction, 18), (.instruction, 26), (.awaitingCaleol, 17),
    (.partialDecision, 5), (.conditionPending, 2), (.attributedByBoth, 9), (.moveScheduled, 7),
    (.toClose, 2),
  ]

  /// The shares of the closed dossiers by outcome, in percent: 330 exchanges a year.
  static let closedShares: [(outcome: Closing.Outcome, share: Int)] = [
    (.realised, 44), (.refusedPreInstruction, 14), (.refusedInstruction, 10),
    (.notAttributed, 9), (.irrecevable, 2), (.withdrawn, 15), (.cancelled, 3), (.lapsed, 3),
  ]

  /// Every dossier's goal: the planted cases first, then what fills the shares.
  private func goals() -> [(DemoGoal, DemoCase?)] {
    let planted = DemoCase.allCases.filter { $0 != .threeBreaches || single != nil }
    var goals: [(DemoGoal, DemoCase?)] = planted.map { ($0.goal, $0) }
    func fill(_ goal: DemoGoal, _ share: Int, of total: Int) {
      let wanted = (total * share + 50) / 100
      let present = goals.count { $0.0 == goal }
      for _ in 0..<max(0, wanted - present) { goals.append((goal, nil)) }
    }
    for (status, share) in Self.openShares { fill(.open(status), share, of: volumes.open) }
    for (outcome, share) in Self.closedShares {
      fill(.closed(outcome), share, of: volumes.closed)
    }
    return goals
  }

  private var single: Int? {
    directory.bailleurs.firstIndex { $0.line.conduct == .single }
  }

  private func sides(for planted: DemoCase?, using random: inout DemoRandom) -> [Int] {
    if planted == .sameAgent { return [0, 0] }
    if planted == .threeBreaches, let single {
      return [single, directory.bailleurs.firstIndex { $0.line.conduct == .exemplary } ?? 0]
    }
    let weights = directory.weights
    let first = planted?.isOurs == true ? 0 : random.place(in: weights)
    if planted == nil, random.chance(0.12) { return [first, first] }
    var others = weights
    others[first] = 0
    return [first, random.place(in: others)]
  }
}
