import Domain
import Storage
import Testing

@testable import TUI

@Suite("Taking back and doing again")
struct UndoTests {
  /// Every open dossier of the first bailleur, in the order of the references.
  private func desk(rows: Int = 45) throws -> Desk {
    let desk = try Desk(DeskPeople.c1A, rows: rows)
    desk.press("2")
    desk.choose(.open)
    desk.press("o g g")
    return desk
  }

  private func note(_ text: String, in desk: Desk) {
    desk.press("n")
    desk.type(text)
    desk.press("<Entrée>")
  }

  private func notes(_ reference: String, in desk: Desk) throws -> Int {
    let dossier = try desk.dossier(reference)
    return dossier.history.count {
      $0.event.act == .addNote && !dossier.undone.contains($0.command)
    }
  }

  private var redo: InputEvent { .key(.ctrl("r")) }

  @Test("Among the lists, u takes back the last act wherever it was done, and the form names it")
  func lastAct() throws {
    let desk = try desk()
    let first = desk.listed[0]
    note("Premier", in: desk)
    desk.press("j j u")
    #expect(desk.hasForm && desk.screen.contains("\(first) · Annuler un acte"))
    #expect(desk.screen.contains("le 24/03/2026 à 10:00"))
    desk.press("<Entrée>")
    #expect(try notes(first, in: desk) == 0)
    #expect(desk.screen.contains("Ctrl-R pour refaire."))
    #expect(desk.selected != first)
  }

  @Test("In a dossier opened, u is about that dossier")
  func openedDossier() throws {
    let desk = try desk()
    let (first, second) = (desk.listed[0], desk.listed[1])
    note("Premier", in: desk)
    desk.press("j")
    note("Second", in: desk)
    desk.press("k <Entrée> u")
    #expect(desk.screen.contains("\(first) · Annuler un acte"))
    desk.press("<Entrée>")
    #expect(try notes(first, in: desk) == 0 && notes(second, in: desk) == 1)
    desk.press("u")
    #expect(!desk.screen.contains("\(second) · Annuler un acte"))
  }

  @Test("Fifty acts are taken back one after the other, and done again in their order")
  func fifty() throws {
    let desk = try desk()
    let first = desk.listed[0]
    for number in 1...51 { note("Note \(number)", in: desk) }
    for _ in 1...50 { desk.press("u <Entrée>") }
    #expect(try notes(first, in: desk) == 1)
    for _ in 1...50 { desk.send(redo) }
    #expect(try notes(first, in: desk) == 51)
    desk.send(redo)
    #expect(desk.screen.contains("Rien à refaire"))
    desk.press("u <Entrée>")
    #expect(try notes(first, in: desk) == 50)
  }

  @Test("A new act leaves nothing to do again")
  func newAct() throws {
    let desk = try desk()
    note("Un", in: desk)
    desk.press("u <Entrée>")
    note("Deux", in: desk)
    desk.send(redo)
    #expect(desk.commands.isEmpty && desk.screen.contains("Rien à refaire"))
  }

  @Test("An act on several dossiers is one step, taken back and done again as one")
  func bulk() throws {
    let desk = try desk()
    let marked = Array(desk.listed.prefix(5))
    note("Avant", in: desk)
    desk.press("<espace> <espace> <espace> <espace> <espace> n")
    desk.type("Ensemble")
    desk.press("<Entrée> o <Échap>")
    #expect(try marked.map { try notes($0, in: desk) } == [2, 1, 1, 1, 1])
    desk.press("u")
    #expect(desk.screen.contains("Annuler un acte groupé · 5 dossiers"))
    #expect(marked.allSatisfy(desk.screen.contains))
    desk.press("<Entrée> o")
    #expect(desk.screen.contains("5 faits"))
    #expect(try marked.map { try notes($0, in: desk) } == [1, 0, 0, 0, 0])
    desk.press("<Échap>")
    desk.send(redo)
    desk.press("o <Échap>")
    #expect(try marked.map { try notes($0, in: desk) } == [2, 1, 1, 1, 1])
    desk.press("u <Entrée> o <Échap> u <Entrée>")
    #expect(try marked.map { try notes($0, in: desk) } == [0, 0, 0, 0, 0])
  }

  @Test("An act on which another rests is told, and the next key goes on to the one before")
  func dependent() throws {
    let desk = try desk()
    desk.choose(.preInstruction)
    note("Avant", in: desk)
    let noted = try #require(desk.selected)
    desk.open("D-2026-0103")
    desk.press("v <Entrée> <Échap>")
    try desk.meanwhile(.validatePreInstruction(volets: [.b]), on: "D-2026-0103", by: DeskPeople.c1B)
    try desk.meanwhile(.validateInstruction(volets: [.a]), on: "D-2026-0103", by: DeskPeople.otherA)
    desk.press("u")
    #expect(!desk.hasForm)
    #expect(desk.screen.contains("D-2026-0103, «") && desk.screen.contains("u de nouveau passe"))
    desk.press("u")
    #expect(desk.screen.contains("\(noted) · Annuler un acte"))
  }

  @Test("What is done again on another dossier is told without the names of the one shown")
  func elsewhere() throws {
    let desk = try desk()
    desk.open("D-2026-0103")
    desk.press("v <Entrée> u <Entrée> <Échap>")
    desk.press("g g")
    try #require(desk.selected != "D-2026-0103")
    desk.send(redo)
    #expect(desk.toast == "D-2026-0103 : Pré-instruction validée. u pour annuler.")
  }

  @Test(
    "Doing again that fails is no act: the next one is a new act, and leaves nothing to do again")
  func failure() throws {
    let desk = try desk()
    for text in ["Un", "Deux"] { note(text, in: desk) }
    desk.press("u <Entrée> u <Entrée>")
    var app = desk.app
    _ = app.update(.input(redo))
    _ = app.update(.said(Toast(kind: .error, text: "Le disque est plein.")))
    #expect(app.steps.redo.count == 2)
    _ = app.update(.input(.key(.down)))
    let stream = try #require(app.dossiers.list.selected)
    let act = Act(stream: stream, command: .addNote(note: "s-1", visibility: .shared))
    let receipt = try desk.store.trial(
      act, as: Session(actor: DeskPeople.c1A) { DeskStore.moment(on: DeskStore.today) })
    _ = app.update(.performed(receipt))
    #expect(app.steps.redo.isEmpty)
  }

  @Test("An act on several dossiers done again in part leaves the rest to be done again")
  func stopped() throws {
    let desk = try desk()
    desk.press(String(repeating: "<espace> ", count: 8) + "n")
    desk.type("Ensemble")
    desk.press("<Entrée> o <Échap> u <Entrée> o <Échap>")
    desk.send(redo)
    desk.isHeld = true
    desk.press("o")
    desk.press("<Échap> <Échap>")
    desk.isHeld = false
    let done = try desk.listed.prefix(8).reduce(0) { try $0 + notes($1, in: desk) }
    #expect(done > 0 && done < 8)
    desk.send(redo)
    desk.press("o <Échap>")
    #expect(try desk.listed.prefix(8).allSatisfy { try notes($0, in: desk) == 1 })
  }

  @Test("What a reader asks to take back or to do again is refused as every act is")
  func reading() throws {
    let desk = try desk()
    note("Un", in: desk)
    desk.press(":")
    desk.type("lecture")
    desk.press("<Entrée>")
    for event in [InputEvent.key(.character("u")), redo] {
      desk.send(event)
      #expect(!desk.hasForm && desk.screen.contains("Lecture seule"))
    }
  }
}
