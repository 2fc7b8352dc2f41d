import Foundation
import Testing

extension EndToEnd {
  /// The program run from a shell, without a terminal: what it prints, where, and how it ends.
  @Suite struct CommandLineRuns {
    private static let me = [
      "moi", "--nom", "L. Petit", "--role", "contact1,contact2", "--bailleur", "99900002900010",
    ]

    private static func fixture(_ name: String) -> String {
      URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/\(name)").standardizedFileURL.path
    }

    @Test(arguments: [["--version"], ["-V"], ["version"]])
    func theVersionIsOneLine(arguments: [String]) async throws {
      try await Workspace.with { workspace in
        let result = try await workspace.runHabiter(arguments: arguments)
        #expect(result.status == .exited(0) && result.stderr.isEmpty)
        #expect(result.stdout.hasPrefix("habiter ") && result.stdout.count { $0 == "\n" } == 1)
      }
    }

    @Test(arguments: [["aide"], ["--help"], ["-h"]])
    func theHelpListsTheCommands(arguments: [String]) async throws {
      try await Workspace.with { workspace in
        let result = try await workspace.runHabiter(arguments: arguments)
        #expect(result.status == .exited(0) && result.stderr.isEmpty)
        #expect(result.stdout.contains("habiter importer dossiers FICHIER"))
        let own = try await workspace.runHabiter(arguments: ["importer", "dossiers", "--help"])
        #expect(own.stdout.hasPrefix("habiter importer dossiers FICHIER [--essai]"))
      }
    }

    @Test func aMistypedWordIsSaidOnStandardErrorWithTheNearest() async throws {
      try await Workspace.with { workspace in
        let result = try await workspace.runHabiter(arguments: ["exprter"])
        #expect(result.status == .exited(2) && result.stdout.isEmpty)
        #expect(result.stderr.contains("Vouliez-vous dire « exporter » ?"))
      }
    }

    @Test func withoutKnowingWhoWorksTheProgramSaysWhatToDo() async throws {
      try await Workspace.with { workspace in
        let result = try await workspace.runHabiter(arguments: [])
        #expect(result.status == .exited(1) && result.stdout.isEmpty)
        #expect(result.stderr.contains("habiter moi --nom"))
        #expect(result.stderr.contains("habiter demo"))
      }
    }

    @Test func aFileIsTriedThenTakenInThenKnown() async throws {
      try await Workspace.with { workspace in
        let file = Self.fixture("dossiers-exemple.csv")
        let import_ = ["importer", "dossiers", file]
        let trial = try await workspace.runHabiter(arguments: import_ + ["--essai"])
        #expect(trial.status == .exited(1) && trial.stderr.isEmpty)
        #expect(trial.stdout.contains("23 à ajouter, 7 refusés"))
        #expect(trial.stdout.contains("Ligne 25 (EH-2026-024), colonne H (8) « insee_a »"))
        let first = try await workspace.runHabiter(arguments: import_)
        #expect(first.stdout.contains("23 ajoutés, 7 refusés"))
        let second = try await workspace.runHabiter(arguments: import_)
        #expect(second.stdout.contains("0 ajouté, 23 déjà présents, 7 refusés"))
      }
    }

    @Test func whatWasTakenInComesOutAsOneMaySeeIt() async throws {
      try await Workspace.with { workspace in
        _ = try await workspace.runHabiter(
          arguments: ["importer", "dossiers", Self.fixture("dossiers-exemple.csv")])
        let unknown = try await workspace.runHabiter(arguments: ["exporter", "dossiers"])
        #expect(unknown.status == .exited(1) && unknown.stdout.isEmpty)
        let me = try await workspace.runHabiter(arguments: Self.me)
        #expect(me.stdout == "L. Petit · contact 1, contact 2 · Bailleur B\n")
        let path = "\(workspace.folder)/dossiers.json"
        let export = try await workspace.runHabiter(
          arguments: [
            "exporter", "dossiers", "--format", "json", "--au", "31/03/2026", "--sortie", path,
          ])
        #expect(export.status == .exited(0) && export.stdout.isEmpty)
        let json = try JSONSerialization.jsonObject(
          with: try Data(contentsOf: URL(filePath: path)))
        let dossiers = (json as? [String: Any])?["dossiers"] as? [Any]
        #expect(dossiers?.count == 15)
        let csv = try await workspace.runHabiter(arguments: ["exporter", "dossiers"])
        #expect(csv.stdout.hasPrefix("reference;statut;"))
        #expect(csv.stderr == "15 dossiers écrits.\n")
      }
    }

    @Test func aScriptListsLooksAndActs() async throws {
      try await Workspace.with { workspace in
        _ = try await workspace.runHabiter(
          arguments: ["importer", "dossiers", Self.fixture("dossiers-exemple.csv")])
        _ = try await workspace.runHabiter(arguments: Self.me)
        let late = try await workspace.runHabiter(
          arguments: ["dossiers", "--retard", "--code", "--csv"])
        #expect(late.status == .exited(4) && late.stderr.isEmpty)
        #expect(late.stdout.hasPrefix("reference;statut;"))
        let dossier = try await workspace.runHabiter(arguments: ["dossier", "EH-2026-006"])
        #expect(dossier.stdout.hasPrefix("EH-2026-006 · "))
        let note = ["agir", "EH-2026-006", "note", "note=Vu par le script."]
        #expect(try await workspace.runHabiter(arguments: note).status == .exited(0))
        let told = try await workspace.runHabiter(arguments: ["dossier", "EH-2026-006"])
        #expect(told.stdout.contains("Vu par le script."))
        let refused = try await workspace.runHabiter(
          arguments: ["agir", "EH-2026-006", "saisir-nur", "nur=1"])
        #expect(refused.status == .exited(1) && refused.stdout.isEmpty)
      }
    }

    @Test func throughAPipeItIsSaidLineByLine() async throws {
      try await Workspace.with { workspace in
        let habiter = try Workspace.habiter()
        let told = try await workspace.run([
          "bash", "-c",
          "printf '1\\n1\\nhistorique\\nquitter\\n' | '\(habiter)' demo --taille petite --lineaire",
        ])
        #expect(told.status == .exited(0) && told.stderr.isEmpty)
        let lines = told.stdout.split(separator: "\n")
        #expect(lines.first?.hasPrefix("habiter, ligne par ligne.") == true)
        #expect(lines.contains { $0.hasPrefix("1. À faire par moi : ") })
        #expect(lines.contains("Actes possibles :") && lines.last == "Au revoir.")
        #expect(!told.stdout.contains("\u{1B}"))
      }
    }

    @Test func aFileThatCannotBeReadIsSaidOnStandardError() async throws {
      try await Workspace.with { workspace in
        let result = try await workspace.runHabiter(arguments: ["importer", "dossiers", "rien"])
        #expect(result.status == .exited(1) && result.stdout.isEmpty)
        #expect(result.stderr.contains("« rien » ne peut pas être lu : il n'existe pas"))
      }
    }

    @Test func aStoreThatIsNoStoreIsRefusedUntouched() async throws {
      try await Workspace.with { workspace in
        let folder = "\(workspace.dataHome)/habiter"
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        let file = URL(filePath: "\(folder)/habiter.sqlite")
        try Data("ceci n'est pas une base de données, mais un texte assez long".utf8)
          .write(to: file)
        let before = try Data(contentsOf: file)
        let result = try await workspace.runHabiter(arguments: ["moi"])
        #expect(result.status == .exited(3) && result.stdout.isEmpty)
        #expect(result.stderr.contains("n'est pas une base de données d'habiter"))
        #expect(try Data(contentsOf: file) == before)
      }
    }

    @Test func theDemonstrationIsAskedForByItsSizesAndProfiles() async throws {
      try await Workspace.with { workspace in
        let size = try await workspace.runHabiter(arguments: ["demo", "--taille", "petit"])
        #expect(size.status == .exited(2))
        #expect(size.stderr.contains("Vouliez-vous dire « petite » ?"))
        let absent = try await workspace.runHabiter(arguments: ["exporter", "dossiers", "--demo"])
        #expect(absent.status == .exited(1))
        #expect(absent.stderr.contains("habiter demo"))
      }
    }

    @Test func whatWasTakenInIsWorkedOnInTheTerminal() async throws {
      try await Workspace.with { workspace in
        _ = try await workspace.runHabiter(
          arguments: ["importer", "dossiers", Self.fixture("dossiers-exemple.csv")])
        _ = try await workspace.runHabiter(arguments: Self.me)
        let terminal = try await workspace.openHabiter(arguments: [])
        try await terminal.wait(for: "L. Petit")
        try await terminal.wait(for: "EH-2026-006")
        try await terminal.send("q")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }
  }
}
