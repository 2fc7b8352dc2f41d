import Foundation
import Testing

extension EndToEnd {
  /// How the list was left is how the next session finds it, whatever became of the file.
  @Suite struct KeptListTests {
    private static let demo = ["demo", "--taille", "petite"]

    @Test("Columns, order and vues are found again; a damaged file is as none")
    func keptBetweenSessions() async throws {
      try await Workspace.with { workspace in
        let state = "\(workspace.folder)/etat"
        let first = try await open(workspace, state)
        try await first.send("C")
        try await first.wait(for: "Colonnes · tri")
        try await first.send("End", "Space", "o")
        try await first.wait(for: "Mouvement ▼")
        try await first.send("Escape")
        try await first.wait(until: "the columns closed") { screen in
          !screen.contains { $0.contains("Colonnes · tri") }
        }
        try await first.send("V", "+")
        try await first.wait(for: "Nom de la vue :")
        try await first.type("derniers")
        try await first.send("Enter")
        try await first.wait(for: "Vue « derniers » gardée")
        try await first.send("q")
        _ = try await first.waitForExit()

        let second = try await open(workspace, state)
        try await second.wait(for: "Mouvement ▼")
        try await second.send("o")
        try await second.wait(for: "tri : dossier ▲")
        try await second.send(":")
        try await second.type("vue der")
        try await second.send("Enter")
        try await second.wait(for: "Vue derniers · ")
        try await second.send("q")
        _ = try await second.waitForExit()

        let file = "\(state)/habiter/liste"
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("column latest shown"))
        try Data([0xFF, 0x00, 0x0A, 0x80]).write(to: URL(filePath: file))
        let third = try await open(workspace, state)
        try await third.wait(for: "tri : échéance ▲ croissant")
      }
    }

    private func open(_ workspace: Workspace, _ state: String) async throws -> TmuxTerminal {
      let terminal = try await workspace.openHabiter(
        arguments: Self.demo, columns: 120, rows: 40, environment: ["XDG_STATE_HOME": state])
      try await terminal.wait(for: "Ma journée", timeout: .seconds(60))
      try await terminal.send("2")
      try await terminal.wait(for: "· tri :")
      return terminal
    }
  }
}
