import Domain

extension DemoCourse {
  /// The day on which a dossier with that outcome ends, and the side whose act it is.
  func ending(_ outcome: Closing.Outcome, _ pace: DemoPace) -> (day: Day, side: Int) {
    let afterNUR = (bothNUR + 1).workday
    let side = pace.shares[5] % 2
    return switch outcome {
    case .refusedPreInstruction: (allPreValidated, last(of: preValidated))
    case .refusedInstruction: (allInstructed, last(of: instructed))
    case .notAttributed, .irrecevable: (latest(decided), last(of: decided))
    case .withdrawn: (afterNUR.between(agreed - 1, percent: pace.shares[6]), side)
    case .cancelled, .lapsed: (afterNUR.between(allInstructed, percent: pace.shares[6]), side)
    case .realised: (latest(closed), side)
    }
  }

  private func last(of days: [Day]) -> Int { days.firstIndex(of: latest(days)) ?? 0 }
}
