import Foundation
import Testing

extension EndToEnd {
  /// The manual page and the completions, read by the programs that they are for. The Makefile
  /// installs these where it can; a test whose program is missing says so and is skipped.
  @Suite struct ShellRuns {
    private static func isInstalled(_ program: String) -> Bool {
      FileManager.default.isExecutableFile(atPath: "/usr/bin/\(program)")
    }

    private static func written(
      _ shell: String, as name: String, in workspace: Workspace
    ) async throws -> String {
      let result = try await workspace.runHabiter(arguments: ["aide", "--completion", shell])
      #expect(result.status == .exited(0) && result.stderr.isEmpty)
      let path = "\(workspace.folder)/\(name)"
      try Data(result.stdout.utf8).write(to: URL(filePath: path))
      return path
    }

    /// A line up to the cursor, and what is proposed there (among others, when it ends on « … »).
    private static let lines: [(typed: String, proposed: String)] = [
      ("habiter dem", "demo"), ("habiter importer d", "dossiers"),
      ("habiter demo --ta", "--taille"), ("habiter demo --taille pe", "petite"),
      ("habiter dossiers --file pre", "pre-instruction"), ("habiter --lec", "--lecture"),
      ("habiter dossier D-2026-0412 --po", "--pourquoi"), ("habiter aide export", "exporter"),
      ("habiter agir D-2026-0412 --volet A zzz", ""),
      ("habiter agir D-2026-0412 --volet A bail", "bail-signe"),
      ("habiter importer dossiers --demo donn", "donnees.csv"), ("habiter demo --aujourdhui 3", ""),
    ]

    @Test(.enabled(if: isInstalled("man"), "man-db is not installed"))
    func theManualPageIsReadWithoutAComplaint() async throws {
      try await Workspace.with { workspace in
        let page = try await workspace.runHabiter(arguments: ["aide", "--man"])
        let path = "\(workspace.folder)/habiter.1"
        try Data(page.stdout.utf8).write(to: URL(filePath: path))
        let read = try await workspace.run(
          ["man", "--warnings", "-l", path], environment: ["MANWIDTH": "80", "MANPAGER": "cat"])
        #expect(read.status == .exited(0) && read.stderr.isEmpty, "\(read.stderr)")
        for heading in ["NOM", "SYNOPSIS", "COMMANDES", "CODES DE SORTIE", "FICHIERS"] {
          #expect(read.stdout.contains("\n\(heading)\n"))
        }
        #expect(read.stdout.contains("habiter agir RÉFÉRENCE"))
        #expect(read.stdout.contains("--volet VOLET"))
        #expect(read.stdout.contains("suivi des dossiers d'échange"))
      }
    }

    @Test func theInstallationIsWhole() async throws {
      try await Workspace.with { workspace in
        let script = URL(filePath: #filePath).deletingLastPathComponent()
          .appending(path: "../../Tools/install.sh").standardizedFileURL.path
        let root = "\(workspace.folder)/stage/usr"
        let done = try await workspace.run([script, try Workspace.habiter(), root])
        #expect(done.status == .exited(0), "\(done.stderr)")
        let files = [
          "bin/habiter", "share/man/man1/habiter.1.gz", "share/zsh/vendor-completions/_habiter",
          "share/bash-completion/completions/habiter", "share/doc/habiter/guide.md",
          "share/fish/vendor_completions.d/habiter.fish",
        ]
        for file in files {
          let written = try await workspace.run(["test", "-s", "\(root)/\(file)"])
          #expect(written.status == .exited(0), "\(file)")
        }
        let absent = try await workspace.run([script, "\(workspace.folder)/rien", root])
        #expect(absent.status == .exited(1) && absent.stderr.contains("make build"))
      }
    }

    @Test func bashCompletes() async throws {
      try await Workspace.with { workspace in
        let script = try await Self.written("bash", as: "habiter.bash", in: workspace)
        try Data().write(to: URL(filePath: "\(workspace.folder)/donnees.csv"))
        for line in Self.lines {
          let words = line.typed.split(separator: " ", omittingEmptySubsequences: false)
            .map { "'\($0)'" }.joined(separator: " ")
          let result = try await workspace.run([
            "bash", "-uc",
            """
            source \(script); COMP_WORDS=(\(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMPREPLY=(); _habiter; printf '%s\\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}
            """,
          ])
          #expect(result.stderr.isEmpty, "\(line.typed): \(result.stderr)")
          #expect(result.stdout == line.proposed + "\n", "\(line.typed)")
        }
      }
    }

    @Test(.enabled(if: isInstalled("fish"), "fish is not installed"))
    func fishCompletes() async throws {
      try await Workspace.with { workspace in
        let script = try await Self.written("fish", as: "habiter.fish", in: workspace)
        try Data().write(to: URL(filePath: "\(workspace.folder)/donnees.csv"))
        for line in Self.lines {
          let result = try await workspace.run([
            "fish", "--no-config", "-c", "source \(script); complete -C '\(line.typed)'",
          ])
          #expect(result.stderr.isEmpty, "\(line.typed): \(result.stderr)")
          let words = result.stdout.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
          #expect(words.joined(separator: " ") == line.proposed, "\(line.typed)")
        }
      }
    }

    @Test(.enabled(if: isInstalled("zsh"), "zsh is not installed"))
    func zshCompletes() async throws {
      try await Workspace.with { workspace in
        _ = try await Self.written("zsh", as: "_habiter", in: workspace)
        try Data().write(to: URL(filePath: "\(workspace.folder)/donnees.csv"))
        let terminal = try await workspace.openTerminal(["zsh", "-f"])
        try await terminal.type("fpath=(\(workspace.folder) $fpath); PS1='pr''et> '; ")
        try await terminal.type("autoload -U compinit; compinit -u -D; clear")
        try await terminal.send("Enter")
        try await terminal.wait(for: "pret>")
        for line in Self.lines where !line.proposed.isEmpty {
          try await terminal.type(line.typed)
          try await terminal.send("Tab")
          let start = line.typed.lastIndex(of: " ").map {
            line.typed[...$0]
          }
          try await terminal.wait(for: "pret> \(start ?? "")\(line.proposed)")
          try await terminal.send("C-u", "C-l")
          try await terminal.wait(until: "an empty line") { screen in
            screen.first { !$0.isEmpty } == "pret>"
          }
        }
      }
    }
  }
}
