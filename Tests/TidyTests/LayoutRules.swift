extension Rule {
  private static let maximumColumns = 100
  private static let maximumFileLines = 350

  /// A line fits in 100 columns (characters, not bytes).
  static let columns = Rule(name: "columns") { source in
    guard source.isCode else { return [] }
    return (0..<source.lineCount).compactMap { index in
      let range = source.range(ofLine: index + 1)
      // Few lines are long in bytes; only those are counted in characters.
      guard range.count > maximumColumns else { return nil }
      let columns = String(decoding: source.bytes[range], as: UTF8.self).count
      guard columns > maximumColumns else { return nil }
      return (index + 1, "\(columns) columns (\(maximumColumns) at most)")
    }
  }

  /// A file holds one idea: 350 lines at most.
  static let fileLength = Rule(name: "file length") { source in
    guard source.isCode, source.lineCount > maximumFileLines else { return [] }
    return [
      (maximumFileLines + 1, "\(source.lineCount) lines (\(maximumFileLines) at most)")
    ]
  }

  /// No tab, no control character, no blank at the end of a line or after the last one.
  static let characters = Rule(name: "characters") { source in
    var found: [(line: Int, message: String)] = []
    var previous: UInt8 = 0
    for (offset, byte) in source.bytes.enumerated() {
      switch byte {
      case 0x0A:
        if previous == 0x20 { found.append((source.line(at: offset), "space at the line's end")) }
      case 0x09: found.append((source.line(at: offset), "tab"))
      case 0x00..<0x20, 0x7F: found.append((source.line(at: offset), "control character"))
      case 0x80...0x9F where previous == 0xC2:
        found.append((source.line(at: offset), "control character"))
      default: break
      }
      previous = byte
    }
    if let last = source.bytes.last, last != 0x0A {
      found.append((source.lineCount, "no newline at the end of the file"))
    }
    return found
  }
}
