import Testing

/// A small file made up for a test: where it would stand, what it holds, and the lines on which its
/// rule must speak (none: it must be silent).
struct Sample: Sendable, CustomTestStringConvertible {
  let rule: Rule
  let path: String
  let text: String
  let lines: [Int]

  var testDescription: String { "\(rule.name), \(path): \(text.prefix(60).debugDescription)" }

  init(_ rule: Rule, _ path: String, _ text: String, breaks lines: [Int] = []) {
    self.rule = rule
    self.path = path
    self.text = text
    self.lines = lines
  }
}
