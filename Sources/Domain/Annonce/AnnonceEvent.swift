/// What can happen to an annonce. Events carry numbers, days and codes; what the tenant and the
/// moderators wrote stands in the vault.
public enum AnnonceEvent: JournaledEvent {
  /// The annonce came onto the platform, or is seen for the first time.
  case published(annonce: String, bailleur: OrganisationID, version: AnnonceVersion)
  /// Its tenant changed it, or put it back.
  case changed(version: AnnonceVersion)
  /// It left the platform.
  case withdrawn(on: Day)
  case reported(report: AnnonceReport)
  case decided(decision: AnnonceDecision)
  /// A decision has no effect any more.
  case reversed(decision: CommandID, motive: AnnonceReversal, note: SubjectID?)
  /// Its author took back an act just done.
  case undone(command: CommandID)

  /// The stable names of the kinds, which the journal stores.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case published = "annonce.published"
    case changed = "annonce.changed"
    case withdrawn = "annonce.withdrawn"
    case reported = "annonce.reported"
    case decided = "annonce.decided"
    case reversed = "annonce.reversed"
    case undone = "annonce.undone"

    /// The acts that give it: those who may do one of them may bring it about.
    public var acts: [AnnonceAct] {
      switch self {
      case .published, .changed: [.publish]
      case .withdrawn: [.withdraw]
      case .reported: [.report]
      case .decided: [.moderate]
      case .reversed: [.reverse]
      case .undone: [.report, .moderate]
      }
    }
  }

  /// The stable name.
  public var kind: String { key.rawValue }

  /// The version of the payloads.
  public static let schema = 1

  var key: CodingKeys {
    switch self {
    case .published: .published
    case .changed: .changed
    case .withdrawn: .withdrawn
    case .reported: .reported
    case .decided: .decided
    case .reversed: .reversed
    case .undone: .undone
    }
  }
}
