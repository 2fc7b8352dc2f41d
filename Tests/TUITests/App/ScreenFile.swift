import Foundation
import Testing

@testable import TUI

/// A screen kept as a readable file in `Tests/Screens`.
///
/// `HABITER_UPDATE_SCREENS=1 swift test` writes the files again; the difference is then read in the
/// version control, by a person.
enum ScreenFile {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Screens")

  private static let rewrites =
    ProcessInfo.processInfo.environment["HABITER_UPDATE_SCREENS"] == "1"

  /// Compares a screen with its file; a file that is missing, or that differs, fails.
  static func expect(
    _ screen: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent("\(name).txt")
    if rewrites {
      try Data((screen + "\n").utf8).write(to: file)
      return
    }
    guard let kept = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record("No file \(name).txt:\n\(screen)", sourceLocation: sourceLocation)
      return
    }
    let differences = difference(kept: kept, shown: screen + "\n")
    if !differences.isEmpty {
      Issue.record("\(name).txt differs\n\(differences)", sourceLocation: sourceLocation)
    }
  }

  /// The rows that differ, numbered: `-` as kept, `+` as shown.
  static func difference(kept: String, shown: String) -> String {
    let before = kept.split(separator: "\n", omittingEmptySubsequences: false)
    let after = shown.split(separator: "\n", omittingEmptySubsequences: false)
    return (0..<max(before.count, after.count)).compactMap { row in
      let old = row < before.count ? String(before[row]) : nil
      let new = row < after.count ? String(after[row]) : nil
      guard old.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) else { return nil }
      let lines = [old.map { "\(row + 1)- \($0)" }, new.map { "\(row + 1)+ \($0)" }]
      return lines.compactMap(\.self).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}

extension Surface {
  /// The surface as a terminal without colour shows it: what stands out is marked `b` bold,
  /// `r` reverse, `u` underlined, between brackets.
  var textWithoutColor: String {
    (0..<size.rows).map { index in
      var line = ""
      var current = ""
      for cell in row(index) {
        let emphasis = Theme.standard.appearance(of: cell.style, depth: .none).emphasis
        let marks: [(Style.Emphasis, String)] = [(.bold, "b"), (.reverse, "r"), (.underline, "u")]
        let mark = marks.filter { emphasis.contains($0.0) }.map(\.1).joined()
        if mark != current {
          if !current.isEmpty { line += "⟧" }
          if !mark.isEmpty { line += "⟦\(mark):" }
          current = mark
        }
        cell.glyph.write(to: &line)
      }
      if !current.isEmpty { line += "⟧" }
      while line.unicodeScalars.last == " " { line.unicodeScalars.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
