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
        announced.formUnion(try await KilledDesk.lines(of: "acts", in: fixture, number))
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
        let lines = try await KilledDesk.lines(of: "import", in: fixture, 0, file)
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
        _ = try await KilledDesk.lines(of: "rebuild", in: fixture, 0)
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
}
