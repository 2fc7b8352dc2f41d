import Domain
import Testing

@testable import Storage

/// What an operator can take back: the steps that the acts of a day left.
@Suite struct OwnActsTests {
  /// An act in short: « kind stream second », an undo « undo of-which-act second ».
  private func own(_ number: Int, _ text: String) -> OwnAct {
    let words = text.split(separator: " ").map(String.init)
    let command: DossierCommand =
      switch words[0] {
      case "note": .addNote(note: "s-1", visibility: .shared)
      case "clore": .closeVolet(volet: .a)
      case "relance": .remind(volet: .a, contact: .contact1, message: "s-1")
      case "rouvrir": .reopen(reason: Reason(.creeParErreur))
      default: .undo(command: CommandID("c-\(words[1])"), reason: Reason(.erreurDeSaisie))
      }
    return OwnAct(
      command: CommandID("c-\(number)"), moment: Moment(seconds: Int64(words[2]) ?? 0),
      reference: "D-2026-\(words[1])", act: Act(stream: StreamID(words[1]), command: command))
  }

  @Test(
    arguments: [
      ([], []),
      (["note 1 10", "clore 1 20"], [[1], [2]]),
      (["note 1 10", "note 2 10", "note 3 10"], [[1, 2, 3]]),
      (["note 1 10", "clore 2 10"], [[1], [2]]),
      (["note 1 10", "note 1 10"], [[1], [2]]),
      (["note 1 10", "note 2 11"], [[1], [2]]),
      (["note 1 10", "clore 1 20", "undo 2 30"], [[1]]),
      (["note 1 10", "note 2 10", "undo 1 20"], [[2]]),
      (["note 1 10", "undo 1 20", "note 1 30"], [[3]]),
      (["relance 1 10", "rouvrir 1 20", "note 1 30"], [[3]]),
      (["note 1 10", "relance 9 10", "note 2 10"], [[1, 3]]),
    ] as [([String], [[Int]])])
  func `Acts become steps: one each, those of one instant together, without what was taken back`(
    acts: [String], expected: [[Int]]
  ) {
    let signed = acts.enumerated().map { own($0.offset + 1, $0.element) }
    let steps = OwnStep.steps(of: signed).map { $0.acts.map(\.command.text) }
    #expect(steps == expected.map { $0.map { "c-\($0)" } })
  }

  @Test func `The last fifty steps can be taken back`() {
    let acts = (1...60).map { own($0, "note 1 \($0)") }
    let steps = OwnStep.steps(of: acts)
    #expect(steps.count == 50)
    #expect(steps.first?.acts.first?.command == "c-11")
    #expect(steps.last?.acts.first?.command == "c-60")
  }

  @Test func `A desk knows its acts again after a restart, each as it was asked for`() throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier(1, upTo: .nurs)
    let before = try fixture.store.ownActs(of: Cast.c1A.id, since: Moment(seconds: 0))
    #expect(!before.isEmpty)
    try fixture.reopen()
    let reopened = try fixture.store
    let after = try reopened.ownActs(of: Cast.c1A.id, since: Moment(seconds: 0))
    #expect(after == before)
    #expect(after.allSatisfy { $0.act.stream == stream && $0.reference == "D-2026-1001" })
    #expect(try reopened.ownActs(of: Cast.c1C.id, since: Moment(seconds: 0)).isEmpty)
    let last = try #require(after.last)
    let later = last.moment + 1
    #expect(try reopened.ownActs(of: Cast.c1A.id, since: later).isEmpty)
  }

  @Test func `The acts of a day are found through their index`() throws {
    let fixture = try StoreFixture()
    try fixture.dossier(1, upTo: .nurs)
    try expectIndexed(on: fixture.store.reader, walksIndexes: false) {
      _ = try fixture.store.ownActs(of: Cast.c1A.id, since: Moment(seconds: 0))
    }
  }
}
