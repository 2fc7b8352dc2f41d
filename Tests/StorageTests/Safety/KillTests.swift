import Domain
import Foundation
import Testing

@testable import Storage

/// Programs killed at random moments: what they announced is there, and nothing is half there.
@Suite struct KillTests {
  /// How many kills, in all; `make kill` asks for more.
  private static let rounds =
    ProcessInfo.processInfo.environment["HABITER_KILL_ROUNDS"].flatMap { Int($0) } ?? 210
  /// How many kills a store lives through.
  private static let roundsOfStore = 5

  @Test func `Every act announced before a kill is there, none is half there`() async throws {
    for _ in 0..<Self.rounds / 3 / Self.roundsOfStore {
      let fixture = try StoreFixture()
      var announced: Set<String> = []
      for round in 0..<Self.roundsOfStore {
        // Far enough apart that no desk comes to the references of the next, however long it works.
        let number = 1000 + round * 90_000
        announced.formUnion(try await Self.lines(of: "acts", in: fixture, number))
        try fixture.reopen()
        let recorded = Set(try fixture.store.streams.outbox.all().map(\.command.text))
        #expect(recorded.isSuperset(of: announced))
        #expect(Set(try fixture.loggedActs().map(\.pending.command.text)) == recorded)
        #expect(try StoreVerification.run(fixture.location).problems == [])
      }
    }
  }

  @Test func `An import that is killed leaves whole dossiers, those it announced among them`()
    async throws
  {
    for _ in 0..<Self.rounds / 3 / Self.roundsOfStore {
      let fixture = try StoreFixture()
      let dossiers = 100
      let file = try fixture.directory.write(Array(Self.csv(of: dossiers).utf8), to: "reprise.csv")
      var announced = 0
      for _ in 0..<Self.roundsOfStore {
        let lines = try await Self.lines(of: "import", in: fixture, 0, file)
        announced = max(announced, lines.compactMap { Int($0) }.max() ?? 0)
        try fixture.reopen()
        let references = try (1...dossiers).filter {
          try fixture.store.dossiers.stream(ofReference: "EH-\($0)") != nil
        }
        #expect(announced == 0 || Set(references).isSuperset(of: 1...announced))
        var acts: Set<Int> = []
        try fixture.store.writer.query("SELECT count(*) FROM pending GROUP BY stream") {
          row throws(StorageError) in acts.insert(try row.get(0))
        }
        #expect(acts.count <= 1)
        #expect(try StoreVerification.run(fixture.location).problems == [])
      }
    }
  }

  @Test func `A rebuild that is killed leaves the views as they were`() async throws {
    for _ in 0..<Self.rounds / 3 / Self.roundsOfStore {
      let fixture = try StoreFixture()
      for (number, stage) in [StoreFixture.Stage.nurs, .scheduled, .closed].enumerated() {
        try fixture.dossier(number + 1, upTo: stage)
      }
      let contents = try fixture.contents()
      for _ in 0..<Self.roundsOfStore {
        _ = try await Self.lines(of: "rebuild", in: fixture, 0)
        try fixture.reopen()
        #expect(try fixture.contents() == contents)
        #expect(try StoreVerification.run(fixture.location).problems == [])
      }
    }
  }

  /// Identical dossiers, but for their reference and logements.
  private static func csv(of count: Int) -> String {
    var text = ""
    for number in 1...count {
      let lines = ImportLines.csv([
        "reference": "EH-\(number)", "logement_a": "A-\(number)", "logement_b": "B-\(number)",
      ]).split(separator: "\n")
      text += (number == 1 ? lines : lines.suffix(1)).joined(separator: "\n") + "\n"
    }
    return text
  }

  /// Lets a desk work on the closed store, kills it, and gives what it said.
  private static func lines(
    of work: String, in fixture: StoreFixture, _ number: Int, _ file: String = ""
  ) async throws -> [String] {
    fixture.close()
    let output = fixture.directory.file("said")
    let desk = try Desk([work, fixture.location.directory, String(number), file], output: output)
    // First some progress, then chance: the kill falls into the work, however fast the machine.
    let lines = Int.random(in: 0...3)
    try await desk.progress(to: lines)
    try await Task.sleep(for: .microseconds(Int.random(in: 0..<(lines == 0 ? 60_000 : 15_000))))
    try desk.kill()
    return desk.said
  }
}

/// A `DeskAtWork` in a process of its own.
private final class Desk {
  private let child: pid_t
  private let output: String
  private var isOver = false

  init(_ arguments: [String], output: String) throws {
    let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = URL(filePath: bundle).deletingLastPathComponent().appending(path: "DeskAtWork").path
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_CREAT | O_WRONLY | O_TRUNC | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    try #require(posix_spawn(&child, path, &actions, nil, words, [nil]) == 0, "\(path)")
    self.child = child
    self.output = output
  }

  deinit {
    if !isOver { Glibc.kill(child, SIGKILL) }
  }

  /// The whole lines said so far.
  var said: [String] {
    let bytes = FileManager.default.contents(atPath: output) ?? Data()
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Waits until that many lines are said, or the desk has ended by itself.
  func progress(to lines: Int) async throws {
    let limit = ContinuousClock.now + .seconds(60)
    while said.count < lines && !isOver {
      try #require(ContinuousClock.now < limit, "the desk says nothing")
      try collect(WNOHANG)
      if !isOver { try await Task.sleep(for: .milliseconds(1)) }
    }
  }

  /// Ends the desk at once; it may have ended well before.
  func kill() throws {
    guard !isOver else { return }
    Glibc.kill(child, SIGKILL)
    try collect(0)
  }

  private func collect(_ options: Int32) throws {
    var status: Int32 = 0
    guard waitpid(child, &status, options) == child else { return }
    isOver = true
    // Killed by us, or at the end of its work; anything else is a fault that it said.
    try #require(status == 0 || status == SIGKILL, "\(said)")
  }
}
