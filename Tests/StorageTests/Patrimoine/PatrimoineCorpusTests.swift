import Domain
import Foundation
import Testing

@testable import Storage

/// Small patrimoine files, each with one error or trap, and beside each the report that its sender
/// must get. A file whose name is not that of a sending is checked under the sample's name.
///
/// `HABITER_WRITE_REPORTS=1` writes the reports as they are, to be read before they are kept.
@Suite struct PatrimoineCorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/patrimoine").standardizedFileURL

  private static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasSuffix(".rapport.txt") }.sorted()
  }()

  /// Half of the lines may be in error, so that a file of three lines is not refused for one.
  private static var context: PatrimoineContext {
    let today = Day(year: 2026, month: 3, day: 2) ?? Day(number: 0)
    var context = PatrimoineContext(
      today: today, sender: try? SIRET(parsing: "99900001100018"), errorShare: 50)
    context.reservataires = ["Ville de Montreuil": true, "Préfecture de région": false]
    context.accounts = ["c.martin@bailleur-a.example", "l.petit@bailleur-a.example"]
    context.domains = ["bailleur-a.example"]
    return context
  }

  private static func report(_ file: String, chunk: Int = 1 << 20) -> PatrimoineReport? {
    let isNamed = file.lowercased().hasPrefix("patrimoine") || file.hasPrefix("F02")
    return PatrimoineReading.check(
      folder.appending(path: file).path, named: isNamed ? nil : PatrimoineSample.name,
      in: context, chunk: chunk)
  }

  @Test func `The corpus is there`() { #expect(Self.files.count > 75) }

  @Test(arguments: files)
  func `Each file gets its report`(file: String) throws {
    let report = try #require(Self.report(file))
    let told = report.french.joined(separator: "\n") + "\n"
    let page = Self.folder.appending(path: "\(file).rapport.txt")
    if ProcessInfo.processInfo.environment["HABITER_WRITE_REPORTS"] != nil {
      try Data(told.utf8).write(to: page)
    }
    #expect(told == String(decoding: try Data(contentsOf: page), as: UTF8.self))
  }

  @Test(arguments: files, [1, 7, 64])
  func `Where the file is cut into chunks changes nothing`(file: String, chunk: Int) {
    #expect(Self.report(file, chunk: chunk)?.french == Self.report(file)?.french)
  }

  @Test(arguments: files.filter { $0.first.map { "CFLS".contains($0) } == true })
  func `A file named after a code gets it`(file: String) throws {
    let report = try #require(Self.report(file))
    let code = "PAT-\(file.prefix(3))"
    #expect(report.findings.codes.map(\.label).contains(code))
  }

  @Test func `Every code that a file alone can have is in the corpus`() {
    let named = Set(Self.files.map { "PAT-\($0.prefix(3))" })
    // The others compare with what the platform already has, or are in the file's own name.
    let elsewhere: Set<PatrimoineCode> = [
      .otherSiren, .futureFile, .identicalFile, .olderFile,
    ]
    let wanted = PatrimoineCode.allCases.filter {
      !$0.label.hasPrefix("PAT-T") && !elsewhere.contains($0)
    }
    #expect(wanted.filter { !named.contains($0.label) }.map(\.label) == [])
  }
}
