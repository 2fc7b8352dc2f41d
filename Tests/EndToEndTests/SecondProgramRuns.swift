import Foundation
import Testing

extension EndToEnd {
  /// Two programs on one store: the first writes, the second reads and says so.
  @Suite struct SecondProgramRuns {
    @Test func theSecondProgramReadsAndTakesOverOnceTheFirstIsGone() async throws {
      try await Workspace.with { workspace in
        let demo = ["demo", "--taille", "petite"]
        let first = try await workspace.openHabiter(arguments: demo)
        try await first.wait(for: "Ma journée", timeout: .seconds(60))
        let second = try await workspace.openHabiter(arguments: demo, columns: 140)
        try await second.wait(for: "lecture seule : habiter est déjà ouvert (processus")
        try await second.send("a")
        try await second.wait(for: "Faites l'acte là-bas, ou fermez-le")
        let export = try await workspace.runHabiter(arguments: ["exporter", "dossiers", "--demo"])
        #expect(export.status == .exited(0))
        let refused = try await workspace.runHabiter(
          arguments: ["importer", "dossiers", "rien.csv", "--demo"])
        #expect(refused.status == .exited(5))
        #expect(refused.stderr.contains("Un autre habiter y travaille (processus"))
        try await first.send("q")
        #expect(try await first.waitForExit() == .exited(0))
        try await second.type(":lecture")
        try await second.send("Enter")
        try await second.wait(for: "Les actes sont de nouveau possibles.")
        try await second.send("q")
        #expect(try await second.waitForExit() == .exited(0))
      }
    }

    @Test func whoAsksToReadOnlyReads() async throws {
      try await Workspace.with { workspace in
        let terminal = try await workspace.openHabiter(
          arguments: ["demo", "--taille", "petite", "--lecture"])
        try await terminal.wait(for: "lecture seule : vous l'avez choisie", timeout: .seconds(60))
        try await terminal.send("q")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }
  }
}
