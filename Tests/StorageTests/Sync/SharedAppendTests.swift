import Domain
import Testing

@testable import Storage

@Suite("Acts that are sent to the shared database")
struct SharedAppendTests {
  @Test(
    "An act that may be stands in the journal, received by the server's clock and chained",
    arguments: SharedImplementation.allCases)
  func accepted(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let acts = [
      try course.creation(), try course.nur(.a, by: Cast.c1A), try course.nur(.b, by: Cast.c1B),
    ]
    #expect(try harness.connect(Cast.superAdmin).append(course.scope, acts[0]) == .accepted(seq: 1))
    harness.now = harness.now + 60
    let desk = try harness.connect(Cast.c1A)
    let head = try #require(try desk.heads(of: nil).first { $0.scope == course.scope })
    let batch = Batch(
      scope: course.scope, seq: head.seq, chain: head.chain, submissions: [acts[1]])
    #expect(try desk.append(batch) == [.accepted(seq: 2)])
    #expect(try harness.connect(Cast.c1B).append(course.scope, acts[2]) == .accepted(seq: 3))

    let entries = try desk.journal(course.scope)
    #expect(entries.map(\.seq) == [1, 2, 3])
    #expect(entries.map(\.event.version) == [1, 2, 3])
    #expect(entries.map(\.event.command) == acts.map(\.command))
    #expect(entries.map(\.event.envelope) == acts.map(\.envelope))
    #expect(entries.map(\.event.payload) == acts.map { $0.events[0].shown.payload })
    #expect(entries[0].event.receivedAt == harness.now + -60)
    #expect(entries[2].event.receivedAt == harness.now)
    var chain = Chain.start(of: course.scope)
    for entry in entries {
      chain = Chain.next(after: chain, seq: entry.seq, entry.event)
      #expect(entry.chain == chain)
    }
    #expect(try desk.heads(of: [course.scope]).first?.chain == chain)
  }

  @Test(
    "Each act of a batch names the version after the one before it",
    arguments: SharedImplementation.allCases)
  func batch(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    var other = SharedCourse(2)
    let acts = [
      try course.creation(), try other.creation(), try course.note(by: Cast.superAdmin),
      try other.note(by: Cast.superAdmin), try course.note(by: Cast.superAdmin),
    ]
    #expect(acts.map(\.version) == [0, 0, 1, 1, 2])
    let desk = try harness.connect(Cast.superAdmin)
    #expect(
      try desk.append(Batch(course.scope, acts)) == (1...5).map { .accepted(seq: Int64($0)) })
    #expect(try desk.append(Batch(course.scope, [])) == [])
    #expect(try desk.journal(course.scope).map(\.event.version) == [1, 1, 2, 2, 3])
  }

  @Test(
    "Nothing after a refusal is looked at; what stands before it stays",
    arguments: SharedImplementation.allCases)
  func refusalInTheMiddle(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let acts = [
      try course.creation(), try course.note(by: Cast.superAdmin),
      try course.note(by: Cast.superAdmin),
    ]
    var wrong = acts[1]
    wrong.envelope.role = .gieCoordinator
    let desk = try harness.connect(Cast.superAdmin)
    let verdicts = try desk.append(Batch(course.scope, [acts[0], wrong, acts[2]]))
    #expect(verdicts == [.accepted(seq: 1), .denied(.role)])
    #expect(try desk.journal(course.scope).count == 1)
    // What is there already does not stop those after it.
    #expect(
      try desk.append(Batch(course.scope, acts)) == [
        .duplicate, .accepted(seq: 2), .accepted(seq: 3),
      ])
  }

  @Test(
    "The same act twice is a duplicate, whatever it gives and however old its sender's journal",
    arguments: SharedImplementation.allCases)
  func duplicate(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let creation = try course.creation()
    let desk = try harness.connect(Cast.superAdmin)
    _ = try desk.append(course.scope, creation)
    var again = creation
    again.events += again.events
    again.version = 7
    let batch = Batch(scope: course.scope, seq: 9, chain: [1], submissions: [again])
    #expect(try desk.append(batch) == [.duplicate])
    #expect(try desk.journal(course.scope).count == 1)
  }

  @Test(
    "A sender whose journal is no beginning of the shared one is told of a fork",
    arguments: SharedImplementation.allCases)
  func fork(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let creation = try course.creation()
    let note = try course.note(by: Cast.superAdmin)
    let desk = try harness.connect(Cast.superAdmin)
    let start = Chain.start(of: course.scope)
    func send(_ seq: Int64, _ chain: [UInt8]) throws -> [Verdict] {
      try desk.append(
        Batch(scope: course.scope, seq: seq, chain: chain, submissions: [creation, note]))
    }
    #expect(try send(1, start) == [.fork])
    #expect(try send(0, [UInt8](repeating: 0, count: 32)) == [.fork])
    #expect(try send(-1, start) == [.fork])
    #expect(try desk.journal(course.scope).isEmpty)
    #expect(try send(0, start) == [.accepted(seq: 1), .accepted(seq: 2)])
    let first = try #require(try desk.chain(of: course.scope, at: 1))
    var another = SharedCourse(2)
    let other = try another.creation()
    func send(_ seq: Int64, _ chain: [UInt8], _ submission: Submission) throws -> [Verdict] {
      try desk.append(
        Batch(scope: course.scope, seq: seq, chain: chain, submissions: [submission]))
    }
    #expect(try send(2, first, other) == [.fork])
    #expect(try send(3, first, other) == [.fork])
    #expect(try send(1, first, other) == [.accepted(seq: 3)])
  }

  @Test(
    "An act decided on a stream that has moved since is behind",
    arguments: SharedImplementation.allCases)
  func behind(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let desk = try harness.connect(Cast.superAdmin)
    _ = try desk.append(course.scope, try course.creation())
    var branch = course
    let first = try course.note(by: Cast.superAdmin)
    let second = try branch.note("Autre", by: Cast.superAdmin)
    #expect(try desk.append(course.scope, first) == .accepted(seq: 2))
    #expect(try desk.append(course.scope, second) == .behind)
    var later = second
    later.version = 3
    #expect(try desk.append(course.scope, later) == .behind)
    later.version = 2
    #expect(try desk.append(course.scope, later) == .accepted(seq: 3))
  }

  @Test(
    "An act that read another stream is behind once that one has moved",
    arguments: SharedImplementation.allCases)
  func reads(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    var near = SharedCourse(2)
    var far = SharedCourse(3, of: (Cast.bailleurB, Cast.bailleurC))
    let aatiko = try harness.connect(Cast.superAdmin)
    _ = try aatiko.append(course.scope, try course.creation())
    _ = try aatiko.append(near.scope, try near.creation())
    _ = try aatiko.append(far.scope, try far.creation())
    let desk = try harness.connect(Cast.c1A)
    func note(reading stream: StreamID, _ version: Int) throws -> Submission {
      var branch = course
      var note = try branch.note(by: Cast.c1A)
      note.reads = [StreamVersion(stream: stream, version: version)]
      return note
    }
    #expect(try desk.append(course.scope, try note(reading: near.stream, 0)) == .behind)
    #expect(try desk.append(course.scope, try note(reading: near.stream, 2)) == .behind)
    #expect(try desk.append(course.scope, try note(reading: "nowhere", 1)) == .behind)
    #expect(
      try desk.append(course.scope, try note(reading: far.stream, 1)) == .denied(.stream))
    var unread = try note(reading: far.stream, 1)
    unread.reads.insert(StreamVersion(stream: near.stream, version: 0), at: 0)
    #expect(try desk.append(course.scope, unread) == .denied(.stream))
    var right = try note(reading: near.stream, 1)
    right.reads.append(StreamVersion(stream: "nowhere", version: 0))
    #expect(try desk.append(course.scope, right) == .accepted(seq: 3))
    // Who reads the other audience may have read its streams.
    var seen = try course.note(by: Cast.superAdmin)
    seen.version = 2
    seen.reads = [StreamVersion(stream: far.stream, version: 1)]
    #expect(try aatiko.append(course.scope, seen) == .accepted(seq: 4))
  }

  @Test(
    "A stream belongs to one audience and is the history of one thing for ever",
    arguments: SharedImplementation.allCases)
  func stream(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let desk = try harness.connect(Cast.superAdmin)
    _ = try desk.append(course.scope, try course.creation())
    let note = try course.note(by: Cast.superAdmin)
    let elsewhere = ScopeID(of: [Cast.bailleurA, Cast.bailleurB, Cast.bailleurC])
    #expect(try desk.append(elsewhere, note) == .denied(.stream))
    var other = note
    other.version = 9
    #expect(try desk.append(elsewhere, other) == .denied(.stream))
    #expect(try desk.heads(of: [elsewhere]).isEmpty)
  }
}
