import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("The mails of this desk: what became of them, and what a person decides")
struct MailsTests {
  private func desk(isFilled: Bool = true) throws -> Desk {
    let desk = try Desk()
    if isFilled { try MailScene.all(desk) }
    desk.press(":envois <Entrée>")
    return desk
  }

  private func state(_ desk: Desk, _ id: Int) throws -> MailState? {
    try desk.store.mail(id)?.course.state
  }

  @Test("What asks for somebody comes first, with what to do; Escape leaves")
  func list() throws {
    let desk = try desk()
    let rows = desk.screen.split(separator: "\n").filter { $0.contains("R. Informatique") }
    let states = ["! incertain", "! refusé", "· en attente", "– annulé", "✓ parti"]
    #expect(rows.count == states.count)
    for (row, state) in zip(rows, states) { #expect(row.contains(state), "\(row)") }
    #expect(desk.screen.contains("p le considère comme parti"))
    desk.press("j")
    #expect(desk.screen.contains("550 5.1.1 no such user"))
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil)
    let empty = try self.desk(isFilled: false)
    #expect(empty.screen.contains("Aucun courriel n'a été écrit sur ce poste."))
    empty.press("r x p <Entrée>")
    #expect(empty.toast == nil)
  }

  @Test("Each key decides; what makes no sense is refused with the reason")
  func decisions() throws {
    let desk = try desk()
    desk.press("x")
    #expect(try state(desk, 5) == .uncertain)
    #expect(desk.toast?.contains("il est peut-être déjà parti") == true)
    desk.press("p")
    #expect(try state(desk, 5) == .sent && desk.toast == "Courriel 5 : parti.")
    desk.press("r")
    // The list holds the mail chosen, now among those that left.
    #expect(desk.toast?.contains("jamais envoyé deux fois") == true)
    desk.press("<Début> x")
    #expect(try state(desk, 4) == .cancelled)
    desk.press("r")
    #expect(try state(desk, 4) == .waiting && desk.toast == "Courriel 4 : en attente.")
  }

  @Test("A mail shows its headers, its body, and its attachments when asked")
  func detail() throws {
    let desk = try desk()
    desk.press("j <Entrée>")
    for piece in [
      "À : R. Informatique <si3@bailleur-3.example>", "Le rapport est joint : chaque ligne dit",
      "550 5.1.1 no such user", "rapport-3.csv · text/csv, 37 octets",
    ] { #expect(desk.screen.contains(piece), "\(desk.screen)") }
    #expect(!desk.screen.contains("2;C (3);PAT-L01"))
    desk.press("<Entrée>")
    #expect(desk.screen.contains("2;C (3);PAT-L01"))
    // On a small screen what was asked for comes into sight.
    desk.send(.resize(Size(columns: 80, rows: 24)))
    desk.press("<Début> <Entrée>")
    #expect(!desk.screen.contains("2;C (3);PAT-L01"))
    desk.press("<Entrée>")
    #expect(desk.screen.contains("2;C (3);PAT-L01"))
    desk.press("<Début>")
    desk.press("r")
    #expect(try state(desk, 4) == .waiting)
    #expect(desk.screen.contains("· en attente, essai maintenant, aucun essai"))
    desk.press("<Échap>")
    #expect(desk.screen.contains("Sujet"))
  }

  @Test("Going back comes back to the mail")
  func back() throws {
    let desk = try desk()
    desk.press("<Entrée> 2 <")
    #expect(desk.screen.contains("Courriel 5"))
    desk.press("<")
    #expect(desk.screen.contains("Sujet"))
  }

  @Test("What stops leaving by itself is said wherever the operator is, and the list follows")
  func moved() throws {
    let desk = try Desk()
    try MailScene.all(desk)
    let refused = try #require(try desk.store.mail(4))
    desk.move([refused])
    #expect(desk.asked.isEmpty)
    #expect(
      desk.toast
        == "Le courriel « Patrimoine : rapport de l'import du 24/03/2026 » n'est pas parti. "
        + ":envois dit que faire.")
    desk.press(":envois <Entrée>")
    try desk.store.decide(.cancelled, onMail: 3, at: MailScene.now)
    desk.move([try #require(try desk.store.mail(3))])
    #expect(desk.screen.contains("2 annulé"))
  }
}
