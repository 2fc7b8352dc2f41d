import Domain
import Foundation
import Testing

@testable import Storage

/// Tickets against Debian's Redmine, as `make test-redmine` starts it; not part of `make test`.
@Suite(.enabled(if: RealRedmine.isHere, "make test-redmine starts a Redmine for it"), .serialized)
struct RealRedmineTests {
  private let redmine: RealRedmine
  private let fixture: StoreFixture
  private let clock = RealClock()

  init() throws {
    fixture = try StoreFixture()
    redmine = try RealRedmine(in: fixture.directory)
  }

  private func ticket(_ words: String = "La page reste blanche.") -> OutgoingTicket {
    // Each run asks the same Redmine: another act each time.
    let key = CommandID(UUID().uuidString.lowercased())
    let draft = TicketDraft(
      reference: "S-2026-\(key.text.prefix(5))", category: "connexion",
      object: "« page blanche » — 100 %", bailleur: "Bailleur B", reason: .dysfonctionnement,
      words: words, steps: "1. ouvrir\n2. \"valider\" \\ puis {attendre}")
    let text = TicketText(draft, marker: TicketMarker(key))
    return OutgoingTicket(
      key: key, stream: StreamID("s"), reference: draft.reference, motive: draft.reason,
      subject: text.subject, body: text.body)
  }

  private func run(_ settings: RedmineSettings) async throws {
    let clock = clock
    let sender = try TicketSender(settings, clock: { clock.now }, pause: 0)
    var steps = 0
    repeat {
      steps += 1
      try #require(steps < 60_000, "the sender does not end")
      _ = try sender.advance(fixture.store)
      if sender.isBusy { try await Task.sleep(for: .milliseconds(2)) }
    } while try sender.isBusy || sender.delay(fixture.store) == 0
  }

  /// Asks for a ticket and says what became of it.
  private func outcome(
    _ settings: RedmineSettings, _ asked: OutgoingTicket
  ) async throws -> QueuedTicket {
    let id = try #require(try fixture.store.queue(asked, at: clock.now))
    try await run(settings)
    return try #require(try fixture.store.ticket(id))
  }

  @Test(arguments: [true, false])
  func `A ticket is created as confirmed, and found again by field or by subject`(
    hasField: Bool
  ) async throws {
    var settings = try redmine.settings()
    settings.markerField = hasField ? try redmine.number("field") : nil
    let asked = ticket()
    let made = try await outcome(settings, asked)
    let address = try #require(made.course.ticket, "\(made.course)")
    let client = try RedmineClient(settings)
    let issue = try client.read(address.number)
    #expect(issue.description?.replacingOccurrences(of: "\r\n", with: "\n") == asked.body)
    #expect(issue.status.isClosed == false && !issue.isClosed)
    #expect(made.follow.status == issue.statusName)
    #expect(try client.find(asked) == [address])
    #expect(try client.find(ticket()) == [])
    #expect(TicketErrand(settings: settings).create(asked, mayCreate: true) == .created(address))
  }

  @Test(arguments: [true, false])
  func `An answer that is lost leaves one ticket, found by its marker`(hasField: Bool) async throws
  {
    var settings = try redmine.settings()
    settings.markerField = hasField ? try redmine.number("field") : nil
    // A curl whose answer to a creation never comes.
    let real = settings.curl
    settings.curl = try redmine.script(
      """
      configuration=$(cat)
      printf '%s\\n' "$configuration" | \(real) "$@" > '\(redmine.folder)/answer' || exit
      case $configuration in *data-raw*) exit 56 ;; esac
      cat '\(redmine.folder)/answer'
      """)
    let asked = ticket()
    let lost = try await outcome(settings, asked)
    #expect(lost.course.state == .uncertain, "\(lost.course)")
    clock.advance(try #require(lost.course.next) - clock.now)
    settings.curl = real
    try await run(settings)
    let found = try #require(try fixture.store.ticket(lost.id))
    let address = try #require(found.course.ticket, "\(found.course)")
    #expect(try RedmineClient(settings).find(asked) == [address])
  }

  @Test func `An answer and a closing come back; a private note does not`() async throws {
    let settings = try redmine.settings()
    let made = try await outcome(settings, ticket())
    let number = try #require(made.course.ticket).number
    func change(_ json: String) throws {
      try redmine.change(number, #"{"issue":\#(json)}"#)
    }
    let inProgress = try redmine.number("in_progress")
    try change(#"{"status_id":\#(inProgress),"notes":"Vu, à suivre — « demain ».\nMerci"}"#)
    try change(#"{"notes":"entre nous","private_notes":true}"#)
    clock.advance(600)
    try await run(settings)
    try change(#"{"notes":"Corrigé."}"#)
    try change(#"{"status_id":\#(redmine.number("done"))}"#)
    for _ in 0..<3 {
      clock.advance(600)
      try await run(settings)
    }
    let news = try fixture.store.ticketNews(limit: 99).map(\.content)
    let notes = news.compactMap { content -> String? in
      if case .note(_, let author, let text) = content { "\(author ?? "") : \(text)" } else { nil }
    }
    #expect(
      notes == [
        "Support Essai : Vu, à suivre — « demain ».\nMerci", "Support Essai : Corrigé.",
      ])
    #expect(news.filter { if case .status(_, true) = $0 { true } else { false } }.count == 1)
    let ticket = try #require(try fixture.store.ticket(made.id))
    #expect(ticket.follow.isClosed && ticket.follow.isSettled)
  }

  @Test func `What Redmine refuses is told in its words, and what is wrong here in ours`()
    async throws
  {
    let good = try redmine.settings()
    var settings = good
    // A tracker that the project has not is no fault for Redmine, which takes another.
    settings.tracker = try RedmineChoice(parsing: "\(redmine.number("other_tracker"))")
    settings.priority = try RedmineChoice(parsing: "999999")
    var made = try await outcome(settings, ticket())
    #expect(made.course.state == .refused, "\(made.course)")
    #expect(
      made.course.reason?.hasPrefix("Redmine refuse ce ticket : « ") == true, "\(made.course)")
    settings = good
    settings.project = "absent"
    made = try await outcome(settings, ticket())
    #expect(made.course.reason == "Redmine ne connaît pas le projet « absent ».")
    #expect(made.course.state == .waiting)
    settings.project = try redmine.value("closed_project")
    made = try await outcome(settings, ticket())
    #expect(made.course.reason?.hasPrefix("Redmine refuse le projet « ferme »") == true)
    settings = good
    settings.keyFile = try redmine.keyFile(String(repeating: "0", count: 40))
    made = try await outcome(settings, ticket())
    #expect(made.course.reason?.hasPrefix("Redmine ne reconnaît pas la clé") == true)
  }
}

/// The Redmine that `make test-redmine` has started.
private struct RealRedmine {
  static var isHere: Bool { ProcessInfo.processInfo.environment["HABITER_REDMINE"] != nil }

  private let values: [String: String]
  private let directory: TemporaryDirectory
  var folder: String { directory.path }

  init(in directory: TemporaryDirectory) throws {
    let path = try #require(ProcessInfo.processInfo.environment["HABITER_REDMINE"])
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    values = Dictionary(
      lines.map { line in
        let halves = line.split(separator: "=", maxSplits: 1)
        return (String(halves[0]), String(halves.last ?? ""))
      }, uniquingKeysWith: { $1 })
    self.directory = directory
  }

  func value(_ name: String) throws -> String { try #require(values[name], "\(name)") }

  func number(_ name: String) throws -> Int { try #require(Int(value(name))) }

  private var base: String { get throws { "http://127.0.0.1:\(try value("port"))" } }

  func keyFile(_ key: String) throws -> String {
    let path = try directory.write(Array(key.utf8), to: "cle-\(key.prefix(4))")
    chmod(path, 0o600)
    return path
  }

  func settings() throws -> RedmineSettings {
    var settings = RedmineSettings()
    settings.base = try RedmineAddress(parsing: base)
    settings.keyFile = try keyFile(try value("key"))
    settings.project = try value("project")
    settings.priority = try RedmineChoice(parsing: try value("priority"))
    return settings
  }

  func script(_ lines: String) throws -> String {
    let path = try directory.write(Array("#!/bin/sh\n\(lines)\n".utf8), to: "curl")
    chmod(path, 0o755)
    return path
  }

  /// Changes a ticket as the account that answers.
  func change(_ number: Int, _ json: String) throws {
    let curl = Process()
    curl.executableURL = URL(filePath: "/usr/bin/env")
    curl.arguments = [
      "curl", "-q", "-sf", "-X", "PUT", "-H", "Content-Type: application/json", "-H",
      "X-Redmine-API-Key: \(try value("support"))", "--data-raw", json,
      "\(try base)/issues/\(number).json",
    ]
    try curl.run()
    curl.waitUntilExit()
    try #require(curl.terminationStatus == 0, "the ticket does not change")
  }
}

/// The machine's clock, moved forward by tests.
private final class RealClock: @unchecked Sendable {
  // The sender's clock is called on the thread that moves it.
  private var ahead: Int64 = 0

  var now: Moment { Moment(seconds: Int64(time(nil)) + ahead) }

  func advance(_ seconds: Int64) { ahead += max(0, seconds) }
}
