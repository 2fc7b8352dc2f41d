import Testing

@testable import Domain

@Suite("An act that no honest program could have recorded is contested, and no other")
struct ContestedTests {
  private static func contested(_ dossier: Dossier) -> Set<CommandID> {
    dossier.contested(under: .default, names: Cast.directory)
  }

  @Test("the ordinary course is not", arguments: DossierScenario.Milestone.allCases)
  func course(milestone: DossierScenario.Milestone) {
    #expect(Self.contested(DossierScenario(upTo: milestone).dossier) == [])
  }

  @Test("whatever honest people do, nothing is contested, by nobody who sees the dossier")
  func random() {
    for seed in UInt64(1)...60 {
      var generator = SeededGenerator(seed: seed)
      var scenario = DossierScenario(upTo: .created)
      for step in 0..<60 {
        let commands = scenario.dossier.history.map(\.command)
        let command = RandomCommand.any(
          around: scenario.day(step / 4), undoing: commands, using: &generator)
        let person = generator.pick(Cast.people)
        let bailleur = generator.chance(30) ? Cast.bailleurA : nil
        scenario.play(command, on: step / 4, at: 8 + step % 10, by: person, onBehalf: bailleur)
      }
      #expect(Self.contested(scenario.dossier) == [], "seed \(seed)")
      for person in Cast.people {
        guard let seen = scenario.dossier.visible(to: person) else { continue }
        #expect(Self.contested(seen) == [], "seed \(seed), \(person.id)")
      }
    }
  }

  /// A dossier at a milestone with one event more, that nobody decided.
  private func forged(
    _ event: DossierEvent, at milestone: DossierScenario.Milestone, by person: Operator,
    as role: Role? = nil, onBehalf: OrganisationID? = nil
  ) -> Set<CommandID> {
    let scenario = DossierScenario(upTo: milestone)
    var dossier = scenario.dossier
    let context = scenario.context(on: 1, person, onBehalf)
    let signature = context.signature(as: role ?? person.roles.sorted()[0])
    dossier.apply(Recorded(event, command: "forged", signature: signature))
    return Self.contested(dossier)
  }

  @Test("an act of another's volet, of another's role, too early, twice, or of nobody")
  func forgeries() {
    let validated = DossierEvent.preInstructionValidated(volet: .a)
    let forgeries: [Set<CommandID>] = [
      forged(validated, at: .nurs, by: Cast.c1B),
      forged(validated, at: .nurs, by: Cast.c2A),
      forged(validated, at: .nurs, by: Cast.facilitator),
      forged(validated, at: .nurs, by: Cast.c1A, as: .contact1, onBehalf: Cast.bailleurA),
      forged(validated, at: .created, by: Cast.c1A),
      forged(validated, at: .preInstructed, by: Cast.c1A),
      forged(.decisionEntered(volet: .a, decision: .attribution), at: .instructed, by: Cast.c1C),
      forged(.voletClosed(volet: .a), at: .decided, by: Cast.c2A),
      forged(.actUndone(command: "command-1", reason: UndoTests.mistake), at: .nurs, by: Cast.c1B),
      forged(.created(reference: "D-9", volets: DossierScenario.drafts()), at: .nurs, by: Cast.c1A),
      forged(.alertIssued(alert: .al1, volet: .a, contact: .contact1), at: .nurs, by: Cast.infA),
    ]
    for (index, forgery) in forgeries.enumerated() { #expect(forgery == ["forged"], "\(index)") }
    #expect(forged(validated, at: .nurs, by: Cast.c1A) == [])
    #expect(
      forged(validated, at: .nurs, by: Cast.facilitator, onBehalf: Cast.bailleurA) == [])
  }

  @Test(
    "who holds both contacts answers an alert as the one that it is sent to",
    arguments: [
      (DossierScenario.Milestone.nurs, AlertCode.al1, Role.contact1), (.decided, .al2, .contact2),
    ])
  func bothContacts(_ milestone: DossierScenario.Milestone, _ alert: AlertCode, _ role: Role) {
    var both = Cast.c1A
    both.roles = [.contact1, .contact2]
    var scenario = DossierScenario(upTo: milestone)
    let offset = (20..<200).first {
      scenario.play(.seeAlert(alert: alert, volet: .a), on: $0, by: both) == nil
    }
    #expect(offset != nil)
    #expect(scenario.dossier.history.last?.signature.role == role)
    #expect(Self.contested(scenario.dossier) == [])
  }
}
