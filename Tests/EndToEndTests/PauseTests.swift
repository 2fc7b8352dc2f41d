import Foundation
import Testing

extension EndToEnd {
  /// What happens while no key comes: what keys had put off is done, then nothing at all.
  @Suite struct PauseTests {
    @Test("Once the keys pause, the dossier selected is shown, and the program sleeps")
    func detailThenRest() async throws {
      try await Workspace.with { workspace in
        let terminal = try await workspace.openHabiter(
          arguments: ["demo", "--taille", "petite", "--profil", "coordinateur"], columns: 140,
          rows: 45)
        try await terminal.wait(for: "Échéances à venir", timeout: .seconds(60))
        try await terminal.send("2")
        let first = try await terminal.wait(until: "a dossier selected") { screen in
          Self.selected(on: screen) != nil
        }
        try await terminal.send("Down")
        try await terminal.wait(until: "the next dossier, shown below the list") { screen in
          guard let selected = Self.selected(on: screen), selected != Self.selected(on: first)
          else { return false }
          return screen.contains { $0.contains("┌─ \(selected) ·") }
        }
        try await terminal.waitForRest()
      }
    }

    /// The reference on the list's row that the selection stands on.
    private static func selected(on screen: [String]) -> Substring? {
      screen.compactMap { $0.firstMatch(of: /▸ (D-[0-9]{4}-[0-9]{4})/)?.1 }.first
    }
  }
}
