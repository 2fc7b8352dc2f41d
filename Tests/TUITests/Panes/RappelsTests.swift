import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("The rappels à la charte: their list, their letters, their follow-up")
struct RappelsTests {
  private func desk(
    _ person: Operator = DeskPeople.gie, _ scene: (Desk) throws -> Void = RappelScene.all
  ) throws -> Desk {
    let desk = try Desk(person)
    try scene(desk)
    desk.press(":rappels <Entrée>")
    return desk
  }

  private func rappels(_ desk: Desk) throws -> [RappelSummary] {
    let now = DeskStore.moment(on: DeskStore.today)
    return try desk.store.rappels(for: Session(actor: DeskPeople.gie) { now }).map(\.summary)
  }

  @Test("What asks for a decision comes first, what is over last; Escape leaves")
  func list() throws {
    let desk = try desk()
    let rows = desk.screen.split(separator: "\n").filter { $0.contains(" R-2") }
    #expect(rows.count == 3)
    for (row, words) in zip(rows, ["! proposé", "~ rappel formel", "✓ clos"]) {
      #expect(row.contains(words), "\(row)")
    }
    #expect(desk.screen.contains("1 à décider · 1 en suivi · 1 terminé"))
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil)
    let empty = try self.desk(DeskPeople.gie) { _ in }
    #expect(empty.screen.contains("Aucun manquement répété, aucun rappel."))
  }

  @Test("The letter is pre-filled, edited, mailed with the act, and followed")
  func letter() throws {
    let desk = try desk()
    desk.press("<Entrée>")
    #expect(desk.screen.contains("Constat du 23/03/2026, figé"), "\(desk.screen)")
    #expect(desk.screen.contains("D-2026-0119, volet A : échéance du 13/03/2026 dépassée de 10"))
    #expect(desk.screen.contains("l ouvre la lettre (rappel d'information), déjà remplie"))
    desk.edited = "Madame, Monsieur,\n\nla lettre telle que relue.\n"
    desk.press("a")
    #expect(desk.screen.contains("À : G. Laurent <g.laurent@coteaux.example>"), "\(desk.screen)")
    #expect(desk.screen.contains("GIE Échanger Habiter"))
    desk.press("<Tab> <Tab> <Ctrl-E>")
    let given = desk.asked.compactMap { if case .edit(let text) = $0 { text } else { nil } }
    #expect(given.first?.contains("Réf. :  R-260323-") == true)
    #expect(desk.screen.contains("la lettre telle que relue."))
    desk.press("<Entrée>")
    #expect(desk.toast?.contains("rappel d'information envoyé à G. Laurent") == true)
    let mail = try #require(try desk.store.mails(limit: 9).first)
    #expect(mail.body == "Madame, Monsieur,\n\nla lettre telle que relue.")
    #expect(desk.screen.contains("~ rappel d'information"), "\(desk.screen)")
    #expect(desk.screen.contains("Suivi : "))
    desk.press("<Échap>")
    #expect(desk.screen.contains("manquement en cours") || desk.screen.contains("reste "))
    desk.press("<Entrée> u")
    #expect(desk.toast == "La lettre est partie par courriel : elle ne se reprend pas.")
  }

  @Test("Sent by other means, it is written to files, recorded, and can be taken back")
  func export() throws {
    let desk = try desk()
    let folder = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    desk.accessFolder = folder
    func files() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
    let before = try rappels(desk)
    desk.press("<Entrée> e")
    #expect(desk.toast?.hasPrefix("Écrit : \(folder)/rappel-R-260323-") == true)
    #expect(try files().map { $0.suffix(15) } == ["information.eml", "information.txt"])
    #expect(try rappels(desk) == before)
    desk.press("l f <Entrée>")
    #expect(try rappels(desk).first?.stage == .information, "\(desk.screen)")
    #expect(desk.toast?.hasPrefix("Rappel d'information enregistré. Écrit : ") == true)
    #expect(try desk.store.mails(limit: 9).isEmpty)
    desk.press("u")
    #expect(desk.toast == "Acte annulé.")
    #expect(try rappels(desk).contains { $0.stage == .proposed })
  }

  @Test("A proposal is set aside with a motive, taken back by u; stages out of order say why")
  func dismissal() throws {
    let desk = try desk()
    desk.press("x 2 <Entrée>")
    #expect(try rappels(desk).contains { $0.stage == .dismissed }, "\(desk.screen)")
    #expect(desk.screen.contains("Cause extérieure"))
    desk.press("l")
    #expect(desk.toast?.contains("Ce rappel est écarté") == true)
    desk.press("u i")
    #expect(desk.toast?.contains("Un point en instance suit un rappel formel.") == true)
    desk.press("<Échap> <Bas> i <Tab> <Ctrl-U> 15/04 <Entrée>")
    #expect(
      desk.toast?.contains("inscrit au conseil d'administration du 15/04/2026") == true,
      "\(desk.screen)")
  }

  @Test("Sixty days without a breach close it, in one key and one Enter")
  func closing() throws {
    let desk = try desk(DeskPeople.gie, RappelScene.quiet)
    #expect(desk.screen.contains("terminé, à clore"), "\(desk.screen)")
    desk.press("a")
    #expect(desk.screen.contains("retour à la conformité"), "\(desk.screen)")
    desk.press("<Entrée>")
    #expect(try rappels(desk).map(\.stage) == [.closed])
    #expect(desk.screen.contains("clos : retour à la conformité"))
  }

  @Test("Enter on a fact opens its dossier, and Escape comes back to the rappel")
  func dossier() throws {
    let desk = try desk()
    desk.press("<Entrée>")
    desk.press("<Entrée>")
    #expect(desk.toast == "Cette ligne n'ouvre aucun dossier.")
    guard case .rappels(let sheet) = desk.app.sheet, let page = sheet.page else {
      Issue.record("no rappel")
      return
    }
    let place = try #require(page.rows.firstIndex { $0.dossier == "D-2026-0119" })
    desk.press(Array(repeating: "j", count: place).joined(separator: " ") + " <Entrée>")
    #expect(desk.app.sheet == nil && desk.selected == "D-2026-0119", "\(desk.screen)")
    desk.press("<Échap>")
    #expect(desk.screen.contains("Constat du 23/03/2026"), "\(desk.screen)")
  }

  @Test("A bailleur's administrator reads its own and does nothing; an agent reads none")
  func rights() throws {
    let desk = try desk(DeskPeople.adminA)
    #expect(desk.screen.contains("Habitat des Coteaux"))
    #expect(!desk.screen.contains("Bailleur Bélier"))
    desk.press("<Entrée> l")
    #expect(desk.toast?.contains("l'envoi d'un rappel revient à : coordination du GIE") == true)
    let agent = try self.desk(DeskPeople.c1A)
    #expect(agent.toast?.contains("Les rappels à la charte sont lus par : le GIE") == true)
    #expect(agent.app.sheet == nil)
    let aatiko = try self.desk(DeskPeople.facilitator)
    aatiko.press("<Entrée> x")
    #expect(aatiko.toast?.contains("revient à : coordination du GIE") == true)
  }
}
