import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("The tickets of this desk: what became of them, and what a person decides")
struct TicketsTests {
  private func desk(isFilled: Bool = true) throws -> Desk {
    let desk = try Desk()
    if isFilled { try TicketScene.all(desk) }
    desk.press(":tickets <Entrée>")
    return desk
  }

  private func state(_ desk: Desk, _ id: Int) throws -> TicketState? {
    try desk.store.ticket(id)?.course.state
  }

  @Test("What asks for somebody comes first, with what to do; Escape leaves")
  func list() throws {
    let desk = try desk()
    let rows = desk.screen.split(separator: "\n").filter { $0.contains(" S-2026-") }
    let states = [
      "! refusé", "! introuvable", "~ incertain", "· à créer", "· suivi", "✓ suivi", "– annulé",
    ]
    #expect(rows.count == states.count)
    for (row, state) in zip(rows, states) { #expect(row.contains(state), "\(row)") }
    #expect(desk.screen.contains("Le suivi n'est pas dans la liste"))
    #expect(desk.screen.contains("r le redemande ; x y renonce"))
    #expect(desk.screen.contains("#812") && desk.screen.contains("Résolu (fermé)"))
    #expect(desk.screen.contains("Démonstration : aucun ticket ne part d'ici."))
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil)
    let empty = try self.desk(isFilled: false)
    #expect(empty.screen.contains("Aucun ticket n'a été demandé depuis ce poste."))
    empty.press("r x y <Entrée>")
    #expect(empty.toast == nil)
  }

  @Test("Each key decides; what makes no sense is refused with the reason")
  func decisions() throws {
    let desk = try desk()
    desk.press("x")
    #expect(try state(desk, 7) == .cancelled && desk.toast == "Ticket de S-2026-01207 : annulé.")
    desk.press("r")
    #expect(try state(desk, 7) == .waiting)
    desk.press("<Début> j x")
    #expect(try state(desk, 5) == .uncertain)
    #expect(desk.toast?.contains("il est d'abord cherché") == true)
    desk.press("r")
    #expect(try state(desk, 5) == .uncertain && desk.toast?.hasSuffix("incertain.") == true)
    desk.press("<Début> r")
    #expect(try state(desk, 6) == .followed)
    desk.press("x")
    #expect(desk.toast?.contains("Fermez-le là-bas.") == true)
  }

  @Test("A ticket shows what was asked, word for word, and its address is copied")
  func detail() throws {
    let desk = try desk()
    desk.press("j j j j <Entrée>")
    for piece in [
      "Demande de ticket 3", "#812 · https://redmine.example/issues/812", "En cours",
      "[locataire] a essayé trois fois", "Repère habiter : EH-act-2", "dysfonctionnement",
    ] { #expect(desk.screen.contains(piece), "\(desk.screen)") }
    desk.press("y")
    #expect(desk.copied == "https://redmine.example/issues/812")
    desk.press("r")
    #expect(desk.toast?.contains("Démonstration") == true)
    desk.press("2 <")
    #expect(desk.screen.contains("Demande de ticket 3"))
    desk.press("<Échap>")
    #expect(desk.screen.contains("Chez Redmine"))
    desk.press("<Début> y")
    #expect(desk.copied == nil && desk.toast == "Ce ticket n'a pas encore d'adresse.")
  }

  @Test("What stops by itself is said wherever the operator is, and a silent Redmine has its sign")
  func moved() throws {
    let desk = try Desk()
    try TicketScene.all(desk)
    #expect(!desk.screen.contains("! Redmine"))
    desk.move([try #require(try desk.store.ticket(7))], silence: "Redmine n'a pas répondu à temps.")
    #expect(
      desk.toast == "Le ticket de S-2026-01207 n'a pas été créé. :tickets dit que faire.")
    #expect(desk.screen.contains("! Redmine"))
    desk.move([], silence: nil)
    #expect(!desk.screen.contains("! Redmine"))
    desk.press(":tickets <Entrée>")
    try desk.store.decide(.cancelled, onTicket: 4, at: TicketScene.now)
    desk.move([try #require(try desk.store.ticket(4))], silence: nil)
    #expect(desk.screen.contains("2 annulé"))
  }
}
