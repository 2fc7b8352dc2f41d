import Domain
import Foundation
import Testing

@testable import Storage

/// Bytes into records: the same whatever the chunks, with the physical line of each.
@Suite struct ImportReadingTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func records(_ text: String, chunk: Int = 65_536, limit: Int? = nil) throws -> [String] {
    var limits = ImportLimits()
    if let limit { limits.recordBytes = limit }
    let path = try directory.write(Array(text.utf8), to: "a.csv")
    let file = try FileBytes(path: path, limits: limits, chunk: chunk)
    var reader = CSVRecords(file, limits: limits)
    var found: [String] = []
    while let record = try reader.next() {
      let cells = record.cells.map { "[\(String(decoding: $0, as: UTF8.self))]" }.joined()
      found.append("\(record.line)\(record.problem.map { " \($0)" } ?? cells)")
    }
    return found
  }

  @Test(arguments: [
    ("", []), ("a;b\n", ["1[a][b]"]), ("a;b", ["1[a][b]"]), ("a;\r\n;b\r\n", ["1[a][]", "2[][b]"]),
    ("a\rb\r\rc", ["1[a]", "2[b]", "3[]", "4[c]"]),
    ("\"a;\"\"b\"\"\r\nc\rd\";e\nf", ["1[a;\"b\"\nc\nd][e]", "4[f]"]),
    ("a\"b\";c", ["1[a\"b\"][c]"]), ("\"\";\"\"\n", ["1[][]"]),
    ("\"a\"b;c\nd", ["1 misplacedQuote", "2[d]"]),
    ("a;\"b\nc;d\n", ["1 unclosedQuote", "2[c][d]"]),
    ("a;\"b\nc;\"d\"\n", ["1 unclosedQuote", "2[c][d]"]),
  ])
  func `Records are cut alike whatever the chunks`(text: String, expected: [String]) throws {
    for chunk in [1, 2, 3, 5, 65_536] {
      #expect(try records(text, chunk: chunk) == expected, "chunks of \(chunk)")
    }
  }

  @Test func `A line without end is refused at its limit, and the next one read`() throws {
    let text = String(repeating: "x", count: 300) + "\nb\n\"" + String(repeating: "y\n", count: 200)
    let found = try records(text, chunk: 7, limit: 100)
    #expect(Array(found.prefix(4)) == ["1 tooLong", "2[b]", "3 tooLong", "4[y]"])
  }

  @Test func `Windows-1252 is read letter by letter`() throws {
    let bytes: [UInt8] = [0x80, 0x8C, 0x92, 0x96, 0x9C, 0xC9, 0xE9, 0xFF]
    #expect(TextEncoding.windows1252.decode(bytes) == "€Œ’–œÉéÿ")
    let path = try directory.write(Array("Mme L".utf8) + bytes, to: "b")
    let file = try FileBytes(path: path, limits: .init())
    #expect(try TextEncoding.detect(file) == .windows1252)
  }

  @Test(
    arguments: [
      ([0x41, 0xC3, 0xA9], nil), ([0x41, 0xE2, 0x82], nil), ([0xC0, 0xAF], nil),
      ([0xED, 0xA0, 0x80, 0xC3, 0xA9], "Octets"), ([0x41, 0x81], "Octets"),
      ([0xEF, 0xBB, 0xBF, 0xE9], "Octets"), ([0xFF, 0xFE, 0x41, 0x00], "Le fichier est encodé"),
      ([0x41, 0x00], "Octet nul"), ([], "Le fichier est vide"),
    ] as [([UInt8], String?)])
  func `Bytes of no encoding refuse the file`(bytes: [UInt8], beginning: String?) throws {
    let path = try directory.write(bytes, to: "c")
    let file = try FileBytes(path: path, limits: .init(), chunk: 1)
    guard let beginning else {
      _ = try TextEncoding.detect(file)
      return
    }
    let failure = #expect(throws: ImportFailure.self) { try TextEncoding.detect(file) }
    #expect(failure?.message.text.hasPrefix(beginning) == true)
  }

  @Test(arguments: [
    (" \u{A0}a\u{202F}b\u{FEFF} ", "a b", false), ("e\u{301}te\u{301}", "été", false),
    ("E\u{301}vry C\u{327}a", "Évry Ça", false), ("x\u{301}", "x\u{301}", false),
    ("a\u{7}b", "ab", true), ("a\u{202E}b", "ab", true), ("a\nb\n", "a\nb", false),
    ("\u{301}", "\u{301}", false),
  ])
  func `A cell is trimmed, composed and freed of controls`(
    raw: String, text: String, hadControls: Bool
  ) {
    let cell = ImportCell.clean(raw)
    #expect(Array(cell.text.unicodeScalars) == Array(text.unicodeScalars))
    #expect(cell.hadControls == hadControls)
  }

  @Test(arguments: [
    (1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"),
  ])
  func `Columns are named as spreadsheets do`(number: Int, letter: String) {
    #expect(ImportPlace("x", number: number).letter == letter)
  }

  @Test func `A file too large, a folder and a missing file are told apart`() throws {
    var limits = ImportLimits()
    limits.fileBytes = 3
    let large = try directory.write(Array("abcd".utf8), to: "large")
    for (path, words) in [
      (large, "dépasse"), (directory.path, "n'est pas un fichier"),
      (directory.file("absent"), "il n'existe pas"),
    ] {
      let failure = #expect(throws: ImportFailure.self) {
        _ = try FileBytes(path: path, limits: limits)
      }
      #expect(failure?.message.text.contains(words) == true)
    }
  }

  @Test func `A cell too long refuses its dossier alone`() throws {
    var limits = ImportLimits()
    limits.cellCharacters = 30
    let fixture = try ImportFixture()
    let long = String(repeating: "é", count: 31)
    let report = try fixture.importText(
      ImportLines.csv(
        ["note": long], ["reference": "EH-2", "logement_a": "A-2", "logement_b": "B-2"]),
      limits: limits)
    #expect(report.added == 1 && report.refused == 1)
    #expect(report.messages.map(\.text) == ["Le texte compte 31 caractères (30 au plus)."])
  }

  @Test(arguments: [
    ("instrction_le_a", "instruction_le_a"), ("refrence", "reference"), ("Référense", "reference"),
    ("xyz", nil), ("T9", nil),
  ])
  func `The nearest word is offered when it is near`(typed: String, meant: String?) {
    let words = ImportColumn.all.map(\.name) + ["T1", "T2"]
    #expect(NearestWord.to(typed, among: words) == meant)
  }
}
