extension Sample {
  static let constructs: [Sample] = [
    Sample(.forbiddenConstructs, "Sources/TUI/A.swift", "a = try! b()\n", breaks: [1]),
    Sample(.forbiddenConstructs, "Sources/TUI/A.swift", "a = b as! C\n", breaks: [1]),
    Sample(.forbiddenConstructs, "Sources/TUI/A.swift", "\nfatalError(\"a\")\n", breaks: [2]),
    Sample(
      .forbiddenConstructs, "Sources/TUI/A.swift", "a = try? b() as? C // try!\nb(\"as!\")\n"),
    Sample(.forbiddenConstructs, "Tests/TUITests/A.swift", "a = try! b()\n"),

    Sample(
      .unsafeWithoutReason, "Sources/TUI/A.swift", "final class A: @unchecked Sendable {}\n",
      breaks: [1]),
    Sample(
      .unsafeWithoutReason, "Sources/TUI/A.swift",
      "/// The session.\nnonisolated(unsafe) var a = 1\n",
      breaks: [2]),
    Sample(
      .unsafeWithoutReason, "Sources/TUI/A.swift",
      "/// A lock.\n// Guarded by its mutex.\nfinal class A: @unchecked Sendable {}\n"),
    Sample(
      .unsafeWithoutReason, "Sources/TUI/A.swift",
      "nonisolated(unsafe) var a = 1  // written before the threads start\n"),

    Sample(.unfinishedWork, "Sources/TUI/A.swift", "// TODO: more\n", breaks: [1]),
    Sample(.unfinishedWork, "Sources/TUI/A.swift", "a()\na(\"FIXME\")\n", breaks: [2]),
    Sample(.unfinishedWork, "Sources/TUI/A.swift", "/* XXX */\n", breaks: [1]),
    Sample(.unfinishedWork, "Sources/TUI/A.swift", "let aTODO = XXXL\n"),

    Sample(.documentedSymbols, "Sources/Domain/A.swift", "public struct A {}\n", breaks: [1]),
    Sample(
      .documentedSymbols, "Sources/Storage/A.swift",
      "/// A.\npublic struct A {\n  @inlinable\n  public static func a() {}\n}\n", breaks: [4]),
    Sample(
      .documentedSymbols, "Sources/Domain/A.swift", "// a\npublic var a = 1\n", breaks: [2]),
    Sample(
      .documentedSymbols, "Sources/Domain/A.swift", "/// A.\n\nfinal public class A {}\n",
      breaks: [3]),
    Sample(.documentedSymbols, "Sources/Storage/A.swift", "open class A {}\n", breaks: [1]),
    Sample(
      .documentedSymbols, "Sources/Domain/A.swift",
      "/// A.\n@frozen\npublic struct A {}\n/** B. */\n@frozen public struct B {}\n"),
    Sample(.documentedSymbols, "Sources/Domain/A.swift", "public extension A {}\nstruct B {}\n"),
    Sample(.documentedSymbols, "Sources/Storage/A.swift", "let a = try open(path)\nopen\n"),
    Sample(.documentedSymbols, "Sources/TUI/A.swift", "public struct A {}\n"),
  ]
}
