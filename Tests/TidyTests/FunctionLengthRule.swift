extension Rule {
  private static let maximumFunctionLines = 70

  /// A function, initializer, subscript or computed property has 70 lines at most, from its keyword
  /// to its closing brace.
  static let functionLength = Rule(name: "function length") { source in
    guard source.isSwift else { return [] }
    var reader = FunctionReader(source)
    return reader.read().compactMap { first, last in
      let lines = last - first + 1
      guard lines > maximumFunctionLines else { return nil }
      return (first, "\(lines) lines (\(maximumFunctionLines) at most)")
    }
  }
}

/// Finds functions by matching braces. What stands before a brace, back to the previous brace of
/// the same level, tells whether the brace opens a function.
private struct FunctionReader {
  private struct Level {
    let headerStart: Int
    let brackets: Int
    /// The line of the function's keyword, when the brace opens a function.
    let functionLine: Int?
  }

  private let source: SourceText
  private var levels: [Level] = []
  private var headerStart = 0
  private var brackets = 0

  init(_ source: SourceText) { self.source = source }

  /// First and last line of each function, in the order in which they end.
  mutating func read() -> [(first: Int, last: Int)] {
    var found: [(first: Int, last: Int)] = []
    for (offset, byte) in source.code.enumerated() {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: "{"):
        levels.append(
          Level(
            headerStart: headerStart, brackets: brackets, functionLine: functionLine(at: offset)))
        headerStart = offset + 1
        brackets = 0
      case UInt8(ascii: "}"):
        guard let level = levels.popLast() else { continue }
        if let first = level.functionLine { found.append((first, source.line(at: offset))) }
        brackets = level.brackets
        // A closure among a declaration's parameters does not end that declaration.
        headerStart = brackets > 0 ? level.headerStart : offset + 1
      default: break
      }
    }
    return found
  }

  private func functionLine(at brace: Int) -> Int? {
    guard brackets == 0 else { return nil }
    let words = headerWords(until: brace)
    let keyword =
      words.last { ["func", "init", "subscript", "deinit"].contains($0.text) }
      ?? words.last { $0.text == "var" }
    guard let keyword else { return nil }
    let isStored = source.code[keyword.offset..<brace].contains(UInt8(ascii: "="))
    guard keyword.text != "var" || !isStored else { return nil }
    return source.line(at: keyword.offset)
  }

  /// The identifiers of the header, members (`.init`) left out.
  private func headerWords(until brace: Int) -> [(text: String, offset: Int)] {
    var words: [(text: String, offset: Int)] = []
    var start: Int?
    for offset in headerStart...brace {
      if isWord(source.code[offset]) {
        start = start ?? offset
      } else if let first = start {
        start = nil
        guard first == 0 || source.code[first - 1] != UInt8(ascii: ".") else { continue }
        words.append((String(decoding: source.code[first..<offset], as: UTF8.self), first))
      }
    }
    return words
  }
}
