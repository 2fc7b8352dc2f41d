import Domain

/// A dossier as a pane shows it, with the personal data that this viewer may read.
public struct DossierDetail: Equatable, Sendable {
  /// The dossier's stream.
  public let stream: StreamID
  /// The dossier.
  public let dossier: Dossier
  /// The texts of the vault that the viewer may read, by subject.
  public let texts: [SubjectID: String]
  /// The acts that no shared database has confirmed.
  public let pending: Set<CommandID>

  /// A dossier with the texts that go with it.
  public init(
    stream: StreamID, dossier: Dossier, texts: [SubjectID: String] = [:],
    pending: Set<CommandID> = []
  ) {
    self.stream = stream
    self.dossier = dossier
    self.texts = texts
    self.pending = pending
  }
}

extension Store {
  /// A dossier with what the operator may read of it, nil when there is none.
  ///
  /// NUR come masked; internal notes of another organisation and everything typed about the other
  /// bailleur's volet stay in the vault (`spec.md` §1).
  public func detail(_ stream: StreamID, for session: Session) throws -> DossierDetail? {
    let dossier = try streams.load(stream)
    guard dossier.createdOn != nil else { return nil }
    var texts: [SubjectID: String] = [:]
    for (subject, field) in DossierSubjects.readable(in: dossier, by: session) {
      guard let value = try Vault(writer).get(subject, field.rawValue)?.value else { continue }
      texts[subject] = field == .nur ? (try? NUR(parsing: value))?.masked : value
    }
    let pending = try streams.outbox.pending(onStream: stream).map(\.command)
    return DossierDetail(
      stream: stream, dossier: dossier, texts: texts, pending: Set(pending))
  }

  /// The dossier alone, for those who compute on it.
  public func dossier(_ stream: StreamID) throws -> Dossier { try streams.load(stream) }

  /// The NUR of a volet in clear; the caller has recorded the consultation first.
  public func clearNUR(_ sealed: SealedNUR) throws -> String? {
    guard let value = try Vault(writer).get(sealed.subject, Secret.Field.nur.rawValue)?.value,
      let nur = try? NUR(parsing: value)
    else { return nil }
    return nur.grouped
  }
}

/// Which subjects of a dossier an operator may read.
enum DossierSubjects {
  static func readable(
    in dossier: Dossier, by session: Session
  ) -> [(SubjectID, Secret.Field)] {
    let own = session.audience
    var subjects: [(SubjectID, Secret.Field)] = []
    for volet in dossier.volets {
      subjects.append((volet.locataire, .name))
      if let nur = volet.nur?.value, own == nil || volet.bailleur == own {
        subjects.append((nur.subject, .nur))
      }
    }
    for recorded in dossier.history {
      if let reason = recorded.signature.onBehalf?.reason { subjects.append((reason, .reason)) }
      guard own == nil || recorded.event.isReadable(by: own, recorded, in: dossier) else {
        continue
      }
      subjects += recorded.event.texts
    }
    return subjects
  }
}

extension DossierEvent {
  /// The texts that the event names, with their field.
  var texts: [(SubjectID, Secret.Field)] {
    switch self {
    case .noteAdded(let note, _): [(note, .note)]
    case .reminded(_, _, .some(let message)): [(message, .message)]
    default: (reason?.note).map { [($0, .reason)] } ?? []
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
      .alertSilenced(_, _, _, let reason):
      reason
    case .caleolScheduled(_, _, let reason), .inventoryRecorded(_, _, _, let reason): reason
    case .decisionEntered(_, .nonAttribution(let reason)),
      .decisionEntered(_, .irrecevable(let reason)):
      reason
    default: nil
    }
  }

  func isReadable(
    by organisation: OrganisationID?, _ recorded: Recorded<DossierEvent>, in dossier: Dossier
  ) -> Bool {
    let mine = recorded.signature.actingOrganisation == organisation
    if case .noteAdded(_, let visibility) = self { return mine || visibility == .shared }
    guard let volet, let bailleur = dossier[volet]?.bailleur else { return true }
    return mine || bailleur == organisation
  }
}
