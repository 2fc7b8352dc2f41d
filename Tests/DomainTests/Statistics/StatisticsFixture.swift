@testable import Domain

/// Dossiers of a small bourse, drawn at random: a few bailleurs of unlike size.
struct RandomBourse {
  let figures: [DossierFigure]
  let annonces: [(home: DossierFigure.Home, day: Day)]
  let first = Day.of("2024-09-01")

  init(seed: UInt64, dossiers: Int, days: Int) {
    var generator = SeededGenerator(seed: seed)
    func home() -> DossierFigure.Home {
      let bailleur = generator.chance(50) ? 0 : Int.random(in: 0...5, using: &generator)
      return DossierFigure.Home(
        bailleur: OrganisationID("bailleur-\(bailleur)"),
        typologie: generator.pick([.t2, .t3, .t3, .t4, .t6]),
        departement: generator.pick(["75", "75", "93", "92", "77"]))
    }
    var annonces: [(DossierFigure.Home, Day)] = []
    for _ in 0..<dossiers {
      annonces.append((home(), first + Int.random(in: 0..<days, using: &generator)))
    }
    var figures: [DossierFigure] = []
    for _ in 0..<dossiers {
      let created = first + Int.random(in: 0..<days, using: &generator)
      var day = created
      let reached = Int.random(in: 0...8, using: &generator)
      let passed = (0..<8).map { step -> Day? in
        guard step < reached else { return nil }
        day = day + Int.random(in: 0...20, using: &generator)
        return day
      }
      var ending: DossierFigure.Ending?
      if reached == 8, generator.chance(85) {
        ending = DossierFigure.Ending(day: day + 5, outcome: .realised)
      } else if generator.chance(40) {
        let outcome = generator.pick(Closing.Outcome.allCases.filter { $0 != .realised })
        ending = DossierFigure.Ending(
          day: day + 7, outcome: outcome,
          motive: generator.chance(80) ? generator.pick([.doublon, .quorum, .sansReponse]) : nil)
      }
      figures.append(
        DossierFigure(
          createdOn: created, passedOn: passed, ending: ending,
          movedOn: ending?.outcome == .realised ? day : nil, homes: [home(), home()]))
    }
    self.figures = figures
    self.annonces = annonces
  }

  func tally(asOf day: Day) -> StatisticsTally {
    var tally = StatisticsTally(from: CivilMonth(of: first), asOf: day)
    for figure in figures { tally.add(figure) }
    for annonce in annonces { tally.add(annonceOf: annonce.home, publishedOn: annonce.day) }
    return tally
  }

  func grid(asOf day: Day, limit: Int = 5) -> StatisticsGrid {
    StatisticsGrid(tally(asOf: day), limit: limit)
  }

  func report(
    asOf day: Day, from: CivilMonth? = nil, to: CivilMonth? = nil, limit: Int = 5
  ) -> StatisticsReport {
    StatisticsReport(
      grid(asOf: day, limit: limit), from: from, to: to, names: Directory(), madeOn: day)
  }
}
