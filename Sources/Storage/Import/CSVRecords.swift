/// Cuts a file into the records of a CSV: RFC 4180 with « ; », and what spreadsheets make of it.
///
/// Lines end with CR LF, LF or a lone CR; a quoted cell may hold any of them. A quote that is never
/// closed costs its own line only: reading goes on at the next one.
struct CSVRecords {
  /// A record, or why it could not be read.
  struct Record {
    /// The physical line on which it begins, the first of the file being 1.
    let line: Int
    /// The cells as bytes, in order.
    var cells: [[UInt8]] = []
    /// What is wrong, nil when it could be read.
    var problem: Problem?
  }

  /// Why a record could not be read.
  enum Problem: Equatable {
    case unclosedQuote, misplacedQuote, tooLong
  }

  private var buffer: ByteBuffer
  private let limit: Int
  private let separator = UInt8(ascii: ";")
  private let quote = UInt8(ascii: "\"")
  private(set) var line = 1

  init(_ source: FileBytes, limits: ImportLimits) {
    buffer = ByteBuffer(source)
    limit = limits.recordBytes
  }

  /// Drops the mark that some programs write before UTF-8.
  mutating func skipByteOrderMark() throws(ImportFailure) {
    if try isNext([0xEF, 0xBB, 0xBF]) { buffer.consume(3) }
  }

  /// Drops the line by which a file tells Excel its separator, and returns that separator.
  mutating func skipSeparatorLine() throws(ImportFailure) -> UInt8? {
    guard try isNext(Array("sep=".utf8)), let told = try buffer.byte(at: 4),
      try buffer.newline(at: 5) > 0
    else { return nil }
    try buffer.consumeLine()
    line += 1
    return told
  }

  /// The next record, nil at the end of the file.
  mutating func next() throws(ImportFailure) -> Record? {
    guard try buffer.byte(at: 0) != nil else { return nil }
    var record = Record(line: line)
    var offset = 0
    var newlines = 0
    while true {
      let cell = try readCell(at: &offset, newlines: &newlines)
      if let problem = cell.problem {
        record.problem = problem
        record.cells = []
        try buffer.consumeLine()
        line += 1
        return record
      }
      record.cells.append(cell.bytes)
      if try buffer.byte(at: offset) == separator {
        offset += 1
        continue
      }
      let end = try buffer.newline(at: offset)
      buffer.consume(offset + end)
      line += newlines + (end > 0 ? 1 : 0)
      return record
    }
  }

  /// Reads a cell and leaves `offset` on the separator, the line end or the end of the file.
  private mutating func readCell(
    at offset: inout Int, newlines: inout Int
  ) throws(ImportFailure) -> (bytes: [UInt8], problem: Problem?) {
    if try buffer.byte(at: offset) == quote {
      return try readQuoted(at: &offset, newlines: &newlines)
    }
    var bytes: [UInt8] = []
    while let byte = try buffer.byte(at: offset), byte != separator, byte != 0x0A, byte != 0x0D {
      bytes.append(byte)
      offset += 1
      if offset > limit { return ([], .tooLong) }
    }
    return (bytes, nil)
  }

  private mutating func readQuoted(
    at offset: inout Int, newlines: inout Int
  ) throws(ImportFailure) -> (bytes: [UInt8], problem: Problem?) {
    var bytes: [UInt8] = []
    let before = newlines
    offset += 1
    while let byte = try buffer.byte(at: offset) {
      if offset > limit { return ([], .tooLong) }
      let end = try buffer.newline(at: offset)
      if end > 0 {
        bytes.append(0x0A)
        newlines += 1
        offset += end
      } else if byte != quote {
        bytes.append(byte)
        offset += 1
      } else if try buffer.byte(at: offset + 1) == quote {
        bytes.append(quote)
        offset += 2
      } else {
        offset += 1
        let after = try buffer.byte(at: offset)
        let isOver = after == nil || after == separator || after == 0x0A || after == 0x0D
        if isOver { return (bytes, nil) }
        // Text after a quote some lines further on: the first quote was the one too many.
        return ([], newlines > before ? .unclosedQuote : .misplacedQuote)
      }
    }
    return ([], .unclosedQuote)
  }

  private mutating func isNext(_ expected: [UInt8]) throws(ImportFailure) -> Bool {
    for (offset, byte) in expected.enumerated() where try buffer.byte(at: offset) != byte {
      return false
    }
    return true
  }
}
