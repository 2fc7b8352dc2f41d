import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("dossiers and dossier tell what the screen shows, to read or to compute on")
struct ListCommandTests {
  private let desk: CommandDesk

  init() throws { desk = try CommandDesk() }

  private func references(_ words: [String], as profile: DemoProfile = .contact1) -> [String] {
    desk.run(["dossiers"] + words, as: profile).lines.map { String($0.prefix(11)) }
  }

  private func rows(_ json: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(object?["dossiers"] as? [[String: Any]])
  }

  @Test("The late ones are those of the screen's queue, in its order")
  func late() throws {
    let screen = try Desk(DeskPeople.c1A)
    var seen: [String] = []
    let scope = QueueScope(
      organisation: DeskPeople.bailleurA, person: DeskPeople.c1A.id, today: DeskStore.today,
      filter: "")
    try screen.store.dossiers.walk(DossierListing(.late, scope, order: DossierOrder(.due)), by: 2) {
      #expect($0.count <= 2)
      seen += $0.map(\.reference)
    }
    #expect(seen.count > 2 && Set(seen).count == seen.count)
    #expect(references(["--retard"]) == seen)
    #expect(references(["--file", "retard"]) == seen)
  }

  @Test("Text, CSV and JSON tell the same dossiers")
  func forms() throws {
    let references = references(["--retard"])
    let csv = desk.run(["dossiers", "--retard", "--csv"]).out
    let lines = csv.split(whereSeparator: \.isNewline)
    #expect(lines.first?.hasPrefix("reference;statut;etape;bailleurs;") == true)
    #expect(lines.dropFirst().map { String($0.prefix(11)) } == references)
    let json = desk.run(["dossiers", "--retard", "--json"])
    let rows = try rows(json.out)
    #expect(rows.map { $0["reference"] as? String } == references)
    #expect(rows.allSatisfy { ($0["retard_jours"] as? Int ?? 0) > 0 })
    #expect(json.err.isEmpty && json.code == .success)
  }

  @Test("A day, a bailleur and a filter choose among them")
  func choices() throws {
    let before = references(["--retard", "--au", "13/03/2026"])
    #expect(before.count < references(["--retard"]).count)
    let third = references(["--bailleur", "societe"])
    #expect(third == ["D-2026-0118"])
    #expect(references(["--filtre", "D-2026-0102 montr"]) == ["D-2026-0102"])
    let all = references(["--file", "ouverts", "--tri", "reference"])
    #expect(all == all.sorted())
    #expect(references(["--tri", "reference", "--inverse"]) == all.reversed())
    #expect(!all.contains("D-2026-0117"), "the dossier of two other bailleurs")
    #expect(references(["--bailleur", "bélier"], as: .coordinateur).contains("D-2026-0117"))
  }

  @Test("--code ends on 4 when there is one, on 0 when there is none")
  func code() {
    #expect(desk.run(["dossiers", "--retard", "--code"]).code == .found)
    let none = desk.run(["dossiers", "--retard", "--code", "--au", "01/01/2026"])
    #expect(none.code == .success && none.out.isEmpty)
    #expect(none.err == "Aucun dossier dans cette file.\n")
    let json = desk.run(["dossiers", "--retard", "--json", "--au", "01/01/2026"])
    #expect((try? rows(json.out))?.isEmpty == true)
  }

  @Test(
    "What is not understood says what is expected",
    arguments: [
      (["--file", "retrd"], "« retard »"), (["--au", "31/02/2026"], "--au :"),
      (["--json", "--csv"], "--json ou --csv"), (["--retard", "--file", "moi"], "--retard"),
      (["--tri", "nom"], "reference"),
    ])
  func usage(words: [String], expected: String) {
    let result = desk.run(["dossiers"] + words)
    #expect(result.code == .usage && result.out.isEmpty && result.err.contains(expected))
  }

  @Test("A bailleur that nobody bears and a queue of agents alone are refused")
  func refusals() {
    #expect(desk.run(["dossiers", "--bailleur", "xyz"]).code == .refused)
    let queue = desk.run(["dossiers", "--file", "moi"], as: .coordinateur)
    #expect(queue.code == .refused && queue.err.contains("des agents d'un bailleur"))
  }

  @Test("One dossier: the headline, the two volets, its proofs, its events, its JSON")
  func dossier() throws {
    let plain = desk.run(["dossier", "d-2026-0103"])
    #expect(plain.out.hasPrefix("D-2026-0103 · en pré-instruction\n! En retard de 5 j"))
    #expect(plain.out.contains("Volet A  Habitat des Coteaux"))
    #expect(!plain.out.contains(" \n") && !plain.out.contains("\u{1B}"))
    #expect(desk.run(["dossier", "D-2026-0103", "--pourquoi"]).out.contains("Hors délai"))
    #expect(desk.run(["dossier", "D-2026-0103", "--historique"]).out.contains("NUR saisi"))
    let json = desk.run(["dossier", "D-2026-0103", "--json", "--au", "20/03/2026"]).out
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect((object?["phrase"] as? String)?.hasPrefix("En retard de 1 j") == true)
  }

  @Test("A dossier that one may not see is as one that does not exist")
  func unseen() {
    let absent = desk.run(["dossier", "D-2026-0999"])
    let hidden = desk.run(["dossier", "D-2026-0117"])
    #expect(absent.code == .refused && hidden.code == .refused)
    #expect(absent.err.replacing("0999", with: "0117") == hidden.err)
    #expect(desk.run(["dossier", "D-2026-0102", "--json", "--pourquoi"]).code == .usage)
  }
}
