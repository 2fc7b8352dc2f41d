import Foundation
import Testing

@testable import Storage

/// Small files, each with a trap, and beside each the report that its sender must get.
///
/// `HABITER_WRITE_REPORTS=1` writes the reports as they are, to be read before they are kept.
@Suite struct ImportCorpusTests {
  private static let folder = ImportFixture.fixtures.appending(path: "import")

  private static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasSuffix(".rapport.txt") }.sorted().map { "import/\($0)" }
      + ["dossiers-exemple.csv"]
  }()

  @Test func `The corpus is there`() { #expect(Self.files.count > 30) }

  @Test(arguments: files)
  func `Each file gets its report, dry run and import alike`(file: String) throws {
    let fixture = try ImportFixture()
    let trial = try fixture.importFixture(file, isTrial: true)
    let told = trial.french.dropFirst().joined(separator: "\n") + "\n"
    let page = ImportFixture.fixtures.appending(path: "\(file).rapport.txt")
    if ProcessInfo.processInfo.environment["HABITER_WRITE_REPORTS"] != nil {
      try Data(told.utf8).write(to: page)
    }
    #expect(told == String(decoding: try Data(contentsOf: page), as: UTF8.self))

    let real = try fixture.importFixture(file)
    #expect(real.messages == trial.messages)
    #expect(real.failure == trial.failure)
    let counts = [\ImportReport.read, \.added, \.refused, \.newBailleurs, \.newAgents]
    for count in counts { #expect(real[keyPath: count] == trial[keyPath: count]) }
    #expect(real.read == real.added + real.refused + real.present + real.changed)
  }

  @Test(arguments: files)
  func `No report repeats a NUR`(file: String) throws {
    let report = try ImportFixture().importFixture(file, isTrial: true)
    let text = report.french.joined(separator: "\n")
    #expect(try Regex("[0-9]{13}[0-9A-Z]{5}").firstMatch(in: text) == nil)
  }
}
