import Foundation
import Testing

extension EndToEnd {
  /// Programs of several accounts on one shared file, in real terminals.
  @Suite(.enabled(if: TwoDesks.isPossible, TwoDesks.reason)) struct TwoDesksRuns {
    @Test("A first start finds out who one is, copies the dossiers, and two desks see each other")
    func firstStart() async throws {
      try await Workspace.with { workspace in
        let desks = try TwoDesks(in: workspace, [.martin, .petit])
        try await desks.createDossier(by: .martin)
        let petit = try await desks.open(.petit)
        try await petit.wait(for: "Vous êtes L. Petit, contact 1, contact 2, Bailleur Bélier.")
        try await petit.wait(for: "Vous pouvez")
        try await petit.send("Enter")
        try await petit.wait(for: "Ma journée")
        try await petit.wait(for: "⇅ à jour")
        let martin = try await desks.open(.martin)
        try await martin.wait(for: "Ma journée")
        try await petit.command("D-2026-0001", expecting: "─ D-2026-0001 ·")
        try await martin.command("D-2026-0001", expecting: "─ D-2026-0001 ·")
        try await martin.send("s")
        try await martin.wait(for: "Entrée valider")
        try await martin.type("075112612345600042")
        try await martin.send("Enter")
        try await martin.wait(for: "NUR saisi (volet A")
        // The other bailleur sees the step, and nothing of the number.
        let screen = try await petit.wait(until: "NUR ✓ on the other screen") { screen in
          screen.contains { $0.contains("NUR\u{a0}✓") }
        }
        #expect(!screen.contains { $0.contains("NUR\u{a0}075") })
        try await petit.quit()
        // It knows from now on.
        let again = try await desks.open(.petit)
        try await again.wait(for: "Ma journée")
        try await again.quit()
        try await martin.quit()
      }
    }

    @Test("Two decisions made apart: one asks for somebody, is understood and settled on screen")
    func conflict() async throws {
      try await Workspace.with { workspace in
        let desks = try TwoDesks(in: workspace, [.martin, .roche])
        try await desks.createDossier(by: .martin)
        let martin = try await desks.open(.martin)
        let roche = try await desks.open(.roche)
        try await roche.wait(for: "Vous êtes É. Roche")
        try await roche.send("Enter")
        for terminal in [martin, roche] {
          try await terminal.wait(for: "⇅ à jour")
          try await terminal.command("D-2026-0001", expecting: "─ D-2026-0001 ·")
        }
        try await desks.whileCutOff {
          for (terminal, nur) in [(martin, "075112612345600042"), (roche, "075112612345600051")] {
            try await terminal.send("s")
            try await terminal.wait(for: "Entrée valider")
            try await terminal.type(nur)
            try await terminal.send("Enter")
            try await terminal.wait(for: "NUR saisi (volet A")
          }
        }
        let (winner, loser, name) = try await Self.sides(martin, roche)
        try await loser.wait(for: "Un de vos actes ne tient plus", timeout: .seconds(30))
        try await loser.send("E")
        try await loser.wait(for: "1 conflit à régler")
        try await loser.send("Enter")
        try await loser.wait(for: "Ce qui a été fait entre-temps")
        try await loser.wait(for: "\(name), ")
        try await loser.wait(for: "Le NUR est déjà saisi.")
        try await loser.send("a")
        try await loser.wait(for: "Corriger le NUR")
        try await loser.type("075112612345600060")
        try await loser.send("Tab")
        try await loser.type("S1")
        try await loser.send("Enter")
        try await loser.wait(for: "NUR corrigé")
        try await loser.wait(for: "refait")
        try await loser.wait(for: "⇅ à jour")
        try await winner.send("H")
        try await winner.wait(for: "NUR corrigé")
        try await martin.quit()
        try await roche.quit()
      }
    }

    /// Whose act came in, whose did not hold, and the name of the former.
    private static func sides(
      _ martin: TmuxTerminal, _ roche: TmuxTerminal
    ) async throws -> (winner: TmuxTerminal, loser: TmuxTerminal, name: String) {
      let limit = ContinuousClock.now + .seconds(60)
      while ContinuousClock.now < limit {
        if try await martin.capture().contains(where: { $0.contains("⚠ 1 conflit") }) {
          return (roche, martin, "É. Roche")
        }
        if try await roche.capture().contains(where: { $0.contains("⚠ 1 conflit") }) {
          return (martin, roche, "C. Martin")
        }
        try await Task.sleep(for: .milliseconds(50))
      }
      throw WaitFailure(
        expected: "conflict on one of the screens", timeout: .seconds(60),
        screen: try await martin.capture() + roche.capture(), location: #_sourceLocation)
    }

    @Test("An administrator's agent is created on screen, sees its own, and is closed out")
    func account() async throws {
      try await Workspace.with { workspace in
        let desks = try TwoDesks(in: workspace, [.martin])
        try await desks.createDossier(by: .martin)
        let roche = try await desks.open(.roche)
        try await roche.wait(for: "Le compte « daemon » n'a pas d'accès à la base partagée.")
        let martin = try await desks.open(.martin)
        try await martin.wait(for: "Ma journée")
        try await martin.send("6")
        try await martin.wait(for: "Habitat des Coteaux")
        try await martin.send("+")
        try await martin.wait(for: "Créer un compte")
        try await martin.type("daemon")
        try await martin.send("Tab")
        try await martin.type("É. Roche")
        try await martin.send("Tab", "Tab")
        try await martin.type("o")
        try await martin.send("Enter")
        try await martin.wait(for: "Compte créé : É. Roche (daemon), contact 1.")
        try await roche.send("2")
        try await roche.type("sqlite:\(desks.base)")
        try await roche.send("Enter")
        try await roche.wait(for: "Vous êtes É. Roche, contact 1, Habitat des Coteaux.")
        try await roche.send("Enter")
        try await roche.wait(for: "1 ouverts")
        let closed = try await desks.run(.martin, ["compte", "fermer", "daemon"])
        #expect(closed.status == .exited(0), "\(closed.stderr)")
        try await roche.quit()
        let sync = try await desks.run(.roche, ["sync"])
        #expect(sync.stderr.contains("L'accès du compte « daemon » à la base partagée est fermé."))
        try await martin.quit()
      }
    }
  }
}
