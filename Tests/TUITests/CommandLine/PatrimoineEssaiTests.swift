import Domain
import Foundation
import Testing

@testable import Storage
@testable import TUI

/// `habiter patrimoine essai`: the report, its code, what it leaves.
@Suite struct PatrimoineEssaiTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "essai-\(UUID().uuidString)"
  ).path
  private let today = Day(year: 2026, month: 3, day: 20) ?? Day(number: 0)

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func run(_ words: [String]) -> (code: ExitCode, out: String, said: String) {
    var (out, said) = ("", "")
    let noon = Moment(seconds: Int64(today.number) * 86_400 + 43_200)
    let shell = Shell(
      environment: [:], clock: { noon }, write: { out += $0 }, report: { said += $0 + "\n" },
      readLine: { nil }, columns: nil, isWatched: false)
    return (Program.run(["patrimoine", "essai"] + words, in: shell), out, said)
  }

  /// The sample's lines, with a change in the first.
  private func file(_ column: PatrimoineColumn? = nil, _ value: String = "") throws -> String {
    var rows = PatrimoineSample.rows
    if let column { rows[0][column.rawValue - 1] = value }
    let lines = [PatrimoineSample.header] + rows.map { $0.joined(separator: ";") }
    let path = "\(folder)/\(PatrimoineSample.name)"
    try Data((lines.joined(separator: "\r\n") + "\r\n").utf8).write(to: URL(filePath: path))
    return path
  }

  @Test func `A good file is told so, and nothing is left of the essai`() throws {
    let (code, out, said) = run([try file()])
    #expect(code == .success && said.isEmpty)
    #expect(out.hasPrefix("Contrôle de \(PatrimoineSample.name)\nFichier accepté. 3 lignes"))
    #expect(out.contains("rien à comparer"))
    #expect(out.hasSuffix("Essai : rien n'a été enregistré.\n"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder) == [PatrimoineSample.name])
  }

  @Test func `A file in error is refused with what to do, and the whole report beside it`() throws {
    let table = "\(folder)/rapport.csv"
    let (code, out, _) = run([try file(.surface, "4,5"), "--rapport", table])
    #expect(code == .refused)
    #expect(out.contains("Fichier refusé."))
    #expect(out.contains("Ligne 2, colonne Y (25) « surface_habitable »"))
    let bytes = try Data(contentsOf: URL(filePath: table))
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
    #expect(lines[0] == "ligne;colonne;lettre;champ;code;gravite;valeur;message;action")
    #expect(lines.contains { $0.hasPrefix("2;25;Y;surface_habitable;PAT-L25;ERREUR;4,5;") })
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        == [PatrimoineSample.name, "rapport.csv"])
  }

  @Test func `The report in JSON has the verdict, the counts and every message`() throws {
    let (code, out, _) = run([try file(.surface, "4,5"), "--json"])
    #expect(code == .refused && out.split(separator: "\n").count == 1)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [String: Any])
    #expect(object["verdict"] as? String == "refuse")
    #expect(object["lignes"] as? Int == 3 && object["rejetees"] as? Int == 1)
    let messages = try #require(object["messages"] as? [[String: Any]])
    #expect(messages.contains { $0["code"] as? String == "PAT-L25" && $0["ligne"] as? Int == 2 })
    let codes = try #require(object["codes"] as? [[String: Any]])
    #expect(codes.first?["code"] as? String == "PAT-F10")
  }

  @Test func `The file of another organisme, one that is not there, a wrong SIRET`() throws {
    let other = run([try file(), "--bailleur", "732 829 320 00074"])
    #expect(other.code == .refused && other.out.contains("PAT-F03"))
    let absent = run(["\(folder)/absent.csv"])
    #expect(absent.code == .refused && absent.out.contains("n'existe pas"))
    #expect(run([try file(), "--bailleur", "12"]).code == .usage)
    #expect(run([]).code == .usage)
    let nowhere = run([try file(), "--rapport", "\(folder)/absent/rapport.csv"])
    #expect(nowhere.code == .storage)
  }

  @Test func `The meter says how much is read, how fast and what is left`() {
    var meter = PatrimoineMeter()
    let start = ContinuousClock.now
    var progress = PatrimoineProgress(part: .reading, lines: 0, bytes: 0, size: 1000)
    #expect(meter.line(progress, at: start) == "0 lignes lues, 0 %. Ctrl-C abandonne.")
    progress.lines = 500_000
    progress.bytes = 250
    #expect(meter.line(progress, at: start + .milliseconds(50)) == nil)
    #expect(
      meter.line(progress, at: start + .seconds(2))
        == "500\u{A0}000 lignes lues, 25 %, 250\u{A0}000/s, reste 6 s. Ctrl-C abandonne.")
    progress.part = .saving
    #expect(
      meter.line(progress, at: start + .seconds(2))
        == "500\u{A0}000 lignes lues ; enregistrement…")
  }
}
