/// A rappel in a few words: what a list shows, whatever the day.
public struct RappelSummary: Codable, Equatable, Sendable {
  /// Its stream.
  public var stream: StreamID
  /// The reference by which people name it.
  public var reference: String
  /// Whose breaches they are.
  public var bailleur: OrganisationID
  /// How far it is.
  public var stage: RappelStage
  /// The day of the proposal.
  public var proposedOn: Day
  /// Why it was proposed.
  public var criteria: [RappelCriterion]
  /// How many facts it stands on.
  public var facts: Int
  /// The letters that left.
  public var letters: [Letter]
  /// The day from which it is followed; nil when it is not.
  public var followedSince: Day?
  /// The day of the last act.
  public var movedOn: Day
  /// How it ended; nil while it has not.
  public var ending: RappelEnding?

  /// A letter that left.
  public struct Letter: Codable, Equatable, Sendable {
    /// How serious it is.
    public var level: RappelLevel
    /// Its date.
    public var day: Day

    /// « rappel d'information du 12/09/2026 ».
    public var french: String { "\(level.label) du \(day.french)" }
  }
}

extension Rappel {
  /// The rappel as it stands, in a few words; nil before the first event.
  public func summary(of stream: StreamID) -> RappelSummary? {
    guard let bailleur, let constat, let stage, let first = proposedOn, let last = history.last
    else { return nil }
    return RappelSummary(
      stream: stream, reference: reference(of: stream), bailleur: bailleur, stage: stage,
      proposedOn: first, criteria: constat.criteria, facts: constat.facts.count + constat.more,
      letters: letters.map { RappelSummary.Letter(level: $0.level, day: $0.day) },
      followedSince: followedSince, movedOn: last.day, ending: ending)
  }

  /// How it ended; nil while it has not.
  public var ending: RappelEnding? {
    guard case .closed(let ending, _) = standing.last?.event else { return nil }
    return ending
  }
}
