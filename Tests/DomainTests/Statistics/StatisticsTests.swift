import Testing

@testable import Domain

@Suite("The partners' statistics")
struct StatisticsTests {
  private static let today = Day.of("2026-11-28")

  @Test("A figure stands where its dossier stands", arguments: DossierScenario.Milestone.allCases)
  func statuses(milestone: DossierScenario.Milestone) {
    let scenario = DossierScenario(upTo: milestone)
    let figure = scenario.dossier.figure
    guard milestone != .nothing else {
      #expect(figure == nil)
      return
    }
    #expect(figure?.status(on: scenario.day(400)) == scenario.dossier.status)
    #expect(figure?.status(on: scenario.day(-400)) == nil)
    #expect(figure?.homes.count == scenario.dossier.volets.count)
  }

  @Test("On each day it stands where the dossier stood, and delays count from act to act")
  func course() throws {
    let figure = try #require(DossierScenario(upTo: .closed).dossier.figure)
    for (step, passed) in zip(DossierFigure.steps, figure.passedOn) {
      let day = try #require(passed)
      #expect(figure.status(on: day) != step)
      #expect(figure.status(on: day - 1).map { DossierFigure.steps.contains($0) } ?? true)
    }
    let ending = try #require(figure.ending)
    #expect(ending.outcome == .realised && figure.status(on: ending.day) == .realised)
    #expect(figure.status(on: ending.day - 1) == .toClose)
    let nur = try #require(figure.nurOn)
    let decided = try #require(figure.decidedOn)
    let moved = try #require(figure.movedOn)
    #expect(figure.daysToDecision == decided - nur && figure.daysToMove == moved - decided)
  }

  @Test("A refusal has its outcome and its motive, and no move")
  func refusal() throws {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(
      .refusePreInstruction(volet: .a, reason: Reason(.nurInvalide)), on: 2, by: Cast.c1A)
    let figure = try #require(scenario.dossier.figure)
    #expect(figure.ending?.outcome == .refusedPreInstruction)
    #expect(figure.ending?.motive == .nurInvalide)
    #expect(figure.movedOn == nil && figure.daysToDecision == nil)
  }

  @Test("Counts are those of counting by hand", arguments: 0..<5 as Range<UInt64>)
  func counts(seed: UInt64) {
    let bourse = RandomBourse(seed: seed, dossiers: 400, days: 700)
    let tally = bourse.tally(asOf: Self.today)
    let year = StatisticsPeriod.year(2025)
    func isIn(_ day: Day?) -> Bool { day.map { CivilMonth(of: $0).year == 2025 } ?? false }
    let ended = bourse.figures.filter { isIn($0.ending?.day) }
    let exchanges = ended.filter { $0.ending?.outcome == .realised }
    #expect(tally.sum(.opened, year) == bourse.figures.count { isIn($0.createdOn) })
    #expect(tally.sum(.ended(.realised), year) == exchanges.count)
    #expect(
      tally.sum(.failed(.doublon), year) == ended.count { $0.ending?.motive == .doublon })
    let homes = exchanges.flatMap(\.homes)
    #expect(
      tally.sum(.households(.departement, "93"), year) == homes.count { $0.departement == "93" })
    #expect(
      tally.sum(.annoncesOf(.typologie, "T3"), year)
        == bourse.annonces.count { isIn($0.day) && $0.home.typologie == .t3 })
    let march = StatisticsPeriod.month(CivilMonth(of: .of("2026-03-01")))
    #expect(
      tally.sum(.standing(.instruction), march)
        == bourse.figures.count { $0.status(on: .of("2026-03-31")) == .instruction })
    let delays = bourse.figures.filter { isIn($0.decidedOn) }.compactMap(\.daysToDecision).sorted()
    let median = (delays[(delays.count - 1) / 2] + delays[delays.count / 2]) / 2
    #expect(tally.median(.toDecision(nil, ""), year, atLeast: 5) == median)
    #expect(tally.median(.toDecision(nil, ""), year, atLeast: delays.count + 1) == nil)
  }

  @Test("Only months, half-years and years that are over are told")
  func periods() {
    let tally = RandomBourse(seed: 1, dossiers: 50, days: 700).tally(asOf: Self.today)
    #expect(tally.first.iso == "2024-07" && tally.last.iso == "2026-10")
    let names = tally.periods.map(\.short)
    #expect(names == ["S2 2024", "S1 2025", "S2 2025", "2025", "S1 2026"])
    let report = RandomBourse(seed: 1, dossiers: 50, days: 700).report(
      asOf: Self.today, from: CivilMonth(iso: "2025-02"), to: CivilMonth(iso: "2027-01"))
    #expect(report.last.iso == "2026-10")
    let columns = report.tables.first { $0.id == "issues" }?.columns
    #expect(columns == ["S2 2025", "S1 2026"])
  }

  // MARK: Attacks

  @Test(
    "Whoever adds and subtracts all that is published recovers nothing",
    arguments: [0, 1, 2, 3, 9, 49] as [UInt64])
  func attack(seed: UInt64) {
    let bourse = RandomBourse(seed: seed, dossiers: [30, 90, 250, 600][Int(seed % 4)], days: 800)
    let spy = PublishedTables()
    let last = CivilMonth(of: Self.today) - 1
    let grid = bourse.grid(asOf: Self.today)
    // Every window that can be asked for, one over the other.
    for from in stride(from: 0, through: 26, by: 2) {
      for to in stride(from: from, through: 26, by: 3) {
        spy.read(
          StatisticsReport(
            grid, from: last - (26 - from), to: last - (26 - to), names: Directory(),
            madeOn: Self.today))
      }
    }
    #expect(spy.contradictions.isEmpty, "two reports tell other figures: \(spy.contradictions)")
    let truth = PublishedTables()
    truth.read(bourse.report(asOf: Self.today, from: CivilMonth(iso: "2024-07"), limit: 1))
    for month in 0...26 {
      truth.read(bourse.report(asOf: Self.today, to: last - month, limit: 1))
    }
    #expect(spy.recovered(truth).isEmpty)
    #expect(spy.shown.contains { $0 == nil } && spy.shown.contains { ($0 ?? 0) > 0 })
  }

  @Test("Next month's figures leave this month's as they were", arguments: 0..<6 as Range<UInt64>)
  func stability(seed: UInt64) {
    let bourse = RandomBourse(seed: seed, dossiers: 200, days: 650)
    let spy = PublishedTables()
    // What is dated later is not known yet: figures are cut at each day.
    let truth = PublishedTables()
    let first = CivilMonth(iso: "2024-07")
    for day in ["2025-07-02", "2025-12-10", "2026-01-03", "2026-06-20", "2026-11-28"] {
      let known = bourse.known(on: .of(day))
      spy.read(known.report(asOf: .of(day), from: first))
      truth.read(known.report(asOf: .of(day), from: first, limit: 1))
    }
    #expect(spy.contradictions.isEmpty, "\(spy.contradictions)")
    #expect(spy.recovered(truth).isEmpty)
  }

  @Test("No figure under the limit is shown, but for nobody", arguments: 0..<6 as Range<UInt64>)
  func small(seed: UInt64) {
    let report = RandomBourse(seed: seed, dossiers: 120, days: 700).report(asOf: Self.today)
    for table in report.tables {
      for cell in table.rows.flatMap(\.cells) {
        if case .count(let count) = cell { #expect(count == 0 || count >= 5, "\(table.id)") }
      }
    }
  }
}

extension RandomBourse {
  private init(figures: [DossierFigure], annonces: [(home: DossierFigure.Home, day: Day)]) {
    self.figures = figures
    self.annonces = annonces
  }

  /// What was known of it on a day.
  func known(on day: Day) -> RandomBourse {
    RandomBourse(
      figures: figures.filter { $0.createdOn <= day }.map { figure in
        var known = figure
        known.passedOn = figure.passedOn.map { passed in passed.flatMap { $0 <= day ? $0 : nil } }
        if let ending = figure.ending, ending.day > day { known.ending = nil }
        if known.ending == nil { known.movedOn = nil }
        return known
      },
      annonces: annonces.filter { $0.day <= day })
  }
}
