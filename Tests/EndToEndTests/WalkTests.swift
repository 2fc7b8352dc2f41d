import Foundation
import Testing

extension EndToEnd {
  /// A dossier from its NUR to its closing, in a real terminal, by keys alone.
  ///
  /// The path of the first issue: one bailleur has both volets, so that its contacts can do the
  /// whole of it in one sitting.
  @Suite struct WalkTests {
    @Test("A dossier goes from the NUR to the four états des lieux by keyboard")
    func dossierGoesFromNURToClosing() async throws {
      try await Workspace.with { workspace in
        let terminal = try await workspace.openHabiter(
          arguments: ["demo", "--taille", "petite"], columns: 120, rows: 40)
        try await terminal.wait(for: "Ma journée", timeout: .seconds(60))
        try await terminal.send("q")
        _ = try await terminal.waitForExit()
        let dossiers = try await Self.dossiers(in: workspace)
        let own = try #require(Self.profileBailleur(dossiers))
        let waiting = try #require(dossiers.first { $0.lacksNUR(of: own) })
        let both = try #require(dossiers.first { $0.isInPreInstruction(ofBoth: own) })

        let desk = Desk(
          try await workspace.openHabiter(
            arguments: ["demo", "--taille", "petite"], columns: 120, rows: 40))
        try await desk.terminal.wait(for: "Ma journée", timeout: .seconds(60))
        try await desk.open(waiting.reference)
        try await desk.act("s", ["type:075112612345600042"], expecting: "NUR saisi")
        try await desk.open(both.reference)
        try await desk.untilAttribution()
        try await desk.command("profil contact2", expecting: "Vous êtes")
        try await desk.open(both.reference)
        try await desk.untilClosing()
      }
    }

    private static func dossiers(in workspace: Workspace) async throws -> [Exported] {
      let export = try await workspace.runHabiter(
        arguments: ["exporter", "dossiers", "--demo", "--profil", "contact1", "--format", "json"])
      #expect(export.status == .exited(0), "\(export.stderr)")
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(Export.self, from: Data(export.stdout.utf8)).dossiers
    }

    /// The bailleur of the profile: the one that all its dossiers share.
    private static func profileBailleur(_ dossiers: [Exported]) -> String? {
      let counts = dossiers.flatMap { Set($0.volets.map(\.bailleur)) }
        .reduce(into: [:]) { $0[$1, default: 0] += 1 }
      return counts.first { $0.value == dossiers.count }?.key
    }
  }
}

/// What `exporter dossiers --format json` writes.
private struct Export: Decodable {
  let dossiers: [Exported]
}

/// What the walk needs to know of a dossier.
private struct Exported: Decodable {
  struct Volet: Decodable {
    let bailleur: String
    let nurLe: String?
  }

  let reference: String
  let statut: String
  let volets: [Volet]

  func lacksNUR(of bailleur: String) -> Bool {
    statut == "CONSTITUTION"
      && volets.filter { $0.bailleur == bailleur }.allSatisfy { $0.nurLe == nil }
      && Set(volets.map(\.bailleur)).count > 1
  }

  func isInPreInstruction(ofBoth bailleur: String) -> Bool {
    statut == "PRE_INSTRUCTION" && volets.allSatisfy { $0.bailleur == bailleur }
  }
}

/// The keys of the walk, each followed by what must then be on the screen.
private struct Desk {
  let terminal: TmuxTerminal

  init(_ terminal: TmuxTerminal) {
    self.terminal = terminal
  }

  /// Opens a dossier by its reference, from anywhere.
  func open(_ reference: String) async throws {
    try await command(reference, expecting: "─ \(reference) ·")
  }

  /// Types a command after « : ».
  func command(_ text: String, expecting: String) async throws {
    try await terminal.send(":")
    try await terminal.type(text)
    try await terminal.send("Enter")
    try await terminal.wait(for: expecting)
  }

  /// Opens the form of a key, fills it and records it.
  ///
  /// - Parameter strokes: keys by their tmux name, or `type:` and a text.
  func act(_ key: String, _ strokes: [String], expecting: String) async throws {
    try await terminal.send(key)
    try await terminal.wait(for: "Entrée valider")
    for stroke in strokes {
      if stroke.hasPrefix("type:") {
        try await terminal.type(String(stroke.dropFirst(5)))
      } else {
        try await terminal.send(stroke)
      }
    }
    try await terminal.send("Enter")
    try await terminal.wait(for: expecting)
    // The line above the keys goes with the next key: the one wait cannot serve for two acts.
    try await terminal.send("C-l")
    try await terminal.wait(until: "the line gone") { screen in
      screen.last?.contains("aide") == true
    }
  }

  func untilAttribution() async throws {
    try await act("v", [], expecting: "Pré-instruction validée")
    try await act("v", [], expecting: "Instruction validée")
    // Volet A, twelve days ago, the session held.
    try await act("c", ["Tab", "C-u", "type:-12", "Tab", "o"], expecting: "CALEOL fixée")
    // Volet B, nine days after: refused without a motive, then recorded with one.
    try await terminal.send("c")
    try await terminal.wait(for: "Entrée valider")
    try await terminal.send("C-u")
    try await terminal.type("-3")
    try await terminal.send("Tab", "o", "Enter")
    try await terminal.wait(for: "Écart de 9 jours")
    try await terminal.send("Escape")
    try await terminal.wait(for: "m actes")
    try await act(
      "c", ["C-u", "type:-3", "Tab", "o", "Tab", "type:E1"], expecting: "CALEOL fixée")
    try await act(
      "d", ["Tab", "type:c", "Tab", "Tab", "type:identite", "Tab", "type:+10"],
      expecting: "Décision : attribution sous condition")
    try await act("d", ["type:a"], expecting: "Décision : attribution")
    try await act("d", [], expecting: "Condition levée")
    try await terminal.wait(for: "attribué par les deux CAL")
  }

  func untilClosing() async throws {
    try await act("p", ["Tab", "C-u", "type:+0"], expecting: "Déménagement proposé")
    try await terminal.wait(for: "déménagement programmé")
    for _ in 1...2 { try await act("b", [], expecting: "Bail signé") }
    for _ in 1...2 { try await act("e", [], expecting: "État des lieux de sortie") }
    for _ in 1...2 { try await act("x", [], expecting: "Volet clos") }
    try await terminal.wait(for: "clos – échange réalisé")
  }
}
