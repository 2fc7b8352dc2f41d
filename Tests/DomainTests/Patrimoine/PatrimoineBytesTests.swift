import Testing

@testable import Domain

/// Fields read as bytes: numbers, words, hashes.
@Suite struct PatrimoineBytesTests {
  private func read<Value>(_ text: String, _ body: (PatrimoineField) -> Value) -> Value {
    Array(text.utf8).withUnsafeBufferPointer(body)
  }

  @Test(
    arguments: [
      ("0", 0), ("61", 6100), ("61,4", 6140), ("61.40", 6140), ("1 234,50", 123_450),
      ("1.234,56", 123_456), ("1,234.56", 123_456), ("1 234", 123_400),
      ("12 345 678", 1_234_567_800),
      ("1.234", nil), ("1,234", nil), ("1.234.567", nil), ("1 23", nil), ("1 234 56", nil),
      ("12,345,6", nil), ("1.23,45", nil), ("1,2,3", nil), ("", nil), (",5", nil), ("5,", nil),
      ("-5", nil), ("5 €", nil), ("1e3", nil), ("5,1 ", nil), ("12345678901234567", nil),
    ] as [(String, Int?)])
  func `A number with two decimals at most`(text: String, hundredths: Int?) {
    #expect(read(text) { $0.hundredths() } == hundredths)
  }

  @Test func `Words are found in any case, and only whole`() {
    let index = PatrimoineWordIndex(PatrimoineLease.self)
    #expect(read("intermediaire") { index.word($0) } == .intermediate)
    #expect(read("SOCIAL") { index.word($0) } == .social)
    for wrong in ["SOCIA", "SOCIALE", "", "SOCIAL\0", "INTERMEDIAIRE2026", "3OCIAL"] {
      #expect(read(wrong) { index.word($0) } == nil)
    }
    let heatings = PatrimoineWordIndex(PatrimoineHeating.self)
    #expect(read("ind_gaz") { heatings.word($0) } == .gas)
    #expect(read("IND\u{7F}GAZ") { heatings.word($0) } == nil)
  }

  @Test func `Spaces around a field go`() {
    #expect(read("  a b ") { $0.trimmed.text } == "a b")
    #expect(read("   ") { $0.trimmed.isEmpty })
  }

  @Test func `A table of references remembers the first line of each, however large`() {
    let table = ReferenceTable(expecting: 0)
    for number in 1...20_000 {
      #expect(read("L-\(number)") { table.note(Fingerprint.of($0), line: number) } == nil)
    }
    for number in [1, 77, 20_000] {
      #expect(read("L-\(number)") { table.note(Fingerprint.of($0), line: 1) } == number)
    }
    #expect(table.note(0, line: 5) == nil && table.note(0, line: 6) == 5)
  }

  @Test func `Hashes differ for texts that nearly do not`() {
    let texts = (0..<2000).map { "\($0)" } + (0..<2000).map { "REF-00\($0)" } + ["", "\0", "\0\0"]
    #expect(Set(texts.map { read($0, Fingerprint.of) }).count == texts.count)
  }

  @Test func `Runs of one length cost nothing beyond the first`() {
    var habit = LengthHabit()
    for line in 2...5000 { read("\(10_000 + line)") { habit.note($0, line: line) } }
    #expect(habit.runs.count <= 201)
    #expect(habit.usual == 5)
    #expect(habit.runs.last?.last == 5000)
  }

  @Test func `A run has lines that follow each other`() {
    var habit = LengthHabit()
    for line in Array(2...400) + Array(500...600) {
      read("\(10_000 + line)") { habit.note($0, line: line) }
    }
    #expect(habit.runs.suffix(2).map(\.last) == [400, 600])
    #expect(habit.runs.last?.first == 500)
  }

  @Test(arguments: [("123456789", "12345678a"), ("12345678", "123456789"), ("1", "1\0")])
  func `Words that nearly are the same differ`(left: String, right: String) {
    #expect(PackedWord(left) != PackedWord(right))
    #expect(read(left) { PackedWord($0) } == PackedWord(left))
  }

  @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (49, "AW"), (52, "AZ"), (703, "AAA"), (0, "")])
  func `The letters of a column`(number: Int, letters: String) {
    #expect(SpreadsheetColumn.letters(number) == letters)
  }
}
