import Domain
import Foundation
import Storage
import Testing

extension EndToEnd {
  /// Mails that leave: by the program that ships, msmtp and a mail server on loopback.
  @Suite struct MailRuns {
    @Test("A mail arrives whole: headers, body and attachments are what Python reads")
    func arrives() async throws {
      try await MailPost.with { post in
        let csv = Array("\u{FEFF}ligne;code\r\n2;PAT-L01\r\n".utf8)
        let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try Data(large).write(to: URL(fileURLWithPath: "\(post.workspace.folder)/grand.bin"))
        try post.queue(
          "rapport/1",
          attachments: [
            MailAttachment(
              name: "rapport de mars – été \(String(repeating: "long ", count: 20)).csv",
              mediaType: "text/csv", content: .bytes(csv)),
            MailAttachment(
              name: "grand.bin", mediaType: "application/octet-stream",
              content: .file("\(post.workspace.folder)/grand.bin")),
          ])
        let result = try await post.dispatch()
        #expect(result.status == .exited(0), "\(result)")
        #expect(result.stdout.contains("1  parti  Zoé Ancelin <z.ancelin@bailleur.example>"))
        #expect(try post.arrived.count == 1)
        let read = try await post.workspace.run(
          ["python3", MailPost.fixture("read-mail.py"), "\(post.sink)/0001.eml"])
        #expect(read.status == .exited(0), "\(read)")
        let mail = try JSONDecoder().decode(ReadMail.self, from: Data(read.stdout.utf8))
        #expect(mail.from == "Échanger Habiter <bourse@eh.example>")
        #expect(mail.to == "Zoé Ancelin <z.ancelin@bailleur.example>")
        #expect(mail.replyTo == "contact@eh.example")
        #expect(mail.subject == MailPost.subject && mail.body == MailPost.body)
        #expect(mail.defects.isEmpty)
        #expect(mail.parts.map(\.type) == ["text/csv", "application/octet-stream"])
        #expect(mail.parts[0].name.hasPrefix("rapport de mars – été long long"))
        #expect(mail.parts[0].name.hasSuffix("long .csv") && mail.parts[1].name == "grand.bin")
        #expect(mail.parts.map(\.digest) == [csv, large].map { SHA256.hex(SHA256.hash($0)) })
      }
    }

    @Test(
      "What the server answers decides, and is told",
      arguments: [
        (["--refuse", "z.ancelin@bailleur.example"], "refusé", 4, "550 5.1.1 pas de boite", 0),
        (["--later", "z.ancelin@bailleur.example"], "en attente", 0, "451 4.3.0 revenez", 0),
        (["--cut"], "incertain", 4, "rompu à la fin de l'envoi", 1),
      ] as [([String], String, Int32, String, Int)])
    func answered(
      _ options: [String], _ state: String, _ code: Int32, _ words: String, _ arrived: Int
    ) async throws {
      try await MailPost.with { post in
        try post.queue("a")
        let result = try await post.dispatch(options)
        #expect(result.status == .exited(code), "\(result)")
        let listed = try await post.workspace.runHabiter(arguments: ["envois"])
        #expect(listed.stdout.hasPrefix("1  \(state)  "), "\(listed)")
        #expect(listed.stdout.contains(words), "\(listed)")
        #expect(try post.arrived.count == arrived)
        // Nothing is due: another run hands nothing over.
        _ = try await post.dispatch()
        #expect(try post.arrived.count == arrived)
      }
    }

    @Test("Killed between handing over and noting it, it is uncertain, and was sent once")
    func killed() async throws {
      try await MailPost.with { post in
        try post.queue("a")
        try post.configure(then: "&& kill -9 $PPID")
        let killed = try await post.dispatch()
        #expect(killed.status == .exited(128 + SIGKILL), "\(killed)")
        #expect(try post.arrived.count == 1)
        try post.configure()
        let again = try await post.dispatch()
        #expect(again.status == .exited(4), "\(again)")
        #expect(again.stdout.contains("incertain") && again.stdout.contains("a été arrêté"))
        #expect(try post.arrived.count == 1)
        let decided = try await post.workspace.runHabiter(arguments: ["envois", "parti", "1"])
        #expect(decided.stdout == "Courriel 1 : parti.\n")
        let resent = try await post.workspace.runHabiter(arguments: ["envois", "renvoyer", "1"])
        #expect(resent.status == .exited(1) && resent.stderr.contains("jamais envoyé deux fois"))
      }
    }

    @Test("Two that hand over at the same time: the second leaves it to the first")
    func together() async throws {
      try await MailPost.with { post in
        try post.queue("a")
        let (begun, go) = ("\(post.workspace.folder)/begun", "\(post.workspace.folder)/go")
        try post.configure(first: "touch \(begun); until test -e \(go); do sleep 0.05; done; ")
        async let first = post.dispatch()
        try await MailPost.wait { FileManager.default.fileExists(atPath: begun) }
        let second = try await post.workspace.runHabiter(arguments: ["envois", "expedier"])
        #expect(second.status == .exited(5), "\(second)")
        try Data().write(to: URL(fileURLWithPath: go))
        #expect(try await first.status == .exited(0))
        #expect(try post.arrived.count == 1)
      }
    }

    @Test("A test mail, its JSON, decisions, and what is missing")
    func commandLine() async throws {
      try await MailPost.with { post in
        let habiter = post.workspace.runHabiter(arguments:environment:)
        let trial = try await habiter(["envois", "essai", "support@bailleur.example"], [:])
        // No server runs.
        #expect(trial.status == .exited(0) && trial.stderr.contains("1 en attente"), "\(trial)")
        let json = try await habiter(["envois", "lister", "--json"], [:]).stdout
        for piece in [
          "\"etat\":\"en attente\"", "\"essais\":1",
          "\"destinataires\":[\"support@bailleur.example\"]",
          "\"sujet\":\"Essai d'envoi d'habiter\"", "\"prochain_essai\":\"20", "(code 75)",
        ] { #expect(json.contains(piece), "\(json)") }
        #expect(try await habiter(["envois", "annuler", "1"], [:]).status == .exited(0))
        #expect(try await habiter(["envois", "annuler", "1"], [:]).status == .exited(1))
        #expect(
          try await habiter(["envois", "annuler", "9"], [:]).stderr.contains("Aucun courriel"))
        #expect(try await habiter(["envois", "annuler", "x"], [:]).status == .exited(2))
        #expect(try await habiter(["envois", "--code"], [:]).status == .exited(0))
        try post.write("")
        #expect(try await habiter(["envois", "renvoyer", "1"], [:]).status == .exited(0))
        let unset = try await habiter(["envois", "expedier"], [:])
        #expect(unset.status == .exited(1) && unset.stderr.contains("Aucun expéditeur"))
        try post.write("expéditeur = b@eh.example\nenvoi = /nowhere/sendmail -t")
        let missing = try await habiter(["envois", "expedier"], [:])
        #expect(missing.status == .exited(0))
        #expect(missing.stdout.contains("/nowhere/sendmail : introuvable"), "\(missing)")
      }
    }

    @Test("The screen hands its mails over by itself, and shows what became of them")
    func onTheScreen() async throws {
      try await MailPost.with { post in
        let me = [
          "moi", "--nom", "L. Petit", "--role", "contact1,contact2", "--bailleur",
          "99900002900010", "--raison-sociale", "Bailleur B",
        ]
        #expect(try await post.workspace.runHabiter(arguments: me).status == .exited(0))
        try post.queue("a")
        let kept = "\(post.workspace.folder)/kept.eml"
        try post.configure(command: "cat > \(kept)")
        let terminal = try await post.workspace.openHabiter(arguments: [], columns: 140)
        try await terminal.wait(for: "Ma journée", timeout: .seconds(60))
        try await MailPost.wait { FileManager.default.fileExists(atPath: kept) }
        try await terminal.type(":envois")
        try await terminal.send("Enter")
        try await terminal.wait(for: "✓ parti")
        try await terminal.send("q")
        #expect(try await terminal.waitForExit() == .exited(0))
      }
    }
  }
}

/// What Python read of a mail.
private struct ReadMail: Decodable {
  struct Part: Decodable {
    let name: String
    let type: String
    let digest: String
  }

  let from: String
  let to: String
  let replyTo: String
  let subject: String
  let body: String
  let defects: [String]
  let parts: [Part]
}

/// A workspace whose mails go to a server on loopback, by msmtp.
private struct MailPost {
  static let subject = "Rapport d'import du fichier « patrimoine » du 24/03/2026 : à corriger"
  static let body =
    "Bonjour,\n\nLe fichier a été refusé : 12 erreurs.\n.\nFrom ici, rien à faire…\n"

  let workspace: Workspace
  /// Where the server keeps what arrives.
  var sink: String { "\(workspace.folder)/sink" }

  static func with(_ body: (MailPost) async throws -> Void) async throws {
    try await Workspace.with { workspace in
      let post = MailPost(workspace: workspace)
      try post.configure()
      try await body(post)
    }
  }

  static func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/\(name)").standardizedFileURL.path
  }

  /// Waits until something is so.
  static func wait(for condition: () -> Bool) async throws {
    let limit = ContinuousClock.now + .seconds(60)
    while !condition() {
      try #require(.now < limit, "it does not come")
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// The messages that have arrived.
  var arrived: [String] {
    get throws {
      guard FileManager.default.fileExists(atPath: sink) else { return [] }
      return try FileManager.default.contentsOfDirectory(atPath: sink).filter {
        $0.hasSuffix(".eml")
      }
    }
  }

  /// Writes the configuration of the program.
  func write(_ lines: String) throws {
    let folder = "\(workspace.folder)/config/habiter"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(lines.utf8).write(to: URL(fileURLWithPath: "\(folder)/config"))
  }

  /// Sets the sender, and as its program a script.
  func configure(first: String = "", command: String? = nil, then last: String = "") throws {
    let script = "\(workspace.folder)/sendmail"
    let msmtp = "msmtp -C \(sink)/msmtprc \"$@\""
    try Data("#!/bin/sh\n\(first)\(command ?? msmtp) \(last)\n".utf8).write(
      to: URL(fileURLWithPath: script))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
    try write(
      """
      expéditeur = Échanger Habiter <bourse@eh.example>
      répondre-à = contact@eh.example
      envoi = \(script) -t -i
      """)
    // Until a server runs, there is one that does not answer.
    let rc = "\(sink)/msmtprc"
    guard !FileManager.default.fileExists(atPath: rc) else { return }
    try FileManager.default.createDirectory(atPath: sink, withIntermediateDirectories: true)
    try Data("account default\nhost 127.0.0.1\nport 1\nfrom a@eh.example\n".utf8).write(
      to: URL(fileURLWithPath: rc))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: rc)
  }

  /// Writes a mail into the store, as an act would.
  func queue(_ key: String, attachments: [MailAttachment] = []) throws {
    let store = try Store(try StoreLocation.real(environment: workspace.environment))
    defer { store.close() }
    let mail = OutgoingMail(
      key: key, to: [try Mailbox(parsing: "Zoé Ancelin <z.ancelin@bailleur.example>")],
      subject: Self.subject, body: Self.body, attachments: attachments)
    try store.queue(mail, at: Moment(seconds: Int64(time(nil))))
  }

  /// Runs `envois expedier` beside the server.
  func dispatch(_ options: [String] = []) async throws -> CommandResult {
    let server = ["python3", Self.fixture("smtp-sink.py"), sink] + options
    return try await workspace.run(
      server + ["--", try Workspace.habiter(), "envois", "expedier"])
  }
}
