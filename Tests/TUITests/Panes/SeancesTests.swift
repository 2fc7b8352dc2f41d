import Domain
import Storage
import Testing

@testable import TUI

@Suite("The sessions of two commissions, side by side")
struct SeancesTests {
  private func shown(_ desk: Desk) -> SeancesSheet? {
    if case .seances(let sheet) = desk.app.sheet { sheet } else { nil }
  }

  /// The sessions of the two bailleurs of a dossier, with some typed for the left one.
  private func desk(columns: Int = 140, rows: Int = 45) throws -> Desk {
    let desk = try Desk(columns: columns, rows: rows)
    desk.press(":D-2026-0105 <Entrée> S <Tab> + 28/03,07/04,21/04 <Entrée>")
    return desk
  }

  private func told(_ pair: CaleolPair?) -> String? { pair.map(SeancesWords.pair) }

  @Test("A dossier's bailleurs are shown, one's own on the left, with what is known of each")
  func opened() throws {
    let desk = try desk()
    let sheet = try #require(shown(desk))
    #expect(sheet.bailleurs == [DeskPeople.bailleurA, DeskPeople.bailleurB])
    #expect(sheet.cases.contains { $0.reference == "D-2026-0105" })
    for item in sheet.cases { #expect(desk.screen.contains(item.reference)) }
    for pair in sheet.pairs {
      #expect(pair.gap <= 8 && desk.screen.contains(SeancesWords.pair(pair)))
    }
  }

  @Test("Typed days are kept, an impossible one is said, and only typed ones can be taken away")
  func typed() throws {
    let desk = try desk()
    let typed = try #require(try desk.store.commissionDays()[DeskPeople.bailleurA])
    #expect(typed.map(\.frenchShort).sorted() == ["07/04", "21/04", "28/03"])
    desk.press("+ 20/03 <Entrée>")
    #expect(desk.toast?.hasPrefix("Le 20/03/2026 est passé") == true)
    desk.press("<Ctrl-U> zz <Entrée>")
    #expect(desk.toast?.contains("n'est pas comprise") == true)
    desk.press("<Échap> <Début> x")
    #expect(try desk.store.commissionDays()[DeskPeople.bailleurA]?.count == 2)
    let convened = shown(desk)?.session
    desk.press("x")
    #expect(desk.toast?.hasPrefix("Cette séance vient des dossiers") == true)
    #expect(shown(desk)?.session?.day == convened?.day)
    desk.press("<Échap> S")
    #expect(shown(desk)?.calendars.left.count == 3)
  }

  @Test("What a moved session breaks is said for each dossier, and nothing is recorded")
  func moved() throws {
    let desk = try desk()
    let before = try desk.dossier("D-2026-0106")
    desk.press("<Tab> + 02/04,28/04 <Entrée> d 28/04 <Entrée>")
    let sheet = try #require(shown(desk))
    let broken = sheet.consequences.filter { $0.excess > 0 }
    #expect(broken.map(\.item.reference) == ["D-2026-0106"])
    #expect(desk.screen.contains("Si Bailleur Bélier passait du 01/04 au 28/04 : 1 dossier"))
    #expect(desk.screen.contains("2 → 29 j, 21 de trop ! possible 30/03 – 02/04"))
    #expect(desk.screen.contains("simulée"))
    desk.press("<Échap>")
    #expect(shown(desk)?.move == nil && !desk.screen.contains("simulée"))
    #expect(try desk.dossier("D-2026-0106") == before && desk.commands.isEmpty)
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil)
  }

  @Test("The proposal is said in words, by dossier and by pair")
  func proposed() throws {
    let desk = try desk()
    desk.press("<Maj-Tab>")
    let proposal = try #require(shown(desk)?.proposal)
    #expect(proposal.sessions == 2 && proposal.unheld.isEmpty)
    #expect(
      told(proposal.pair(for: try #require(shown(desk)?.cases.first?.stream))) == "30/03 – 03/04")
    #expect(desk.screen.contains("2 séances suffisent à 3 dossiers à fixer : 30/03 – 03/04 (3)."))
    #expect(desk.screen.contains("● 30/03 – 03/04"))
  }

  @Test("Enter goes to the dossiers of what is chosen, into one, and Escape comes back")
  func dossiers() throws {
    let desk = try desk()
    desk.press("<Bas> <Entrée>")
    #expect(shown(desk)?.item?.reference == "D-2026-0106")
    desk.press("<Entrée>")
    #expect(desk.app.dossiers.detail?.dossier.reference == "D-2026-0106")
    desk.press("<Échap>")
    #expect(shown(desk)?.item?.reference == "D-2026-0106")
  }

  @Test("Accueil lists the bailleurs first; Escape goes back to them")
  func groups() throws {
    let desk = try Desk(DeskPeople.facilitator, columns: 140, rows: 45)
    desk.press("S")
    #expect(desk.screen.contains("5 dossiers, 3 à fixer"))
    desk.press("<Entrée>")
    #expect(shown(desk)?.cases.count == 5)
    desk.press("<Échap>")
    #expect(desk.screen.contains("Séances des commissions · 3 dossiers à fixer"))
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil)
  }
}
