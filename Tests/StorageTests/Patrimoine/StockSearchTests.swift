import Domain
import Foundation
import Testing

@testable import Storage

/// Logements looked up by a reference, however it is typed; lines of a report, page by page.
@Suite struct StockSearchTests {
  private let fixture: StockFixture
  private let other: StockFixture
  private let shelf = StockShelf()

  init() throws {
    fixture = try StockFixture()
    other = try StockFixture()
    try fixture.take(
      (1...300).map { StockFixture.line($0) } + [
        StockFixture.line(301, [.logement: "a 1", .locataire: "B/12"]),
        StockFixture.line(302, [.logement: "A1", .locataire: "b12"]),
      ])
    try other.take([StockFixture.line(7), StockFixture.line(5000)])
    try shelf.show([try #require(fixture.current), try #require(other.current)])
  }

  @Test(
    arguments: [
      ("L-00000007", ["L-00000007", "L-00000007"], false),
      ("l 7", ["L-00000007", "L-00000007"], false),
      ("700000012", ["700000012"], false),
      ("rp00000012", ["RP00000012"], false),
      ("A1", ["A1", "a 1"], false),
      ("a 1", ["a 1", "A1"], false),
      ("b12", ["b12", "B/12"], false),
      ("L-5000", ["L-00005000"], false),
      ("L-0000500", ["L-00005000"], false),
      ("7000000012", ["700000012"], true),
      ("7000X0012", ["700000012"], true),
      ("RPZ5000", ["RP00005000"], true),
      ("zzz", [], false),
      ("", [], false),
      ("' OR 1=1 --", [], false),
    ] as [(String, [String], Bool)])
  func `A reference is found however it is typed`(
    typed: String, expected: [String], isNear: Bool
  ) throws {
    let search = try shelf.find(typed)
    let found = search.found.map { $0.values[$0.column] ?? "" }
    if isNear {
      #expect(search.isNear)
      #expect(search.found.contains { $0.values.values.contains(expected[0]) })
      #expect(found.count <= StockShelf.nearLimit)
    } else {
      #expect(!search.isNear)
      #expect(Array(found.prefix(expected.count)) == expected)
      #expect(!expected.isEmpty || found.isEmpty)
    }
  }

  @Test func `What begins so comes after, up to a limit`() throws {
    let search = try shelf.find("L-0000002", limit: 5)
    #expect(search.found.count == 5 && search.isCut)
    #expect(search.found[0].values[.logement] == "L-00000002")
    #expect(
      search.found.dropFirst().allSatisfy {
        $0.values[.logement]?.contains("L-000002") == true
          || $0.values[.logement]?.contains("L-0000002") == true
      })
    #expect(try !shelf.find("L-0000030", limit: 40).isCut)
  }

  @Test func `A card has every value by name`() throws {
    let found = try #require(try shelf.find("L-00005000").found.first)
    #expect(found.generation == other.current)
    let card = try #require(try shelf.card(of: found))
    #expect(card.reference == "L-00005000")
    #expect(card.lines.first { $0.name == "surface_habitable" }?.value == "61.40")
    #expect(card.lines.count == 48)
  }

  @Test func `A look-up goes by indexes alone`() throws {
    let generation = try fixture.open()
    for (key, _) in GenerationSchema.keys {
      for sql in [
        "SELECT id FROM logement WHERE \(key) = ? LIMIT ?",
        "SELECT id FROM logement WHERE \(key) > ? AND \(key) < ? ORDER BY \(key) LIMIT ?",
      ] {
        #expect(try costlySteps(of: sql, on: generation.connection) == [])
      }
    }
    try expectIndexed(on: generation.connection) {
      _ = try generation.card(of: "L-00000001")
      _ = try generation.history(of: "L-00000001")
    }
  }

  @Test func `The lines of a code come page by page`() throws {
    let lines = (1...3000).map { number in
      StockFixture.line(
        number,
        number % 3 == 0
          ? [.street: "=\"a;b\(number)"]
          : number % 50 == 1 ? [.floor: "PAT-L46"] : [:])
    }
    let quoted = lines.map { line in
      line.mapValues { $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
    }
    try fixture.take(quoted, day: 3)
    let path = fixture.folder.report("import-2")
    var (offset, values): (Int?, [String]) = (0, [])
    while let from = offset {
      let page = try PatrimoineReportPage.read(path, code: .neutralised, from: from, limit: 7)
      #expect(page.rows.count == 7 || page.next == nil)
      values += page.rows.map { $0[6] }
      offset = page.next
      for row in page.rows { #expect(row.count == 9 && row[4] == "PAT-L46") }
    }
    #expect(values == (1...1000).map { "'=\"a;b\(3 * $0)" })
    #expect(try PatrimoineReportPage.read(path, code: .invalidValue, limit: 100).rows.count == 40)
    #expect(try PatrimoineReportPage.read(path, code: .rplsTwice).rows.isEmpty)
    let all = try PatrimoineReportPage.read(path, code: nil, limit: .max)
    #expect(all.rows.count >= 1040 && all.rows[0].count == 9)
  }

  @Test func `A name of a column is not taken for the code`() throws {
    let text = [
      "\u{FEFF}" + PatrimoineFinding.tableHeader.joined(separator: ";"),
      "1;50;AX;\"a;PAT-L46;\"\"b\";PAT-S04;INFO;;m;a", "2;1;A;c;PAT-L46;INFO;;\"\";\"\"\"\"",
      "3;;;",
    ].joined(separator: "\r\n")
    let path = try fixture.directory.write(Array((text + "\r\n").utf8), to: "rapport.csv")
    let named = try PatrimoineReportPage.read(path, code: .unknownColumn)
    #expect(named.rows == [["1", "50", "AX", "a;PAT-L46;\"b", "PAT-S04", "INFO", "", "m", "a"]])
    let neutralised = try PatrimoineReportPage.read(path, code: .neutralised)
    #expect(neutralised.rows == [["2", "1", "A", "c", "PAT-L46", "INFO", "", "", "\""]])
  }
}
