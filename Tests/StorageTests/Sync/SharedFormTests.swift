import Domain
import Testing

@testable import Storage

@Suite("The form that the shared database asks of an act")
struct SharedFormTests {
  typealias Change = @Sendable (inout Submission) -> Void

  /// Each is one way of being badly written.
  static let faults: [(String, Change)] = [
    ("no event", { $0.events = [] }),
    ("too many events", { $0.events = [SubmittedEvent](repeating: $0.events[0], count: 65) }),
    ("not JSON", { $0.events[0].shown.payload = "{note" }),
    ("a list", { $0.events[0].shown.payload = "[]" }),
    ("two objects", { $0.events[0].shown.payload += "{}" }),
    ("nothing", { $0.events[0].shown.payload = "" }),
    ("a NUL", { $0.events[0].shown.payload += "\u{0}" }),
    ("a line feed", { $0.events[0].shown.payload += "\n" }),
    ("a large payload", { $0.events[0].shown.payload = Self.payload(of: 8_193, $0) }),
    ("yesterday", { $0.envelope.occurredOn = $0.envelope.occurredOn + -1 }),
    ("before 1970", { $0.envelope.recordedAt = Moment(seconds: -1) }),
    ("the end of time", { $0.envelope.recordedAt = Moment(seconds: .max) }),
    ("the beginning of time", { $0.envelope.recordedAt = Moment(seconds: .min) }),
    ("a reason for nobody", { $0.envelope.onBehalfReason = "r" }),
    ("no command", { $0.command = "" }),
    ("a strange command", { $0.command = "c'est" }),
    ("a long stream", { $0.stream = StreamID(String(repeating: "a", count: 65)) }),
    ("another thing", { $0.aggregate = "annonce" }),
    ("no thing", { $0.aggregate = "" }),
    ("a negative version", { $0.version = -1 }),
    ("a negative read", { $0.reads = [StreamVersion(stream: "s", version: -1)] }),
    (
      "many reads",
      { $0.reads = [StreamVersion](repeating: StreamVersion(stream: "s", version: 0), count: 65) }
    ),
    ("an empty key", { $0.claims.take = [""] }),
    ("a long key", { $0.claims.drop = [String(repeating: "k", count: 257)] }),
    ("a key of two lines", { $0.claims.take = ["logement/a\nb"] }),
    ("many keys", { $0.claims.take = (0..<65).map { "logement/\($0)" } }),
    ("an empty text", { $0.texts[0].value = nil }),
    ("a large text", { $0.texts[0].value = String(repeating: "é", count: 32_769) }),
    ("a NUL in a text", { $0.texts[0].value = "a\u{0}b" }),
    ("a text that is not named", { $0.texts[0].subject = "another" }),
    ("a text twice", { $0.texts.append($0.texts[0]) }),
    ("a text of no version", { $0.texts[0].version = 0 }),
    ("a strange field", { $0.texts[0].field = "Note" }),
    (
      "many texts",
      { act in
        act.texts = (0..<65).map { index in
          var text = act.texts[0]
          text.field = "note\(index)"
          return text
        }
      }
    ),
  ]

  private static func payload(of bytes: Int, _ act: Submission) -> String {
    let start = #"{"note":"\#(act.texts[0].subject)","x":""#
    return start + String(repeating: "x", count: bytes - start.utf8.count - 2) + #""}"#
  }

  @Test(
    "What is badly written is refused, and leaves nothing",
    arguments: SharedImplementation.allCases)
  func faults(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    _ = try harness.connect(Cast.superAdmin).append(course.scope, try course.creation())
    let desk = try harness.connect(Cast.c1A)
    let note = try course.note(by: Cast.c1A)
    for (name, change) in Self.faults {
      var wrong = note
      change(&wrong)
      #expect(try desk.append(course.scope, wrong) == .denied(.form), "\(name)")
    }
    #expect(try desk.journal(course.scope).count == 1)
    #expect(try desk.texts(of: course.scope, after: 0, limit: 100).texts.count == 2)
  }

  @Test("What is just within the limits comes in", arguments: SharedImplementation.allCases)
  func limits(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    _ = try harness.connect(Cast.superAdmin).append(course.scope, try course.creation())
    let desk = try harness.connect(Cast.c1A)
    var note = try course.note(by: Cast.c1A)
    note.events[0].shown.payload = Self.payload(of: 8_192, note)
    note.events = [SubmittedEvent](repeating: note.events[0], count: 64)
    note.texts[0].value = String(repeating: "é", count: 32_768)
    note.claims.take = (0..<64).map { "logement/\($0)" + String(repeating: "k", count: 245) }
    // A clock may be years wrong: the reader marks it.
    note.envelope.recordedAt = Moment(seconds: 0)
    note.envelope.occurredOn = Day(number: 0)
    #expect(try desk.append(course.scope, note) == .accepted(seq: 65))
    #expect(try desk.journal(course.scope).map(\.event.version) == Array(1...65))
  }

  @Test(
    "An audience has one name, of organisations in order",
    arguments: SharedImplementation.allCases)
  func audiences(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let desk = try harness.connect(Cast.superAdmin)
    var course = SharedCourse()
    let creation = try course.creation()
    for name in [
      "", "+", "org-b+org-a", "org-a+org-a", "org-a+", "+org-a+org-b", "Org-A", "org-a+org é",
      "org-a\n+org-b", String(repeating: "a", count: 65),
      (100..<300).map { "org-\($0)" }.joined(separator: "+"),
    ] {
      #expect(try desk.append(ScopeID(name), creation) == .denied(.scope), "\(name)")
      #expect(throws: SharedError.self) { try desk.void("c", in: ScopeID(name)) }
    }
    #expect(try desk.heads(of: nil).isEmpty)
    var own = SharedCourse(1, of: (Cast.bailleurA, Cast.bailleurA))
    #expect(try desk.append("org-a", try own.creation()) == .accepted(seq: 1))
  }

  @Test(
    "Nobody writes where the organisation is no member, unless it reads every audience",
    arguments: SharedImplementation.allCases)
  func writers(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse(1, of: (Cast.bailleurB, Cast.bailleurC))
    let creation = try course.creation()
    _ = try harness.connect(Cast.superAdmin).append(course.scope, creation)
    for person in [Cast.c1A, SharedCast.admA, Cast.pilB, Cast.infA, Cast.aorif, Cast.partner] {
      var note = try course.note(by: Cast.superAdmin)
      note.envelope.operatorID = person.id
      note.envelope.organisation = person.organisation
      note.envelope.role = try #require(person.roles.first)
      let verdict = try harness.connect(person).append(course.scope, note)
      let reads = person == Cast.pilB
      #expect(verdict == (reads ? .behind : .denied(.kind)), "\(person.id)")
      let reader = try harness.connect(person)
      if reads {
        #expect(try reader.void("late", in: course.scope))
      } else {
        #expect(throws: SharedError.self) { try reader.void("late", in: course.scope) }
      }
    }
  }
}
