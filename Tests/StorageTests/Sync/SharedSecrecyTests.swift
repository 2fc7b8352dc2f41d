import Domain
import Testing

@testable import Storage

@Suite("What each role can get out of the shared database")
struct SharedSecrecyTests {
  /// Something that only some may know: a trace of it in what the shared database answers.
  struct Trace {
    let what: String
    let trace: String
    let readers: [Operator]
  }

  private static let ofA = [Cast.c1A, Cast.c2A, SharedCast.admA]
  private static let ofB = [Cast.c1B, Cast.c2B, Cast.pilB, SharedCast.admB]
  private static let ofC = [Cast.c1C, Cast.c2C]
  private static let aatiko = [Cast.superAdmin, Cast.facilitator]

  /// A dossier of A and B with all that may be withheld, one of B and C.
  static func fill(_ harness: any SharedHarness) throws -> [Trace] {
    var course = SharedCourse(1)
    var other = SharedCourse(2, of: (Cast.bailleurB, Cast.bailleurC))
    let scope = course.scope
    var traces: [Trace] = []
    func send(_ act: Submission, _ person: Operator, to scope: ScopeID) throws {
      guard case .accepted = try harness.connect(person).append(scope, act) else {
        throw StorageError(.misuse, "not accepted")
      }
    }
    func keep(_ what: String, _ trace: String, _ readers: [Operator]) {
      traces.append(Trace(what: what, trace: trace, readers: readers))
    }
    let everySide = aatiko + [Cast.gie]
    let both = ofA + ofB + everySide

    try send(try course.creation(), Cast.superAdmin, to: scope)
    keep("a tenant's name", "Locataire A1", both)
    keep("the other tenant's name", "Locataire B1", both)
    keep("a dossier", "D-2026-1001", both)
    for (volet, agent, its) in [(VoletName.a, Cast.c1A, ofA), (.b, Cast.c1B, ofB)] {
      let act = try course.nur(volet, by: agent)
      try send(act, agent, to: scope)
      keep("the NUR of \(volet)", try #require(act.texts[0].value), its + aatiko)
      keep("where the NUR of \(volet) is", act.texts[0].subject.text, its + everySide)
      let digest = try #require(course.dossier[volet]?.nur?.value.digest)
      keep("the hash of the NUR of \(volet)", digest, its + everySide)
    }
    try send(
      try course.act(.requestPiece(volet: .a, piece: .avisImposition), by: Cast.c1A), Cast.c1A,
      to: scope)
    keep("a piece of A's", "avisImposition", ofA + everySide)
    try send(try course.note("Pour tous", by: Cast.c1B), Cast.c1B, to: scope)
    keep("a note for all", "Pour tous", both)
    let internalNotes = [
      ("Interne, A", Cast.c1A, ofA), ("Chez Aatiko", Cast.facilitator, aatiko),
      ("Au GIE", Cast.gie, [Cast.gie]),
    ]
    for (words, author, its) in internalNotes {
      let note = try course.note(words, by: author, .internal_)
      try send(note, author, to: scope)
      keep("the note « \(words) »", words, its)
      keep("that « \(words) » is a note", note.texts[0].subject.text, its)
    }
    let reason = SubjectID("reason-1")
    var behalf = try course.act(
      .validatePreInstruction(volets: [.a]), by: Cast.facilitator,
      onBehalf: OnBehalf(organisation: Cast.bailleurA, reason: reason))
    behalf.texts = [
      SharedText(
        scope: "org-a+org-aatiko", isClosed: false, subject: reason, field: "reason",
        value: "Agent absent", version: 1)
    ]
    try send(behalf, Cast.facilitator, to: scope)
    keep("why Aatiko acted for A", "Agent absent", ofA + everySide)
    try send(try other.creation(), Cast.superAdmin, to: other.scope)
    keep("a tenant of B and C", "Locataire A2", ofB + ofC + everySide)
    keep("a logement of B and C", "LOG-\(VoletName.a.rawValue)-2", ofB + ofC + everySide)
    return traces
  }

  /// All that a person can get, as text: every call, about every audience there is.
  private func answers(_ harness: any SharedHarness, to person: Operator) throws -> String {
    let desk = try harness.connect(person)
    var answers: [Any] = [
      try desk.hello(), try desk.heads(of: nil), try desk.directory(), try desk.accounts(),
    ]
    let aatiko = try harness.connect(Cast.superAdmin)
    let scopes =
      try aatiko.heads(of: nil).map(\.scope)
      + ["org-a", "org-b", "org-gie", "org-aatiko", "org-a+org-aatiko"]
    for scope in Set(scopes) {
      answers += (try? desk.heads(of: [scope])).map { [$0] } ?? []
      answers += (try? desk.pull(scope, after: 0, limit: 1_000)).map { [$0] } ?? []
      answers += (try? desk.texts(of: scope, after: 0, limit: 1_000)).map { [$0] } ?? []
    }
    return answers.map { "\($0)" }.joined(separator: "\n")
  }

  @Test(
    "Nobody gets what is not for their role, and everybody gets what is",
    arguments: SharedImplementation.allCases)
  func roles(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let traces = try Self.fill(harness)
    for person in SharedCast.people {
      let answers = try answers(harness, to: person)
      for trace in traces {
        #expect(
          answers.contains(trace.trace) == trace.readers.contains(person),
          "\(person.id) and \(trace.what)")
      }
    }
  }

  @Test(
    "All who read an audience verify the same chain, whatever is withheld from them",
    arguments: SharedImplementation.allCases)
  func chain(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    _ = try Self.fill(harness)
    let scope = ScopeID(of: [Cast.bailleurA, Cast.bailleurB])
    for person in Self.ofA + Self.ofB + Self.aatiko + [Cast.gie] {
      var chain = Chain.start(of: scope)
      for entry in try harness.connect(person).journal(scope) {
        #expect(entry.event.seal?.isWhole ?? true)
        chain = Chain.next(after: chain, seq: entry.seq, entry.event)
        #expect(entry.chain == chain, "\(person.id)")
      }
    }
  }

  @Test("What was erased is in no answer any more", arguments: SharedImplementation.allCases)
  func erased(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let traces = try Self.fill(harness)
    let aatiko = try harness.connect(Cast.superAdmin)
    var subjects: Set<SubjectID> = []
    for scope in try aatiko.heads(of: nil).map(\.scope) + ["org-gie"] {
      subjects.formUnion(try aatiko.texts(of: scope, after: 0, limit: 99).texts.map(\.subject))
    }
    for subject in subjects { try aatiko.erase(subject) }
    let words = ["the NUR of a", "the NUR of b", "a tenant's name", "a note for all"]
    for person in SharedCast.people {
      let answers = try answers(harness, to: person)
      for trace in traces where words.contains(trace.what) {
        #expect(!answers.contains(trace.trace), "\(person.id) and \(trace.what)")
      }
    }
  }
}
