import Domain

/// The days of a dossier's acts, were it to go to its end: a pace laid on the calendar.
///
/// Agents work from Monday to Friday: what would fall on a week-end is done on the Friday when it
/// is in time, on the Monday when it is late anyway. Tenants give their NUR on any day, and move on
/// any day but Sunday.
struct DemoCourse {
  let created: Day
  let nur: [Day]
  let preValidated: [Day]
  let instructed: [Day]
  let scheduled: [Day]
  let sessions: [Day]
  let decided: [Day]
  let lifted: Day?
  let proposed: Day
  let agreed: Day
  let moving: Day
  let leased: [Day]
  let inventoried: [Day]
  let closed: [Day]

  /// The day of the last NUR (D0).
  var bothNUR: Day { latest(nur) }
  /// The day of the last pre-validation (D1).
  var allPreValidated: Day { latest(preValidated) }
  /// The day on which the last instruction was validated.
  var allInstructed: Day { latest(instructed) }
  /// The day on which the last decision, or the lifting of its condition, was entered.
  var allEffective: Day { lifted ?? latest(decided) }

  /// Lays a pace on the calendar.
  ///
  /// - Parameter movesOnSunday: true to leave the moving day where it falls.
  init(_ pace: DemoPace, from created: Day, sameBailleur: Bool, movesOnSunday: Bool = false) {
    self.created = created
    nur = pace.nur.map { created + $0 }
    let bothNUR = latest(nur)
    preValidated = pace.preInstruction.map { bothNUR.act(after: $0, limit: 7) }
    let allPreValidated = latest(preValidated)
    instructed = pace.instruction.map { allPreValidated.act(after: $0, limit: 14) }
    var first = latest(instructed) + pace.lead
    while first.isWeekend || (first + pace.gap).isWeekend { first = first + 1 }
    sessions = pace.nur.indices.map { $0 == pace.lastSession ? first + pace.gap : first }
    scheduled = Self.settingDays(pace, from: allPreValidated + 1, to: first - 1)
    decided = zip(sessions, pace.decision).map { ($0 + $1).workday }
    let second = first + pace.gap
    let lastEntry = latest(decided)
    lifted = pace.condition.map { max((second + $0.days).workday, lastEntry) }
    let effective = lifted ?? second
    let entered = lifted ?? lastEntry
    let answer = effective.act(after: pace.agreement, limit: 21)
    agreed = max(answer, (entered + 1).workday)
    let early = entered.between(min(agreed - 1, effective + 14), percent: pace.shares[0])
    proposed = sameBailleur ? agreed : early
    let move = agreed + pace.move
    moving = move.weekday == 7 && !movesOnSunday ? move + 1 : move
    leased = Self.leaseDays(pace, from: agreed, to: moving)
    inventoried = pace.inventories.map { [moving] in moving + $0 }
    let allInventoried = latest(inventoried)
    closed = pace.closing.map { allInventoried + $0 }
  }

  private static func settingDays(_ pace: DemoPace, from: Day, to: Day) -> [Day] {
    let early = from.between(to, percent: pace.shares[1])
    let late = early.between(to, percent: pace.shares[2])
    return pace.nur.indices.map { $0 == pace.lastSetter ? late : early }
  }

  private static func leaseDays(_ pace: DemoPace, from agreed: Day, to moving: Day) -> [Day] {
    pace.nur.indices.map { agreed.between(moving - 1, percent: pace.shares[3 + $0]) }
  }

  /// The days (their numbers) at whose end the dossier has that status, if it goes on; none when
  /// it skips the status.
  func days(in status: DossierStatus) -> Range<Int> {
    let decisions = decided.sorted()
    let bounds: (Day, Day) =
      switch status {
      case .constitution: (created, bothNUR)
      case .preInstruction: (bothNUR, allPreValidated)
      case .instruction: (allPreValidated, allInstructed)
      case .awaitingCaleol: (allInstructed, decisions[0])
      case .partialDecision: (decisions[0], latest(decisions))
      case .conditionPending: (latest(decisions), allEffective)
      case .attributedByBoth: (allEffective, agreed)
      case .moveScheduled: (agreed, latest(inventoried))
      case .toClose: (latest(inventoried), latest(closed))
      default: (latest(closed), latest(closed))
      }
    return bounds.0.number..<max(bounds.0, bounds.1).number
  }
}

/// The last of some days; the lists of a course have one for each side, never none.
func latest(_ days: [Day]) -> Day { days.max() ?? Day(number: 0) }

extension Day {
  var isWeekend: Bool { weekday > 5 }

  /// The day, or the Monday after it.
  var workday: Day { isWeekend ? self + (8 - weekday) : self }

  /// The working day of an act done so many days later: no later than the limit when it is in
  /// time, no earlier when it is late.
  func act(after days: Int, limit: Int) -> Day {
    let day = self + days
    guard day.isWeekend else { return day }
    let friday = day - (day.weekday - 5)
    return days <= limit && friday > self ? friday : day.workday
  }

  /// A working day between this one and another, that far along, or this one if there is none.
  func between(_ last: Day, percent: Int) -> Day {
    guard last > self else { return self }
    let day = self + (last - self) * percent / 100
    guard day.isWeekend else { return day }
    if day.workday <= last { return day.workday }
    let friday = day - (day.weekday - 5)
    return friday >= self ? friday : self
  }
}
