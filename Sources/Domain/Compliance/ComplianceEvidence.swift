/// What a figure of the board is made of.
public struct ComplianceQuestion: Hashable, Sendable {
  /// Whose; nil for all.
  public var bailleur: OrganisationID?
  /// What of.
  public var subject: Subject
  /// The months.
  public var period: CompliancePeriod

  /// What a figure counts.
  public enum Subject: Hashable, Sendable {
    /// The duties of an indicator, all or those broken.
    case duties(Indicator, brokenOnly: Bool)
    /// The breaches of every indicator.
    case breaches
    /// The breaches that waited for somebody.
    case waiting(DutyCourse.Waits)
    /// The open dossiers, all or those late.
    case open(lateOnly: Bool)
    /// The alerts that stand.
    case alerts
  }

  /// A question about a figure.
  public init(bailleur: OrganisationID?, subject: Subject, period: CompliancePeriod) {
    self.bailleur = bailleur
    self.subject = subject
    self.period = period
  }
}

/// One dossier behind a figure.
public struct ComplianceEvidence: Equatable, Sendable {
  /// The dossier's number.
  public let number: Int
  /// The bailleur.
  public let bailleur: OrganisationID
  /// The volet on which the duty lies; nil where the dossier itself is counted.
  public let volet: VoletName?
  /// The duty counted; nil where the dossier itself is.
  public let course: DutyCourse?
  /// The first day of the alert counted, if one is.
  public let alertOn: Day?
}

extension ComplianceLedger {
  /// The dossiers behind a figure: as many as it says, what broke a rule longest or farthest first,
  /// then by their number.
  public func evidence(_ question: ComplianceQuestion, on day: Day) -> [ComplianceEvidence] {
    let only = question.bailleur.map { known($0) ?? -1 }
    let days = question.period.days
    func isAsked(_ bailleur: Int32) -> Bool { only == nil || only == bailleur }
    func duties(_ isCounted: (DutyCourse) -> Bool) -> [ComplianceEvidence] {
      self.duties.filter { isAsked($0.bailleur) && isCounted($0.course) }.map { evidence(of: $0) }
    }
    func isCounted(_ course: DutyCourse) -> Bool {
      course.countedOn(day).map { days.contains($0) && $0 <= day } ?? false
    }
    let found: [ComplianceEvidence]
    switch question.subject {
    case .duties(let indicator, let brokenOnly):
      found = duties {
        $0.indicator == indicator && isCounted($0) && (!brokenOnly || $0.isBreach(on: day))
      }
    case .breaches: found = duties { isCounted($0) && $0.isBreach(on: day) }
    case .waiting(let wait):
      found = duties {
        isCounted($0) && $0.isBreach(on: day) && !$0.waits.isDisjoint(with: wait)
      }
    case .open(lateOnly: true): found = lateDossiers(on: day, isAsked)
    case .open(lateOnly: false):
      found = dossiers.indices.filter { dossiers[$0].isOpen }.flatMap { dossier in
        sides(of: dossier).filter(isAsked).map {
          ComplianceEvidence(
            number: dossiers[dossier].number, bailleur: bailleurs[Int($0)], volet: nil, course: nil,
            alertOn: nil)
        }
      }
    case .alerts:
      found = alerts.filter { isAsked($0.bailleur) && $0.firstOn <= day }.map {
        ComplianceEvidence(
          number: dossiers[Int($0.dossier)].number, bailleur: bailleurs[Int($0.bailleur)],
          volet: nil, course: nil, alertOn: $0.firstOn)
      }
    }
    return found.sorted { one, other in
      let excesses = (one.excess(on: day), other.excess(on: day))
      return excesses.0 != excesses.1 ? excesses.0 > excesses.1 : one.number < other.number
    }
  }

  /// The duties late on each open dossier, the one late longest.
  private func lateDossiers(
    on day: Day, _ isAsked: (Int32) -> Bool
  ) -> [ComplianceEvidence] {
    var longest: [Int64: LedgerDuty] = [:]
    for duty in duties
    where isAsked(duty.bailleur) && duty.course.isLate(on: day)
      && dossiers[Int(duty.dossier)].isOpen
    {
      let key = Int64(duty.dossier) << 32 | Int64(duty.bailleur)
      if longest[key].map({ $0.course.due > duty.course.due }) ?? true { longest[key] = duty }
    }
    return longest.values.map { evidence(of: $0) }
  }

  private func evidence(of duty: LedgerDuty) -> ComplianceEvidence {
    ComplianceEvidence(
      number: dossiers[Int(duty.dossier)].number, bailleur: bailleurs[Int(duty.bailleur)],
      volet: VoletName.allCases[Int(duty.volet)], course: duty.course, alertOn: nil)
  }

  /// What is known of each bailleur when it is asked whether its breaches are repeated: those of
  /// the rolling days and those that go on, its open dossiers, the months that it missed.
  public func standings(on day: Day, under reglement: Reglement) -> [ComplianceStanding] {
    let first = day - reglement.value(of: .repeatWindow, on: day).value + 1
    var breaches = bailleurs.map { _ in [ComplianceEvidence]() }
    for duty in duties {
      let course = duty.course
      guard course.isBreach(on: day), course.brokenFrom >= first || course.isRunning(on: day)
      else { continue }
      breaches[Int(duty.bailleur)].append(evidence(of: duty))
    }
    var open = bailleurs.map { _ in 0 }
    for dossier in dossiers.indices where dossiers[dossier].isOpen {
      for bailleur in sides(of: dossier) { open[Int(bailleur)] += 1 }
    }
    return everybody.map { bailleur in
      let place = known(bailleur).map { Int($0) }
      return ComplianceStanding(
        bailleur: bailleur, breaches: place.map { breaches[$0] } ?? [],
        openDossiers: place.map { open[$0] } ?? 0,
        missedMonths: missedMonths(of: bailleur, on: day))
    }
  }
}

/// What is known of a bailleur, its dossiers by their numbers.
public struct ComplianceStanding: Equatable, Sendable {
  /// The bailleur.
  public let bailleur: OrganisationID
  /// The breaches that may bear on a repetition.
  public let breaches: [ComplianceEvidence]
  /// Its open dossiers.
  public let openDossiers: Int
  /// The months that it missed.
  public let missedMonths: [CivilMonth]

  /// The record by which it is judged.
  ///
  /// - Parameter name: gives the dossier of a number; a breach without one is left out.
  public func record(
    on day: Day, under reglement: Reglement,
    _ name: (Int) throws -> (stream: StreamID, reference: String)?
  ) rethrows -> BreachRecord {
    BreachRecord(
      bailleur: bailleur,
      breaches: try breaches.compactMap { evidence in
        guard let breach = evidence.breach(on: day, under: reglement),
          let dossier = try name(evidence.number)
        else { return nil }
        return BreachFact(breach, of: dossier.stream, reference: dossier.reference)
      }, openDossiers: openDossiers, missedMonths: missedMonths)
  }
}

extension ComplianceEvidence {
  /// The breach that it is on a day, nil when it is none.
  public func breach(on day: Day, under reglement: Reglement) -> Breach? {
    guard let course, let volet else { return nil }
    return Obligation(
      rule: reglement.value(of: course.indicator.rule, on: course.start), volet: volet,
      bailleur: bailleur, course: course
    ).breach(on: day)
  }

  fileprivate func excess(on day: Day) -> Int {
    guard let course else { return alertOn.map { day - $0 } ?? 0 }
    return course.isBreach(on: day) ? course.excess(on: day) : -1
  }
}
