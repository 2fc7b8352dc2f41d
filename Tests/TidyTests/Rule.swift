import Testing

/// A place in the tree that breaks a rule.
struct Violation: Equatable, CustomStringConvertible {
  let path: String
  let line: Int
  let rule: String
  let message: String

  var description: String { "\(path):\(line): \(rule): \(message)" }
}

/// One thing that every file of the tree must respect: a pure function of its path and text.
struct Rule: Sendable, CustomTestStringConvertible {
  let name: String
  /// Line (from 1) and message of each breach.
  let breaches: @Sendable (SourceText) -> [(line: Int, message: String)]

  var testDescription: String { name }

  func violations(in source: SourceText) -> [Violation] {
    breaches(source).map {
      Violation(path: source.path, line: $0.line, rule: name, message: $0.message)
    }
  }

  static let all: [Rule] = [
    .columns, .fileLength, .characters, .functionLength,
    .imports, .sqliteCalls, .dynamicCalls, .pureDomain, .sqlInTUI,
    .forbiddenConstructs, .unsafeWithoutReason, .unfinishedWork, .printInDomain,
    .documentedSymbols,
  ]
}

extension SourceText {
  var isSwift: Bool { path.hasSuffix(".swift") }

  /// Written by hand for a compiler or a shell; the rest is prose or data.
  var isCode: Bool {
    isSwift || [".h", ".modulemap", ".sh"].contains { path.hasSuffix($0) }
  }

  /// Swift that ships in the program, under `Sources/` or a folder of it.
  func isSwift(under folder: String) -> Bool { isSwift && path.hasPrefix(folder + "/") }

  /// A breach at each place where one of `tokens` stands in the code.
  func breaches(
    of tokens: [String], message: (_ token: String) -> String
  ) -> [(line: Int, message: String)] {
    tokens.flatMap { token in
      codeOffsets(of: token).map { (line(at: $0), message(token)) }
    }
  }
}
