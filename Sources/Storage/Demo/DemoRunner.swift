import Domain

/// Does a dossier's acts one after the other, as operators would: each is decided by the domain,
/// and the alerts that fall due in between are issued.
struct DemoRunner {
  private let directory: DemoDirectory
  private var random: DemoRandom
  private var identifiers: Identifiers
  private var dossier = Dossier.empty
  private var secrets: [Secret] = []
  private var last = Moment(seconds: 0)
  private var lastCommand: CommandID?

  init(_ directory: DemoDirectory, seed: UInt64, number: Int) {
    self.directory = directory
    random = DemoRandom(seed: seed, number, 6)
    identifiers = Identifiers(random: DemoRandom(seed: seed, number, 4))
  }

  /// The dossier that the acts make, as it stands at the end of a day.
  ///
  /// - Throws: `DemoFault` when the domain refuses an act.
  mutating func run(_ acts: [DemoAct], until end: Day) throws -> AdoptedDossier {
    guard let first = acts.first else { throw DemoFault("a dossier without an act") }
    let stream = identifiers.stream(at: .paris(first.day, minute: first.minute ?? 540))
    for act in acts {
      try issueAlerts(until: act.day)
      try perform(act)
    }
    try issueAlerts(until: end)
    return AdoptedDossier(stream: stream, dossier: dossier, secrets: secrets)
  }

  private mutating func perform(_ act: DemoAct) throws {
    let command: DossierCommand
    switch act.move {
    case .command(let wanted): command = completed(wanted)
    case .undoPrevious(let reason):
      guard let lastCommand else { throw DemoFault("nothing to undo") }
      command = .undo(command: lastCommand, reason: reason)
    }
    try decide(command, by: act.actor, onBehalf: act.onBehalf, at: moment(of: act))
    secrets += act.secrets
  }

  private mutating func decide(
    _ command: DossierCommand, by actor: Operator, onBehalf: OnBehalf? = nil, at moment: Moment
  ) throws {
    let context = Context(
      actor: actor, onBehalf: onBehalf, command: identifiers.command(at: moment), now: moment,
      directory: directory.directory)
    let decision: Decision<DossierEvent>
    do {
      decision = try dossier.decide(command, in: context)
    } catch {
      throw DemoFault("\(dossier.reference) \(context.today.iso) \(command): \(error.message)")
    }
    let signature = context.signature(as: decision.role)
    for event in decision.events {
      dossier.apply(Recorded(event, command: context.command, signature: signature))
    }
    last = moment
    lastCommand = context.command
  }

  /// What an operator adds when the form says that the dates are too far apart: the reason.
  private mutating func completed(_ command: DossierCommand) -> DossierCommand {
    switch command {
    case .scheduleCaleol(let volet, let date, let held, nil) where isFar(date, volet):
      .scheduleCaleol(volet: volet, date: date, held: held, gapReason: gapReason())
    case .postponeCaleol(let volet, let date?, let reason, nil) where isFar(date, volet):
      .postponeCaleol(volet: volet, date: date, reason: reason, gapReason: gapReason())
    default: command
    }
  }

  private func isFar(_ date: Day, _ volet: VoletName) -> Bool {
    let limit = Reglement.default.value(of: .caleolGap, on: date).value
    return (dossier.gapIfScheduled(on: date, for: volet)?.days ?? 0) > limit
  }

  private mutating func gapReason() -> Reason {
    Reason(random.pick([.calendrierCommission, .commissionUnique, .demandeAutreBailleur]))
  }

  /// Some time of the working day, after the act before.
  private mutating func moment(of act: DemoAct) -> Moment {
    let minute = act.minute ?? random.int(in: 540...1_050)
    let second = act.minute == nil ? random.int(in: 0...59) : 0
    let wanted = Moment.paris(act.day, minute: minute, second: second)
    return wanted > last ? wanted : last + Int64(random.int(in: 60...900))
  }
}

extension DemoRunner {
  /// Issues the alerts whose day has come by then, each morning at eight, as the service does; the
  /// contact often marks them seen.
  private mutating func issueAlerts(until end: Day) throws {
    // The first alert comes three weeks after the last NUR, or the day after a move.
    guard let created = dossier.createdOn, end - created > 21 else { return }
    while let (alert, day) = nextAlert(), day <= end {
      let moment = Moment.paris(day, minute: 480)
      try decide(
        .issueAlert(alert: alert.code, volet: alert.volet, contact: alert.contact),
        by: directory.facilitators[0], at: max(moment, last + 1))
      try see(alert, on: day)
    }
  }

  private func nextAlert() -> (Alert, Day)? {
    let tomorrow = ParisTime.day(of: last) + 1
    let alerts = dossier.alerts(under: .default).map { alert in
      let repeated = alert.lastIssuedOn.map { $0 >= alert.firstOn ? $0 + 7 : alert.firstOn }
      return (alert, max(repeated ?? alert.firstOn, tomorrow))
    }
    return alerts.min { $0.1 < $1.1 }
  }

  private mutating func see(_ alert: Alert, on day: Day) throws {
    guard random.chance(0.25), let contact = dossier[alert.volet]?.contacts[alert.contact],
      let person = directory.directory.operators[contact]
    else { return }
    let moment = Moment.paris(day, minute: random.int(in: 500...530))
    try decide(
      .seeAlert(alert: alert.code, volet: alert.volet), by: person, at: max(moment, last + 1))
  }
}
