/// A bailleur's patrimoine in a few figures: what a queue of bailleurs shows, whatever the day.
public struct PatrimoineSummary: Codable, Equatable, Sendable {
  /// The bailleur.
  public var bailleur: OrganisationID
  /// The import whose logements are the stock.
  public var current: CommandID?
  /// The import that waits for a confirmation.
  public var held: CommandID?
  /// The last attempt.
  public var last: Attempt?
  /// The day from which the stock is what it is.
  public var acceptedOn: Day?
  /// The civil months with an accepted import, in order.
  public var acceptedMonths: [CivilMonth]
  /// The logements of the stock.
  public var logements: Int
  /// The lines of the attempts of the last twelve, in order.
  public var sizes: [Int]
  /// The lines rejected in them.
  public var errors: [Int]
  /// The steps of the onboarding that are done.
  public var stepsDone: Int
  /// The first one that is not, among those that must be.
  public var nextStep: PatrimoineStep?
  /// Whether files come by themselves.
  public var isSynchronised: Bool
  /// The day on which somebody was last reminded.
  public var remindedOn: Day?

  /// An attempt to import a file.
  public struct Attempt: Codable, Equatable, Sendable {
    /// The act that recorded it.
    public var id: CommandID
    /// Its day.
    public var day: Day
    /// What became of the file at first.
    public var verdict: PatrimoineVerdict
    /// What the file was.
    public var facts: PatrimoineFacts
  }

  /// The attempts whose sizes are kept.
  static let attemptsKept = 12
}

extension Patrimoine {
  /// The figures of the patrimoine as it stands; nil before the first event.
  public var summary: PatrimoineSummary? {
    guard let bailleur else { return nil }
    let recent = imports.suffix(PatrimoineSummary.attemptsKept).map(\.facts)
    return PatrimoineSummary(
      bailleur: bailleur, current: current?.id, held: held?.id,
      last: imports.last.map {
        PatrimoineSummary.Attempt(
          id: $0.id, day: $0.day, verdict: $0.facts.verdict, facts: $0.facts)
      },
      acceptedOn: current?.acceptedOn, acceptedMonths: acceptedMonths,
      logements: current?.facts.logements ?? 0,
      sizes: recent.map(\.lines), errors: recent.map(\.rejected),
      stepsDone: PatrimoineStep.allCases.count { day(of: $0) != nil }, nextStep: nextStep,
      isSynchronised: sync != nil, remindedOn: reminders.last?.day)
  }
}

extension PatrimoineSummary {
  /// The status on a day (`domaine.md` §3.5, R-PAT, AMB-21).
  public func status(on today: Day) -> PatrimoineStatus {
    PatrimoineStatus(
      isRefused: last?.verdict == .refused, acceptedOn: acceptedOn, stepsDone: stepsDone, on: today)
  }

  /// The age of the stock in days; nil when there is none.
  public func age(on today: Day) -> Int? { acceptedOn.map { today - $0 } }

  /// The codes of the last attempt that reject lines or the file: what refused the whole file, then
  /// those first that keep most tenants from registering.
  public var blockingCodes: [PatrimoineCount] {
    (last?.facts.codes ?? []).filter { ($0.known?.severity ?? .error) >= .error }
      .sorted { one, other in
        let refuses = (one.known?.severity == .blocking, other.known?.severity == .blocking)
        if refuses.0 != refuses.1 { return refuses.0 }
        return (one.tenants, one.count, other.code) > (other.tenants, other.count, one.code)
      }
  }
}
