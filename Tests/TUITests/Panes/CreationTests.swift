import Domain
import Testing

@testable import TUI

@Suite("A dossier is created by a form, from any place of the program")
struct CreationTests {
  /// Fills the questions of one volet, from its bailleur on.
  private static func volet(_ bailleur: String, _ logement: String, contact: String) -> String {
    "\(bailleur) <Tab> \(logement) <Tab> T3 <Tab> 93048 <Tab> Montreuil <Tab> Dupont <Tab> "
      + "\(contact) <Tab> <Tab> "
  }

  private static let filled =
    "+ <Tab> " + volet("", "LOG-X", contact: "") + volet("bélier", "LOG-Y", contact: "petit")

  @Test("The first free reference, one's own bailleur and oneself are proposed")
  func proposals() throws {
    let desk = try Desk(DeskPeople.c1A)
    desk.press("+")
    #expect(desk.hasForm, "\(desk.screen)")
    #expect(desk.screen.contains("D-2026-0122"))
    desk.press(String(Self.filled.dropFirst(2)))
    desk.press("<Entrée>")
    guard case .create(let reference, let volets) = try #require(desk.commands.first) else {
      Issue.record("another command")
      return
    }
    #expect(reference == "D-2026-0122")
    #expect(volets.map(\.bailleur) == [DeskPeople.bailleurA, DeskPeople.bailleurB])
    #expect(volets.map(\.contact1) == [DeskPeople.c1A.id, DeskPeople.c1B.id])
    #expect(volets.map(\.logement.commune) == ["Montreuil", "Montreuil"])
    let dossier = try desk.dossier("D-2026-0122")
    #expect(dossier.status == .constitution)
    #expect(desk.app.dossiers.list.selected != nil && desk.screen.contains("D-2026-0122"))
    desk.press("s")
    #expect(desk.hasForm, "the new dossier is shown, ready for its NUR: \(desk.screen)")
  }

  @Test("What the store alone knows is said at its field: a logement that is engaged")
  func engaged() throws {
    let desk = try Desk(DeskPeople.c1A)
    desk.press("2 " + Self.filled.replacing("LOG-Y", with: "LOG-B-102") + "<Entrée>")
    #expect(desk.hasForm)
    #expect(desk.screen.contains("LOG-B-102 est déjà engagé dans le dossier D-2026-0102"))
  }

  @Test("An agent of another bailleur is refused as it is chosen")
  func stranger() throws {
    let desk = try Desk(DeskPeople.c1A)
    desk.press(Self.filled.replacing("petit", with: "martin") + "<Entrée>")
    #expect(desk.commands.isEmpty)
    #expect(desk.screen.contains("C. Martin n'est pas un agent de Bailleur Bélier"))
  }

  @Test("A facilitator gives the reason for acting in the first bailleur's name")
  func onBehalf() throws {
    let desk = try Desk(DeskPeople.facilitator)
    desk.press(":")
    desk.type("creer")
    desk.press("<Entrée> téléphone <Tab> <Tab> " + Self.volet("coteaux", "LOG-X", contact: ""))
    desk.press(Self.volet("bélier", "LOG-Y", contact: "") + "<Entrée>")
    #expect(desk.commands.count == 1, "\(desk.screen)")
    let signature = try desk.dossier("D-2026-0122").history.first?.signature
    #expect(signature?.onBehalf?.organisation == DeskPeople.bailleurA)
  }

  @Test("Who may not create one is told why")
  func closed() throws {
    let desk = try Desk(DeskPeople.c2A)
    desk.press("+")
    #expect(!desk.hasForm)
    #expect(desk.toast?.hasPrefix("Vous êtes contact 2 : la création du dossier revient") == true)
  }
}
