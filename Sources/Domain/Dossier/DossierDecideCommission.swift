extension Dossier {
  /// Sessions, decisions and conditions: T10 to T13.
  func commissionEvents(
    for command: DossierCommand, in context: Context
  ) throws(Refusal) -> [DossierEvent] {
    switch command {
    case .scheduleCaleol(let volet, let date, let held, let gapReason):
      try checkSession(date, held: held, today: context.today)
      try checkGap(on: date, of: volet, gapReason, in: context)
      return [.caleolScheduled(volet: volet, date: date, gapReason: gapReason)]
    case .postponeCaleol(let volet, let date, let reason, let gapReason):
      try check(reason, for: .postponeCaleol)
      if let date {
        try checkSession(date, held: false, today: context.today)
        try checkGap(on: date, of: volet, gapReason, in: context)
      }
      return [
        .caleolPostponed(volet: volet, date: date, reason: reason, gapReason: gapReason)
      ]
    case .enterDecision(let volet, let decision, let session, let gapReason):
      return try decisionEvents(volet, decision, session, gapReason, in: context)
    case .liftCondition(let volet, let on):
      try checkLifting(on, of: volet, today: context.today)
      return [.conditionLifted(volet: volet, on: on)]
    case .failCondition(let volet, let on, let reason):
      try check(reason, for: .failCondition)
      try checkLifting(on, of: volet, today: context.today)
      return [.conditionFailed(volet: volet, on: on, reason: reason)]
    default: return []
    }
  }

  /// The gap that this date would make with the sessions of the other volets, nil without one.
  public func gapIfScheduled(on date: Day, for volet: VoletName) -> (days: Int, with: Day)? {
    let sessions = others(than: volet).compactMap(\.caleol?.date)
    guard let farthest = sessions.max(by: { abs($0 - date) < abs($1 - date) }) else { return nil }
    return (abs(farthest - date), farthest)
  }

  private func checkSession(_ date: Day, held: Bool, today: Day) throws(Refusal) {
    if date < today, !held {
      throw Refusal(
        "Le \(date.french) est passé.", field: "date",
        remedy: "Si la séance a eu lieu, indiquez « séance tenue ».")
    }
    if date > today, held {
      throw Refusal("Une séance à venir n'a pas pu être tenue.", field: "seance_tenue")
    }
  }

  /// The charter measures, it does not lock: a gap too large asks for a reason and is counted.
  private func checkGap(
    on date: Day, of volet: VoletName, _ reason: Reason?, in context: Context
  ) throws(Refusal) {
    let limit = context.reglement.value(of: .caleolGap, on: context.today).value
    guard let gap = gapIfScheduled(on: date, for: volet), gap.days > limit else { return }
    guard let reason else {
      throw Refusal(
        "Écart de \(gap.days) jours avec la CALEOL du \(gap.with.frenchShort) "
          + "(\(limit) maximum, règle R-CAL).", field: "motif_ecart",
        remedy: "Choisissez une date plus proche, ou donnez un motif.")
    }
    try check(reason, for: .scheduleCaleol, field: "motif_ecart")
  }

  private func decisionEvents(
    _ name: VoletName, _ decision: CaleolDecision, _ session: Day?, _ gapReason: Reason?,
    in context: Context
  ) throws(Refusal) -> [DossierEvent] {
    var events: [DossierEvent] = []
    let held: Day
    if let known = self[name]?.caleol?.date {
      held = known
    } else {
      guard let session else {
        throw Refusal("La date de la CALEOL n'est pas saisie.", field: "seance")
      }
      try checkSession(session, held: true, today: context.today)
      try checkGap(on: session, of: name, gapReason, in: context)
      events.append(.caleolScheduled(volet: name, date: session, gapReason: gapReason))
      held = session
    }
    try checkDecision(decision, session: held)
    events.append(.decisionEntered(volet: name, decision: decision))
    return events
  }

  private func checkDecision(_ decision: CaleolDecision, session: Day) throws(Refusal) {
    switch decision {
    case .attribution: break
    case .ranked(let rank):
      if rank < 1 { throw Refusal("Le rang est un nombre à partir de 1.", field: "rang") }
    case .conditional(_, let limit):
      if limit < session {
        throw Refusal(
          "La date limite précède la CALEOL du \(session.french).", field: "date_limite")
      }
    case .nonAttribution(let reason), .irrecevable(let reason):
      try check(reason, for: .enterDecision)
    }
  }

  private func checkLifting(_ on: Day, of name: VoletName, today: Day) throws(Refusal) {
    if on > today { throw Refusal("Le \(on.french) est à venir.", field: "date") }
    if let session = self[name]?.caleol?.date, on < session {
      throw Refusal("Le \(on.french) précède la CALEOL du \(session.french).", field: "date")
    }
  }
}
