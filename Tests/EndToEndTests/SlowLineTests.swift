import Foundation
import Testing

extension EndToEnd {
  /// The program behind a line of a few hundred bytes a second.
  @Suite struct SlowLineTests {
    /// Bytes that have passed the line, at the last time that it had caught up.
    private static func passed(_ journal: String) -> Int {
      let text = (try? String(contentsOfFile: journal, encoding: .utf8)) ?? ""
      let last = text.split(separator: "\n").last?.split(separator: " ").first
      return last.flatMap { Int($0) } ?? 0
    }

    /// Waits until the line has passed more than `bytes` and has caught up.
    private static func wait(
      beyond bytes: Int, in journal: String, of terminal: TmuxTerminal
    ) async throws -> Int {
      try await terminal.wait(until: "line that has caught up", timeout: .seconds(60)) { _ in
        passed(journal) > bytes
      }
      return passed(journal)
    }

    private static let tool = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Tools/slow-line.py").standardized.path

    @Test("Keys held on a slow line cost what the line can show, not a frame each")
    func heldKeys() async throws {
      try await Workspace.with { workspace in
        let journal = "\(workspace.folder)/journal"
        let terminal = try await workspace.openTerminal(
          [Self.tool, "--bauds", "4800", "--journal", journal, Workspace.habiter(), "demo"]
            + ["--taille", "petite"], columns: 64, rows: 16)
        try await terminal.wait(for: "Entrée ouvrir", timeout: .seconds(60))
        let first = try await Self.wait(beyond: 0, in: journal, of: terminal)
        try await terminal.send("2")
        let before = try await Self.wait(beyond: first, in: journal, of: terminal)
        let keys = 80
        for index in 0..<keys { try await terminal.send(index % 2 == 0 ? "j" : "k") }
        try await terminal.send("?")
        try await terminal.wait(for: "Aide", timeout: .seconds(60))
        let after = try await Self.wait(beyond: before, in: journal, of: terminal)
        // A step writes two rows, more than 150 bytes; the help, less than 3 000.
        #expect(after - before < keys * 150, "\(after - before) bytes for \(keys) keys")
        try await terminal.send("Escape")
        try await terminal.wait(until: "help gone", timeout: .seconds(60)) { screen in
          !screen.contains { $0.contains("Aide") }
        }
        try await terminal.send("q")
        #expect(try await terminal.waitForExit(timeout: .seconds(60)) == .exited(0))
        #expect(try await !terminal.capture().contains { $0.contains("[0n") })
      }
    }
  }
}
