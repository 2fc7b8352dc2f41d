import Domain
import Storage
import Testing

@testable import TUI

@Suite("Reading only, by choice or because another program writes")
struct ReadingTests {
  @Test(":lecture closes every act with its reason, and gives them back")
  func chosen() throws {
    let desk = try Desk()
    desk.press("2")
    desk.press(":lecture <Entrée>")
    #expect(desk.toast?.hasPrefix("Lecture seule : aucun acte ne peut partir d'ici.") == true)
    #expect(desk.screen.contains("lecture seule : vous l'avez choisie"))
    for key in ["a", "v", "n", "u", "N", "+"] {
      desk.press(key)
      #expect(!desk.hasForm, "\(key)")
      #expect(desk.toast?.hasPrefix("Lecture seule : vous l'avez choisie.") == true, "\(key)")
      #expect(desk.commands.isEmpty, "\(key)")
    }
    desk.press("m")
    #expect(desk.screen.contains("Lecture seule : vous l'avez choisie."))
    desk.press("<Échap>")
    desk.press(":lecture <Entrée>")
    #expect(desk.toast == "Les actes sont de nouveau possibles.")
    desk.press("n")
    #expect(desk.hasForm)
  }

  @Test("What the other program writes comes to the screen; :lecture cannot take its place")
  func imposed() throws {
    let desk = try Desk(columns: 140, rows: 45)
    desk.press(":lecture <Entrée>")
    let other = try Store(desk.store.location)
    desk.press(":lecture <Entrée>")
    #expect(desk.toast?.contains("habiter est déjà ouvert (processus") == true)
    #expect(desk.screen.contains("lecture seule : habiter est déjà ouvert (processus"))
    desk.press("2")
    let reference = try #require(desk.selected)
    let stream = try #require(try other.dossiers.stream(ofReference: reference))
    let now = DeskStore.moment(on: DeskStore.today)
    let note = Secret("s-note", .note, "Le locataire rappelle.")
    try other.perform(
      Act(
        stream: stream, command: .addNote(note: "s-note", visibility: .shared), secrets: [note]),
      as: Session(actor: DeskPeople.c1A) { now })
    desk.follow()
    desk.press("<Tab> z")
    #expect(desk.screen.contains("Le locataire rappelle."))
    #expect(desk.selected == reference)
    other.close()
    desk.press(":lecture <Entrée>")
    #expect(desk.toast == "Les actes sont de nouveau possibles.")
    #expect(desk.screen.contains("sur ce poste"))
  }

  @Test("The frame says it at every width", arguments: [60, 80, 100, 140])
  func frame(columns: Int) throws {
    let desk = try Desk(columns: columns, rows: 24)
    let other = try Store(desk.store.location, for: .reading)
    desk.store.close()
    withExtendedLifetime(other) { desk.press(":lecture <Entrée>") }
    #expect(desk.screen.split(separator: "\n").first?.contains("lecture") == true)
  }
}
