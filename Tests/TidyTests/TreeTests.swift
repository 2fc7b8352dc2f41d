import Foundation
import Testing

/// The repository itself, held to every rule.
@Suite struct TreeTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func theTreeBreaksNoRule() throws {
    let sources = try TreeTests.sources()
    for violation in sources.flatMap({ source in Rule.all.flatMap { $0.violations(in: source) } }) {
      Issue.record("\(violation)")
    }
  }

  @Test func theWholeTreeIsRead() throws {
    let paths = Set(try TreeTests.sources().map(\.path))
    let expected = [
      "Package.swift", "README.md", "docs/architecture.md", "Tools/run-tests.sh",
      "Sources/CSQLite/shim.h", "Sources/TUI/Habiter.swift", "Tests/TidyTests/TreeTests.swift",
    ]
    #expect(expected.filter { !paths.contains($0) } == [])
  }

  /// Every source, script and page of the repository.
  private static func sources() throws -> [SourceText] {
    let files = FileManager.default
    let roots = ["Package.swift", "README.md", "Sources", "Tests", "Tools", "docs"]
    let extensions: Set = ["swift", "h", "modulemap", "sh", "md"]
    let paths = roots.flatMap { name in
      [name]
        + (files.enumerator(atPath: root.appending(path: name).path) ?? .init())
        .compactMap { $0 as? String }.map { "\(name)/\($0)" }
    }
    return try paths.filter { extensions.contains(($0 as NSString).pathExtension) }.map {
      SourceText(path: $0, bytes: Array(try Data(contentsOf: root.appending(path: $0))))
    }
  }
}
