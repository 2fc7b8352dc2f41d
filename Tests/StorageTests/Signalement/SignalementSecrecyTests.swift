import Domain
import Testing

@testable import Storage

@Suite("What of signalements each role gets, by the wire and in its store")
struct SignalementSecrecyTests {
  private static let aatiko = [Cast.superAdmin, Cast.facilitator]
  /// Those of A who read what tenants write.
  private static let agents = [Cast.c1A, Cast.c2A, SharedCast.admA]
  /// Those who follow the course of A's signalements.
  private static let course = agents + [Cast.infA, Cast.gie, SharedCast.actimage] + aatiko

  /// Signalements of A with all that may be kept from somebody, and one of B.
  private static func fill(_ fixture: SignalementFixture) throws -> [SecretTrace] {
    var traces: [SecretTrace] = []
    func keep(_ what: String, _ trace: String, _ readers: [Operator]) {
      traces.append(SecretTrace(what: what, trace: trace, readers: readers))
    }
    let stream = try fixture.receive("S-7001", "Ma cuisine est inondée", tenant: "LOC-7001")
    keep("that there is a signalement", "S-7001", course)
    keep("a tenant's words", "Ma cuisine est inondée", agents + aatiko)
    keep("who the tenant is", "Camille Delaunay-Morvan", agents + aatiko)
    keep("the tenant's reference", "LOC-7001", agents + aatiko)
    let notes: [(String, Operator, [Operator])] = [
      ("Entre nous, chez Aatiko", Cast.facilitator, aatiko),
      ("Entre nous, les agents", Cast.c1A, agents + [Cast.infA]),
    ]
    for (words, author, its) in notes {
      let note = fixture.base.seal(words, as: .note)
      try fixture.act(
        stream, .addNote(note: note.subject, isInternal: true), by: author, secrets: [note])
      keep("the note « \(words) »", words, its)
      keep("that « \(words) » is a note", note.subject.text, its)
    }
    let value = fixture.base.seal("64,5 m2 attendus", as: .note)
    try fixture.act(
      stream,
      .askCorrection(
        request: CorrectionRequest(
          logement: "L-7001", column: PatrimoineColumn.surface.name, expected: value.subject),
        message: nil), secrets: [value])
    keep("the correction that is asked", "64,5 m2 attendus", course)
    let answer = fixture.base.seal("Corrigé au prochain envoi", as: .note)
    try fixture.act(
      stream, .answerAsBailleur(message: SignalementMessage(answer.subject), isQuestion: false),
      by: Cast.infA, secrets: [answer])
    keep("what the référent answers", "Corrigé au prochain envoi", course)
    try fixture.receive("S-7002", "Inscription impossible depuis lundi", by: SharedCast.actimage) {
      $0.nature = .inscription
    }
    keep(
      "a difficulty that Actimage sends on", "Inscription impossible depuis lundi", agents + aatiko)
    let inner = fixture.base.seal("Entre nous, chez Actimage", as: .note)
    try fixture.act(
      Signalement.stream(of: "S-7002"), .addNote(note: inner.subject, isInternal: true),
      by: SharedCast.actimage, secrets: [inner])
    keep("Actimage's own note", "Entre nous, chez Actimage", [SharedCast.actimage])
    try fixture.receive("S-7003", "Ascenseur en panne chez B") {
      $0.bailleur = Cast.bailleurB
      $0.author = nil
    }
    let ofB = [Cast.c1B, Cast.c2B, Cast.pilB, SharedCast.admB]
    keep("that B has a signalement", "S-7003", ofB + [Cast.gie, SharedCast.actimage] + aatiko)
    keep("a tenant's words to B", "Ascenseur en panne chez B", ofB + aatiko)
    return traces
  }

  /// A store that knows everybody.
  private static func fixture() throws -> SignalementFixture {
    let fixture = try SignalementFixture()
    try fixture.store.put(
      organisations: SharedCast.organisations, operators: SharedCast.people)
    return fixture
  }

  @Test(
    "Nobody gets what is not for their role, and everybody gets what is",
    arguments: SharedImplementation.allCases)
  func wire(_ implementation: SharedImplementation) throws {
    let fixture = try Self.fixture()
    let traces = try Self.fill(fixture)
    try traces.expectOnWire(of: try fixture.store, implementation)
  }

  @Test(
    "Texts erased are in no answer any more; the bailleur's administrator may have its own erased",
    arguments: SharedImplementation.allCases)
  func erased(_ implementation: SharedImplementation) throws {
    let fixture = try Self.fixture()
    let traces = try Self.fill(fixture)
    let harness = try implementation.harness()
    try fixture.store.send(to: harness)
    for (number, outcome) in [("S-7001", SignalementOutcome.corrige), ("S-7002", .ineligible)] {
      let stream = Signalement.stream(of: number)
      try fixture.act(stream, .close(outcome: outcome))
      try fixture.act(stream, .eraseTexts, by: SharedCast.admA)
    }
    try fixture.store.send(to: harness)
    let kept = ["that there is a signalement", "that B has a signalement", "a tenant's words to B"]
    for person in SharedCast.people {
      let answers = try harness.answers(to: person)
      for trace in traces where !kept.contains(trace.what) {
        // That there was a text stays with those who had it, to tell all stores that it is gone.
        if trace.what.hasPrefix("that «") { continue }
        #expect(!answers.contains(trace.trace), "\(person.id) and \(trace.what)")
      }
    }
  }

  @Test(
    "Whoever may not erase may not by a program of their own",
    arguments: SharedImplementation.allCases)
  func erasing(_ implementation: SharedImplementation) throws {
    let fixture = try Self.fixture()
    let stream = try fixture.receive("S-7001")
    let harness = try implementation.harness()
    try fixture.store.send(to: harness)
    try fixture.act(stream, .close(outcome: .sansSuite))
    try fixture.act(stream, .eraseTexts, by: SharedCast.admA)
    let acts = try #require(try fixture.store.nextBatch(limit: 100, besides: []))
    let erasure = try #require(acts.submissions.last)
    for person in SharedCast.people where ![SharedCast.admA, Cast.superAdmin].contains(person) {
      for role in person.roles {
        var act = erasure
        act.envelope.operatorID = person.id
        act.envelope.organisation = person.organisation
        act.envelope.role = role
        #expect(
          try harness.connect(person).append(acts.scope, act) == .denied(.kind), "\(person.id)")
      }
    }
  }

  @Test("A store holds the bytes that its owner may read, and no others")
  func stores() throws {
    let fixture = try Self.fixture()
    let traces = try Self.fill(fixture)
    try traces.expectInStores(of: try fixture.store)
  }
}
