import Domain
import Testing

@testable import Storage

@Suite("What the shared database refuses, and in which order it looks")
struct SharedDenialTests {
  /// A way to be refused, with the verdict that it gives.
  struct Fault: Sendable {
    let name: String
    let verdict: Verdict
    let make: @Sendable (inout Batch, inout Submission, Stage) -> Void
  }

  /// What the faults need: a shared database with two dossiers of one audience.
  struct Stage: Sendable {
    let course: SharedCourse
    let accepted: Submission
    let voided: CommandID
    let takenKey: String
    let takenText: SharedText
  }

  /// The faults, in the order in which they are looked for.
  static let faults: [Fault] = [
    Fault(name: "author", verdict: .denied(.author)) { _, act, _ in
      act.envelope.operatorID = Cast.facilitator.id
    },
    Fault(name: "role", verdict: .denied(.role)) { _, act, _ in
      act.envelope.role = .gieCoordinator
    },
    Fault(name: "kind", verdict: .denied(.kind)) { _, act, _ in
      act.events[0].shown.kind = "dossier.caleol_scheduled"
    },
    Fault(name: "form", verdict: .denied(.form)) { _, act, _ in
      act.envelope.occurredOn = act.envelope.occurredOn + 1
    },
    Fault(name: "scope", verdict: .denied(.scope)) { batch, _, _ in
      batch.scope = "org-b+org-a"
    },
    Fault(name: "ledger", verdict: .duplicate) { _, act, stage in
      act.command = stage.accepted.command
    },
    Fault(name: "fork", verdict: .fork) { batch, _, _ in batch.chain[0] ^= 1 },
    Fault(name: "behind", verdict: .behind) { _, act, _ in act.version += 1 },
    Fault(name: "seal", verdict: .denied(.form)) { _, act, _ in
      act.events[0].seal = EventSeal(
        readers: "org-a", isClosed: false, digest: [UInt8](repeating: 0, count: 32), body: nil)
    },
    Fault(name: "claim", verdict: .claimed(key: "reference/D-2026-1002")) { _, act, stage in
      act.claims.take.append(stage.takenKey)
    },
    Fault(name: "text", verdict: .denied(.text)) { _, act, stage in
      act.texts[0] = stage.takenText
      act.events[0].shown.payload = #"{"note":"\#(stage.takenText.subject)"}"#
    },
  ]

  private func stage(_ harness: any SharedHarness) throws -> (Stage, Submission) {
    var course = SharedCourse()
    var other = SharedCourse(2)
    let desk = try harness.connect(Cast.superAdmin)
    let agent = try harness.connect(Cast.c1A)
    let accepted = try course.creation()
    #expect(try desk.append(course.scope, accepted) == .accepted(seq: 1))
    let foreign = try other.creation()
    #expect(try desk.append(course.scope, foreign) == .accepted(seq: 2))
    let mine = try other.note(by: Cast.c1A)
    #expect(try agent.append(course.scope, mine) == .accepted(seq: 3))
    let voided: CommandID = "voided"
    #expect(try desk.void(voided, in: course.scope))
    let stage = Stage(
      course: course, accepted: accepted, voided: voided,
      takenKey: "reference/D-2026-1002", takenText: mine.texts[0])
    return (stage, try course.note(by: Cast.superAdmin))
  }

  @Test(
    "Of two faults the one that is looked for first decides",
    arguments: SharedImplementation.allCases)
  func order(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let (stage, act) = try stage(harness)
    let desk = try harness.connect(Cast.superAdmin)
    for (index, first) in Self.faults.enumerated() {
      for second in Self.faults[index...] {
        var wrong = act
        var batch = Batch(stage.course.scope, [])
        second.make(&batch, &wrong, stage)
        if second.name != first.name { first.make(&batch, &wrong, stage) }
        batch.submissions = [wrong]
        let verdicts = try desk.append(batch)
        #expect(verdicts.first == first.verdict, "\(first.name) and \(second.name)")
      }
    }
    var voided = act
    voided.command = stage.voided
    let batch = Batch(scope: stage.course.scope, seq: 0, chain: [], submissions: [voided])
    #expect(try desk.append(batch) == [.voided])
    // Nothing of what was refused is left: the act itself is still as right as it was.
    #expect(try desk.append(stage.course.scope, act) == .accepted(seq: 4))
  }

  @Test(
    "A role brings about what the rights matrix gives it, where its organisation is a member",
    arguments: SharedImplementation.allCases)
  func kinds(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let creation = try course.creation()
    _ = try harness.connect(Cast.superAdmin).append(course.scope, creation)
    func verdict(
      _ kind: String, _ person: Operator, _ change: (inout Submission) -> Void = { _ in }
    ) throws -> Verdict? {
      var act = creation
      act.command = CommandID("try-\(kind.count)-\(person.id)")
      act.events = [
        SubmittedEvent(
          shown: PendingCommand.Event(kind: kind, schema: 1, payload: "{}"), seal: nil)
      ]
      act.texts = []
      act.claims.take = []
      act.version = 99
      act.envelope.operatorID = person.id
      act.envelope.organisation = person.organisation
      act.envelope.role = try #require(person.roles.first)
      change(&act)
      return try harness.connect(person).append(course.scope, act)
    }
    // Past the rights, the version is what is wrong with it.
    #expect(try verdict("dossier.pre_instruction_validated", Cast.c1A) == .behind)
    #expect(try verdict("dossier.pre_instruction_validated", Cast.c1B) == .behind)
    #expect(try verdict("dossier.pre_instruction_validated", Cast.c2A) == .denied(.kind))
    #expect(try verdict("dossier.pre_instruction_validated", Cast.c1C) == .denied(.kind))
    #expect(try verdict("dossier.pre_instruction_validated", Cast.facilitator) == .denied(.kind))
    #expect(try verdict("dossier.decision_entered", Cast.c2A) == .behind)
    #expect(try verdict("dossier.lease_signed", Cast.c1A) == .denied(.kind))
    #expect(try verdict("dossier.cancelled", SharedCast.admA) == .denied(.kind))
    #expect(try verdict("dossier.cancelled", Cast.superAdmin) == .behind)
    #expect(try verdict("dossier.note_added", Cast.gie) == .behind)
    #expect(try verdict("dossier.note_added", Cast.infA) == .denied(.kind))
    #expect(try verdict("dossier.note_added", Cast.partner) == .denied(.kind))
    #expect(try verdict("dossier.unheard_of", Cast.superAdmin) == .denied(.kind))
    #expect(
      try verdict(EventSeal.withheldKind(of: Dossier.aggregate), Cast.superAdmin) == .denied(.kind))
    #expect(
      try verdict("dossier.cancelled", Cast.superAdmin) { $0.events[0].shown.schema = 2 }
        == .denied(.kind))
    // In the name of a member, with its reason.
    let behalf = { (bailleur: OrganisationID) in
      { (act: inout Submission) in
        act.envelope.onBehalfOf = bailleur
        act.envelope.onBehalfReason = "reason-1"
      }
    }
    let kind = "dossier.pre_instruction_validated"
    #expect(try verdict(kind, Cast.facilitator, behalf(Cast.bailleurA)) == .behind)
    #expect(try verdict(kind, Cast.facilitator, behalf(Cast.bailleurC)) == .denied(.kind))
    #expect(try verdict(kind, Cast.c1A, behalf(Cast.bailleurB)) == .denied(.kind))
    #expect(
      try verdict(kind, Cast.facilitator) { $0.envelope.onBehalfOf = Cast.bailleurA }
        == .denied(.form))
  }

  @Test(
    "What is sealed is judged like what is shown, and must be what the chain will cover",
    arguments: SharedImplementation.allCases)
  func seals(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    _ = try harness.connect(Cast.superAdmin).append(course.scope, try course.creation())
    let desk = try harness.connect(Cast.c1A)
    let note = try course.note(by: Cast.c1A, .internal_)
    let seal = try #require(note.events[0].seal)
    func verdict(_ change: (inout Submission) throws -> Void) throws -> Verdict? {
      var act = note
      try change(&act)
      return try desk.append(course.scope, act)
    }
    func sealing(_ kind: String, for readers: Set<OrganisationID>) throws -> EventSeal {
      try EventSeal(
        PendingCommand.Event(kind: kind, schema: 1, payload: #"{"note":"x"}"#), for: readers,
        isClosed: true, salt: "salt")
    }
    #expect(
      try verdict { $0.events[0].seal = try sealing("dossier.cancelled", for: [Cast.bailleurA]) }
        == .denied(.kind))
    #expect(
      try verdict {
        $0.events[0].seal = try sealing(
          EventSeal.withheldKind(of: Dossier.aggregate), for: [Cast.bailleurA])
      }
        == .denied(.kind))
    #expect(
      try verdict {
        $0.events[0].seal = try sealing("dossier.note_added", for: [Cast.bailleurC])
        $0.texts = []
      } == .denied(.form))
    #expect(try verdict { $0.events[0].seal?.readers = "org-b+org-a" } == .denied(.form))
    #expect(try verdict { $0.events[0].seal?.readers = "" } == .denied(.form))
    #expect(try verdict { $0.events[0].seal?.digest[0] ^= 1 } == .denied(.form))
    #expect(
      try verdict {
        $0.events[0].seal?.body = nil; $0.texts = []
      } == .denied(.form))
    #expect(try verdict { $0.events[0].seal?.body = "{" } == .denied(.form))
    #expect(try verdict { $0.events[0].shown.payload = #"{"a":1}"# } == .denied(.form))
    #expect(try verdict { _ in } == .accepted(seq: 2))
    #expect(try desk.journal(course.scope).last?.event.seal == seal)
  }
}
