import Domain
import Foundation
import Storage
import Testing

@testable import TUI

@Suite("rgpd lists what is to be erased, erases when it is confirmed, answers access requests")
struct RgpdCommandTests {
  private let desk: CommandDesk

  init() throws {
    desk = try CommandDesk()
    let store = try Store(desk.location, for: .writing)
    defer { store.close() }
    try ErasureScene.fill(store)
  }

  private func run(_ words: String..., as profile: DemoProfile = .superadmin) -> CommandDesk.Result
  {
    desk.run(["rgpd"] + words, as: profile)
  }

  private func isErased(_ reference: String) throws -> Bool {
    try desk.dossier(reference).erasure != nil
  }

  private func object(_ json: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(object)
  }

  @Test("What is due, as text and as JSON, for those who may erase it")
  func list() throws {
    let text = run("lister")
    #expect(text.code == .success && text.lines.count == 3)
    #expect(
      text.lines[0]
        == "D-2025-0901  clos le 09/11/2024, à effacer depuis le 09/11/2025 · clos – annulé · "
        + "Habitat des Coteaux ⇄ Bailleur Bélier")
    let json = try object(run("lister", "--json", "--code").out)
    let dossiers = try #require(json["dossiers"] as? [[String: Any]])
    #expect(dossiers.map { $0["reference"] as? String } == [901, 902, 903].map { "D-2025-0\($0)" })
    #expect(dossiers[1]["a_effacer_le"] as? String == "2026-02-17")
    #expect(run("lister", "--code").code == .found)
    #expect(run("lister", as: .administrateur).lines.count == 1)
    #expect(run("lister", "--au", "24/04/2026").lines.count == 4)
    let agent = run("lister", as: .contact1)
    #expect(agent.code == .refused && agent.err.contains("revient à Aatiko"))
  }

  @Test("One erasure asks for its reason and for its reference a second time")
  func erase() throws {
    let reference = "D-2025-0904"
    #expect(run("effacer", reference).code == .usage)
    let unconfirmed = run("effacer", reference, "--motif", "demande")
    #expect(unconfirmed.code == .usage)
    #expect(unconfirmed.err.contains("--confirmer \(reference)"))
    #expect(
      run("effacer", reference, "--motif", "demande", "--confirmer", "D-2025-0901").code == .usage)
    let early = run("effacer", reference, "--motif", "echu", "--essai")
    #expect(early.code == .refused && early.err.contains("court jusqu'au"))
    let trial = run("effacer", reference, "--motif", "demande", "--essai")
    #expect(trial.code == .success && trial.err.contains("rien n'a été effacé"))
    #expect(try !isErased(reference))
    let done = run(
      "effacer", reference, "--motif", "demande", "--confirmer", reference, "--json")
    #expect(
      done.out == "{\"dossiers\":[{\"reference\":\"\(reference)\"}],\"essai\":false}\n")
    #expect(try isErased(reference))
    let again = run("effacer", reference, "--motif", "demande", "--confirmer", reference)
    #expect(again.code == .refused && again.err.contains("effacées depuis le 24/03/2026"))
  }

  @Test("All that is due goes when its number is confirmed")
  func eraseDue() throws {
    let trial = run("effacer-echus")
    #expect(trial.code == .success && trial.lines.count == 3)
    #expect(trial.err.contains("rien n'a été effacé"))
    let wrong = run("effacer-echus", "--confirmer", "2")
    #expect(wrong.code == .refused && wrong.err.contains("3 dossiers sont à effacer"))
    #expect(try !isErased("D-2025-0901"))
    let done = run("effacer-echus", "--confirmer", "3")
    #expect(done.code == .success && done.lines.count == 3)
    #expect(try isErased("D-2025-0901") && !isErased("D-2025-0904"))
    let none = run("lister")
    #expect(none.out.isEmpty && none.err.contains("Aucun dossier"))
    for name in ["habiter.sqlite", "habiter.sqlite-wal", "pending.log"] {
      let path = try "\(desk.location.directory)/\(name)"
      let bytes = (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data()
      // The fourth dossier bears the same names: it is not due.
      #expect(bytes.count(of: "Boutry") <= 2, "\(name)")
    }
  }

  @Test("An access request is written where it is asked for")
  func access() throws {
    let folder = try DeskFolder()
    let path = "\(folder.path)/demande"
    #expect(run("exporter", "D-2025-0901").code == .usage)
    let done = run("exporter", "D-2025-0901", "--foyer", "B", "--sortie", path)
    #expect(done.code == .success && done.err.contains("Relisez"))
    let text = try String(contentsOfFile: "\(path).txt", encoding: .utf8)
    #expect(text.contains("Yann Boutry") && text.contains("GDP"))
    let own = run(
      "exporter", "D-2025-0901", "--foyer", "A", "--sortie", path, as: .administrateur)
    #expect(own.code == .success)
    let agent = run(
      "exporter", "D-2025-0901", "--foyer", "A", "--sortie", path, as: .contact1)
    #expect(agent.code == .refused)
    let erased = run("effacer-echus", "--confirmer", "3")
    #expect(erased.code == .success)
    #expect(run("exporter", "D-2025-0901", "--foyer", "B", "--sortie", path).code == .success)
    let after = try String(contentsOfFile: "\(path).txt", encoding: .utf8)
    #expect(after.contains("Nom : (effacé)") && after.contains("NUR : (effacé)"))
    #expect(!after.contains("Boutry") && !after.contains("août"))
  }
}

extension Data {
  /// How often a text is in it.
  fileprivate func count(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.range(of: Data(text.utf8)) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
