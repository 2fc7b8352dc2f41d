import Domain
import Foundation
import Testing

@testable import Storage

/// Patrimoine files as bytes: their lines, their quotes, their encoding, whatever they hold.
@Suite struct PatrimoineReadingTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "patrimoine-\(UUID().uuidString)")

  private func records(
    _ bytes: [UInt8], chunk: Int = 3
  ) throws -> [PatrimoineRecords.Item: [[String]]] {
    var found: [PatrimoineRecords.Item: [[String]]] = [:]
    let records = try open(bytes, chunk: chunk)
    while true {
      let item = try records.next()
      if item == .end { return found }
      found[item, default: []].append(
        records.fields.map { String(decoding: $0.bytes, as: UTF8.self) })
    }
  }

  private func open(_ bytes: [UInt8], chunk: Int) throws -> PatrimoineRecords {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: UUID().uuidString).path
    try Data(bytes).write(to: URL(filePath: path))
    return PatrimoineRecords(
      try FileBytes(path: path, limits: PatrimoineReading.limits), chunk: chunk)
  }

  @Test(
    arguments: [
      ("a;b\r\nc;d\n", [1: ["a", "b"], 2: ["c", "d"]]),
      ("a;b\rc;d", [1: ["a", "b"], 2: ["c", "d"]]),
      ("a;\n;b\n", [1: ["a", ""], 2: ["", "b"]]),
      ("\"a;b\";\"c\"\"d\"\n", [1: ["a;b", "c\"d"]]),
      ("\"a\r\nb\";c\nd\n", [1: ["a b", "c"], 3: ["d"]]),
      ("a\"b;c\"\n", [1: ["a\"b", "c\""]]),
      ("\"\";\"\"\"\"\n", [1: ["", "\""]]),
      ("é;Île\nÉpinay\n", [1: ["é", "Île"], 2: ["Épinay"]]),
      ("E\u{301};a\u{A0}b;a\u{202F}b\n", [1: ["É", "a b", "a b"]]),
      ("a\0b;c\u{7}\n", [1: ["ab", "c"]]),
      ("\n\na\n", [1: [""], 2: [""], 3: ["a"]]),
    ] as [(String, [Int: [String]])])
  func `Lines are cut into fields`(text: String, lines: [Int: [String]]) throws {
    for chunk in [1, 2, 3, 5, 1 << 16] {
      let found = try records(Array(text.utf8), chunk: chunk)
      let expected = lines.map { (PatrimoineRecords.Item.record(line: $0.key), [$0.value]) }
      #expect(found == Dictionary(expected) { first, _ in first })
    }
  }

  @Test(arguments: [1, 4, 1 << 16])
  func `A quote that is not closed costs its own line`(chunk: Int) throws {
    let found = try records(Array("a\n\"b;c\nd\n\"e\"f\ng\n".utf8), chunk: chunk)
    #expect(found.keys.contains(.unclosedQuote(line: 2)))
    #expect(found[.record(line: 3)] == [["d"]])
    #expect(found.keys.contains(.unclosedQuote(line: 4)))
    #expect(found[.record(line: 5)] == [["g"]])
  }

  @Test func `A line without end costs itself`() throws {
    let long = [UInt8](repeating: 0x61, count: PatrimoineRecords.recordLimit + 10)
    let found = try records(Array("a\n".utf8) + long + Array("\nb\n".utf8), chunk: 1 << 12)
    #expect(found.keys.contains(.unclosedQuote(line: 2)))
    #expect(found[.record(line: 3)] == [["b"]])
  }

  @Test func `Windows-1252 is found by its first accent, and does not mix with UTF-8`() throws {
    let latin: [UInt8] = [0xC9, 0x70, 0x69, 0x6E, 0x61, 0x79, 0x3B, 0x80, 0x0A]
    #expect(try records(latin)[.record(line: 1)] == [["Épinay", "€"]])
    let mixed = latin + Array("é\n".utf8)
    #expect(try records(mixed).keys.contains(.invalidBytes(line: 2)))
    let other = Array("é\n".utf8) + latin
    #expect(try records(other).keys.contains(.invalidBytes(line: 2)))
    #expect(try records([0x81, 0x0A]).keys.contains(.invalidBytes(line: 1)))
  }

  @Test func `The sample and the template are read as they are written`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let context = PatrimoineContext(
      today: Day(year: 2026, month: 3, day: 2) ?? Day(number: 0), errorShare: 5)
    let path = folder.appending(path: PatrimoineSample.name).path
    try Data(PatrimoineSample.text.utf8).write(to: URL(filePath: path))
    let report = try #require(PatrimoineReading.check(path, in: context))
    #expect(report.findings.codes.isEmpty)
    #expect(
      report.verdict == "Fichier accepté. 3 lignes : 3 acceptées, 0 rejetée ; 0 avertissement.")
    let filled = PatrimoineSample.template + PatrimoineSample.rows[0].joined(separator: ";")
    try Data(filled.utf8).write(to: URL(filePath: path))
    #expect(PatrimoineReading.check(path, in: context)?.lines == 1)
  }

  @Test func `A reading is stopped from outside, and a file that is not there is said`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: PatrimoineSample.name).path
    let context = PatrimoineContext(today: Day(number: 20_000), errorShare: 5)
    let line = PatrimoineSample.rows[0].joined(separator: ";") + "\n"
    let text = PatrimoineSample.template + String(repeating: line, count: 10_000)
    try Data(text.utf8).write(to: URL(filePath: path))
    var told: [Int] = []
    var hooks = PatrimoineHooks()
    hooks.progress = { progress in
      told.append(progress.lines)
      return false
    }
    #expect(PatrimoineReading.check(path, in: context, hooks: hooks) == nil && told == [4096])
    var heard = 0
    hooks = PatrimoineHooks()
    hooks.listener = { _ in heard += 1 }
    _ = PatrimoineReading.check(path, in: context, hooks: hooks)
    #expect(heard >= 9_999)
    let missing = PatrimoineReading.check(folder.path + "/absent.csv", in: context)
    #expect(missing?.findings.first(.unreadableFile).first?.text.contains("n'existe pas") == true)
  }
}
