import Domain
import Testing

@Suite("The table of compliance: count, late, rate, median, trend, by bailleur and period")
struct ComplianceTableTests {
  private static let day = Day.of("2026-11-28")
  private static let a = Cast.bailleurA
  private static let b = Cast.bailleurB

  private func month(_ iso: String) -> CivilMonth {
    CivilMonth(iso: iso) ?? CivilMonth(of: Self.day)
  }

  private func period(_ first: String, _ last: String) -> CompliancePeriod {
    CompliancePeriod(month(first), month(last))
  }

  /// A delay of A's, on a dossier of A and B.
  private func dossier(
    _ courses: [DutyCourse], opened: String = "2026-01-10", closed: String? = nil, of volet: Int = 0
  ) -> ComplianceDossier {
    ComplianceDossier(
      openedOn: .of(opened), closedOn: closed.map { .of($0) }, bailleurs: [Self.a, Self.b],
      duties: courses.map { ComplianceDossier.Duty(volet: volet, course: $0) }, alerts: [])
  }

  private func delay(
    _ indicator: Indicator, _ start: String, _ due: String, _ end: String? = nil,
    _ ending: DutyCourse.Ending = .done, waits: DutyCourse.Waits = []
  ) -> DutyCourse {
    DutyCourse(
      indicator, start: .of(start), due: .of(due), end: end.map { .of($0) }, ending: ending,
      waits: waits)
  }

  private func ledger(_ dossiers: [ComplianceDossier]) -> ComplianceLedger {
    var ledger = ComplianceLedger()
    for (number, dossier) in dossiers.enumerated() { ledger.add(dossier, number: number + 1) }
    return ledger
  }

  @Test("a duty is of the month in which it was done in time, or fell due")
  func months() {
    let ledger = ledger([
      // Done in time, in October.
      dossier([delay(.preInstruction, "2026-10-28", "2026-11-04", "2026-10-31")]),
      // Fell due in October, done in November.
      dossier([delay(.preInstruction, "2026-10-20", "2026-10-27", "2026-11-03")]),
      // Fell due in November, still runs: late.
      dossier([delay(.preInstruction, "2026-11-01", "2026-11-08")]),
      // Not due yet.
      dossier([delay(.preInstruction, "2026-11-21", "2026-11-28")]),
      // Lost its object in time.
      dossier([delay(.preInstruction, "2026-11-01", "2026-11-08", "2026-11-03", .moot)]),
    ])
    func figure(_ first: String, _ last: String) -> ComplianceFigure? {
      ledger.table(period(first, last), on: Self.day, under: .default)[Self.a]?[.preInstruction]
    }
    #expect(figure("2026-10", "2026-10")?.share == ComplianceShare(count: 2, late: 1))
    #expect(figure("2026-11", "2026-11")?.share == ComplianceShare(count: 1, late: 1))
    #expect(figure("2026-09", "2026-11")?.share == ComplianceShare(count: 3, late: 2))
    #expect(figure("2026-01", "2026-09")?.share == ComplianceShare())
    // Days taken: 3, 14, and 27 so far.
    #expect(figure("2026-10", "2026-11")?.median == 14)
    #expect(figure("2026-01", "2026-09")?.median == nil)
    let trend = figure("2026-11", "2026-11")?.trend
    #expect(trend?.count == 12)
    #expect(trend?.suffix(2).map(\.late) == [1, 1])
    #expect(trend?.suffix(2).map(\.count) == [2, 1])
    #expect(figure("2026-10", "2026-10")?.trend.last == ComplianceShare(count: 2, late: 1))
  }

  @Test("open and late dossiers, each once, and those that were open in the period")
  func dossiers() throws {
    let late = delay(.preInstruction, "2026-11-01", "2026-11-08")
    let later = delay(.instruction, "2026-11-01", "2026-11-15")
    let ledger = ledger([
      dossier([late, later]),
      dossier([], opened: "2026-11-20"),
      dossier([late], opened: "2026-03-01", closed: "2026-11-02"),
      dossier([], opened: "2026-03-01", closed: "2026-10-31"),
    ])
    let table = ledger.table(period("2026-11", "2026-11"), on: Self.day, under: .default)
    let line = try #require(table[Self.a])
    #expect(line.openDossiers == 2)
    #expect(line.lateDossiers == 1)
    #expect(line.activeDossiers == 3)
    #expect(table[Self.b]?.lateDossiers == 0)
    #expect(table.whole?.openDossiers == 4)
    // Three breaches (one of a closed dossier) on three dossiers.
    #expect(line.total.late == 3)
    #expect(line.breachesPerHundred == 1000)
  }

  @Test("what waits for the tenant, the réservataire or the other bailleur is shown apart")
  func waits() throws {
    let ledger = ledger([
      dossier([
        delay(.preInstruction, "2026-11-01", "2026-11-08", waits: .tenant),
        delay(.instruction, "2026-11-01", "2026-11-15", waits: [.tenant, .reservataire]),
        delay(.movingDate, "2026-11-01", "2026-11-20"),
        // In time: nobody is shamed for it.
        delay(.movingDate, "2026-11-01", "2026-11-20", "2026-11-04", waits: .otherBailleur),
      ])
    ])
    let table = ledger.table(period("2026-11", "2026-11"), on: Self.day, under: .default)
    let line = try #require(table[Self.a])
    #expect(line.waits == [2, 1, 0])
    #expect(line.waiting == 2)
    #expect(line.total.share == ComplianceShare(count: 4, late: 3))
  }

  @Test("the months of patrimoine since the first file, those missed as late")
  func files() {
    var ledger = ledger([])
    ledger.acceptedMonths[Self.a] = ["2026-06", "2026-07", "2026-10"].map(month)
    let table = ledger.table(period("2026-08", "2026-11"), on: Self.day, under: .default)
    // August, September and October are over; November is not.
    #expect(table[Self.a]?[.patrimoine].share == ComplianceShare(count: 3, late: 2))
    #expect(table[Self.a]?[.patrimoine].trend.map(\.late) == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0])
    #expect(table[Self.a]?[.patrimoine].trend.map(\.count) == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0])
  }

  @Test("answers that wait are indicative, and counted with nothing else")
  func answers() {
    var ledger = ledger([])
    ledger.awaitedAnswers[Self.a] = [Self.day - 2, Self.day - 5, Self.day - 6]
    let table = ledger.table(period("2026-11", "2026-11"), on: Self.day, under: .default)
    #expect(table[Self.a]?[.answers].share == ComplianceShare(count: 3, late: 1))
    #expect(table[Self.a]?[.answers].median == 5)
    #expect(table[Self.a]?.total.share == ComplianceShare())
  }

  @Test("every figure opens on as many lines as it says")
  func evidence() {
    let late = delay(.preInstruction, "2026-11-01", "2026-11-08", waits: .tenant)
    let ledger = ledger([
      dossier([late, delay(.instruction, "2026-11-01", "2026-11-15")]),
      dossier([late]), dossier([delay(.preInstruction, "2026-11-02", "2026-11-09", "2026-11-05")]),
      dossier([DutyCourse(.caleolGap, knownOn: .of("2026-11-04"), distance: 12, isBroken: true)]),
      dossier([late], closed: "2026-11-20"),
    ])
    let period = period("2026-11", "2026-11")
    let line = ledger.table(period, on: Self.day, under: .default)[Self.a]
    func count(_ subject: ComplianceQuestion.Subject, of bailleur: OrganisationID? = Self.a) -> Int
    {
      ledger.evidence(
        ComplianceQuestion(bailleur: bailleur, subject: subject, period: period), on: Self.day
      ).count
    }
    for indicator in Indicator.ofDossiers {
      #expect(count(.duties(indicator, brokenOnly: false)) == line?[indicator].count)
      #expect(count(.duties(indicator, brokenOnly: true)) == line?[indicator].late)
    }
    #expect(count(.breaches) == line?.total.late)
    #expect(count(.breaches, of: Self.b) == 0)
    #expect(count(.open(lateOnly: true)) == line?.lateDossiers)
    #expect(count(.open(lateOnly: false)) == line?.openDossiers)
    #expect(count(.waiting(.tenant)) == line?.waits(for: .tenant))
  }

  @Test("rates are rounded to the tenth, and nothing is no rate")
  func rates() {
    #expect(ComplianceShare(count: 3, late: 1).french == "33,3\u{A0}%")
    #expect(ComplianceShare(count: 3, late: 2).french == "66,7\u{A0}%")
    #expect(ComplianceShare(count: 8, late: 1).french == "12,5\u{A0}%")
    #expect(ComplianceShare(count: 0, late: 0).french == "–")
    #expect(ComplianceShare(count: 7, late: 7).french == "100,0\u{A0}%")
  }

  @Test("a median of two bailleurs would tell one of them what the other does")
  func medians() {
    let table = ledger([dossier([delay(.preInstruction, "2026-11-01", "2026-11-08")])])
      .table(period("2026-11", "2026-11"), on: Self.day, under: .default)
    #expect(table.medians == nil)
    let lines = [1, 5, 2, 9].map { late -> ComplianceLine in
      var line = ComplianceLine(Self.a)
      line[.preInstruction].count = 10
      line[.preInstruction].late = late
      return line
    }
    #expect(ComplianceMedians(lines)?[.preInstruction] == 200)
    #expect(ComplianceMedians(lines)?[.instruction] == nil)
  }

  @Test("the days of a period, in French")
  func words() {
    #expect(period("2026-11", "2026-11").french == "novembre 2026")
    #expect(period("2026-11", "2026-09").french == "de septembre à novembre 2026")
    #expect(period("2025-12", "2026-02").french == "de décembre 2025 à février 2026")
    #expect(period("2026-10", "2026-12").french == "d'octobre à décembre 2026")
    let year = CompliancePeriod(lastMonths: 12, endingWith: month("2026-11"))
    #expect(year.first == month("2025-12"))
    #expect(year.months == 12)
    #expect(year.days == .of("2025-12-01") ... .of("2026-11-30"))
  }

  @Test("a forecast is held against what was known on its day and seven days later")
  func backtest() {
    var late = DossierScenario(upTo: .nurs)
    late.play(.validatePreInstruction(volets: [.a]), on: 6, by: Cast.c1A)
    late.play(.validatePreInstruction(volets: [.b]), on: 15, by: Cast.c1B)
    let day = late.day(3)
    let test = ComplianceBacktest(from: day, through: [(7, late.dossier)], under: .default)
    #expect(test.forecast.items.map(\.bailleur) == [Cast.bailleurA, Cast.bailleurB])
    #expect(test.forecast.items.allSatisfy { $0.due == late.day(7) && $0.number == 7 })
    #expect(test.late.map(\.bailleur) == [Cast.bailleurB])
    #expect(test.share.permille == 500)
    // Three days later A had done its part, and B was late before the next one.
    let next = ComplianceBacktest(from: late.day(6), through: [(7, late.dossier)], under: .default)
    #expect(next.forecast.items.map(\.bailleur) == [Cast.bailleurB])
    let after = ComplianceBacktest(from: late.day(8), through: [(7, late.dossier)], under: .default)
    #expect(after.forecast.items == [])
  }

  @Test("what was undone since was known then")
  func known() {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, by: Cast.c1A)
    let act = scenario.lastCommand
    scenario.play(
      .undo(command: act, reason: Reason(.erreurDeSaisie)), on: 3, at: 8, by: Cast.c1A)
    #expect(scenario.dossier[.a]?.preValidatedOn == nil)
    #expect(scenario.dossier.known(on: scenario.day(2))[.a]?.preValidatedOn == scenario.day(2))
    #expect(scenario.dossier.known(on: scenario.day(3)) == scenario.dossier)
    #expect(scenario.dossier.known(on: scenario.day(-30)) == .empty)
  }
}
