/// An alert that the scheme sends to a contact (lines 297 to 304).
public struct Alert: Equatable, Sendable {
  /// Which alert.
  public let code: AlertCode
  /// The volet whose contact receives it.
  public let volet: VoletName
  /// The contact.
  public let contact: ContactKind
  /// Whether the contact must act, or is informed only (AMB-05).
  public let isForAction: Bool
  /// The fact from which its delay runs.
  public let startedBy: Cause
  /// The delay beyond which it is due.
  public let judgedBy: RuleVersion
  /// The fact that ended its cause, nil while it stands.
  public let stoppedBy: Cause?
  /// The day until which it is silenced, that day included.
  public let silencedUntil: Day?
  /// The day on which it was last issued.
  public let lastIssuedOn: Day?

  /// The first day on which it is due: the delay must be exceeded.
  public var firstOn: Day { startedBy.day + judgedBy.value + 1 }
}

extension Dossier {
  /// The alerts whose cause stands, whether their first day has come or not.
  public func alerts(under reglement: Reglement) -> [Alert] {
    switch status {
    case .preInstruction, .instruction: longInstructionAlerts(under: reglement)
    case .attributedByBoth: missingDateAlerts(under: reglement)
    case .moveScheduled, .toClose: passedMoveAlerts(under: reglement)
    default: []
    }
  }

  /// The alerts to be issued on that day: first on their first day, then every seven days while
  /// the cause lasts, none while silenced (AMB-27).
  public func alertsDue(on day: Day, under reglement: Reglement) -> [Alert] {
    let repetition = reglement.value(of: .alertRepetition, on: day).value
    return alerts(under: reglement).filter { alert in
      guard day >= alert.firstOn else { return false }
      if let silenced = alert.silencedUntil, day <= silenced { return false }
      guard let last = alert.lastIssuedOn, last >= alert.firstOn else { return true }
      return day - last >= repetition
    }
  }

  /// The alerts under way on a volet that are the person's: an agent's are those of its contact.
  func alerts(of volet: VoletName, sentTo person: Operator, in context: Context) -> [Alert] {
    let kinds = Set(person.roles.compactMap(\.contactKind))
    let seesAll = person.roles.contains { $0.contactKind == nil }
    return alerts(under: context.reglement).filter {
      $0.volet == volet && $0.firstOn <= context.today && (seesAll || kinds.contains($0.contact))
    }
  }

  /// AL-1: in pre-instruction or instruction for more than three weeks since the last NUR.
  func longInstructionAlerts(under reglement: Reglement) -> [Alert] {
    guard let start = bothNUR else { return [] }
    let rule = reglement.value(of: .alertContact1, on: start.day)
    let pending = Set(blockers(under: reglement).map(\.volet))
    let stop = latest(\.instructedOn).map { Cause(.instruction, on: $0) }
    return volets.map {
      alert(.al1, $0, .contact1, forAction: pending.contains($0.name), start, rule, stop)
    }
  }

  /// AL-2: attributed by both for more than three weeks without a moving date; a bailleur whose
  /// proposal the other has not answered gets none.
  func missingDateAlerts(under reglement: Reglement) -> [Alert] {
    guard let day = attributedByBothOn else { return [] }
    let rule = reglement.value(of: .alertContact2, on: day)
    let stop = move?.agreedOn.map { Cause(.moveAgreement, on: $0) }
    return volets.filter { stop != nil || move?.agreed.contains($0.name) != true }.map {
      alert(.al2, $0, .contact2, forAction: true, Cause(.attributionEntry, on: day), rule, stop)
    }
  }

  /// AL-3: the moving date is past and the volet not closed.
  private func passedMoveAlerts(under reglement: Reglement) -> [Alert] {
    guard let move else { return [] }
    let rule = reglement.value(of: .alertMove, on: move.date)
    return volets.filter { $0.closedOn == nil }.map {
      alert(.al3, $0, .contact2, forAction: true, Cause(.movingDay, on: move.date), rule, nil)
    }
  }

  private func alert(
    _ code: AlertCode, _ volet: Volet, _ contact: ContactKind, forAction: Bool,
    _ start: Cause, _ rule: RuleVersion, _ stop: Cause?
  ) -> Alert {
    let key = AlertKey(alert: code, volet: volet.name)
    return Alert(
      code: code, volet: volet.name, contact: contact, isForAction: forAction, startedBy: start,
      judgedBy: rule, stoppedBy: stop ?? closing.map { Cause(.closing, on: $0.day) },
      silencedUntil: silences[key], lastIssuedOn: alertsIssued[key]?.max())
  }
}
