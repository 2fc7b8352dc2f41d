import Testing

@testable import Domain

@Suite("An act is taken back within a day, by those who answer for it, if nothing rests on it")
struct UndoTests {
  static let mistake = Reason(.erreurDeSaisie)

  /// B has validated first; then A validates on D0 + 2 at 10:00 and somebody wants it undone.
  private func undoA(
    on day: Int, at hour: Int, by person: Operator,
    after step: TransitionCase.Step? = nil
  ) -> (refusal: Refusal?, scenario: DossierScenario, before: Dossier) {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(.validatePreInstruction(volets: [.b]), on: 1, by: Cast.c1B)
    let before = scenario.dossier
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, by: Cast.c1A)
    let validation = scenario.lastCommand
    if let step { scenario.play(step.command, on: step.day, by: step.person) }
    let refusal = scenario.play(
      .undo(command: validation, reason: Self.mistake), on: day, at: hour, by: person)
    return (refusal, scenario, before)
  }

  @Test(
    "its author, its administrator and Aatiko",
    arguments: [
      (Cast.c1A, Role.contact1), (Cast.admA, .administrateur),
      (Cast.superAdmin, .aatikoSuperAdministrator), (Cast.facilitator, .aatikoFacilitator),
    ])
  func who(person: Operator, role: Role) {
    let outcome = undoA(on: 2, at: 11, by: person)
    #expect(outcome.refusal == nil)
    #expect(outcome.scenario.dossier.history.last?.signature.role == role)
    #expect(outcome.scenario.dossier.status == .preInstruction)
    #expect(outcome.scenario.dossier.sameFacts(as: outcome.before))
  }

  @Test("nobody else", arguments: [Cast.c2A, Cast.c1B, Cast.admB, Cast.pilA])
  func others(person: Operator) {
    #expect(undoA(on: 2, at: 11, by: person).refusal?.message == "Cet acte est de C. Martin.")
  }

  @Test("24 hours, and not one more", arguments: [(10, true), (11, false)])
  func oneDay(hour: Int, allowed: Bool) {
    let refusal = undoA(on: 3, at: hour, by: Cast.c1A).refusal
    #expect(refusal?.message == (allowed ? nil : "Cet acte date de plus de 24 heures."))
  }

  @Test("the other side has built upon it")
  func dependent() {
    let refusal = undoA(
      on: 2, at: 15, by: Cast.c1A,
      after: (.validateInstruction(volets: [.b]), 2, Cast.c1B)
    ).refusal
    #expect(refusal?.message == "Depuis, Bailleur B a enregistré l'instruction, qui en dépend.")
    #expect(refusal?.remedy == "Cet acte-là doit être annulé d'abord.")
  }

  @Test("the other side has done what does not depend on it")
  func independent() {
    let outcome = undoA(
      on: 2, at: 15, by: Cast.c1A,
      after: (.requestPiece(volet: .b, piece: .identite), 2, Cast.c1B))
    #expect(outcome.refusal == nil)
    #expect(outcome.scenario.dossier[.b]?.awaitedPieces.count == 1)
  }

  @Test("the clocks follow: the instruction's stops having started")
  func clocks() {
    var scenario = DossierScenario(upTo: .preInstructed)
    #expect(scenario.clock(.instruction, .a) != nil)
    scenario.play(
      .undo(command: scenario.lastCommand, reason: Self.mistake), on: 3, at: 12, by: Cast.c1B)
    #expect(scenario.clock(.instruction, .a) == nil)
    #expect(scenario.clock(.preInstruction, .b)?.stoppedOn == nil)
  }

  @Test("twice, an undoing, a creation and an unknown act are refused")
  func never() {
    var scenario = DossierScenario(upTo: .preInstructed)
    let validation = scenario.lastCommand
    func refusal(of command: CommandID) -> String? {
      scenario.play(
        .undo(command: command, reason: Self.mistake), on: 3, at: 12, by: Cast.superAdmin)?
        .message
    }
    #expect(refusal(of: validation) == nil)
    #expect(refusal(of: validation) == "Cet acte est déjà annulé.")
    #expect(refusal(of: CommandID("command-5")) == "Cet acte ne s'annule pas.")
    #expect(refusal(of: CommandID("command-0")) == "Une création ne s'annule pas ainsi.")
    #expect(refusal(of: CommandID("elsewhere")) == "Cet acte n'est pas dans ce dossier.")
  }

  @Test("the last act of one's own is the one offered")
  func lastUndoable() throws {
    let scenario = DossierScenario(upTo: .preInstructed)
    let own = try scenario.dossier.lastUndoable(in: scenario.context(on: 2, at: 12, Cast.c1A))
    #expect(own.event == .preInstructionValidated(volet: .a))
    let availability = scenario.dossier.availability(
      of: .undo, in: scenario.context(on: 3, Cast.c2A))
    #expect(
      availability == .closed(Refusal("Vous n'avez aucun acte à annuler sur ce dossier.")))
  }

  @Test("the last closing can be taken back, a refusal cannot")
  func closings() {
    var realised = DossierScenario(upTo: .closed)
    let closing = realised.lastCommand
    #expect(
      realised.play(.undo(command: closing, reason: Self.mistake), on: 62, at: 12, by: Cast.c2B)
        == nil)
    #expect(realised.dossier.status == .toClose)
    #expect(realised.dossier[.a]?.closedOn != nil)

    var refused = DossierScenario(upTo: .nurs)
    refused.play(
      .refusePreInstruction(volet: .a, reason: Reason(.congeDonne)), on: 1, by: Cast.c1A)
    let refusal = refused.play(
      .undo(command: refused.lastCommand, reason: Self.mistake), on: 1, at: 12, by: Cast.c1A)
    #expect(refusal?.message == "Le dossier est clos depuis le 25/03/2025.")
    #expect(refusal?.remedy == "Aatiko peut le rouvrir jusqu'au 24/04/2025.")
  }
}

extension Dossier {
  /// Whether two dossiers are in the same state, whatever was done and undone on the way.
  func sameFacts(as other: Dossier) -> Bool {
    var (mine, theirs) = (self, other)
    (mine.history, mine.undone) = ([], [])
    (theirs.history, theirs.undone) = ([], [])
    return mine == theirs
  }
}
