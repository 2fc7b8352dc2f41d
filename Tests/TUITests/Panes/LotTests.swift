import Domain
import Storage
import Testing

@testable import TUI

@Suite("Marks, and acts on the dossiers marked")
struct LotTests {
  /// Every open dossier of the first bailleur, in the order of the references.
  private func desk(_ person: Operator = DeskPeople.c1A, rows: Int = 45) throws -> Desk {
    let desk = try Desk(person, rows: rows)
    desk.press("2")
    desk.choose(.open)
    desk.press("o g g")
    return desk
  }

  private func mark(_ references: [String], in desk: Desk) throws {
    for reference in references {
      desk.press("/")
      desk.type("2026-0\(reference)")
      try #require(desk.listed == ["D-2026-0\(reference)"])
      desk.press("<Entrée> <espace> <Échap>")
    }
  }

  private func panel(_ desk: Desk) -> BulkPanel? {
    if case .bulk(let panel) = desk.app.overlay { panel } else { nil }
  }

  private func report(_ desk: Desk) -> BulkList? {
    if case .report(let list) = desk.app.sheet { list } else { nil }
  }

  private func preview(_ desk: Desk) -> BulkList? {
    if case .preview(_, let list) = panel(desk)?.phase { list } else { nil }
  }

  private func form(_ desk: Desk) -> Form? {
    if case .form(let form) = panel(desk)?.phase { form } else { nil }
  }

  @Test("A mark goes to the next row, and stays with its dossier through order, queue and filter")
  func marks() throws {
    let desk = try desk()
    let first = desk.listed[0]
    desk.press("<espace>")
    #expect(desk.selected == desk.listed[1])
    #expect(desk.screen.contains("· 1 marqué ·"))
    #expect(desk.screen.contains(" *\(first)"))
    desk.press("<espace> o")
    #expect(desk.screen.contains("· 2 marqués ·") && desk.screen.contains("*\(first)"))
    desk.choose(.closed)
    #expect(desk.screen.contains("· 2 marqués ·") && !desk.screen.contains("*D-"))
    desk.choose(.open)
    #expect(desk.screen.contains("*\(first)"))
    desk.press("g g /")
    desk.type("0104")
    desk.press("<Entrée> <espace>")
    #expect(desk.app.dossiers.marks.count == 3)
    desk.press("<Échap>")
    #expect(desk.app.dossiers.filter.isEmpty && desk.app.dossiers.marks.count == 3)
    desk.press("<Échap>")
    #expect(desk.app.dossiers.marks.isEmpty && !desk.screen.contains("marqué ·"))
  }

  @Test("« * » marks the whole list, however far it goes, and takes its marks away again")
  func markAll() throws {
    let desk = try desk(rows: 16)
    let all = try #require(desk.app.dossiers.list.count)
    #expect(desk.app.dossiers.list.viewport.height < all)
    desk.press("<espace> *")
    #expect(desk.app.dossiers.marks.count == all)
    desk.press("*")
    #expect(desk.app.dossiers.marks.isEmpty)
    desk.press("<espace> /")
    desk.type("011")
    let narrowed = try #require(desk.app.dossiers.list.count)
    desk.press("<Entrée> *")
    #expect(desk.app.dossiers.marks.count == narrowed + 1)
    desk.press("*")
    #expect(desk.app.dossiers.marks.count == 1)
  }

  @Test("Marks of every number, from the first bit to those far apart")
  func bits() {
    var marks = DossierMarks()
    for number in [0, 63, 64, 99_999, 64] { marks.insert(number) }
    #expect(marks.numbers == [0, 63, 64, 99_999] && marks.count == 4)
    marks.remove(63)
    marks.remove(5_000_000)
    #expect(!marks.contains(63) && marks.contains(99_999) && marks.count == 3)
    marks.toggle(all: [0, 64, 99_999])
    #expect(marks.isEmpty && marks.numbers.isEmpty)
  }

  @Test("Form, preview, then the acts: nothing is written before the last key")
  func course() throws {
    let desk = try desk()
    let before = try desk.store.pendingCount()
    try mark(["102", "103", "105"], in: desk)
    desk.press("v")
    #expect(desk.screen.contains("2 des 3 dossiers marqués y sont ouverts."))
    desk.press("<Entrée>")
    let list = try #require(preview(desk))
    #expect(list.summary == "2 possibles, 1 refusé")
    #expect(list.selected?.reference == "D-2026-0105")
    #expect(list.selected?.text.isEmpty == false)
    desk.press("<Entrée>")
    #expect(desk.toast == "o enregistre ; Échap abandonne, sans rien enregistrer.")
    #expect(try desk.store.pendingCount() == before)
    desk.press("o")
    #expect(report(desk)?.summary == "2 faits, 1 refusé")
    #expect(desk.toast == "Valider la pré-instruction : 2 faits, 1 refusé.")
    #expect(try desk.store.pendingCount() == before + 2)
    #expect(desk.app.world.pendingCount == before + 2)
    #expect(desk.app.dossiers.marks.count == 1)
    for reference in ["D-2026-0102", "D-2026-0103"] {
      let last = try #require(try desk.dossier(reference).history.last)
      #expect(last.event.act == .validatePreInstruction && last.signature.moment == now)
    }
  }

  private var now: Moment { DeskStore.moment(on: DeskStore.today) }

  @Test("The report stays: Enter opens a dossier, Escape comes back, a command shows it again")
  func reading() throws {
    let desk = try desk()
    desk.press(":compte-rendu <Entrée>")
    #expect(desk.toast == "Aucun acte groupé depuis l'ouverture du programme.")
    try mark(["102", "103", "105"], in: desk)
    desk.press("v <Entrée> o <Bas> <Entrée>")
    #expect(desk.app.dossiers.detail?.dossier.reference == "D-2026-0102")
    desk.press("<Échap>")
    #expect(report(desk)?.selected?.reference == "D-2026-0102")
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil)
    desk.press(":compte-rendu <Entrée>")
    #expect(report(desk)?.entries.count == 3)
  }

  @Test("When several acts answer to the key, one is chosen; a, m offer all of them")
  func menus() throws {
    let desk = try desk()
    try mark(["102", "104"], in: desk)
    desk.press("v")
    #expect(desk.screen.contains("Valider la pré-instruction · 1 sur 2"))
    desk.press("<Bas> <Entrée> <Entrée>")
    #expect(preview(desk)?.title == "Valider l'instruction")
    #expect(preview(desk)?.summary == "1 possible, 1 refusé")
    desk.press("<Échap>")
    #expect(desk.toast == "Abandonné : rien n'a été enregistré.")
    for key in ["a", "m"] {
      desk.press(key)
      #expect(desk.screen.contains("Ajouter une note · 2 sur 2"))
      #expect(desk.screen.contains("Clore le volet · 0 sur 2"))
      desk.press("<Échap>")
    }
  }

  @Test("When no dossier is open to the act, the report says why of each; nothing else is asked")
  func none() throws {
    let desk = try desk()
    try mark(["102", "105"], in: desk)
    desk.press("x")
    let list = try #require(report(desk))
    #expect(list.summary == "2 refusés" && list.entries.allSatisfy { !$0.text.isEmpty })
    #expect(desk.app.dossiers.marks.count == 2)
  }

  @Test("Keys are heard between two batches: Escape stops, and the report says what is done")
  func stopping() throws {
    let desk = try desk()
    let before = try desk.store.pendingCount()
    desk.press("* n")
    desk.type("Dossiers relus")
    desk.press("<Entrée>")
    let possible = try #require(preview(desk)?.count(.possible))
    #expect(possible > 10)
    desk.isHeld = true
    desk.press("o j")
    #expect(desk.toast == "Échap arrête l'enregistrement." && panel(desk)?.progress.done == 5)
    desk.work()
    desk.press("<Échap>")
    #expect(report(desk)?.summary == "10 faits, \(possible - 10) non faits")
    #expect(try desk.store.pendingCount() == before + 10)
    #expect(!desk.work())
  }

  @Test("A note is written once and sealed for each dossier, its words from the editor if wanted")
  func note() throws {
    let desk = try desk()
    try mark(["102", "103"], in: desk)
    desk.edited = "Deux lignes\npour chacun"
    desk.press("n <Ctrl-E> <Entrée> o")
    let notes = try ["D-2026-0102", "D-2026-0103"].compactMap { reference -> SubjectID? in
      guard case .noteAdded(let note, _) = try desk.dossier(reference).history.last?.event else {
        return nil
      }
      return note
    }
    #expect(notes.count == 2 && notes[0] != notes[1])
    desk.press("<Entrée>")
    let texts = try #require(desk.app.dossiers.detail?.texts)
    #expect(texts.values.contains("Deux lignes\npour chacun"))
  }

  @Test("What belongs to one dossier is not done on several", arguments: ["s", "p", "b", "e", "N"])
  func oneByOne(_ key: String) throws {
    let desk = try desk()
    try mark(["102", "103"], in: desk)
    desk.press(key)
    #expect(desk.app.overlay == nil && desk.toast?.contains("dossier par dossier") == true)
  }

  @Test("One bailleur's two volets are validated together; a reminder goes to who is awaited")
  func volets() throws {
    let desk = try desk()
    try mark(["102", "116"], in: desk)
    desk.press("v <Entrée> o")
    #expect(report(desk)?.summary == "2 faits")
    #expect(try desk.dossier("D-2026-0116").status == .instruction)
    desk.press("<Échap>")
    try mark(["102"], in: desk)
    desk.press("R <Entrée> o")
    #expect(report(desk)?.summary == "1 fait")
    let last = try #require(try desk.dossier("D-2026-0102").history.last?.event)
    #expect(last.act == .remind && last.volet == .b)
  }

  @Test("An open dossier is acted on alone, whatever is marked; so is a row of Accueil")
  func openDossier() throws {
    let desk = try desk()
    try mark(["102", "103"], in: desk)
    desk.open("D-2026-0119")
    desk.press("v")
    #expect(desk.hasForm)
    desk.press("<Entrée>")
    #expect(desk.commands == [.validatePreInstruction(volets: [.a])])
    #expect(desk.app.dossiers.marks.count == 2)
  }

  @Test("What is refused for the first dossier does not keep the form from the others")
  func firstDossier() throws {
    let desk = try desk()
    try mark(["105", "120"], in: desk)
    desk.press("n <Entrée>")
    #expect(form(desk) != nil && desk.toast == "À remplir.")
    desk.press("<Échap> c <Ctrl-U> +19 <Entrée>")
    let list = try #require(preview(desk))
    #expect(list.summary == "1 possible, 1 refusé" && list.selected?.reference == "D-2026-0105")
    #expect(list.selected?.text.contains("otif") == true)
  }

  @Test("Nothing is done on several dossiers where only reading is possible")
  func readOnly() throws {
    let desk = try desk()
    try mark(["102", "103"], in: desk)
    desk.press(":lecture <Entrée> v")
    #expect(desk.app.overlay == nil && desk.toast?.contains("ecture") == true)
  }
}
