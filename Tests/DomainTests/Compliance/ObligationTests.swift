import Domain
import Testing

@Suite("Each duty of a bailleur has a course: when it was due, how it ended, whom it waited for")
struct ObligationTests {
  /// « PRE A due 7 done 2 », days counted from D0.
  private func courses(_ scenario: DossierScenario, of indicator: Indicator? = nil) -> [String] {
    scenario.dossier.obligations(under: scenario.reglement)
      .filter { indicator == nil || $0.indicator == indicator }
      .map { obligation in
        let course = obligation.course
        let end = course.end.map { "\(course.ending) \($0 - scenario.origin)" } ?? "runs"
        let distance = course.distance.map { " of \($0)\(course.isBroken ? "!" : "")" } ?? ""
        return "\(obligation.indicator.rawValue) \(obligation.volet.rawValue) "
          + "due \(course.due - scenario.origin) \(end)\(distance)"
      }
  }

  @Test("a dossier that goes the whole way in time has ten duties, all kept")
  func wholeWay() {
    let scenario = DossierScenario(upTo: .closed)
    #expect(
      courses(scenario) == [
        "pre A due 7 done 2", "ins A due 17 done 10", "dem A due 45 done 28",
        "pre B due 7 done 3", "ins B due 17 done 12", "dem B due 45 done 28",
        "cal A due 13 done 13 of 4", "cal B due 13 done 13 of 4",
        "edl A due 60 done 60 of 0", "edl B due 60 done 60 of 0",
      ])
    let day = scenario.day(100)
    for obligation in scenario.dossier.obligations(under: .default) {
      #expect(obligation.breach(on: day) == nil)
      #expect(obligation.course.countedOn(day) == obligation.course.end)
    }
  }

  @Test("one bailleur with both volets has one duty of each kind, the one that lasts longest")
  func sameBailleur() {
    var scenario = DossierScenario(upTo: .nurs, sameBailleur: true)
    #expect(courses(scenario) == ["pre A due 7 runs"])
    scenario.play(.validatePreInstruction(volets: [.a]), on: 3, by: Cast.c1A)
    #expect(courses(scenario) == ["pre B due 7 runs"])
    scenario.play(.validatePreInstruction(volets: [.b]), on: 9, by: Cast.c1A)
    #expect(courses(scenario, of: .preInstruction) == ["pre B due 7 done 9"])
    #expect(
      courses(DossierScenario(upTo: .closed, sameBailleur: true)).count
        == Indicator.ofDossiers.count)
  }

  @Test("what lost its object in time counts nowhere; a refusal is an answer; late stays late")
  func closings() {
    var refused = DossierScenario(upTo: .nurs)
    refused.play(
      .refusePreInstruction(volet: .a, reason: Reason(.congeDonne)), on: 4, by: Cast.c1A)
    #expect(courses(refused) == ["pre A due 7 done 4", "pre B due 7 moot 4"])
    let day = refused.day(30)
    #expect(
      refused.dossier.obligations(under: .default).map { $0.course.countedOn(day) } == [
        refused.day(4), nil,
      ])

    var late = DossierScenario(upTo: .nurs)
    late.play(.withdraw(volet: .a, reason: Reason(.changementDeProjet)), on: 12, by: Cast.c1A)
    #expect(courses(late) == ["pre A due 7 moot 12", "pre B due 7 moot 12"])
    let course = late.dossier.obligations(under: .default)[0].course
    #expect(course.countedOn(late.day(30)) == late.day(7))
    #expect(course.daysLate(on: late.day(30)) == 5)
  }

  @Test("a duty counts when it is done, or on its due day once that has passed")
  func counted() {
    let course = DutyCourse(
      .instruction, start: .of("2026-03-10"), due: .of("2026-03-24"), end: .of("2026-04-02"),
      ending: .done)
    #expect(course.countedOn(.of("2026-03-24")) == nil)
    #expect(course.countedOn(.of("2026-03-25")) == .of("2026-03-24"))
    #expect(course.isLate(on: .of("2026-04-01")))
    #expect(!course.isLate(on: .of("2026-04-02")))
    #expect(course.measure(on: .of("2026-03-20")) == 10)
    #expect(course.measure(on: .of("2026-05-01")) == 23)
    #expect(course.brokenFrom == .of("2026-03-25"))
  }

  @Test("the side that proposed a date hands the delay over after five days")
  func handedOver() {
    var scenario = DossierScenario(upTo: .decided)
    scenario.play(.proposeMove(volet: .a, date: scenario.day(90)), on: 40, by: Cast.c2A)
    #expect(
      courses(scenario, of: .movingDate) == ["dem A due 45 handedOver 45", "dem B due 45 runs"])
    let mine = scenario.dossier.obligations(under: .default).filter { $0.indicator == .movingDate }
    #expect(mine[0].course.countedOn(scenario.day(45)) == nil)
    #expect(mine[0].course.countedOn(scenario.day(46)) == scenario.day(45))
    #expect(mine[0].course.waits == .otherBailleur)
    #expect(mine[1].course.waits == [])
  }

  @Test("whom a bailleur waited for is known from its acts, while the duty ran")
  func waits() {
    var scenario = DossierScenario(upTo: .preInstructed)
    scenario.play(.requestPiece(volet: .a, piece: .identite), on: 5, by: Cast.c1A)
    scenario.play(
      .silenceAlert(
        alert: .al1, volet: .b, until: scenario.day(35), reason: Reason(.attendReservataire)),
      on: 25, by: Cast.c1B)
    let waits = scenario.dossier.obligations(under: .default)
      .filter { $0.indicator == .instruction }.map(\.course.waits)
    #expect(waits == [.tenant, .reservataire])
    let before = scenario.dossier.obligations(under: .default)
      .filter { $0.indicator == .preInstruction }.map(\.course.waits)
    #expect(before == [[], []])
  }
}
