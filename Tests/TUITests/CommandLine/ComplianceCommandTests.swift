import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("habiter conformite tells the board to read, to compute on, and to hear")
struct ComplianceCommandTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private func json(_ words: [String], as profile: DemoProfile = .coordinateur) throws
    -> [String: Any]
  {
    let result = desk.run(["conformite", "--json"] + words, as: profile)
    #expect(result.code == .success, "\(result.err)")
    let object = try JSONSerialization.jsonObject(with: Data(result.out.utf8))
    return try #require(object as? [String: Any])
  }

  @Test("JSON, CSV and text tell the figures of the screen")
  func forms() throws {
    let screen = try Desk(DeskPeople.gie)
    screen.press("7")
    let table = try #require(screen.app.conformite.board?.table)
    let told = try json([])
    #expect(told["du"] as? String == table.period.first.iso)
    let lines = try #require(told["bailleurs"] as? [[String: Any]])
    #expect(lines.count == table.lines.count)
    let whole = try #require(told["ensemble"] as? [String: Any])
    let total = try #require(whole["total"] as? [String: Any])
    #expect(total["manquements"] as? Int == table.whole?.total.late)
    #expect(total["nombre"] as? Int == table.whole?.total.count)
    let csv = desk.run(["conformite", "--csv"], as: .coordinateur).out
      .split(whereSeparator: \.isNewline)
    #expect(csv.first?.hasPrefix("bailleur;indicateur;regle;nombre;manquements;") == true)
    #expect(csv.count == 1 + (table.lines.count + 1) * Indicator.allCases.count)
    let text = desk.run(["conformite"], as: .coordinateur)
    #expect(text.lines.first?.hasPrefix("Conformité, d'avril 2025 à mars 2026") == true)
    #expect(text.out.contains("Bailleur Bélier : "))
  }

  @Test("Months and a bailleur choose; what is no month, or ends before it begins, is refused")
  func choices() throws {
    let march = try json(["--du", "2026-03", "--au", "03/2026", "--bailleur", "belier"])
    #expect((march["bailleurs"] as? [[String: Any]])?.count == 1)
    #expect(march["ensemble"] == nil)
    #expect(march["du"] as? String == "2026-03" && march["au"] as? String == "2026-03")
    for words in [
      ["--du", "2026-13"], ["--du", "2026-04", "--au", "2026-03"], ["--du", "1900-01"],
      ["--json", "--csv"],
    ] {
      #expect(desk.run(["conformite"] + words, as: .coordinateur).code == .usage, "\(words)")
    }
  }

  @Test("A bailleur is told its own line, an agent nothing")
  func rights() throws {
    let own = try json([], as: .administrateur)
    let lines = try #require(own["bailleurs"] as? [[String: Any]])
    #expect(lines.map { $0["bailleur"] as? String } == ["Habitat des Coteaux"])
    #expect(own["ensemble"] == nil)
    let agent = desk.run(["conformite"], as: .contact1)
    #expect(agent.code != .success && agent.out.isEmpty)
    #expect(agent.err.contains("consulter le tableau de conformité revient à"))
  }

  @Test("Line by line: bailleurs, the figures of one, the dossiers behind a figure, a period")
  func lineByLine() throws {
    var told = ""
    var rest = [
      "conformite", "1", "1", "retour", "rappels", "previsions", "periode 2026-13",
      "periode 03/2026", "retour", "quitter",
    ][...]
    let now = DeskStore.moment(on: DeskStore.today)
    let shell = Shell(
      environment: [:], clock: { now }, write: { told += $0 }, report: { told += $0 + "\n" },
      readLine: { rest.popFirst() }, columns: nil, isWatched: false)
    let store = try Store(desk.location, for: .work)
    try LineDialogue(
      store: store, session: Session(actor: DeskPeople.gie) { now }, shell: shell
    ).run()
    let lines = told.split(separator: "\n").map(String.init)
    #expect(lines.contains("Conformité, d'avril 2025 à mars 2026 : 3 bailleurs."), "\(told)")
    #expect(lines.contains { $0.hasPrefix("1. pré-instruction : ") })
    #expect(lines.contains { $0.contains("jours de retard, due le") })
    #expect(lines.contains("Aucun bailleur ne manque aux règles de manière répétée."))
    #expect(lines.contains { $0.hasPrefix("La prévision du ") })
    #expect(lines.contains { $0.contains("n'est pas un mois") })
    #expect(lines.contains("Conformité, mars 2026 : 3 bailleurs."))
  }
}
