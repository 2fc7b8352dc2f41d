/// A fact that starts or stops a clock, and its day.
///
/// The function that computes a deadline gives it its causes: the day shown and the event named
/// beside it cannot disagree.
public struct Cause: Equatable, Sendable {
  /// What happened, or is to happen.
  public let fact: Fact
  /// The civil day that counts.
  public let day: Day
  /// The volet that it is about; nil when it is that of whichever volet came last.
  public let volet: VoletName?

  /// The facts by which clocks count (`domaine.md` §2.5).
  public enum Fact: Sendable {
    case creation, nur, clockRestart, preValidation, instruction
    /// A session's day, the entry of that day, its postponement without another day.
    case session, sessionEntry, sessionCleared
    case decision, lifting
    /// The day from which an attribution counts, and that of the entry which made it count.
    case attribution, attributionEntry
    case offerAnswer, movingDay, moveAgreement, voletClosing, closing
  }

  init(_ fact: Fact, on day: Day, of volet: VoletName? = nil) {
    self.fact = fact
    self.day = day
    self.volet = volet
  }
}

/// A cause with the recorded act that shows it.
public struct Proof: Equatable, Sendable {
  /// The fact and its day.
  public let cause: Cause
  /// The act, nil when the reader may not see it.
  public let act: Recorded<DossierEvent>?

  /// The volet that the fact is about, if it is about one.
  public var volet: VoletName? { cause.volet ?? act?.event.volet }
}

/// Why a date or a lateness is what it is: what it counts from, by which rule, what stopped it.
public struct Explanation: Equatable, Sendable {
  /// What is explained, with its arithmetic.
  public let subject: Subject
  /// The acts behind its first day; one for each session of a gap.
  public let starts: [Proof]
  /// The act that stopped it, nil while it runs.
  public let stop: Proof?

  /// A clock, the gap between the CALEOL (K4), or an alert (AL-1, AL-2; AL-3 is a clock).
  public enum Subject: Equatable, Sendable {
    case clock(Deadline)
    case gap(CaleolGap)
    case alert(Alert)
  }
}

extension Dossier {
  /// The explanation of every clock that has started, those that stopped included, volet by volet
  /// in the order of the process; then of the gap and of the alerts.
  public func explanations(under reglement: Reglement) -> [Explanation] {
    let clocks = deadlines(under: reglement).map {
      Explanation(
        subject: .clock($0), starts: [proof(of: $0.startedBy)], stop: $0.stoppedBy.map(proof))
    }
    let gaps = [caleolGap(under: reglement)].compactMap(\.self).map {
      Explanation(subject: .gap($0), starts: $0.sessions.map(proof), stop: nil)
    }
    let alerts = longInstructionAlerts(under: reglement) + missingDateAlerts(under: reglement)
    return clocks + gaps
      + alerts.map {
        Explanation(
          subject: .alert($0), starts: [proof(of: $0.startedBy)], stop: $0.stoppedBy.map(proof))
      }
  }

  /// The last act that stands and shows the fact.
  private func proof(of cause: Cause) -> Proof {
    let act = history.last { recorded in
      !undone.contains(recorded.command)
        && (cause.volet == nil || recorded.event.volet == cause.volet)
        && shows(recorded, cause)
    }
    return Proof(cause: cause, act: act)
  }

  private func shows(_ recorded: Recorded<DossierEvent>, _ cause: Cause) -> Bool {
    let isThatDay = recorded.day == cause.day
    switch (cause.fact, recorded.event) {
    case (.nur, .nurEntered), (.clockRestart, .nurCorrected(_, _, _, true)),
      (.preValidation, .preInstructionValidated), (.instruction, .instructionValidated),
      (.sessionEntry, .caleolScheduled), (.sessionEntry, .caleolPostponed),
      (.sessionCleared, .caleolPostponed(_, nil, _, _)), (.decision, .decisionEntered),
      (.offerAnswer, .offerAccepted), (.moveAgreement, .moveAccepted),
      (.moveAgreement, .moveProposed), (.voletClosing, .voletClosed), (.creation, .created):
      return isThatDay
    case (.session, .caleolScheduled(_, let date, _)),
      (.session, .caleolPostponed(_, .some(let date), _, _)),
      (.movingDay, .moveProposed(_, let date)), (.movingDay, .moveChanged(_, let date, _)),
      (.lifting, .conditionLifted(_, let date)):
      return date == cause.day
    case (.attribution, .decisionEntered(let volet, _)),
      (.attribution, .conditionLifted(let volet, _)):
      return self[volet]?.effectiveOn == cause.day
    case (.attributionEntry, .decisionEntered(let volet, _)),
      (.attributionEntry, .conditionLifted(let volet, _)):
      return isThatDay && self[volet]?.effectiveEnteredOn == cause.day
    case (.closing, let event): return isThatDay && event.mayClose
    default: return false
    }
  }
}

extension DossierEvent {
  /// Whether a dossier can end by it.
  fileprivate var mayClose: Bool {
    switch self {
    case .preInstructionRefused, .instructionRefused, .decisionEntered, .conditionFailed,
      .offerRefused, .withdrawn, .lapsed, .cancelled, .voletClosed:
      true
    default: false
    }
  }
}
