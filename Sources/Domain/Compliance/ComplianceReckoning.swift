extension ComplianceLedger {
  /// The months of a trend.
  public static let trendMonths = 12

  /// The board over a period, as it stands on a day.
  ///
  /// A duty counts in the month in which it was done, or in which it fell due when that passed
  /// without it; one that runs and is late counts as late. The trend ends with the period's last
  /// month, or with that of the day when it is earlier.
  public func table(
    _ period: CompliancePeriod, on day: Day, under reglement: Reglement
  ) -> ComplianceTable {
    var reckoning = Reckoning(of: self, period, on: day)
    reckoning.count(self)
    var lines = everybody.map { bailleur in
      var line =
        known(bailleur).map { reckoning.line(Int($0), of: bailleur) }
        ?? reckoning.emptyLine(of: bailleur)
      countFiles(of: bailleur, in: &line, reckoning)
      countAnswers(of: bailleur, in: &line, on: day, reglement)
      return line
    }
    lines.sort { ($0.bailleur ?? "") < ($1.bailleur ?? "") }
    return ComplianceTable(
      period: period, day: day, lines: lines,
      whole: reckoning.whole(of: lines, answers: awaitedAnswers.values.flatMap(\.self)),
      medians: ComplianceMedians(lines))
  }

  /// The months of the period that were over, with those missed.
  private func countFiles(
    of bailleur: OrganisationID, in line: inout ComplianceLine, _ reckoning: Reckoning
  ) {
    var figure = line[.patrimoine]
    if let begun = acceptedMonths[bailleur]?.min() {
      let missed = Set(missedMonths(of: bailleur, on: reckoning.day))
      var month = begun
      while month < CivilMonth(of: reckoning.day) {
        let share = ComplianceShare(count: 1, late: missed.contains(month) ? 1 : 0)
        if month >= reckoning.period.first, month <= reckoning.period.last {
          figure.count += share.count
          figure.late += share.late
        }
        let place = month - reckoning.firstMonth
        if figure.trend.indices.contains(place) { figure.trend[place] = share }
        month = month + 1
      }
    }
    line[.patrimoine] = figure
  }

  /// The requests that wait, against the indicative target: as they stand, whatever the period.
  private func countAnswers(
    of bailleur: OrganisationID, in line: inout ComplianceLine, on day: Day,
    _ reglement: Reglement
  ) {
    let target = reglement.value(of: .bailleurAnswer, on: day).value
    var ages = DayCounts()
    var figure = line[.answers]
    for since in awaitedAnswers[bailleur] ?? [] where since <= day {
      figure.count += 1
      if day - since > target { figure.late += 1 }
      ages.add(day - since)
    }
    figure.median = ages.median
    line[.answers] = figure
  }
}

/// The sums of one pass through a ledger.
private struct Reckoning {
  let period: CompliancePeriod
  let day: Day
  /// The first month of the trend.
  let firstMonth: CivilMonth
  private let firstTrendDay: Int
  /// The place in the trend of each day from its first one on.
  private var months: [Int] = []
  private var sums: [Sums]
  /// Those of the indicators, one bailleur after the other: in flat arrays, since a nested one
  /// costs more to reach than all the rest of a duty.
  private var shares: [ComplianceShare]
  private var measures: [DayCounts]
  private var trends: [ComplianceShare]
  private static let indicators = Indicator.ofDossiers.count

  private struct Sums {
    var openDossiers = 0
    var lateDossiers = 0
    var activeDossiers = 0
    var openAlerts = 0
    var waits = [Int](repeating: 0, count: DutyCourse.Waits.each.count)
    var waiting = 0
    /// The last dossier counted as late, so that none is twice.
    var lastLate = Int32(-1)
  }

  init(of ledger: ComplianceLedger, _ period: CompliancePeriod, on day: Day) {
    self.period = period
    self.day = day
    let last = min(period.last, CivilMonth(of: day))
    firstMonth = last - (ComplianceLedger.trendMonths - 1)
    firstTrendDay = firstMonth.first.number
    for place in 0..<ComplianceLedger.trendMonths {
      let month = firstMonth + place
      months += repeatElement(place, count: month.last - month.first + 1)
    }
    let cells = ledger.bailleurs.count * Self.indicators
    sums = ledger.bailleurs.map { _ in Sums() }
    shares = Array(repeating: ComplianceShare(), count: cells)
    measures = Array(repeating: DayCounts(), count: cells)
    trends = Array(
      repeating: ComplianceShare(), count: cells * ComplianceLedger.trendMonths)
  }

  mutating func count(_ ledger: ComplianceLedger) {
    let (first, last) = (period.days.lowerBound, min(period.days.upperBound, day))
    let days = first...max(first, last)
    for duty in ledger.duties {
      count(duty, isOpen: ledger.dossiers[Int(duty.dossier)].isOpen, days)
    }
    for (index, dossier) in ledger.dossiers.enumerated() {
      let isActive =
        dossier.openedOn <= last.number && dossier.closedOn.map { $0 >= first.number } ?? true
      guard dossier.isOpen || isActive else { continue }
      for bailleur in ledger.sides(of: index) {
        if dossier.isOpen { sums[Int(bailleur)].openDossiers += 1 }
        if isActive { sums[Int(bailleur)].activeDossiers += 1 }
      }
    }
    for alert in ledger.alerts where alert.firstOn <= day {
      sums[Int(alert.bailleur)].openAlerts += 1
    }
  }

  private mutating func count(
    _ duty: LedgerDuty, isOpen: Bool, _ days: ClosedRange<Day>
  ) {
    let course = duty.course
    let bailleur = Int(duty.bailleur)
    if isOpen, course.isLate(on: day), sums[bailleur].lastLate != duty.dossier {
      sums[bailleur].lastLate = duty.dossier
      sums[bailleur].lateDossiers += 1
    }
    guard let counted = course.countedOn(day) else { return }
    let cell = bailleur * Self.indicators + course.indicator.place
    let isBreach = course.isBreach(on: day)
    let trendDay = counted.number - firstTrendDay
    if months.indices.contains(trendDay) {
      let month = cell * ComplianceLedger.trendMonths + months[trendDay]
      trends[month].count += 1
      if isBreach { trends[month].late += 1 }
    }
    guard days.contains(counted) else { return }
    shares[cell].count += 1
    measures[cell].add(course.measure(on: day))
    guard isBreach else { return }
    shares[cell].late += 1
    guard !course.waits.isEmpty else { return }
    sums[bailleur].waiting += 1
    for (index, wait) in DutyCourse.Waits.each.enumerated() where course.waits.contains(wait) {
      sums[bailleur].waits[index] += 1
    }
  }

  func emptyLine(of bailleur: OrganisationID?) -> ComplianceLine {
    var line = ComplianceLine(bailleur)
    let none = [ComplianceShare](
      repeating: ComplianceShare(), count: ComplianceLedger.trendMonths)
    for indicator in Indicator.allCases where !indicator.isIndicative {
      line[indicator].trend = none
    }
    return line
  }

  func line(_ place: Int, of bailleur: OrganisationID) -> ComplianceLine {
    var line = emptyLine(of: bailleur)
    let own = sums[place]
    for indicator in Indicator.ofDossiers {
      let cell = place * Self.indicators + indicator.place
      let trend = cell * ComplianceLedger.trendMonths
      line[indicator].count = shares[cell].count
      line[indicator].late = shares[cell].late
      line[indicator].median = measures[cell].median
      line[indicator].trend = Array(trends[trend..<(trend + ComplianceLedger.trendMonths)])
    }
    line.openDossiers = own.openDossiers
    line.lateDossiers = own.lateDossiers
    line.activeDossiers = own.activeDossiers
    line.openAlerts = own.openAlerts
    line.waits = own.waits
    line.waiting = own.waiting
    return line
  }

  /// All bailleurs together: a dossier between two of them counts with each.
  func whole(of lines: [ComplianceLine], answers: [Day]) -> ComplianceLine {
    var whole = emptyLine(of: nil)
    for line in lines {
      for indicator in Indicator.allCases {
        whole[indicator].count += line[indicator].count
        whole[indicator].late += line[indicator].late
        whole[indicator].trend = zip(whole[indicator].trend, line[indicator].trend)
          .map { $0 + $1 }
      }
      whole.openDossiers += line.openDossiers
      whole.lateDossiers += line.lateDossiers
      whole.activeDossiers += line.activeDossiers
      whole.openAlerts += line.openAlerts
      whole.waits = zip(whole.waits, line.waits).map { $0 + $1 }
      whole.waiting += line.waiting
    }
    for indicator in Indicator.ofDossiers {
      var measures = DayCounts()
      for place in sums.indices {
        measures.add(self.measures[place * Self.indicators + indicator.place])
      }
      whole[indicator].median = measures.median
    }
    var ages = DayCounts()
    for since in answers where since <= day { ages.add(day - since) }
    whole[.answers].median = ages.median
    return whole
  }
}
