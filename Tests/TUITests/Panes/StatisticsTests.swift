import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("The pane of the statistics")
struct StatisticsPaneTests {
  @Test("Its tables are chosen on the left, read on the right; a small screen shows one of them")
  func tables() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press("9")
    #expect(desk.app.active == .statistiques)
    #expect(desk.screen.contains("Activité par mois") && desk.screen.contains("En annonces"))
    desk.press("j")
    #expect(desk.screen.contains("en pré-instruction"))
    desk.press("<Entrée>")
    #expect(desk.app.statistiques.isInTable)
    desk.press("<Échap>")
    #expect(!desk.app.statistiques.isInTable)
    let small = try Desk(DeskPeople.gie, columns: 80, rows: 24)
    small.press("9")
    #expect(!small.screen.contains("En annonces"))
    small.press("<Entrée>")
    #expect(small.screen.contains("En annonces") && small.screen.contains("autres colonnes"))
    let before = small.screen
    small.press("<Droite>")
    #expect(small.screen != before)
  }

  @Test("e writes the page, which is the command's")
  func writing() throws {
    let desk = try Desk(DeskPeople.gie)
    let folder = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    desk.accessFolder = folder
    desk.press("9 e")
    #expect(desk.toast?.contains("statistiques-2026-02.html") == true)
    let page = try String(contentsOfFile: folder + "/statistiques-2026-02.html", encoding: .utf8)
    #expect(page.contains("<html lang=\"fr\">"))
  }
}

@Suite("habiter rapport statistiques")
struct ReportCommandTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private func report(_ words: [String], as profile: DemoProfile = .coordinateur)
    -> CommandDesk.Result
  {
    desk.run(["rapport", "statistiques"] + words, as: profile)
  }

  @Test("Text, CSV and HTML tell the same tables, to every role of the demonstration")
  func forms() throws {
    let text = report([])
    #expect(text.code == .success)
    #expect(
      text.out.contains("Activité par mois") && text.out.contains("Dossiers ouverts par statut"))
    let csv = report(["--format", "csv"])
    #expect(csv.out.hasPrefix("tableau;titre;unite;ligne;colonne;valeur;ensemble\r\n"))
    let html = report(["--format", "html"])
    #expect(html.out.hasPrefix("<!DOCTYPE html>") && html.out.hasSuffix("</html>\n"))
    for profile in DemoProfile.allCases { #expect(report([], as: profile).out == text.out) }
  }

  @Test("A period is asked for by days of its months; a wrong one is refused")
  func periods() {
    let text = report(["--du", "01/11/2025", "--au", "31/12/2025"]).out
    #expect(text.contains("novembre 2025") && !text.contains("janvier 2026"))
    #expect(report(["--du", "01/03/2026", "--au", "01/01/2026"]).code == .usage)
    #expect(report(["--format", "pdf"]).code == .usage)
  }

  @Test("A file is written whole, with the mark that Excel wants when it is asked for")
  func file() throws {
    let path = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let written = report(["--format", "csv", "--bom", "--sortie", path])
    #expect(written.out.isEmpty && written.err.contains("Rapport écrit dans"))
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(bytes.prefix(3) == Data([0xEF, 0xBB, 0xBF]))
  }
}

@Suite("The weekly review and the report of compliance")
struct ReviewTests {
  @Test("The review is one screen of what waits, and e writes it; others are told whose it is")
  func review() throws {
    let desk = try Desk(DeskPeople.gie)
    desk.press(":semaine <Entrée>")
    for title in ["Revue de la semaine", "À décider", "Signalements à trier"] {
      #expect(desk.screen.contains(title), "\(desk.screen)")
    }
    desk.press("<Fin>")
    #expect(desk.screen.contains("Échéances d'ici le"))
    desk.press("<Échap>")
    #expect(desk.app.sheet == nil)
    let agent = try Desk(DeskPeople.c1A)
    agent.press(":semaine <Entrée>")
    #expect(agent.toast?.contains("conformité") == true)
  }

  @Test("Both reports come as text, CSV and a page; a wrong month is refused")
  func reports() throws {
    let desk = try CommandDesk()
    let texts = [
      (["rapport", "semaine"], "Revue de la semaine"),
      (["rapport", "conformite", "--mois", "2026-03"], "Conformité à la charte"),
    ]
    for (words, title) in texts {
      let text = desk.run(words, as: .coordinateur)
      #expect(text.code == .success && text.out.hasPrefix(title), "\(text.err)")
      let csv = desk.run(words + ["--format", "csv"], as: .coordinateur)
      #expect(csv.out.hasPrefix("tableau;titre;ligne;colonne;valeur\r\n"))
      let html = desk.run(words + ["--format", "html"], as: .coordinateur)
      #expect(html.out.contains("<html lang=\"fr\">"))
    }
    let own = desk.run(["rapport", "conformite", "--mois", "2026-03"], as: .administrateur)
    #expect(own.code == .success && !own.out.contains("Bailleur Bélier"))
    #expect(desk.run(["rapport", "semaine"], as: .administrateur).code == .refused)
    #expect(
      desk.run(["rapport", "conformite", "--mois", "mars"], as: .coordinateur).code == .usage)
  }
}
