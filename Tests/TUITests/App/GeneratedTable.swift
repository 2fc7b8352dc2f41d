import Foundation
import Testing

/// A table of a page in `docs` that the program's own tables give, between two markers;
/// `HABITER_UPDATE_GUIDE=1` rewrites it.
struct GeneratedTable {
  let page: String
  let marker: String
  let header: [String]
  let rows: [[String]]

  /// Compares the page with the table.
  func check() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/\(page)").standardizedFileURL
    let text = try String(contentsOf: file, encoding: .utf8)
    let tag = "<!-- \(marker) -->"
    var parts = text.components(separatedBy: tag)
    try #require(parts.count == 3, "docs/\(page) needs two markers \(tag)")
    let isUpdate = ProcessInfo.processInfo.environment["HABITER_UPDATE_GUIDE"] == "1"
    if isUpdate, parts[1] != table {
      parts[1] = table
      try parts.joined(separator: tag).write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      parts[1] == table,
      "docs/\(page) is stale: HABITER_UPDATE_GUIDE=1 swift test --filter GuideTests rewrites it")
  }

  private var table: String {
    let lines = [header, header.map { _ in "---" }] + rows
    return "\n" + lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n") + "\n"
  }
}
