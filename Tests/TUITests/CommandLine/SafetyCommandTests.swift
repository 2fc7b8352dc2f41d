import Domain
import Foundation
import Storage
import Testing

@testable import TUI

/// `verifier`, `sauvegarder`, `restaurer`: what they say, and by which code they end.
@Suite final class SafetyCommandTests {
  private let folder: String
  private var out = ""
  private var reports = ""
  private var home: String { folder + "/data" }
  private var database: String { home + "/habiter/habiter.sqlite" }
  private var copy: String { folder + "/copie.sqlite" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  deinit {
    chmod(home + "/habiter", 0o700)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func run(_ arguments: String...) -> ExitCode {
    (out, reports) = ("", "")
    let shell = Shell(
      environment: ["XDG_DATA_HOME": home], clock: { Moment(seconds: 1_774_951_200) },
      write: { [unowned self] in out += $0 }, report: { [unowned self] in reports += $0 + "\n" },
      readLine: { nil }, columns: nil, isWatched: false)
    return Program.run(arguments, in: shell)
  }

  private func takeDossiersIn() {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/dossiers-exemple.csv").standardizedFileURL.path
    #expect(run("importer", "dossiers", file) == .refused)
    #expect(out.contains("23 ajoutés"))
  }

  private func damage(_ sql: String) throws {
    let connection = try Connection(path: database, mode: .readWrite)
    try connection.execute(sql)
    connection.close()
  }

  @Test func `A size goes with the demonstration alone; a rebuild says what it read`() {
    takeDossiersIn()
    #expect(run("verifier", "--taille", "grande") == .usage)
    #expect(reports.contains("L'option --taille ne va qu'avec --demo."))
    #expect(run("verifier", "--reconstruire") == .success)
    #expect(out.contains(/Files reconstruites : [1-9][0-9]* événements en [0-9]+ s\./))
  }

  @Test(arguments: ["verifier", "sauvegarder"])
  func `Where there is no data that is said, and nothing is made`(word: String) {
    #expect((word == "verifier" ? run(word) : run(word, copy)) == .refused)
    #expect(reports.contains("Il n'y a pas encore de données à"))
    #expect(!FileManager.default.fileExists(atPath: home))
  }

  @Test func `Copied, damaged, found out and put back`() throws {
    takeDossiersIn()
    #expect(run("verifier") == .success)
    #expect(out.hasSuffix("Tout est en ordre.\n") && reports.isEmpty)
    #expect(run("sauvegarder", copy) == .success)
    #expect(out.hasPrefix("Sauvegardé et vérifié dans « \(copy) » : 0 événements confirmés, "))
    #expect(run("sauvegarder", copy) == .refused)
    #expect(reports.contains("ajoutez --remplacer"))
    #expect(run("sauvegarder", copy, "--remplacer") == .success)

    try damage("UPDATE pending SET events = '[]' WHERE ord = 1")
    #expect(run("verifier") == .found)
    #expect(out.contains("! Actes en attente et leur seconde copie (pending.log)"))
    #expect(out.contains("À faire : Fermez habiter et rouvrez-le"))
    #expect(run("restaurer", copy) == .success)
    #expect(
      out.contains("Les données remplacées sont gardées : « \(database).avant-2026-03-31-12h00"))
    #expect(out.contains("Actes remis, faits depuis la sauvegarde : 0."))
    #expect(run("verifier") == .success)
  }

  @Test func `Damaged queues are rebuilt`() throws {
    takeDossiersIn()
    try damage("DELETE FROM dossier_side")
    #expect(run("verifier") == .found)
    #expect(out.contains("lancez : habiter verifier --reconstruire"))
    #expect(run("verifier", "--reconstruire") == .success)
  }

  @Test func `A folder that may only be read is verified and copied, not restored`() throws {
    takeDossiersIn()
    #expect(run("sauvegarder", folder + "/avant.sqlite") == .success)
    chmod(home + "/habiter", 0o500)
    #expect(run("verifier") == .success)
    #expect(run("sauvegarder", copy) == .success)
    #expect(run("restaurer", copy) == .storage)
    #expect(reports.contains("\(home)/habiter"))
    #expect(reports.contains("n'autorise que la lecture"))
    #expect(reports.contains("Rendez-le accessible en écriture"))
    chmod(home + "/habiter", 0o700)
    #expect(run("verifier") == .success)
  }

  @Test func `The demonstration and the dossiers are not taken for each other`() throws {
    takeDossiersIn()
    #expect(run("sauvegarder", copy) == .success)
    #expect(run("restaurer", copy, "--demo") == .refused)
    #expect(reports.contains("n'est pas une sauvegarde de la démonstration"))
    #expect(!FileManager.default.fileExists(atPath: home + "/habiter/demo"))
    #expect(run("verifier", "--demo") == .refused)
  }

  @Test func `A restoration says what did not come along`() {
    let summary = StoreRestore.Summary(
      kept: nil, putBack: 0, missingEvents: 12, wasDamaged: true, unreadableLogBytes: 340)
    let remarks = RestoreCommand.remarks(on: summary).joined(separator: "\n")
    for words in ["n'a pas : 12.", "étaient abîmées", "340 octets", "pending.log.torn"] {
      #expect(remarks.contains(words))
    }
  }
}
