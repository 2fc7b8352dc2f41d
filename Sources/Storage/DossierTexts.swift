import Domain

/// A text of the vault that a recorded act names.
struct NamedText: Hashable {
  let subject: SubjectID
  let field: Secret.Field
}

extension Recorded where Event: StoredEvent {
  /// The texts that the act names: its secrets, as long as nobody erased them.
  var texts: [NamedText] {
    var texts = event.ownTexts
    if let reason = signature.onBehalf?.reason {
      texts.append(NamedText(subject: reason, field: .reason))
    }
    return texts
  }
}

extension EventDraft {
  /// The texts that the event names, as far as this store may know it; none when it is not
  /// understood.
  var texts: [NamedText] {
    func texts<Subject: StoredAggregate>(as type: Subject.Type) -> [NamedText] {
      (try? recorded(as: Subject.Event.self))?.texts ?? []
    }
    return StoredAggregates.type(named: aggregate).map { texts(as: $0) } ?? []
  }

  /// What the journal calls its stream.
  var aggregate: String { String(kind.prefix { $0 != "." }) }
}

extension PendingCommand {
  /// The texts that the act names; none when it is not understood.
  var texts: [NamedText] {
    func texts<Subject: StoredAggregate>(as type: Subject.Type) -> [NamedText] {
      (try? recorded(as: Subject.Event.self))?.flatMap(\.texts) ?? []
    }
    return StoredAggregates.type(named: aggregate).map { texts(as: $0) } ?? []
  }
}

extension DossierEvent {
  var ownTexts: [NamedText] {
    switch self {
    case .created(_, let volets): volets.map { NamedText(subject: $0.locataire, field: .name) }
    case .nurEntered(_, let nur): nur.texts
    case .nurCorrected(_, let nur, let reason, _):
      nur.texts + reason.texts
    case .noteAdded(let note, _): [NamedText(subject: note, field: .note)]
    case .reminded(_, _, .some(let message)): [NamedText(subject: message, field: .message)]
    default: reason?.texts ?? []
    }
  }

  /// The reason that the event carries, if any.
  public var reason: Reason? {
    switch self {
    case .nurCorrected(_, _, let reason, _), .preInstructionRefused(_, let reason),
      .actUndone(_, let reason), .instructionRefused(_, let reason),
      .caleolPostponed(_, _, let reason, _), .conditionFailed(_, _, let reason),
      .offerRefused(_, let reason), .moveChanged(_, _, let reason), .withdrawn(_, let reason),
      .cancelled(let reason), .lapsed(_, let reason), .reopened(let reason),
      .personalDataErased(let reason),
      .alertSilenced(_, _, _, let reason):
      reason
    case .caleolScheduled(_, _, let reason), .inventoryRecorded(_, _, _, let reason): reason
    case .decisionEntered(_, .nonAttribution(let reason)),
      .decisionEntered(_, .irrecevable(let reason)):
      reason
    default: nil
    }
  }
}

extension SealedNUR {
  fileprivate var texts: [NamedText] {
    isWithheld ? [] : [NamedText(subject: subject, field: .nur)]
  }
}

extension Reason {
  fileprivate var texts: [NamedText] { note.map { [NamedText(subject: $0, field: .reason)] } ?? [] }
}
