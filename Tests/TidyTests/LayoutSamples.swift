extension Sample {
  static let layout: [Sample] = [
    Sample(.columns, "Sources/A.swift", "a\n" + wide(101) + "\n", breaks: [2]),
    Sample(.columns, "Sources/C/shim.h", wide(101) + "\n", breaks: [1]),
    Sample(.columns, "Tools/a.sh", wide(101), breaks: [1]),
    Sample(.columns, "Sources/A.swift", wide(100) + "\n"),
    Sample(.columns, "Sources/A.swift", String(repeating: "é", count: 100) + "\n"),
    Sample(.columns, "docs/guide.md", wide(101) + "\n"),

    Sample(.fileLength, "Tests/A.swift", lines(351), breaks: [351]),
    Sample(.fileLength, "Tests/A.swift", lines(350)),
    Sample(.fileLength, "docs/guide.md", lines(351)),

    Sample(.characters, "Sources/A.swift", "let a = 1\n\tlet b = 2\n", breaks: [2]),
    Sample(.characters, "Sources/A.swift", "let a = 1 \n", breaks: [1]),
    Sample(.characters, "Sources/A.swift", "let a = 1\r\nlet b = 2\r\n", breaks: [1, 2]),
    Sample(.characters, "Sources/A.swift", "// \u{1B}[31m\n", breaks: [1]),
    Sample(.characters, "Sources/A.swift", "// \u{7F} \u{9B}31m\n", breaks: [1, 1]),
    Sample(.characters, "docs/guide.md", "# Guide\n\ntexte  \n", breaks: [3]),
    Sample(.characters, "Sources/A.swift", "let a = 1", breaks: [1]),
    Sample(.characters, "Sources/A.swift", "// « é » ⇄ 👨‍👩‍👧\n\nlet a = 1\n"),
    Sample(.characters, "Sources/A.swift", ""),
  ]

  static let functionLength: [Sample] = [
    Sample(.functionLength, "Tests/A.swift", "\n" + function(71), breaks: [2]),
    Sample(.functionLength, "Tests/A.swift", function(70)),
    Sample(
      .functionLength, "Sources/A.swift",
      "struct A {\n  init?(a: Int)\n" + body(70) + "  let b = 1\n" + function(71) + "}\n",
      breaks: [2, 74]),
    Sample(.functionLength, "Sources/A.swift", "deinit" + body(71), breaks: [1]),
    Sample(.functionLength, "Sources/A.swift", "subscript(a: Int) -> Int" + body(71), breaks: [1]),
    Sample(.functionLength, "Sources/A.swift", "var a: Int" + body(71), breaks: [1]),
    Sample(.functionLength, "Sources/A.swift", "var a =" + body(71) + "()\n"),
    Sample(.functionLength, "Sources/A.swift", "struct A" + body(400)),
    Sample(.functionLength, "Sources/A.swift", "let a = B.init(c)" + body(71)),
    // A closure among the parameters belongs to the function that it precedes.
    Sample(
      .functionLength, "Sources/A.swift", "func a(b: () -> Void = {}) -> [Int]" + body(71),
      breaks: [1]),
    // Braces in literals and comments count for nothing.
    Sample(
      .functionLength, "Sources/A.swift",
      "func a() {\n  b(\"}\") // }\n" + lines(60) + "}\nfunc c() {\n" + lines(60) + "}\n"),
    Sample(
      .functionLength, "Sources/A.swift",
      "func a() {\n  b(\"}\") /* } */\n" + lines(69) + "}\n", breaks: [1]),
    Sample(.functionLength, "Sources/A.swift", "protocol P {\n  func a()\n}\nenum E" + body(99)),
  ]

  private static func wide(_ columns: Int) -> String { String(repeating: "x", count: columns) }

  private static func lines(_ count: Int) -> String { String(repeating: "a()\n", count: count) }

  /// A block whose braces stand on the first and the last of `count` lines.
  private static func body(_ count: Int) -> String { " {\n" + lines(count - 2) + "}\n" }

  private static func function(_ count: Int) -> String { "func a()" + body(count) }
}
