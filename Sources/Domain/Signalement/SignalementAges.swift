/// How long a signalement has waited, against the indicative targets: colours, never breaches
/// (`domaine.md` §1.4.2, AMB-23).
public struct SignalementAge: Equatable, Sendable {
  /// How it stands against its target.
  public enum Tone: Sendable {
    case fresh, soon, beyond
  }

  /// The days since it is where it is.
  public let days: Int
  /// The days within which it should move.
  public let target: Int

  /// How it stands: beyond the target, on its last day, or before.
  public var tone: Tone { days > target ? .beyond : days == target ? .soon : .fresh }

  /// « 4 j », « 6 j, cible 5 ».
  public var french: String { tone == .beyond ? "\(days) j, cible \(target)" : "\(days) j" }
}

extension SignalementMover {
  /// The rule that says within how many days it should move; nil for those outside the bourse's
  /// own people.
  var rule: Rule? {
    switch self {
    case .aatiko: .aatikoAnswer
    case .bailleur: .bailleurAnswer
    case .actimage: nil
    }
  }
}

extension SignalementStatus {
  /// How long a signalement has been there.
  ///
  /// - Parameters:
  ///   - since: the day since which it is.
  ///   - today: the day of the look.
  /// - Returns: nil once it is over, or where no target holds.
  public func age(since: Day, on today: Day, _ reglement: Reglement) -> SignalementAge? {
    guard let rule = mover?.rule else { return nil }
    return SignalementAge(
      days: max(0, today - since), target: reglement.value(of: rule, on: today).value)
  }
}
