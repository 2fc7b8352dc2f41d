/// Who must move: a bailleur's contact, what is awaited of it, since when and until when.
public struct Blocker: Equatable, Sendable {
  /// The volet whose bailleur must act.
  public let volet: VoletName
  /// What is awaited.
  public let duty: Duty
  /// The contact whose work it is.
  public let contact: ContactKind
  /// The day from which it is awaited; in the future for what cannot be done yet.
  public let since: Day
  /// The clock that runs for it, nil when nothing sets a day.
  public let deadline: Deadline?

  /// The day by which the scheme wants it done; nil when the delay is indicative only.
  public var due: Day? { deadline.flatMap { $0.clock.isIndicative ? nil : $0.due } }

  /// What may be awaited of a bailleur.
  public enum Duty: Equatable, Sendable {
    case enterNUR, preInstruct, instruct, fixCaleolDate, enterDecision
    case liftCondition, reachRank
    case proposeMove, answerMove(Day), signLease, recordInventories, closeVolet
    case informTenant
  }
}

extension Dossier {
  /// What is awaited of each bailleur, volet by volet; empty for a side that waits for the other.
  public func blockers(under reglement: Reglement) -> [Blocker] {
    guard createdOn != nil else { return [] }
    if let closing { return volets.compactMap { closedBlocker(of: $0, closing) } }
    return volets.compactMap { blocker(of: $0, under: reglement) }
  }

  /// A closed dossier awaits nothing but that the tenant of a lost attribution is told so.
  private func closedBlocker(of volet: Volet, _ closing: Closing) -> Blocker? {
    guard isWithoutEffect(volet), volet.tenantInformedOn == nil, erasure == nil else { return nil }
    return Blocker(
      volet: volet.name, duty: .informTenant, contact: .contact2, since: closing.day,
      deadline: nil)
  }

  private func blocker(of volet: Volet, under reglement: Reglement) -> Blocker? {
    let clocks = deadlines(of: volet, under: reglement)
    func awaited(
      _ duty: Blocker.Duty, _ contact: ContactKind, since: Day?, clock: Deadline.Clock?
    ) -> Blocker? {
      guard let since else { return nil }
      let deadline = clocks.first { $0.clock == clock && $0.stoppedOn == nil }
      return Blocker(
        volet: volet.name, duty: duty, contact: contact, since: since, deadline: deadline)
    }
    switch status {
    case .constitution:
      guard volet.nur == nil else { return nil }
      return awaited(.enterNUR, .contact1, since: createdOn, clock: .constitution)
    case .preInstruction:
      guard volet.preValidatedOn == nil else { return nil }
      return awaited(.preInstruct, .contact1, since: bothNUROn, clock: .preInstruction)
    case .instruction:
      guard volet.instructedOn == nil else { return nil }
      return awaited(.instruct, .contact1, since: allPreValidatedOn, clock: .instruction)
    case .awaitingCaleol, .partialDecision, .conditionPending:
      return commissionBlocker(of: volet, awaited)
    case .attributedByBoth, .moveScheduled, .toClose:
      return moveBlocker(of: volet, awaited)
    default: return nil
    }
  }

  private typealias Awaited = (Blocker.Duty, ContactKind, Day?, Deadline.Clock?) -> Blocker?

  private func commissionBlocker(of volet: Volet, _ awaited: Awaited) -> Blocker? {
    guard let decision = volet.decision else {
      guard let session = volet.caleol else {
        let since = latest(\.instructedOn).map { max($0, volet.caleolClearedOn ?? $0) }
        return awaited(.fixCaleolDate, .contact1, since, .caleolDate)
      }
      return awaited(.enterDecision, .contact1, session.date, .decision)
    }
    guard volet.effectiveOn == nil else { return nil }
    if case .ranked = decision.value {
      return awaited(.reachRank, .contact1, decision.day, nil)
    }
    return awaited(.liftCondition, .contact1, decision.day, .condition)
  }

  private func moveBlocker(of volet: Volet, _ awaited: Awaited) -> Blocker? {
    guard let move else {
      return awaited(.proposeMove, .contact2, allEffectiveOn, .movingDate)
    }
    guard move.agreedOn != nil else {
      guard !move.agreed.contains(volet.name) else { return nil }
      return awaited(.answerMove(move.date), .contact2, move.proposedOn, .movingDate)
    }
    if volet.closedOn != nil { return nil }
    if !move.agreed.contains(volet.name) {
      return awaited(.answerMove(move.date), .contact2, move.proposedOn, .afterMove)
    }
    if volet.leaseSignedOn == nil {
      return awaited(.signLease, .contact2, move.agreedOn, .afterMove)
    }
    // Nobody moves before every lease is signed, and no volet closes before every inventory: the
    // side that has done its part waits for the other.
    guard volets.allSatisfy({ $0.leaseSignedOn != nil }) else { return nil }
    if volet.inventories.count < Inventory.allCases.count {
      return awaited(.recordInventories, .contact2, move.date, .afterMove)
    }
    guard status == .toClose else { return nil }
    return awaited(.closeVolet, .contact2, move.date, .afterMove)
  }
}
