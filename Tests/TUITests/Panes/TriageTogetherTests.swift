import Domain
import Storage
import Testing

@testable import TUI

@Suite("Triage of several signalements at once")
struct TriageTogetherTests {
  private func desk(
    _ person: Operator = DeskPeople.facilitator, columns: Int = 140,
    on scene: (Desk) throws -> Void = SignalementScene.few
  ) throws -> Desk {
    let desk = try Desk(person, columns: columns)
    try scene(desk)
    desk.press("3")
    return desk
  }

  private func status(_ number: String, in desk: Desk) throws -> SignalementStatus? {
    try desk.signalement(number)?.signalement.status
  }

  @Test("Several at once: the same route and reply, filled for each, a report, one step to undo")
  func together() throws {
    let desk = try desk()
    desk.press("<espace> <espace> <Fin> <espace>")
    #expect(desk.screen.contains("3 marqués"))
    var sealer = try desk.store.sealer()
    let words = sealer.seal("Déjà répondu.", as: .note)
    try SignalementScene.act(
      "S-1002", .answer(message: SignalementMessage(words.subject)), [words], in: desk,
      by: DeskPeople.superAdmin)
    desk.press("r")
    #expect(desk.screen.contains("3 signalements marqués · Répondre au bailleur"), "\(desk.screen)")
    #expect(desk.screen.contains("{numero}"), "\(desk.screen)")
    desk.press("<Entrée>")
    #expect(desk.screen.contains("2 faits, 1 refusé"), "\(desk.screen)")
    #expect(desk.app.place == .report)
    for number in ["S-1001", "S-1006"] {
      let done = try #require(try desk.signalement(number))
      let message = try #require(done.signalement.history.last?.event.message)
      #expect(done.texts[message.text]?.contains("Signalement \(number) :") == true)
    }
    desk.press("<Échap>")
    #expect(Array(desk.app.signalements.marks.values) == ["S-1002"])
    desk.press("<Échap> u")
    #expect(desk.toast?.hasPrefix("2 signalements : « Répondre au bailleur », annulé") == true)
    #expect(try status("S-1001", in: desk) == .aTrier)
    #expect(try status("S-1006", in: desk) == .aTrier)
  }

  @Test("Duplicates marked together are linked to one, and separated again")
  func duplicates() throws {
    let desk = try desk(on: SignalementScene.duplicates)
    desk.press("j <espace> <espace> <espace> d")
    #expect(desk.screen.contains("S-2001"), "\(desk.screen)")
    desk.press("<Début> <Entrée>")
    for number in ["S-2002", "S-2003", "S-2004"] {
      #expect(
        try desk.signalement(number)?.signalement.original?.number == "S-2001", "\(desk.screen)")
    }
    desk.press(":S-2003 <Entrée> D")
    #expect(try status("S-2003", in: desk) == .aTrier, "\(desk.screen)")
  }

  @Test("What is proposed is one's own affair: Enter does nothing to several")
  func enterOnMarks() throws {
    let desk = try desk()
    desk.press("<espace> <espace> <Entrée>")
    #expect(desk.toast?.hasPrefix("Une proposition est celle d'un seul") == true)
    desk.press("x")
    #expect(desk.toast?.contains("se fait signalement par signalement") == true)
    desk.press("<Échap>")
    #expect(desk.app.signalements.marks.isEmpty)
  }
}
