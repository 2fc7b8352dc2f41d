import Domain
import Foundation
import Synchronization
import Testing

@testable import Storage

/// A store whose tickets go to a small Redmine that misbehaves on demand, and a clock that tests
/// set.
final class TicketFixture {
  static let start = Moment(seconds: 1_774_342_800)
  static let key = "0123456789abcdef0123456789abcdef01234567"

  let fixture: StoreFixture
  let server: BadRedmine
  private let clock = SetTicketClock()

  init() async throws {
    fixture = try StoreFixture()
    server = try await BadRedmine(in: fixture.directory)
    _ = try fixture.directory.write(Array("\(Self.key)\n".utf8), to: "cle")
    chmod(fixture.directory.file("cle"), 0o600)
  }

  var store: Store { get throws { try fixture.store } }

  var moment: Moment {
    get { clock.now.withLock { $0 } }
    set { clock.now.withLock { $0 = newValue } }
  }

  func settings() throws -> RedmineSettings {
    var settings = RedmineSettings()
    settings.base = try RedmineAddress(parsing: "http://127.0.0.1:\(server.port)")
    settings.keyFile = fixture.directory.file("cle")
    settings.project = "echanger-habiter"
    return settings
  }

  /// - Parameter record: what takes the news, nil to leave them.
  func sender(
    _ settings: RedmineSettings? = nil, patience: Int = 30, record: TicketSender.Recorder? = nil
  ) throws -> TicketSender {
    try TicketSender(
      try settings ?? self.settings(), clock: { [clock] in clock.now.withLock { $0 } },
      patience: patience, pause: 0, record: record)
  }

  static func ticket(_ number: Int = 1) -> OutgoingTicket {
    let key = CommandID("act-\(number)")
    let draft = TicketDraft(
      reference: "S-2026-0\(1_000 + number)", category: "connexion", object: "page « blanche »",
      bailleur: "Bailleur \\ \"B\"", reason: .dysfonctionnement,
      words: "Une page\tblanche.\nRien d'autre…")
    let text = TicketText(draft, marker: TicketMarker(key))
    return OutgoingTicket(
      key: key, stream: StreamID("signalement-\(number)"), reference: draft.reference,
      motive: draft.reason, subject: text.subject, body: text.body)
  }

  /// Lets the sender go on until it has nothing to do now.
  @discardableResult
  func run(_ sender: TicketSender) async throws -> [QueuedTicket] {
    var changed: [QueuedTicket] = []
    // Steps are counted, not seconds: on a busy machine this task may not run for minutes.
    var steps = 0
    repeat {
      steps += 1
      try #require(steps < 60_000, "the sender does not end")
      changed += try sender.advance(store)
      if sender.isBusy { try await Task.sleep(for: .milliseconds(2)) }
    } while try sender.isBusy || sender.delay(store) == 0
    return changed
  }

  /// Asks for a ticket while the server misbehaves, and says what became of it.
  func outcome(_ mode: String, number: Int = 1, patience: Int = 30) async throws -> QueuedTicket {
    try server.misbehave(mode)
    let id = try #require(try store.queue(Self.ticket(number), at: moment))
    try await run(try sender(patience: patience))
    return try #require(try store.ticket(id))
  }

  /// Lets the time of the next attempt come.
  func go(to ticket: Int = 1) throws {
    moment = try #require(try store.ticket(ticket)?.course.next)
  }
}

/// A clock that stands until it is set.
private final class SetTicketClock: Sendable {
  let now = Mutex(TicketFixture.start)
}

/// `Tests/Fixtures/redmine-bad.py`, for as long as this lives.
final class BadRedmine {
  private let process = Process()
  private let input = Foundation.Pipe()
  private let folder: String
  private(set) var port = 0

  init(in directory: TemporaryDirectory) async throws {
    folder = directory.file("redmine")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", Self.fixture("redmine-bad.py"), folder]
    process.standardInput = input
    try process.run()
    var steps = 0
    while port == 0 {
      steps += 1
      try #require(steps < 60_000 && process.isRunning, "the server does not start")
      try await Task.sleep(for: .milliseconds(2))
      port = Int((try? text("port")) ?? "") ?? 0
    }
  }

  deinit { try? input.fileHandleForWriting.close() }

  static func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/\(name)").standardizedFileURL.path
  }

  /// What it does wrong from now on; nothing when empty.
  func misbehave(_ mode: String) throws { try put(mode, "mode") }

  /// Changes tickets before the next request.
  func edit(_ changes: String...) throws { try put(changes.joined(separator: "\n"), "edit") }

  /// The requests so far: « get /issues.json?… ».
  var requests: [String] {
    ((try? text("requests")) ?? "").split(separator: "\n").map(String.init)
  }

  /// The tickets that it has.
  var tickets: [Kept] {
    get throws {
      guard let text = try? text("tickets") else { return [] }
      return try JSONDecoder().decode([Kept].self, from: Data(text.utf8))
    }
  }

  /// A ticket as it was asked for.
  struct Kept: Decodable {
    struct Asked: Decodable {
      struct Field: Decodable, Equatable {
        let id: Int
        let value: String
      }

      let project_id: String
      let tracker_id: Int?
      let priority_id: Int?
      let category_id: Int?
      let subject: String
      let description: String
      let custom_fields: [Field]?
    }

    let id: Int
    let asked: Asked
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
  }

  private func put(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
  }
}
