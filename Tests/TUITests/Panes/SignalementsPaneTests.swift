import Domain
import Storage
import Testing

@testable import TUI

@Suite("The signalements: queues, the list, one with what is known beside it")
struct SignalementsPaneTests {
  private func desk(
    _ person: Operator = DeskPeople.facilitator, columns: Int = 140, rows: Int = 45,
    on scene: (Desk) throws -> Void = SignalementScene.few
  ) throws -> Desk {
    let desk = try Desk(person, columns: columns, rows: rows)
    try scene(desk)
    desk.press("3")
    return desk
  }

  @Test("Queues count and narrow the list; what there is to do stands in the top line")
  func queues() throws {
    let desk = try desk()
    #expect(desk.app.signalements.counts?[.aTrier] == 6)
    #expect(desk.screen.contains(" 3 Signalements 6 "), "\(desk.screen)")
    #expect(desk.listedSignalements == SignalementScene.few.map(\.number))
    desk.press("<Maj-Tab> <Fin>")
    #expect(desk.app.signalements.queue == .clos && desk.listedSignalements.isEmpty)
    #expect(desk.screen.contains("Aucun signalement dans cette file."))
    desk.press("<Début> <Entrée>")
    #expect(desk.app.signalements.queue == .aTrier)
    #expect(desk.app.place == .signalements)
  }

  @Test("A list of hundreds holds the rows near the screen; the selection holds by identity")
  func paging() throws {
    let desk = try desk(on: SignalementScene.hundreds)
    let pane = desk.app.signalements
    #expect(pane.list.count == 300 && pane.list.rows.count < 100)
    desk.press("<Fin>")
    #expect(desk.selectedSignalement == "S-10299", "\(desk.screen)")
    #expect(desk.app.signalements.detail?.signalement.number == "S-10299")
    desk.press("<Début> j j")
    #expect(desk.selectedSignalement == "S-10002")
    var first = SignalementScene.unclear
    (first.number, first.age) = ("S-0001", 30)
    try SignalementScene.receive([first], in: desk)
    #expect(desk.selectedSignalement == "S-10002" && desk.app.signalements.list.count == 301)
    for _ in 0..<40 { desk.press("<PgSuiv>") }
    #expect(desk.selectedSignalement == "S-10299")
  }

  @Test("Typing narrows to what holds the words, wherever they stand")
  func filter() throws {
    let desk = try desk()
    desk.press("/")
    desk.type("BAIL surf")
    #expect(desk.listedSignalements == ["S-1003"])
    desk.press("<Entrée>")
    #expect(desk.screen.contains("filtre : BAIL surf") && desk.app.signalements.prompt == nil)
    desk.press("<Échap>")
    #expect(desk.listedSignalements.count == 6)
    desk.press("/ s-1005 <Entrée>")
    #expect(desk.listedSignalements == ["S-1005"])
    desk.press("/")
    desk.type("zzz")
    #expect(desk.screen.contains("Échap efface le filtre"), "\(desk.screen)")
  }

  @Test("Beside the message stands what is known: file, dossier, the tenant's others")
  func context() throws {
    let desk = try desk(on: SignalementScene.duplicates)
    desk.press("j")
    let screen = desk.screen
    #expect(screen.contains("doublon") && screen.contains("Même message que S-2001"), "\(screen)")
    #expect(screen.contains("Du même locataire · 3"))
    #expect(!screen.contains("075011912345678901") && screen.contains("075•••••••••••8901"))
    let own = try self.desk()
    #expect(own.screen.contains("Dossier : D-2026-0101"), "\(own.screen)")
    #expect(own.screen.contains("4\u{A0}j, au-delà de la cible indicative de 3\u{A0}j"))
    #expect(!own.screen.contains("en retard depuis"))
  }

  @Test("A long message is read to its end, a hostile one harms nothing")
  func hostile() throws {
    let desk = try desk(columns: 80, rows: 24, on: SignalementScene.hostile)
    desk.press("<Entrée>")
    #expect(desk.app.place == .signalement)
    #expect(desk.screen.contains("Bailleur :"), "\(desk.screen)")
    desk.press("<Fin>")
    #expect(desk.screen.contains("Historique"), "\(desk.screen)")
    for _ in 0..<4 {
      desk.press("<Échap> j")
      desk.press("<Tab>")
      #expect(!desk.screen.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
      #expect(!desk.screen.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    }
    #expect(desk.screen.contains("075•••••••••••8901"), "\(desk.screen)")
  }

  @Test("A bailleur's agent sees its own, as what it has to answer, and no internal note")
  func bailleur() throws {
    let desk = try desk(DeskPeople.c1A, on: SignalementScene.asked)
    #expect(desk.screen.contains("À répondre") && desk.screen.contains(" 3 Signalements 3 "))
    #expect(desk.app.signalements.queue == .chezBailleur)
    #expect(desk.listedSignalements == ["S-1101", "S-1002", "S-1003"], "\(desk.screen)")
    desk.press("j")
    #expect(desk.screen.contains("Pourriez-vous préciser"), "\(desk.screen)")
    #expect(!desk.screen.contains("Déjà eu au téléphone"))
    let aatiko = try self.desk(on: SignalementScene.asked)
    aatiko.press(":S-1002 <Entrée>")
    #expect(aatiko.screen.contains("Déjà eu au téléphone"), "\(aatiko.screen)")
    #expect(aatiko.screen.contains("Notes internes, lues par Aatiko seulement"))
    let other = try self.desk(DeskPeople.c1B, on: SignalementScene.asked)
    #expect(other.listedSignalements.isEmpty)
    other.press(":S-1002 <Entrée>")
    #expect(other.toast?.contains("Aucun signalement « S-1002 »") == true)
  }

  @Test("Who reads no signalement is told so, and who does")
  func nobody() throws {
    let desk = try desk(PatrimoineScene.aorif)
    #expect(desk.screen.contains("Les signalements sont ouverts à"), "\(desk.screen)")
    for keys in ["<Entrée>", "a", "m", "r", "u", "+"] {
      desk.press(keys)
      #expect(desk.app.overlay == nil, "\(keys)")
    }
  }

  @Test("The footer says what keys do for this operator, here and now")
  func footer() throws {
    func footer(_ desk: Desk) -> Substring { desk.screen.split(separator: "\n").last ?? "" }
    #expect(footer(try desk()).contains("Entrée accepter  r répondre  x Actimage"))
    let small = try desk(columns: 80, rows: 24)
    #expect(footer(small).contains("Entrée ouvrir"))
    small.press("<Entrée>")
    #expect(footer(small).contains("Entrée accepter"))
    let own = try desk(DeskPeople.c1A, on: SignalementScene.asked)
    #expect(footer(own).contains("Entrée ouvrir  r répondre  x demander  i préciser"))
    #expect(!footer(own).contains("Actimage") && !footer(own).contains("doublon"))
  }

  @Test("Why somebody cannot register is said from the bailleur's file")
  func diagnosis() throws {
    let desk = try desk { desk in
      try PatrimoineScene.imported(desk)
      try SignalementScene.asked(desk)
    }
    desk.press(":S-1101 <Entrée> h")
    #expect(desk.screen.contains("Pourquoi ne peut-il pas s'inscrire ?"), "\(desk.screen)")
    desk.type("ZZ99")
    desk.press("<Entrée>")
    #expect(desk.screen.contains("•") && !desk.screen.contains("Lecture…"), "\(desk.screen)")
    desk.press("<Échap>")
    #expect(desk.app.overlay == nil)
  }

  @Test("A click chooses a queue, a row, the detail")
  func clicks() throws {
    let desk = try desk()
    desk.send(.mouse(MouseEvent(kind: .click, position: Position(column: 40, row: 5))))
    #expect(desk.selectedSignalement == "S-1003", "\(desk.screen)")
    desk.send(.mouse(MouseEvent(kind: .click, position: Position(column: 60, row: 30))))
    #expect(desk.app.place == .signalement)
    desk.send(.mouse(MouseEvent(kind: .click, position: Position(column: 5, row: 4))))
    #expect(desk.app.signalements.queue == .chezBailleur)
  }

  @Test("The pace counts the acts of the last minutes")
  func pace() {
    var pace = TriagePace()
    let start = Moment(seconds: 1_000_000)
    #expect(pace.words(at: start) == nil)
    pace.note(at: start)
    #expect(pace.words(at: start + 3) == nil)
    for index in 1...23 { pace.note(at: start + Int64(index * 3)) }
    #expect(pace.words(at: start + 75) == "18,4/min")
    #expect(pace.words(at: start + 1000) == nil)
  }
}
