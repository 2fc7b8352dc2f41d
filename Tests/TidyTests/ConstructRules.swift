extension Rule {
  /// No way of crashing where an error can be told.
  static let forbiddenConstructs = Rule(name: "forbidden constructs") { source in
    guard source.isSwift(under: "Sources") else { return [] }
    return source.breaches(of: ["try!", "as!", "fatalError"]) { "\($0) is forbidden" }
  }

  /// What switches a check of the compiler off says why that holds, in a `//` comment on its line
  /// or just above. A doc comment says what the thing is, so it does not count.
  static let unsafeWithoutReason = Rule(name: "unsafe without reason") { source in
    guard source.isSwift(under: "Sources") else { return [] }
    return source.breaches(of: ["@unchecked Sendable", "nonisolated(unsafe)"]) {
      "\($0) without a // comment that says why it holds"
    }.filter { line, _ in
      let above = source.trimmedLine(line - 1)
      let hasReasonAbove = above.hasPrefix("//") && !above.hasPrefix("///")
      return !hasReasonAbove && !source.trimmedLine(line).contains("// ")
    }
  }

  /// What is left to do stands in an issue, not in the sources.
  static let unfinishedWork = Rule(name: "unfinished work") { source in
    guard source.isSwift(under: "Sources") else { return [] }
    return ["TODO", "FIXME", "XXX"].flatMap { word in
      source.anyOffsets(of: word).map { (source.line(at: $0), word) }
    }
  }

  /// Each public symbol of Domain and Storage carries a doc comment, attributes between them aside.
  static let documentedSymbols = Rule(name: "documented symbols") { source in
    guard source.isSwift(under: "Sources/Domain") || source.isSwift(under: "Sources/Storage") else {
      return []
    }
    return ["public", "open"].flatMap { source.codeOffsets(of: $0) }.compactMap { offset in
      let line = source.line(at: offset)
      guard isDeclaration(in: source, at: offset), !isDocumented(source, line) else { return nil }
      return (line, "no doc comment: \(source.trimmedLine(line))")
    }
  }

  private static func isDeclaration(in source: SourceText, at offset: Int) -> Bool {
    let modifiers: Set<Substring> = [
      "dynamic", "final", "indirect", "isolated", "lazy", "mutating", "nonisolated", "override",
      "static", "class",
    ]
    let before = source.codeWords(before: offset)
    let after = source.codeWords(from: offset).dropFirst().first
    return before.allSatisfy { $0.hasPrefix("@") || modifiers.contains($0) }
      && after != nil && after != "import" && after != "extension"
  }

  private static func isDocumented(_ source: SourceText, _ line: Int) -> Bool {
    var above = line - 1
    while source.trimmedLine(above).hasPrefix("@") { above -= 1 }
    let comment = source.trimmedLine(above)
    return comment.hasPrefix("///") || comment.hasSuffix("*/")
  }
}
