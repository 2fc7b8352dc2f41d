import Testing

/// Each rule is shown to speak on small bad files and to be silent on good ones.
@Suite struct RuleTests {
  static let samples =
    Sample.layout + Sample.functionLength + Sample.floors + Sample.constructs

  @Test(arguments: samples)
  func ruleSpeaksOnTheBadLinesAlone(sample: Sample) {
    let source = SourceText(path: sample.path, text: sample.text)
    let violations = sample.rule.violations(in: source)
    #expect(violations.map(\.line) == sample.lines, "\(violations)")
  }

  @Test(arguments: Rule.all)
  func everyRuleHasASampleThatBreaksIt(rule: Rule) {
    #expect(RuleTests.samples.contains { $0.rule.name == rule.name && !$0.lines.isEmpty })
  }

  @Test func aViolationNamesFileLineAndRule() {
    let source = SourceText(path: "Sources/Domain/A.swift", text: "\nimport Glibc\n")
    let violations = Rule.all.flatMap { $0.violations(in: source) }
    #expect(
      violations.map(\.description)
        == ["Sources/Domain/A.swift:2: imports: Glibc is not for this folder"])
  }
}

@Suite struct MaskTests {
  struct Masked: Sendable, CustomTestStringConvertible {
    let source: String
    let code: String
    var testDescription: String { source.debugDescription }
  }

  static let masked = [
    Masked(source: "a // b \"c\"\nd", code: "a         \nd"),
    Masked(source: "a /* b /* c */ d */ e", code: "a                   e"),
    Masked(source: #"a("b \" c", d)"#, code: #"a("      ", d)"#),
    Masked(source: #"a("\(b("c") + 1) d")"#, code: #"a("  b(" ") + 1)  ")"#),
    Masked(source: "a(#\"b \\\" \\#(c) d\"#)", code: "a(#\"        c)  \"#)"),
    Masked(source: "\"\"\"\n  \"b\"\n\"\"\" + c", code: "\"\"\"\n     \n\"\"\" + c"),
    Masked(source: "#if a\nb(#line)\n#endif", code: "#if a\nb(#line)\n#endif"),
    // An unclosed literal, which is not Swift, costs its line only.
    Masked(source: "a(\"b\nc(\"d\")", code: "a(\" \nc(\" \")"),
  ]

  @Test(arguments: masked)
  func commentsAndLiteralsAreBlankedInPlace(sample: Masked) {
    var mask = Mask(Array(sample.source.utf8))
    mask.run()
    #expect(String(decoding: mask.code, as: UTF8.self) == sample.code)
  }
}
