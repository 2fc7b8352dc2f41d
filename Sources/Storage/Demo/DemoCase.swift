import Domain

/// The cases that the demonstration must hold whatever chance draws (`domaine.md` §8.4), and those
/// that a newcomer needs in order to try every act.
///
/// | case | what it shows |
/// | --- | --- |
/// | nurBeforeMidnight, nurAfterMidnight | last NUR at 23:59 and at 00:01, on a clock-change day |
/// | gapOfEight, gapOfNine | sessions exactly 8 and 9 days apart, the second with its reason |
/// | sameAgent | one bailleur on both sides, one agent for both volets |
/// | contactChanged | contact 1 replaced during the instruction |
/// | conditionPending, conditionLiftedLate | a condition to lift; one lifted after its limit |
/// | lateDecision | a decision entered 20 days after its session |
/// | moveToday | the tenants move on the day of the demonstration |
/// | oddInventory | four états des lieux, one on another day, with its reason |
/// | nurFreed, nurReused | the NUR of a closed dossier, in an open one |
/// | reopened | withdrawn, then reopened by Aatiko |
/// | threeBreaches | the only dossier of its bailleur, late three times over |
/// | hostileNotes | long words, emoji, right-to-left text, terminal escape sequences |
/// | late, dueToday, dueSoon | acts of contact 1 after, on and before their last day |
/// | nurToEnter, caleolToFix, decisionToEnter | the next acts of contact 1 |
/// | dateToPropose, dateToAnswer, voletToClose | the next acts of contact 2 |
enum DemoCase: String, CaseIterable, Sendable {
  case nurBeforeMidnight, nurAfterMidnight
  case gapOfEight, gapOfNine, sameAgent, contactChanged
  case conditionPending, conditionLiftedLate, lateDecision
  case moveToday, oddInventory, nurFreed, nurReused, reopened
  case threeBreaches, hostileNotes
  case late, dueToday, dueSoon
  case nurToEnter, caleolToFix, decisionToEnter
  case dateToPropose, dateToAnswer, voletToClose

  /// Where the dossier stands on the day of the demonstration.
  var goal: DemoGoal {
    switch self {
    case .nurBeforeMidnight, .nurAfterMidnight, .nurFreed: .closed(.withdrawn)
    case .nurToEnter: .open(.constitution)
    case .sameAgent, .nurReused, .late, .dueToday: .open(.preInstruction)
    case .contactChanged, .reopened, .hostileNotes, .dueSoon: .open(.instruction)
    case .gapOfEight, .gapOfNine, .threeBreaches, .caleolToFix, .decisionToEnter:
      .open(.awaitingCaleol)
    case .conditionPending: .open(.conditionPending)
    case .conditionLiftedLate, .lateDecision, .dateToPropose, .dateToAnswer:
      .open(.attributedByBoth)
    case .moveToday: .open(.moveScheduled)
    case .oddInventory, .voletToClose: .open(.toClose)
    }
  }

  /// Changes what was drawn into what the case needs; side 0 is the profiles' bailleur.
  func bend(_ pace: inout DemoPace) {
    switch self {
    case .nurBeforeMidnight, .nurAfterMidnight, .nurFreed: pace.shares[6] = 10
    case .nurToEnter: pace.nur = [25, 3]
    case .gapOfEight: pace.gap = 8
    case .gapOfNine: (pace.gap, pace.lastSetter) = (9, 0)
    case .threeBreaches:
      (pace.preInstruction, pace.instruction) = ([12, 4], [21, 9])
      (pace.gap, pace.lastSetter) = (12, 0)
    case .caleolToFix: (pace.lastSetter, pace.lead, pace.shares[2]) = (0, 16, 100)
    case .decisionToEnter: (pace.lastSession, pace.decision) = (1, [9, 9])
    case .conditionPending: pace.condition = (0, 25)
    case .conditionLiftedLate: (pace.condition, pace.agreement) = ((1, 24), 20)
    case .lateDecision:
      (pace.lastSession, pace.decision, pace.condition) = (0, [20, 1], nil)
      pace.agreement = 36
    case .dateToPropose: (pace.answerer, pace.shares[0], pace.agreement) = (1, 90, 20)
    case .dateToAnswer: (pace.answerer, pace.shares[0], pace.agreement) = (0, 10, 20)
    case .oddInventory: (pace.inventories, pace.closing) = ([0, 1], [5, 6])
    case .voletToClose: pace.closing = [6, 1]
    default: break
    }
  }

  /// Whether a course shows the case on that day.
  func accepts(_ course: DemoCourse, on today: Day) -> Bool {
    switch self {
    case .gapOfEight, .gapOfNine, .threeBreaches: latest(course.scheduled) < today
    case .sameAgent: course.preValidated.allSatisfy { $0 >= today }
    case .late: (9...12).contains(today - course.bothNUR) && course.preValidated[0] >= today
    case .dueToday: today - course.bothNUR == 7 && course.preValidated[0] >= today
    case .dueSoon:
      (11...13).contains(today - course.allPreValidated) && course.instructed[0] >= today
    case .contactChanged: course.allPreValidated < today - 2
    case .reopened:
      course.reopening < today && course.instructed.allSatisfy { $0 > course.reopening }
    case .hostileNotes: course.allPreValidated < today - 3
    case .nurToEnter: course.nur[1] < today
    case .caleolToFix:
      course.scheduled[1] < today && course.scheduled[0] >= today
        && course.sessions[1] > today + 9
    case .decisionToEnter: course.sessions[0] < today
    case .lateDecision: course.decided[0] - course.sessions[0] == 20
    case .dateToPropose: course.proposed >= today
    case .dateToAnswer: course.proposed < today
    case .moveToday: course.moving == today
    case .voletToClose: course.closed[1] < today
    default: true
    }
  }

  /// Whether it happens at the profiles' bailleur.
  var isOurs: Bool {
    switch self {
    case .nurBeforeMidnight, .nurAfterMidnight, .nurFreed, .threeBreaches: false
    default: true
    }
  }

  /// How many days ago a closed dossier may have been created.
  var age: ClosedRange<Int> { self == .nurFreed ? 300...400 : 0...DemoPlanner.depth }

  /// The minute of the day at which the last NUR is entered, for the cases that need it.
  var minuteOfNUR: Int? {
    switch self {
    case .nurBeforeMidnight: 23 * 60 + 59
    case .nurAfterMidnight: 1
    default: nil
    }
  }
}

extension DemoCourse {
  /// The day on which the reopened dossier is: the working day after it was withdrawn.
  var reopening: Day { (allPreValidated + 1).workday }
}
