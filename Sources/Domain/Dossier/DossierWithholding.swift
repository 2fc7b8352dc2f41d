/// What of an event is kept from some of those who share its journal.
///
/// Both bailleurs of a dossier share its stream, yet a bailleur's store holds nothing of the other
/// volet's NUR and pieces, nor the notes internal to others (`spec.md` §1): such an event has a
/// form that all may read, and a sealed one for its readers alone.
public struct Withholding<Event: JournaledEvent>: Equatable, Sendable {
  /// The organisations that read the event as it was recorded.
  public let readers: Set<OrganisationID>
  /// Whether those who see every side are kept out as well.
  public let isClosed: Bool
  /// What the others read, nil when they may not even know what it was.
  public let shown: Event?

  /// What is kept from whom.
  public init(readers: Set<OrganisationID>, isClosed: Bool, shown: Event?) {
    self.readers = readers
    self.isClosed = isClosed
    self.shown = shown
  }

  /// Whether the person reads the event as it was recorded.
  public func isLifted(for person: Operator) -> Bool {
    if readers.contains(where: \.isPart) {
      return readers.contains { $0.part.map { person.reads($0.0, of: $0.of) } ?? false }
    }
    return readers.contains(person.organisation) || (!isClosed && person.seesEverySide)
  }
}

extension Dossier {
  /// What of a recorded event is kept from whom, nil when all who see the dossier read it whole.
  ///
  /// It depends on the event, its author and the volets alone, so every store agrees on it.
  public func withholding(of recorded: Recorded<DossierEvent>) -> Withholding<DossierEvent>? {
    if case .noteAdded(_, .internal_) = recorded.event {
      return readers(of: recorded).map { Withholding(readers: $0, isClosed: true, shown: nil) }
    }
    if case .actUndone(let command, _) = recorded.event { return withholding(ofUndoing: command) }
    guard let readers = readers(of: recorded) else { return nil }
    switch recorded.event.share {
    case .whole: return nil
    case .nothing: return Withholding(readers: readers, isClosed: false, shown: nil)
    case .form(let shown): return Withholding(readers: readers, isClosed: false, shown: shown)
    }
  }

  /// An event as the person may read it, nil when nothing of it may be read.
  func form(of recorded: Recorded<DossierEvent>, for person: Operator) -> DossierEvent? {
    guard let withholding = withholding(of: recorded) else { return recorded.event }
    // What was erased is nobody's any more, also where its store has not emptied it yet.
    guard erasure != nil || !withholding.isLifted(for: person) else { return recorded.event }
    return withholding.shown
  }

  /// Taking back an act of which others know nothing is no more known to them.
  private func withholding(ofUndoing command: CommandID) -> Withholding<DossierEvent>? {
    let withheld = history.filter { $0.command == command }.map(withholding(of:))
    guard let first = withheld.first, withheld.allSatisfy({ $0 != nil && $0?.shown == nil }) else {
      return nil
    }
    return first
  }
}

extension DossierEvent {
  /// How much of an event on one volet the other side may read.
  fileprivate enum Share {
    case whole, nothing
    case form(DossierEvent)
  }

  fileprivate var share: Share {
    switch self {
    case .pieceRequested, .pieceReceived, .nurRevealed: .nothing
    case .nurEntered(let volet, _): .form(.nurEntered(volet: volet, nur: .withheld))
    case .nurCorrected(let volet, _, let reason, let restartsClock):
      .form(
        .nurCorrected(volet: volet, nur: .withheld, reason: reason, restartsClock: restartsClock))
    case .decisionEntered(let volet, .conditional(_, let limit)):
      .form(.decisionEntered(volet: volet, decision: .conditional(piece: .autre, limit: limit)))
    default: .whole
    }
  }
}

extension SealedNUR {
  /// Stands where a NUR was entered that the reader may not see.
  public static let withheld = SealedNUR(subject: "", digest: "")

  /// Whether it stands for a number that this reader may not see: it then compares with none.
  public var isWithheld: Bool { digest.isEmpty }
}
