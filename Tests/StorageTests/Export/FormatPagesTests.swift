import Domain
import Foundation
import Testing

@testable import Storage

/// The pages that describe the files, held to the code.
@Suite struct FormatPagesTests {
  private static func page(_ name: String) throws -> String {
    let docs = ImportFixture.fixtures.appending(path: "../../docs").standardizedFileURL
    return String(decoding: try Data(contentsOf: docs.appending(path: name)), as: UTF8.self)
  }

  @Test func `docs/import.md describes every column, and each word that it takes`() throws {
    let page = try Self.page("import.md")
    let names =
      DossierColumn.allCases.map(\.rawValue)
      + VoletColumn.allCases.map { "\($0.rawValue)_a" }
      + AnnonceField.allCases.map(\.rawValue) + ReportColumn.allCases.map(\.rawValue)
      + PhotoColumn.allCases.map { "photo1_\($0.rawValue)" }
      + ImportOutcome.allCases.map(\.rawValue) + DecisionWord.allCases.map(\.rawValue)
      + SignalementColumn.allCases.map(\.rawValue)
      + SignalementNature.allCases.map(\.rawValue)
      + SignalementCategory.allCases.map(\.rawValue)
      + SignalementChannel.allCases.map(\.rawValue)
    #expect(names.filter { !page.contains("`\($0)`") } == [])
  }

  @Test func `docs/export.md describes every column and every key`() throws {
    let page = try Self.page("export.md")
    let columns = DossierTable.columns.map(\.name).filter { !$0.hasSuffix("_b") }
    #expect(columns.filter { !page.contains("`\($0)`") } == [])
    let fixture = try ImportFixture()
    try fixture.importFixture()
    var json = ""
    try fixture.store.exportDossiers(
      as: try fixture.session(), on: ImportFixture.today, format: .json
    ) { json += $0 }
    let keys = Set(
      json.matches(of: try Regex("\"([a-z0-9_]+)\":")).map { match in
        String(match.output[1].substring ?? "")
      })
    #expect(keys.count > 50)
    #expect(keys.filter { !page.contains("`\($0)`") }.sorted() == [])
  }
}
