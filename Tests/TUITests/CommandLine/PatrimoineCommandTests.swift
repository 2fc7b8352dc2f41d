import Domain
import Testing

@testable import TUI

/// `habiter patrimoine modele`: what a bailleur begins with.
@Suite struct PatrimoineCommandTests {
  private func run(_ words: [String]) -> (code: ExitCode, out: String) {
    var out = ""
    let shell = Shell(
      environment: [:], clock: { Moment(seconds: 0) }, write: { out += $0 }, report: { out += $0 },
      readLine: { nil }, columns: nil, isWatched: false)
    let code = Program.run(["patrimoine", "modele"] + words, in: shell)
    return (code, out)
  }

  @Test func `The sample explains every column above its lines`() {
    let (code, out) = run([])
    let lines = out.split(separator: "\r\n")
    #expect(code == .success)
    #expect(lines.suffix(4).first.map(String.init) == PatrimoineSample.header)
    for column in PatrimoineColumn.allCases {
      let letter = SpreadsheetColumn.letters(column.rawValue)
      #expect(lines.contains { $0.hasPrefix("# \(letter) (\(column.rawValue)) \(column.name) : ") })
    }
  }

  @Test func `The template is the header alone`() {
    let (code, out) = run(["--vide"])
    #expect(code == .success)
    #expect(out == "\u{FEFF}\(PatrimoineSample.header)\r\n")
  }
}
