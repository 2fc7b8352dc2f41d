import Testing

@testable import Domain

@Suite(
  "What of a dossier's events is kept from whom: spec.md §1, « the minimum of the other volet »")
struct WithholdingTests {
  /// A dossier of A and B with what is A's alone in it, and what of each event B may read.
  private static func sealed() -> DossierScenario {
    var scenario = DossierScenario(upTo: .scheduled)
    let correction = DossierCommand.correctNUR(
      volet: .a, nur: .sample("a2"), reason: Reason(.fauteDeFrappe), restartsClock: false)
    let condition = DossierCommand.enterDecision(
      volet: .a, decision: .conditional(piece: .titreDeSejour, limit: scenario.day(40)),
      session: nil, gapReason: nil)
    for (command, day, person) in [
      (correction, 13, Cast.c1A), (.revealNUR(volet: .a), 13, Cast.superAdmin),
      (.addNote(note: "note", visibility: .internal_), 14, Cast.c1A),
      (condition, 20, Cast.c1A),
    ] {
      #expect(scenario.play(command, on: day, by: person) == nil)
    }
    return scenario
  }

  /// Plays acts of A on a dossier at the pre-instruction, then says how its last event is kept.
  private func last(_ commands: DossierCommand..., by person: Operator = Cast.c1A) -> Withholding<
    DossierEvent
  >? {
    var scenario = DossierScenario(upTo: .nurs)
    for command in commands { #expect(scenario.play(command, on: 1, by: person) == nil) }
    return scenario.dossier.history.last.flatMap(scenario.dossier.withholding(of:))
  }

  @Test("the pieces asked of A's candidate are A's")
  func pieces() {
    let asked = last(.requestPiece(volet: .a, piece: .identite))
    #expect(asked == Withholding(readers: [Cast.bailleurA], isClosed: false, shown: nil))
    let received = last(
      .requestPiece(volet: .a, piece: .identite), .receivePiece(volet: .a, piece: .identite))
    #expect(received == asked)
  }

  @Test("an internal note is closed to Aatiko too; a shared one is everybody's")
  func notes() {
    let kept = last(.addNote(note: "n", visibility: .internal_))
    #expect(kept == Withholding(readers: [Cast.bailleurA], isClosed: true, shown: nil))
    #expect(last(.addNote(note: "n", visibility: .shared)) == nil)
    #expect(kept?.isLifted(for: Cast.c2A) == true)
    #expect(kept?.isLifted(for: Cast.superAdmin) == false)
  }

  @Test("what Aatiko did in the name of A, A and Aatiko read")
  func onBehalf() {
    var scenario = DossierScenario(upTo: .nurs)
    let refusal = scenario.play(
      .requestPiece(volet: .a, piece: .identite), on: 1, by: Cast.facilitator,
      onBehalf: Cast.bailleurA)
    #expect(refusal == nil)
    let kept = scenario.dossier.history.last.flatMap(scenario.dossier.withholding(of:))
    #expect(kept?.readers == [Cast.bailleurA, Cast.aatiko])
  }

  @Test("taking an act back tells no more than the act")
  func undo() {
    for (command, isKept) in [
      (DossierCommand.requestPiece(volet: .a, piece: .identite), true),
      (.addNote(note: "n", visibility: .internal_), true),
      (.validatePreInstruction(volets: [.a]), false),
    ] {
      var scenario = DossierScenario(upTo: .nurs)
      scenario.play(command, on: 1, by: Cast.c1A)
      let act = scenario.dossier.history.last
      let kept = act.flatMap(scenario.dossier.withholding(of:))
      let undo = DossierCommand.undo(
        command: scenario.lastCommand, reason: Reason(.erreurDeSaisie))
      #expect(scenario.play(undo, on: 1, at: 11, by: Cast.c1A) == nil)
      let undone = scenario.dossier.history.last.flatMap(scenario.dossier.withholding(of:))
      #expect(undone == kept)
      #expect((undone != nil) == isKept)
    }
  }

  @Test("a NUR, and the piece of a condition, leave a form without them")
  func forms() {
    let dossier = Self.sealed().dossier
    var shown: [DossierEvent] = []
    for recorded in dossier.history {
      guard let kept = dossier.withholding(of: recorded), recorded.event.volet == .a else {
        continue
      }
      #expect(kept.readers.contains(Cast.bailleurA) && !kept.readers.contains(Cast.bailleurB))
      if let form = kept.shown { shown.append(form) }
    }
    let limit = Self.sealed().day(40)
    #expect(
      shown == [
        .nurEntered(volet: .a, nur: .withheld),
        .nurCorrected(
          volet: .a, nur: .withheld, reason: Reason(.fauteDeFrappe), restartsClock: false),
        .decisionEntered(volet: .a, decision: .conditional(piece: .autre, limit: limit)),
      ])
  }

  @Test("a NUR that is not shown claims nothing")
  func claims() throws {
    let seen = try #require(Self.sealed().dossier.visible(to: Cast.c1B))
    let nurs = seen.heldClaims.filter { $0.key.hasPrefix("nur/") }
    #expect(nurs == [.nur(.sample("b"))])
  }

  @Test("the dossier of B is the one that B's store makes of the forms")
  func replayed() throws {
    let whole = Self.sealed().dossier
    let seen = try #require(whole.visible(to: Cast.c1B))
    var replayed = Dossier.empty
    for recorded in whole.history {
      let kept = whole.withholding(of: recorded)
      guard let event = kept.map(\.shown) ?? recorded.event else { continue }
      let isOwn = kept?.readers.contains(Cast.bailleurB) ?? true
      replayed.apply(
        Recorded(
          isOwn ? recorded.event : event, command: recorded.command,
          signature: recorded.signature))
    }
    #expect(replayed == seen)
  }
}
