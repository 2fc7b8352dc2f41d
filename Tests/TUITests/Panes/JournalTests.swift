import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("The journal: who did what, when")
struct JournalTests {
  private func desk(_ person: Operator = DeskPeople.superAdmin, _ keys: String = "") throws -> Desk
  {
    let desk = try Desk(person)
    desk.press(":journal <Entrée> " + keys)
    return desk
  }

  private func rows(_ desk: Desk) -> [Substring] {
    desk.screen.split(separator: "\n").filter { $0.contains(" D-202") && $0.contains("/202") }
  }

  @Test("The latest come first, with who and whether others know; Escape leaves")
  func list() throws {
    let desk = try desk()
    #expect(rows(desk).count > 10)
    #expect(desk.screen.contains("Journal") && desk.screen.contains("sur ce poste"))
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil)
  }

  @Test("Enter opens the dossier of an act, and Escape comes back to the journal")
  func opening() throws {
    let desk = try desk(DeskPeople.superAdmin, "j j")
    guard case .journal(let journal) = desk.app.sheet else {
      Issue.record("no journal")
      return
    }
    let reference = try #require(journal.selected?.reference)
    desk.press("<Entrée>")
    #expect(desk.app.sheet == nil)
    #expect(desk.app.dossiers.detail?.dossier.reference == reference)
    desk.press("<Échap>")
    if case .journal = desk.app.sheet {} else { Issue.record("not back in the journal") }
  }

  @Test("It is narrowed by a name, a reference, days; Escape takes that back first")
  func narrowing() throws {
    let desk = try desk(DeskPeople.superAdmin, "/martin <Entrée>")
    #expect(!rows(desk).isEmpty && rows(desk).allSatisfy { $0.contains("Martin") })
    desk.press("<Échap>")
    guard case .journal(let all) = desk.app.sheet else {
      Issue.record("the journal was left")
      return
    }
    #expect(all.text.isEmpty)
    desk.press("/D-2026-0101 <Entrée>")
    #expect(!rows(desk).isEmpty && rows(desk).allSatisfy { $0.contains("D-2026-0101") })
    desk.press("<Échap> /personne <Entrée>")
    #expect(desk.toast?.contains("ne s'appelle « personne »") == true)
    desk.press("/D-1999-0001 <Entrée>")
    #expect(desk.toast?.contains("Rien ne porte la référence") == true)
    desk.press("<Échap> <Échap> :journal")
    desk.type(" 01/01/1999")
    desk.press("<Entrée>")
    #expect(desk.screen.contains("Aucun acte ne correspond."))
  }

  @Test("Pages are read as one goes down, and the whole is what the command tells")
  func pages() throws {
    let desk = try Desk(DeskPeople.superAdmin, columns: 140, rows: 20)
    desk.press(":journal <Entrée>")
    for _ in 0..<60 { desk.press("<Fin>") }
    guard case .journal(let journal) = desk.app.sheet else {
      Issue.record("no journal")
      return
    }
    #expect(journal.page?.next == nil)
    let session = Session(actor: DeskPeople.superAdmin) { DeskStore.moment(on: DeskStore.today) }
    let reader = try JournalReader(desk.store, as: session, JournalFilter())
    let whole = try reader.page(limit: .max, budget: .max)
    #expect(journal.lines.map(\.kind) == whole.lines.map(\.kind))
  }

  @Test("A role without a right to it is told so")
  func rights() throws {
    let desk = try desk(DeskPeople.c1A)
    guard case .journal(let journal) = desk.app.sheet else {
      Issue.record("no journal")
      return
    }
    #expect(journal.lines.allSatisfy { $0.author == DeskPeople.c1A.id })
  }
}

@Suite("habiter journal")
struct JournalCommandTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  @Test("Text, CSV and JSON tell the same acts, in one order")
  func forms() throws {
    let text = desk.run(["journal", "--limite", "40"], as: .coordinateur)
    #expect(text.code == .success && text.lines.count == 40)
    let csv = desk.run(["journal", "--csv", "--limite", "40"], as: .coordinateur)
    let lines = csv.out.split(separator: "\r\n")
    #expect(lines.count == 41 && lines[0].hasPrefix("le;objet;reference;fait;code;par;"))
    #expect(zip(text.lines, lines.dropFirst()).allSatisfy { $0.prefix(20) == $1.prefix(20) })
    let json = desk.run(["journal", "--json", "--limite", "40"], as: .coordinateur)
    let object = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    let acts = try #require(object?["journal"] as? [[String: Any]])
    #expect(acts.count == 40 && acts.allSatisfy { $0["fait"] is String && $0["etat"] is String })
  }

  @Test("Options narrow it; what is not understood says what would be")
  func options() throws {
    let own = desk.run(["journal", "--acteur", "martin"], as: .coordinateur)
    #expect(!own.lines.isEmpty && own.lines.allSatisfy { $0.contains("Martin") })
    let dossier = desk.run(["journal", "--dossier", "D-2026-0101"], as: .coordinateur)
    #expect(!dossier.lines.isEmpty && dossier.lines.allSatisfy { $0.contains("D-2026-0101") })
    #expect(desk.run(["journal", "--limite", "zéro"], as: .coordinateur).code == .usage)
    #expect(desk.run(["journal", "--dossier", "D-1999-1"], as: .coordinateur).code == .refused)
    #expect(desk.run(["journal", "--json", "--csv"], as: .coordinateur).code == .usage)
  }
}
