import Testing

@testable import Domain

@Suite("Whatever is done to a dossier, in whatever order")
struct DossierPropertyTests {
  /// Ends come up as often as any other act: most are left out, or no dossier would get far.
  private static let rarely: Set<DossierAct> = [
    .refusePreInstruction, .refuseInstruction, .refuseOffer, .withdraw, .cancel,
    .lapse, .undo, .erasePersonalData,
  ]

  /// Where a run stands, told only when something fails: printing a command is slow.
  private struct Step {
    let seed: UInt64
    let command: DossierCommand
    let person: OperatorID
    let day: Int

    var comment: Comment { "seed \(seed), \(command) by \(person) on D0 + \(day)" }
  }

  /// A dossier on which commands fall at random, with the acts it has taken.
  private struct Run {
    var scenario: DossierScenario
    var generator: SeededGenerator
    var day = 0
    var hour = 0
    var accepted: [DossierAct: Int] = [:]

    init(seed: UInt64) {
      generator = SeededGenerator(seed: seed)
      let start = generator.pick(DossierScenario.Milestone.allCases)
      scenario = DossierScenario(upTo: start)
      day = start.rawValue < 2 ? 0 : 63
    }

    mutating func passTime() {
      hour += Int.random(in: 0...5, using: &generator)
      day += hour / 24 + (generator.chance(4) ? Int.random(in: 1...8, using: &generator) : 0)
      hour %= 24
    }

    /// More often than not an act that is open to the person, so that dossiers get far.
    mutating func command() -> (DossierCommand, Operator, OrganisationID?) {
      let person = generator.pick(
        [Cast.c1A, Cast.c2A, Cast.admA, Cast.c1B, Cast.c2B, Cast.admB, Cast.superAdmin]
          + (generator.chance(10) ? Cast.people : []))
      let isAatiko = person.organisation == Cast.aatiko
      let bailleur = generator.pick([Cast.bailleurA, Cast.bailleurB])
      let onBehalf = isAatiko && generator.chance(70) ? bailleur : nil
      let (act, volet) = pickAct(for: person, onBehalf)
      let undoable = scenario.dossier.history.suffix(3).map(\.command) + [CommandID("c")]
      let command = RandomCommand.command(
        for: act, on: volet, around: scenario.day(day), undoing: undoable, using: &generator)
      return (command, person, onBehalf)
    }

    private mutating func pickAct(
      for person: Operator, _ onBehalf: OrganisationID?
    ) -> (DossierAct, VoletName) {
      let acts = DossierAct.allCases.filter {
        !DossierPropertyTests.rarely.contains($0) || generator.chance(15)
      }
      let context = scenario.context(on: day, at: hour, person, onBehalf)
      var choice = (generator.pick(acts), generator.pick(VoletName.allCases))
      for _ in 0..<12 {
        if scenario.dossier.availability(of: choice.0, on: choice.1, in: context).isOpen { break }
        choice = (generator.pick(acts), generator.pick(VoletName.allCases))
      }
      return choice
    }
  }

  @Test("its rules hold at every step", arguments: 0..<100 as Range<UInt64>)
  func rulesHold(seed: UInt64) {
    var run = Run(seed: seed)
    for _ in 0..<100 {
      run.passTime()
      let before = run.scenario.dossier
      let (command, person, onBehalf) = run.command()
      let act = command.target.act
      let context = run.scenario.context(on: run.day, at: run.hour, person, onBehalf)
      let volet = command.target.volets.first
      let availability = before.availability(of: act, on: volet, in: context)
      let refusal = run.scenario.play(
        command, on: run.day, at: run.hour, by: person, onBehalf: onBehalf)
      let after = run.scenario.dossier
      let step = Step(seed: seed, command: command, person: person.id, day: run.day)
      if refusal == nil {
        run.accepted[act, default: 0] += 1
        if act != .undo { #expect(availability.isOpen, step.comment) }
      } else {
        #expect(after == before, step.comment)
        if Self.bare.contains(act), onBehalf == nil, case .open = availability {
          Issue.record("open, and refused: \(refusal?.message ?? ""), \(step.comment)")
        }
      }
      checkStatus(of: after, step)
      checkUndo(of: run, before, refusal == nil, person, onBehalf, step)
    }
    checkReplay(of: run.scenario.dossier, seed)
    checkExplanations(of: run.scenario.dossier, seed)
  }

  /// Whatever happened, each date has the act that shows it, and its sum is right.
  private func checkExplanations(of dossier: Dossier, _ seed: UInt64) {
    for explanation in dossier.explanations(under: .default) {
      let proofs = explanation.starts + [explanation.stop].compactMap(\.self)
      for proof in proofs {
        #expect(proof.act != nil, "seed \(seed): nothing shows \(proof.cause)")
        if let volet = proof.cause.volet { #expect(proof.volet == volet) }
      }
      if case .clock(let deadline) = explanation.subject, let version = deadline.judgedBy {
        let days = deadline.clock == .afterMove ? 0 : version.value
        #expect(deadline.start + days == deadline.due, "seed \(seed): \(deadline)")
      }
    }
  }

  @Test("the random commands do reach every act")
  func reach() {
    var reached: Set<DossierAct> = []
    for seed in 1000..<1500 as Range<UInt64> where reached.count < DossierAct.allCases.count {
      var run = Run(seed: seed)
      for _ in 0..<100 {
        run.passTime()
        let (command, person, onBehalf) = run.command()
        let refusal = run.scenario.play(
          command, on: run.day, at: run.hour, by: person, onBehalf: onBehalf)
        if refusal == nil { reached.insert(command.target.act) }
      }
    }
    #expect(Set(DossierAct.allCases).subtracting(reached) == [])
  }

  /// The acts whose command has no argument but the volet: open must mean accepted.
  private static let bare: Set<DossierAct> = [
    .validatePreInstruction, .validateInstruction, .acceptOffer, .acceptMove, .closeVolet,
    .addNote, .revealNUR,
  ]

  /// No attribution without both decisions; the status and the claims follow from the events.
  private func checkStatus(of dossier: Dossier, _ step: Step) {
    #expect(dossier.status.isOpen == (dossier.closing == nil), step.comment)
    let shared = dossier.heldClaims.subtracting([.reference(dossier.reference)])
    #expect(shared.isEmpty == !dossier.isOpen, step.comment)
    let advanced: Set<DossierStatus> = [.attributedByBoth, .moveScheduled, .toClose, .realised]
    guard advanced.contains(dossier.status) else { return }
    for volet in dossier.volets {
      #expect(volet.decision?.value.isFavourable == true, step.comment)
      #expect(volet.effectiveOn != nil, step.comment)
      #expect(
        volet.nur != nil && volet.preValidatedOn != nil && volet.instructedOn != nil, step.comment)
    }
    if dossier.status == .realised {
      for volet in dossier.volets {
        #expect(volet.leaseSignedOn != nil && volet.inventories.count == 2, step.comment)
      }
    }
  }

  /// Undoing the act just done gives back the state before it.
  private func checkUndo(
    of run: Run, _ before: Dossier, _ accepted: Bool, _ person: Operator,
    _ onBehalf: OrganisationID?, _ step: Step
  ) {
    guard accepted, let last = run.scenario.dossier.history.last else { return }
    var scenario = run.scenario
    let undo = DossierCommand.undo(command: last.command, reason: Reason(.erreurDeSaisie))
    let refusal = scenario.play(undo, on: run.day, at: run.hour, by: person, onBehalf: onBehalf)
    if refusal == nil { #expect(scenario.dossier.sameFacts(as: before), step.comment) }
    guard let act = last.event.act, run.scenario.dossier.isOpen else { return }
    #expect((refusal != nil) == Self.final.contains(act), step.comment)
  }

  /// The acts that are never taken back, closings apart.
  private static let final: Set<DossierAct> = [
    .create, .undo, .reopen, .remind, .seeAlert, .revealNUR, .noteLogement,
  ]

  /// Replaying the history gives the same dossier.
  private func checkReplay(of dossier: Dossier, _ seed: UInt64) {
    var replayed = Dossier.empty
    for recorded in dossier.history { replayed.apply(recorded) }
    #expect(replayed == dossier, "seed \(seed)")
  }
}
