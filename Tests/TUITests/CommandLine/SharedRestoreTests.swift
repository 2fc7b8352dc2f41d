import Domain
import Foundation
import Testing

@testable import Storage
@testable import TUI

@Suite("Damaged data are taken again from the shared database, and what waits comes along")
final class SharedRestoreTests {
  private let office: SharedOffice
  private var data: String { "\(office.folder)/data" }
  private var database: String { "\(data)/habiter/habiter.sqlite" }
  private var isReached = true

  init() throws {
    office = try SharedOffice(me: DeskPeople.adminA)
    #expect(run("sync").code == .success)
    #expect(create("1").code == .success)
    #expect(run("sync").code == .success)
    #expect(create("2").code == .success)
  }

  private func run(_ words: String...) -> CommandDesk.Result {
    var out = ""
    var err = ""
    let path = isReached ? office.path : "\(office.folder)/nulle-part.sqlite"
    let shell = Shell(
      environment: ["XDG_DATA_HOME": data, "HABITER_BASE": "sqlite:\(path)"],
      clock: { DeskStore.moment(on: DeskStore.today) }, write: { out += $0 },
      report: { err += $0 + "\n" }, readLine: { nil }, columns: nil, isWatched: false)
    let code = Program.run(words, in: shell)
    return CommandDesk.Result(code: code, out: out, err: err)
  }

  private func create(_ number: String) -> CommandDesk.Result {
    run(
      "agir", "nouveau", "creer", "bailleur_A=\(DeskPeople.bailleurA)", "logement_A=A-\(number)",
      "typologie_A=T3", "code_insee_A=93048", "commune_A=Montreuil",
      "locataire_A=Dupond \(number)", "bailleur_B=\(DeskPeople.bailleurB)",
      "logement_B=B-\(number)", "typologie_B=T4", "code_insee_B=93048", "commune_B=Montreuil",
      "locataire_B=Durand \(number)")
  }

  /// Overwrites pages of the database.
  private func damage() throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: database))
    try file.seek(toOffset: 0)
    try file.write(contentsOf: Data(repeating: 0x55, count: 8192))
    try file.close()
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: database + suffix)
    }
  }

  private func expectBothDossiers() {
    let list = run("dossiers", "--json").out
    #expect(list.contains("D-2026-0001") && list.contains("D-2026-0002"))
    let sync = run("sync", "--json")
    #expect(sync.out.contains("\"a_envoyer\":0") && sync.out.contains("\"conflits\":0"))
    #expect(run("verifier", "--partagee").code == .success)
  }

  @Test("The confirmed dossier comes from the base, the one that waited from pending.log")
  func rebuilt() throws {
    try damage()
    let refused = run("dossiers")
    #expect(refused.code == .storage && refused.err.contains("--partagee"))
    let restored = run("restaurer", "--partagee")
    #expect(restored.code == .success, "\(restored.err)")
    #expect(
      restored.out.hasPrefix("Données restaurées depuis la base partagée (\(office.path)).\n"))
    #expect(restored.out.contains("Actes remis, faits depuis la sauvegarde : 1."))
    #expect(restored.out.contains("étaient abîmées"))
    #expect(!FileManager.default.fileExists(atPath: "\(data)/habiter/copie-partagee"))
    expectBothDossiers()
  }

  @Test("Data that are whole may be taken again too; an act known there is not put back twice")
  func again() {
    #expect(run("sync").code == .success)
    let restored = run("restaurer", "--partagee")
    #expect(restored.code == .success, "\(restored.err)")
    #expect(restored.out.contains("Actes remis, faits depuis la sauvegarde : 0."))
    expectBothDossiers()
  }

  @Test("Where the shared database is not reached, the data stay as they are")
  func unreached() throws {
    try damage()
    let before = try Data(contentsOf: URL(fileURLWithPath: database))
    isReached = false
    #expect(run("restaurer", "--partagee").code != .success)
    #expect(try Data(contentsOf: URL(fileURLWithPath: database)) == before)
    #expect(!FileManager.default.fileExists(atPath: "\(data)/habiter/copie-partagee"))
    isReached = true
    #expect(run("restaurer", "--partagee").code == .success)
    expectBothDossiers()
  }

  @Test("A file and the shared database at once, or neither, is a mistake of the command line")
  func usage() {
    #expect(run("restaurer").code == .usage)
    #expect(run("restaurer", "copie.sqlite", "--partagee").code == .usage)
    #expect(run("restaurer", "--partagee", "--demo").code == .usage)
  }
}
