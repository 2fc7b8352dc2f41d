/// One duty of one bailleur on one dossier: its course, and the value that judges it (AMB-41).
public struct Obligation: Equatable, Sendable {
  /// The rule and the value that judge it.
  public let rule: RuleVersion
  /// The volet on which it lies.
  public let volet: VoletName
  /// The bailleur.
  public let bailleur: OrganisationID
  /// How it went.
  public let course: DutyCourse

  /// What it measures.
  public var indicator: Indicator { course.indicator }

  /// The breach that it is on that day; nil when it is none.
  public func breach(on day: Day) -> Breach? {
    guard course.isBreach(on: day) else { return nil }
    return Breach(
      rule: rule, volet: volet, bailleur: bailleur, since: course.brokenFrom,
      measure: course.excess(on: day), isOngoing: course.isRunning(on: day))
  }
}

extension Dossier {
  /// Every duty that the dossier has brought to a bailleur, whatever became of it: the clocks that
  /// are duties, the gap between the sessions, the inventories. One for each duty and bailleur;
  /// where a bailleur has several volets, the one that lasts longest (AMB-41).
  public func obligations(under reglement: Reglement) -> [Obligation] {
    let found =
      delays(under: reglement) + gaps(under: reglement) + inventoryDays(under: reglement)
    guard Set(volets.map(\.bailleur)).count < volets.count else { return found }
    return found.reduce(into: []) { kept, obligation in
      let same = kept.firstIndex {
        $0.indicator == obligation.indicator && $0.bailleur == obligation.bailleur
      }
      guard let same else { return kept.append(obligation) }
      if kept[same].course.isLessThan(obligation.course) { kept[same] = obligation }
    }
  }

  private func delays(under reglement: Reglement) -> [Obligation] {
    let waits = DutyWaits(of: self)
    return volets.flatMap { volet in
      deadlines(of: volet, under: reglement).compactMap { deadline in
        guard let indicator = deadline.clock.indicator, let rule = deadline.judgedBy else {
          return nil
        }
        let (end, ending) = end(of: deadline, indicator)
        return Obligation(
          rule: rule, volet: volet.name, bailleur: volet.bailleur,
          course: DutyCourse(
            indicator, start: deadline.start, due: deadline.due, end: end, ending: ending,
            waits: waits.of(indicator, deadline, until: end)))
      }
    }
  }

  /// When the duty ended for the bailleur of this volet, and how.
  private func end(
    of deadline: Deadline, _ indicator: Indicator
  ) -> (Day?, DutyCourse.Ending) {
    let stop = deadline.stoppedBy
    if let charged = deadline.chargedThrough, stop.map({ $0.day > charged }) ?? true {
      return (charged, .handedOver)
    }
    guard let stop, stop.fact == .closing else { return (stop?.day, .done) }
    let own: Closing.Outcome? =
      switch indicator {
      case .preInstruction: .refusedPreInstruction
      case .instruction: .refusedInstruction
      default: nil
      }
    // A refusal is an answer: the bailleur that gives it has done what was due.
    let answered = closing?.outcome == own && closing?.volet == deadline.volet
    return (stop.day, answered ? .done : .moot)
  }

  /// The gap lies on each side, and is charged to the one that set or moved its date last.
  private func gaps(under reglement: Reglement) -> [Obligation] {
    guard let gap = caleolGap(under: reglement) else { return [] }
    let waits = gap.conforms ? [] : DutyWaits(of: self).ofGap(gap.charged)
    return volets.map { volet in
      let isBroken = !gap.conforms && volet.name == gap.charged
      return Obligation(
        rule: gap.judgedBy, volet: volet.name, bailleur: volet.bailleur,
        course: DutyCourse(
          .caleolGap, knownOn: gap.setOn, distance: gap.days, isBroken: isBroken,
          waits: isBroken ? waits : []))
    }
  }

  /// The inventories lie on each side once they all are recorded, or once two differ; charged to
  /// the bailleur that recorded the odd one (R-EDL).
  private func inventoryDays(under reglement: Reglement) -> [Obligation] {
    let days = volets.flatMap(\.inventories.values)
    guard let first = days.min(), let last = days.max(),
      first != last || days.count == volets.count * Inventory.allCases.count,
      let known = history.last(where: { isInventory($0, odd: first != last) }),
      let charged = known.event.volet
    else { return [] }
    let rule = reglement.value(of: .inventories, on: known.day)
    return volets.map { volet in
      Obligation(
        rule: rule, volet: volet.name, bailleur: volet.bailleur,
        course: DutyCourse(
          .inventories, knownOn: known.day, distance: last - first,
          isBroken: first != last && volet.name == charged))
    }
  }

  private func isInventory(_ recorded: Recorded<DossierEvent>, odd: Bool) -> Bool {
    guard !undone.contains(recorded.command),
      case .inventoryRecorded(_, _, _, let reason) = recorded.event
    else { return false }
    return !odd || reason != nil
  }
}

extension DutyCourse {
  /// Whether the other one of the same bailleur says more: it is broken, or lasts longer.
  fileprivate func isLessThan(_ other: DutyCourse) -> Bool {
    if isBroken != other.isBroken { return other.isBroken }
    guard let end else { return false }
    return other.end.map { $0 > end } ?? true
  }
}
