import Domain

/// Sessions, decisions, conditions: T10 to T14.
extension DemoScript {
  mutating func holdCommissions() {
    let order = sides.sorted {
      course.scheduled[$0] == course.scheduled[$1]
        ? $1 == pace.lastSetter : course.scheduled[$0] < course.scheduled[$1]
    }
    for side in order { schedule(side) }
    for side in sides { decide(side) }
    if let lifted = course.lifted, let condition = pace.condition {
      add(
        lifted, condition.side, random.chance(0.5) ? .contact1 : .contact2,
        .liftCondition(volet: volet(condition.side), on: lifted))
    }
    for side in sides where random.chance(0.12) {
      let answered = course.allEffective.between(course.agreed - 1, percent: 30)
      add(answered, side, .contact2, .acceptOffer(volet: volet(side)))
    }
  }

  /// Enters the date of a session; at times an earlier one first, which is then postponed.
  private mutating func schedule(_ side: Int) {
    let session = course.sessions[side]
    let day = course.scheduled[side]
    let isPostponed = plan.planted == nil && session - day > 4 && random.chance(0.08)
    let first = isPostponed ? (session - 2).workdayBefore : session
    add(
      day, side, .contact1,
      .scheduleCaleol(volet: volet(side), date: first, held: false, gapReason: nil))
    guard isPostponed else { return }
    let (reason, secrets) = reason(for: .postponeCaleol)
    add(
      day, side, .contact1,
      .postponeCaleol(volet: volet(side), date: session, reason: reason, gapReason: nil),
      secrets: secrets)
  }

  private mutating func decide(_ side: Int) {
    add(
      course.decided[side], side, random.chance(0.8) ? .contact1 : .contact2,
      .enterDecision(
        volet: volet(side), decision: favourable(side), session: nil, gapReason: nil))
  }

  private mutating func favourable(_ side: Int) -> CaleolDecision {
    if pace.condition?.side == side {
      let days = plan.planted == .conditionLiftedLate ? 14 : 30
      return .conditional(
        piece: random.pick([.avisImposition, .titreDeSejour, .quittances]),
        limit: course.sessions[side] + days)
    }
    return random.chance(0.08) ? .ranked(rank: 1) : .attribution
  }
}

/// Offer to closing: T15 to T22.
extension DemoScript {
  mutating func organiseMove() {
    prepare()
    agreeOnDate()
    for side in sides {
      if random.chance(0.4) {
        add(
          course.agreed, side, .contact2,
          .scheduleLease(volet: volet(side), date: course.leased[side]))
      }
      add(
        course.leased[side], side, .contact2,
        .signLease(volet: volet(side), on: course.leased[side]))
    }
    for side in sides { recordInventories(side) }
    for side in sides {
      add(course.closed[side], side, .contact2, .closeVolet(volet: volet(side)))
    }
  }

  private mutating func prepare() {
    let start = (course.allEffective + 1).workday
    for side in sides {
      for (step, percent) in zip(Preparation.allCases, [5, 55, 85]) where random.chance(0.6) {
        let day = start.between(course.moving - 1, percent: percent)
        add(day, side, .contact2, .prepare(volet: volet(side), step: step))
      }
      if random.chance(0.4) {
        let from = course.moving - random.int(in: 2...12)
        add(
          start.between(course.agreed - 1, percent: pace.shares[7]), side, .contact2,
          .setPeriod(
            volet: volet(side), from: from, to: course.moving + random.int(in: 3...20)))
      }
    }
  }

  private mutating func agreeOnDate() {
    let proposer = 1 - pace.answerer
    add(
      course.proposed, proposer, .contact2,
      .proposeMove(volet: volet(proposer), date: course.moving))
    guard !plan.isSameBailleur else { return }
    add(course.agreed, pace.answerer, .contact2, .acceptMove(volet: volet(pace.answerer)))
  }

  private mutating func recordInventories(_ side: Int) {
    let (day, volet) = (course.inventoried[side], volet(side))
    if plan.planted == .oddInventory, day > course.moving {
      add(
        course.moving, side, .contact2,
        .recordInventory(
          volet: volet, inventories: [.exit], on: course.moving, gapReason: nil))
      add(
        day, side, .contact2,
        .recordInventory(
          volet: volet, inventories: [.entry], on: day, gapReason: Reason(.etatDuLogement)))
      return
    }
    add(
      day, side, .contact2,
      .recordInventory(
        volet: volet, inventories: Inventory.allCases, on: course.moving, gapReason: nil))
  }
}

extension Day {
  /// The day, or the Friday before it.
  fileprivate var workdayBefore: Day { isWeekend ? self - (weekday - 5) : self }
}
