import Testing

@testable import Domain

@Suite("Taking acts on a signalement back")
struct SignalementUndoTests {
  @Test("Whatever was done, taking it back leaves what was before")
  func replay() throws {
    let acts: [SignalementCommand] = [
      .answer(message: .words), .askActimage(reason: .nonTestable, message: .words),
      .askCorrection(request: .surface, message: nil), .askBailleur(message: nil),
      .sendBack(message: nil), .sendToModeration(message: nil),
      .markDuplicate(of: SignalementLink(stream: "s", number: "S-1")),
      .assign(to: Cast.facilitator.id), .categorise(category: .logement),
      .close(outcome: .sansSuite),
    ]
    for act in acts {
      var desk = try SignalementDesk()
      let before = desk.signalement.summary(of: "s")
      let command = try desk.act(act, by: Cast.facilitator)
      #expect(desk.signalement.summary(of: "s") != before, "\(act.act)")
      try desk.act(.undo(command: command), by: Cast.facilitator)
      #expect(desk.signalement.summary(of: "s") == before, "\(act.act)")
    }
  }

  @Test("A chain of acts is taken back one after the other, the latest first")
  func chain() throws {
    var desk = try SignalementDesk()
    var states = [desk.signalement.status]
    for act: SignalementCommand in [
      .askBailleur(message: nil), .askActimage(reason: .technique, message: .words),
      .answer(message: .words), .reopen(message: nil),
    ] {
      try desk.act(act, by: Cast.facilitator)
      states.append(desk.signalement.status)
    }
    while states.count > 1 {
      #expect(desk.signalement.status == states.removeLast())
      let last = try desk.signalement.lastUndoable(in: desk.context(Cast.facilitator))
      try desk.act(.undo(command: last), by: Cast.facilitator)
    }
    #expect(desk.signalement.status == states[0])
    #expect(throws: Refusal.self) {
      try desk.signalement.lastUndoable(in: desk.context(Cast.facilitator))
    }
  }

  @Test("What somebody has built on stays, and says what must go first")
  func builtOn() throws {
    var desk = try SignalementDesk()
    let command = try desk.act(.askBailleur(message: nil), by: Cast.facilitator)
    try desk.act(.answerAsBailleur(message: .words, isQuestion: false), by: Cast.c1A)
    #expect(
      desk.refusal(.undo(command: command), by: Cast.facilitator)?
        .hasSuffix("a enregistré la réponse du bailleur.") == true)
  }

  @Test("It is for its author, and for a day")
  func authorAndTime() throws {
    var desk = try SignalementDesk()
    let command = try desk.act(.answer(message: .words), by: Cast.facilitator)
    #expect(desk.refusal(.undo(command: command), by: Cast.c1A) != nil)
    #expect(desk.refusal(.undo(command: command), by: Cast.superAdmin) == nil)
    desk.wait(days: 2)
    #expect(
      desk.refusal(.undo(command: command), by: Cast.facilitator)
        == "Cet acte date de plus de 24 heures.")
  }

  @Test("Neither its reception nor what Actimage's Redmine told is taken back")
  func traces() throws {
    var desk = try SignalementDesk()
    try desk.act(.askActimage(reason: .technique, message: .words), by: Cast.facilitator)
    let opened = try desk.act(.openTicket(request: "c2", number: 12), by: Cast.facilitator)
    for command: CommandID in ["c1", opened] {
      #expect(
        desk.refusal(.undo(command: command), by: Cast.facilitator) == "Cet acte ne s'annule pas.")
    }
  }
}
