import Domain
import Foundation
import Storage
import Testing

extension EndToEnd {
  /// Tickets asked by the program that ships, of a small Redmine on loopback.
  @Suite struct TicketRuns {
    @Test("A ticket is created, listed, read back; the key is on no command line and in no answer")
    func created() async throws {
      try await TicketPost.with { post in
        try post.queue(1)
        let result = try await post.follow()
        #expect(result.status == .exited(0), "\(result)")
        #expect(result.stdout.contains("1  suivi  S-2026-01001  #1"), "\(result)")
        let json = try await post.workspace.runHabiter(arguments: ["tickets", "--json"])
        for piece in [
          "\"etat\":\"suivi\"", "\"ticket\":1", "\"statut\":\"Nouveau\"", "\"ferme\":false",
          "/issues/1\"", "\"signalement\":\"S-2026-01001\"", "\"motif\":\"technique\"",
        ] { #expect(json.stdout.contains(piece), "\(json)") }
        let arguments = try String(contentsOfFile: post.place("arguments"), encoding: .utf8)
        #expect(Set(arguments.split(separator: "\n")) == ["-q -K -"])
        let data = try FileManager.default.subpathsOfDirectory(atPath: post.workspace.dataHome)
        for name in data {
          let bytes = FileManager.default.contents(atPath: "\(post.workspace.dataHome)/\(name)")
          #expect(bytes?.range(of: Data(TicketPost.key.utf8)) == nil, "\(name)")
        }
      }
    }

    @Test("Killed between the request and its answer, it is found again: one ticket in all")
    func killed() async throws {
      try await TicketPost.with { post in
        try post.queue(1)
        try post.configure(then: "test -e \(post.place("redmine/tickets")) && kill -9 $PPID")
        let killed = try await post.follow()
        #expect(killed.status == .signalled(SIGKILL), "\(killed)")
        try post.configure()
        let again = try await post.follow()
        #expect(again.stdout.contains("1  incertain  S-2026-01001"), "\(again)")
        #expect(again.stdout.contains("habiter a été arrêté pendant la création."))
        let refused = try await post.workspace.runHabiter(arguments: ["tickets", "annuler", "1"])
        #expect(refused.status == .exited(1) && refused.stderr.contains("peut-être déjà"))
        let retried = try await post.workspace.runHabiter(arguments: ["tickets", "reessayer", "1"])
        #expect(retried.stdout == "Demande 1 : incertain.\n")
        let found = try await post.follow()
        #expect(found.stdout.contains("1  suivi  S-2026-01001  #1"), "\(found)")
        let requests = try String(contentsOfFile: post.place("redmine/requests"), encoding: .utf8)
        #expect(requests.split(separator: "\n").filter { $0.hasPrefix("post") }.count == 1)
      }
    }

    @Test("What is wrong is told, with exit codes for scripts")
    func commandLine() async throws {
      try await TicketPost.with { post in
        let habiter = post.workspace.runHabiter(arguments:environment:)
        try post.queue(1)
        try Data("post:422".utf8).write(to: URL(filePath: post.place("redmine/mode")))
        let refused = try await post.follow()
        #expect(refused.status == .exited(4), "\(refused)")
        #expect(refused.stdout.contains("refusé") && refused.stdout.contains("Le suivi n'est pas"))
        #expect(try await habiter(["tickets", "--code"], [:]).status == .exited(4))
        #expect(try await habiter(["tickets", "annuler", "1"], [:]).status == .exited(0))
        #expect(try await habiter(["tickets", "annuler", "1"], [:]).status == .exited(1))
        #expect(
          try await habiter(["tickets", "annuler", "9"], [:]).stderr.contains("Aucune demande"))
        #expect(try await habiter(["tickets", "annuler", "x"], [:]).status == .exited(2))
        #expect(try await habiter(["tickets", "reessayer", "1"], [:]).status == .exited(0))
        try Data("500".utf8).write(to: URL(filePath: post.place("redmine/mode")))
        let down = try await post.follow()
        #expect(down.status == .exited(3) && down.stderr.contains("HTTP 500"), "\(down)")
        chmod(post.place("cle"), 0o644)
        let open = try await habiter(["config"], [:])
        #expect(open.status == .exited(1) && open.stderr.contains("D'autres comptes"), "\(open)")
        try post.write("souris = oui")
        let unset = try await post.follow()
        #expect(unset.status == .exited(1) && unset.stderr.contains("Aucun Redmine"), "\(unset)")
      }
    }

    @Test("The screen asks for its tickets by itself, and shows where they stand")
    func onTheScreen() async throws {
      try await TicketPost.with { post in
        let me = [
          "moi", "--nom", "L. Petit", "--role", "contact1,contact2", "--bailleur",
          "99900002900010", "--raison-sociale", "Bailleur B",
        ]
        #expect(try await post.workspace.runHabiter(arguments: me).status == .exited(0))
        try post.queue(1)
        let terminal = try await post.workspace.openHabiter(arguments: [], columns: 140)
        try await terminal.wait(for: "Ma journée", timeout: .seconds(60))
        try await terminal.type(":tickets")
        try await terminal.send("Enter")
        try await terminal.wait(for: "· suivi", timeout: .seconds(60))
        try await terminal.wait(for: "Nouveau")
        try await terminal.send("q")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }
  }
}

/// A workspace whose tickets go to a small Redmine on loopback.
private struct TicketPost {
  static let key = "0123456789abcdef0123456789abcdef01234567"

  let workspace: Workspace
  let port: String

  func place(_ name: String) -> String { "\(workspace.folder)/\(name)" }

  static func with(_ body: (TicketPost) async throws -> Void) async throws {
    try await Workspace.with { workspace in
      let redmine = "\(workspace.folder)/redmine"
      try FileManager.default.createDirectory(atPath: redmine, withIntermediateDirectories: true)
      let server = Process()
      let input = Pipe()
      let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/redmine-bad.py").standardizedFileURL.path
      server.executableURL = URL(filePath: "/usr/bin/env")
      server.arguments = ["python3", script, redmine]
      server.standardInput = input
      try server.run()
      defer { try? input.fileHandleForWriting.close() }
      let limit = ContinuousClock.now + .seconds(60)
      while !FileManager.default.fileExists(atPath: "\(redmine)/port") {
        try #require(.now < limit, "the server does not start")
        try await Task.sleep(for: .milliseconds(10))
      }
      let port = try String(contentsOfFile: "\(redmine)/port", encoding: .utf8)
      let post = TicketPost(workspace: workspace, port: port)
      try Data("\(key)\n".utf8).write(to: URL(filePath: post.place("cle")))
      chmod(post.place("cle"), 0o600)
      try post.configure()
      try await body(post)
    }
  }

  /// Writes the configuration of the program.
  func write(_ lines: String) throws {
    let folder = place("config/habiter")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(lines.utf8).write(to: URL(filePath: "\(folder)/config"))
  }

  /// Sets Redmine, and as curl a script that keeps its arguments.
  func configure(then last: String = "true") throws {
    let script = place("curl")
    try Data(
      "#!/bin/sh\necho \"$*\" >> \(place("arguments"))\ncurl \"$@\"; code=$?\n\(last)\nexit $code\n"
        .utf8
    ).write(to: URL(filePath: script))
    chmod(script, 0o755)
    try write(
      """
      redmine = http://127.0.0.1:\(port)
      redmine-clé = \(place("cle"))
      redmine-projet = echanger-habiter
      redmine-curl = \(script)
      """)
  }

  /// Asks for a ticket, as an act would.
  func queue(_ number: Int) throws {
    let store = try Store(try StoreLocation.real(environment: workspace.environment))
    defer { store.close() }
    let reference = "S-2026-0\(1_000 + number)"
    try store.queue(
      OutgoingTicket(
        key: CommandID("act-\(number)"), stream: StreamID("signalement-\(number)"),
        reference: reference, motive: .technique, subject: "[EH \(reference)] connexion",
        body: "La page reste blanche."), at: Moment(seconds: Int64(time(nil))))
  }

  func follow() async throws -> CommandResult {
    try await workspace.runHabiter(arguments: ["tickets", "suivre"])
  }
}
