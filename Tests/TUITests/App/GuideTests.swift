import Foundation
import Testing

@testable import TUI

/// The table of keys in `docs/guide.md` is the key map's; `HABITER_UPDATE_GUIDE=1` rewrites it.
@Suite("The guide tells the keys as they are")
struct GuideTests {
  private static let marker = "<!-- touches -->"

  private static let guide = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/guide.md")

  @Test("The guide's table of keys is the one of the key map")
  func tableIsCurrent() throws {
    let text = try String(contentsOf: Self.guide, encoding: .utf8)
    var parts = text.components(separatedBy: Self.marker)
    try #require(parts.count == 3, "docs/guide.md needs two markers \(Self.marker)")
    let table = Self.table(of: .standard)
    if ProcessInfo.processInfo.environment["HABITER_UPDATE_GUIDE"] == "1", parts[1] != table {
      parts[1] = table
      try parts.joined(separator: Self.marker).write(
        to: Self.guide, atomically: true, encoding: .utf8)
    }
    #expect(
      parts[1] == table,
      "docs/guide.md is stale: HABITER_UPDATE_GUIDE=1 swift test --filter GuideTests rewrites it")
  }

  @Test("Every binding has its line, under the place where it works")
  func everyBindingIsTold() {
    let table = Self.table(of: .standard)
    for binding in KeyMap.standard.bindings {
      #expect(table.contains("| \(binding.help) |"))
    }
  }

  @Test("A key that would end a cell or begin a quotation is written so that it shows")
  func awkwardKeys() {
    #expect(Self.code("|") == "`\\|`")
    #expect(Self.code("`") == "`` ` ``")
    #expect(Self.code("g g") == "`g g`")
  }

  private static func table(of keyMap: KeyMap) -> String {
    let lines = keyMap.bindings.map { binding in
      let keys = binding.keys.map { code(KeyMap.name(of: $0)) }.joined(separator: " ")
      return "| \(keys) | \(binding.help) | \(places(of: binding)) |"
    }
    let head = ["| touches | effet | où |", "| --- | --- | --- |"]
    return "\n" + (head + lines).joined(separator: "\n") + "\n"
  }

  private static func places(of binding: Binding) -> String {
    Place.allCases.filter { binding.places.contains($0) }
      .map { $0.heading.lowercased() }.joined(separator: ", ")
  }

  private static func code(_ key: String) -> String {
    if key.contains("`") { return "`` \(key) ``" }
    return "`\(key.replacingOccurrences(of: "|", with: "\\|"))`"
  }
}
