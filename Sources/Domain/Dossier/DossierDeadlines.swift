/// One clock of one volet: from a day, to a day, stopped or running.
///
/// Due = start + n calendar days, the day of the event not counted; late from the day after
/// (`spec.md` §2). Pure: nothing about lateness is stored.
public struct Deadline: Equatable, Sendable {
  /// Which clock.
  public let clock: Clock
  /// The volet whose bailleur it runs for.
  public let volet: VoletName
  /// The fact whose day is day 0.
  public let startedBy: Cause
  /// The last day that is not late.
  public let due: Day
  /// The fact that stopped it, nil while it runs.
  public let stoppedBy: Cause?
  /// The last day on which it is charged to this volet, when the other has become the silent one.
  public let chargedThrough: Day?
  /// The parameter that set the due day, nil when a decision of the commission set it.
  public let judgedBy: RuleVersion?

  /// Day 0.
  public var start: Day { startedBy.day }

  /// The days that the parameter, or the commission, gives from day 0.
  public var days: Int { due - start }

  /// The day on which it stopped, nil while it runs.
  public var stoppedOn: Day? { stoppedBy?.day }

  /// The clocks of `domaine.md` §2.5.
  public enum Clock: String, Codable, CaseIterable, Sendable {
    case preInstruction = "K1"
    case instruction = "K2"
    case movingDate = "K5"
    case condition = "K9"
    case afterMove = "AL-3"
    case constitution = "NUR"
    case caleolDate = "CALEOL"
    case decision = "DECISION"
    case offer = "OFFRE"

    /// What the clock measures, in French.
    public var label: String {
      switch self {
      case .preInstruction: "pré-instruction"
      case .instruction: "instruction"
      case .movingDate: "date de déménagement"
      case .condition: "condition suspensive"
      case .afterMove: "clôture après le déménagement"
      case .constitution: "saisie du NUR"
      case .caleolDate: "fixation de la CALEOL"
      case .decision: "saisie de la décision"
      case .offer: "réponse à l'offre"
      }
    }

    /// Whether the scheme sets no delay here: shown to help, never counted nor called late.
    public var isIndicative: Bool {
      switch self {
      case .constitution, .caleolDate, .decision, .offer: true
      default: false
      }
    }

    /// Whether going over it is a breach of the charter, and not an alert only.
    public var isDuty: Bool {
      switch self {
      case .preInstruction, .instruction, .movingDate: true
      default: false
      }
    }

    /// The rule that tells from which day on the deadline is near.
    var amberRule: Rule? {
      switch self {
      case .preInstruction: .preInstructionAmber
      case .instruction: .instructionAmber
      case .movingDate: .moveDateAmber
      default: nil
      }
    }
  }

  /// The days by which it is late on that day, or was when it stopped; zero when it is not.
  public func daysLate(on day: Day) -> Int {
    let end = min(stoppedOn ?? day, day, chargedThrough ?? day)
    return max(0, end - due)
  }

  /// Whether it runs against this volet on that day.
  public func isRunning(on day: Day) -> Bool {
    if let stoppedOn, stoppedOn <= day { return false }
    return chargedThrough.map { day <= $0 } ?? true
  }

  /// Where the clock stands on that day.
  public func state(on day: Day, under reglement: Reglement) -> State {
    if let stoppedOn, stoppedOn <= day { return .stopped(daysLate: daysLate(on: day)) }
    if let chargedThrough, day > chargedThrough { return .otherSide }
    if day > due { return .late(days: day - due) }
    let amber = clock.amberRule.map { start + reglement.value(of: $0, on: start).value } ?? due - 3
    return day >= amber ? .soon(days: due - day) : .running(days: due - day)
  }

  /// Where a clock stands.
  public enum State: Equatable, Sendable {
    /// Days left before the due day.
    case running(days: Int)
    /// Days left, and few.
    case soon(days: Int)
    /// Days gone since the due day.
    case late(days: Int)
    /// Stopped, in time when zero.
    case stopped(daysLate: Int)
    /// The other bailleur has become the silent one.
    case otherSide
  }
}

extension Dossier {
  /// D0: the day of the last NUR's entry, from which pre-instruction counts (AMB-01).
  public var bothNUROn: Day? { bothNUR?.day }

  /// The fact behind D0.
  var bothNUR: Cause? {
    guard let last = latest(\.nur?.day) else { return nil }
    if let restart = clockRestartedOn, restart >= last { return Cause(.clockRestart, on: restart) }
    return Cause(.nur, on: last)
  }

  /// D1: the day of the last pre-validation, from which instruction counts (AMB-03).
  public var allPreValidatedOn: Day? { latest(\.preValidatedOn) }

  /// D5: the later effective attribution, from which the moving date counts (AMB-06).
  public var allEffectiveOn: Day? { latest(\.effectiveOn) }

  /// The day on which the dossier became « attribué par les deux CAL », from which AL-2 counts.
  public var attributedByBothOn: Day? { latest(\.effectiveEnteredOn) }

  /// The latest day over every volet, nil while one has none.
  func latest(_ day: (Volet) -> Day?) -> Day? {
    let days = volets.compactMap(day)
    return days.count == volets.count ? days.max() : nil
  }

  /// Every clock that has started, running or stopped, volet by volet in the order of the process.
  public func deadlines(under reglement: Reglement) -> [Deadline] {
    volets.flatMap { deadlines(of: $0, under: reglement) }
  }

  func deadlines(of volet: Volet, under reglement: Reglement) -> [Deadline] {
    let clocks = Clockwork(dossier: self, volet: volet, reglement: reglement)
    return [
      clocks.constitution, clocks.preInstruction, clocks.instruction, clocks.caleolDate,
      clocks.decision, clocks.condition, clocks.offer, clocks.movingDate, clocks.afterMove,
    ].compactMap(\.self)
  }
}

/// Makes the clocks of one volet, each with the facts that start and stop it.
private struct Clockwork {
  let dossier: Dossier
  let volet: Volet
  let reglement: Reglement

  var constitution: Deadline? {
    ruled(
      .constitution, by: .constitutionReminder,
      from: dossier.createdOn.map { Cause(.creation, on: $0) }, stop: own(.nur, volet.nur?.day))
  }

  var preInstruction: Deadline? {
    ruled(
      .preInstruction, by: .preInstruction, from: dossier.bothNUR,
      stop: own(.preValidation, volet.preValidatedOn))
  }

  var instruction: Deadline? {
    ruled(
      .instruction, by: .instruction,
      from: dossier.allPreValidatedOn.map { Cause(.preValidation, on: $0) },
      stop: own(.instruction, volet.instructedOn))
  }

  var caleolDate: Deadline? {
    guard let instructed = dossier.latest(\.instructedOn) else { return nil }
    let cleared = volet.caleolClearedOn.flatMap { $0 > instructed ? $0 : nil }
    return ruled(
      .caleolDate, by: .caleolReminder,
      from: own(.sessionCleared, cleared) ?? Cause(.instruction, on: instructed),
      stop: own(.sessionEntry, volet.caleol?.setOn))
  }

  var decision: Deadline? {
    ruled(
      .decision, by: .decisionReminder, from: own(.session, volet.caleol?.date),
      stop: own(.decision, volet.decision?.day))
  }

  var condition: Deadline? {
    guard case .conditional(_, let limit) = volet.decision?.value,
      let start = own(.session, volet.caleol?.date)
    else { return nil }
    return deadline(
      .condition, from: start, due: limit, stop: own(.lifting, volet.lifted?.value), by: nil)
  }

  var offer: Deadline? {
    ruled(
      .offer, by: .offer, from: own(.attributionEntry, volet.effectiveEnteredOn),
      stop: own(.offerAnswer, volet.offerAcceptedOn) ?? agreement)
  }

  var movingDate: Deadline? {
    ruled(
      .movingDate, by: .moveDate,
      from: dossier.allEffectiveOn.map { Cause(.attribution, on: $0) }, stop: agreement,
      chargedThrough: chargedThrough)
  }

  var afterMove: Deadline? {
    guard let move = dossier.move, move.agreedOn != nil else { return nil }
    let rule = reglement.value(of: .alertMove, on: move.date)
    return deadline(
      .afterMove, from: Cause(.movingDay, on: move.date), due: move.date,
      stop: own(.voletClosing, volet.closedOn), by: rule)
  }

  private var agreement: Cause? {
    dossier.move?.agreedOn.map { Cause(.moveAgreement, on: $0) }
  }

  /// A bailleur that has proposed a date is no longer charged once the other has been silent for
  /// five days: each day is charged to whoever was at fault on it.
  private var chargedThrough: Day? {
    guard let move = dossier.move else { return nil }
    let proposal = move.agreement.map { ($0.proposedBy, $0.proposedOn) }
    let (proposer, proposedOn) = proposal ?? (move.proposedBy, move.proposedOn)
    guard dossier.speakers(for: proposer).contains(volet.name) else { return nil }
    return proposedOn + reglement.value(of: .silentSide, on: proposedOn).value
  }

  /// A fact of this volet.
  private func own(_ fact: Cause.Fact, _ day: Day?) -> Cause? {
    day.map { Cause(fact, on: $0, of: volet.name) }
  }

  private func ruled(
    _ clock: Deadline.Clock, by rule: Rule, from start: Cause?, stop: Cause?,
    chargedThrough: Day? = nil
  ) -> Deadline? {
    guard let start else { return nil }
    let version = reglement.value(of: rule, on: start.day)
    return deadline(
      clock, from: start, due: start.day + version.value, stop: stop, by: version,
      chargedThrough: chargedThrough)
  }

  private func deadline(
    _ clock: Deadline.Clock, from start: Cause, due: Day, stop: Cause?, by version: RuleVersion?,
    chargedThrough: Day? = nil
  ) -> Deadline {
    Deadline(
      clock: clock, volet: volet.name, startedBy: start, due: due,
      stoppedBy: stop ?? dossier.closing.map { Cause(.closing, on: $0.day) },
      chargedThrough: chargedThrough, judgedBy: version)
  }
}
