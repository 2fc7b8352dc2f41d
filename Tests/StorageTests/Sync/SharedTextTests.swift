import Domain
import Testing

@testable import Storage

@Suite("Texts of the shared database: who writes, reads and erases them")
struct SharedTextTests {
  private static let all = 1_000

  /// A dossier of A and B, a note of A on it, and the desk of A.
  private func stage(
    _ harness: any SharedHarness
  ) throws -> (course: SharedCourse, note: Submission, desk: any SharedAccounts) {
    var course = SharedCourse()
    _ = try harness.connect(Cast.superAdmin).append(course.scope, try course.creation())
    let desk = try harness.connect(Cast.c1A)
    let note = try course.note("Premier", by: Cast.c1A)
    #expect(try desk.append(course.scope, note) == .accepted(seq: 2))
    return (course, note, desk)
  }

  /// An act that names the text of another and brings it.
  private func bringing(
    _ text: SharedText, _ act: Submission, _ change: (inout SharedText) -> Void = { _ in }
  ) -> Submission {
    var act = act
    var text = text
    change(&text)
    act.command = CommandID("c-\(text.version)-\(text.field)-\(act.command)")
    act.texts = [text]
    act.events[0].shown.payload = #"{"note":"\#(text.subject)","visibility":"partagee"}"#
    return act
  }

  @Test(
    "A text comes in with its act, and changes when the version that was seen is the last",
    arguments: SharedImplementation.allCases)
  func versions(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var (course, note, desk) = try stage(harness)
    let text = note.texts[0]
    func next(_ change: (inout SharedText) -> Void) throws -> Verdict? {
      var branch = course
      let act = bringing(text, try branch.note(by: Cast.c1A), change)
      let verdict = try desk.append(course.scope, act)
      if case .accepted = verdict { course = branch }
      return verdict
    }
    #expect(try next { $0.value = "Autre" } == .denied(.text))
    #expect(try next { $0.version = 3 } == .denied(.text))
    #expect(
      try next {
        $0.version = 2; $0.isClosed = true
      } == .denied(.text))
    #expect(
      try next {
        $0.version = 2; $0.scope = "org-a"
      } == .denied(.text))
    #expect(
      try next {
        $0.version = 2; $0.value = "Second"
      } == .accepted(seq: 3))
    // Of two who saw the same, the second is refused.
    #expect(
      try next {
        $0.version = 2; $0.value = "Troisième"
      } == .denied(.text))
    // The same again changes nothing.
    #expect(
      try next {
        $0.version = 2; $0.value = "Second"
      } == .accepted(seq: 4))
    #expect(
      try next {
        $0.field = "message"; $0.version = 2
      } == .denied(.text))
    #expect(try next { $0.field = "message" } == .accepted(seq: 5))
    let page = try desk.texts(of: course.scope, after: 2, limit: Self.all)
    #expect(page.texts.map(\.value) == ["Second", "Premier"])
    #expect(page.texts.map(\.version) == [2, 1])
    #expect(page.upTo == 5 && !page.hasMore)
  }

  @Test(
    "A subject is its first author's organisation's, and readers are the act's own",
    arguments: SharedImplementation.allCases)
  func authors(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var (course, note, desk) = try stage(harness)
    let text = note.texts[0]
    func verdict(
      _ person: Operator, _ change: (inout SharedText) -> Void
    ) throws -> Verdict? {
      var branch = course
      let act = bringing(text, try branch.note(by: person), change)
      let verdict = try harness.connect(person).append(course.scope, act)
      if case .accepted = verdict { course = branch }
      return verdict
    }
    #expect(try verdict(Cast.c1B) { $0.version = 2 } == .denied(.text))
    #expect(try verdict(Cast.c1B) { $0.field = "message" } == .denied(.text))
    #expect(try verdict(Cast.superAdmin) { $0.version = 2 } == .denied(.text))
    #expect(try verdict(Cast.c2A) { $0.version = 2 } == .accepted(seq: 3))
    for scope: ScopeID in ["", "org-c", "org-a+org-c", "org-b+org-a", "org-aatiko"] {
      let verdict = try verdict(Cast.c1A) {
        $0.subject = "s-1"; $0.scope = scope
      }
      #expect(verdict == .denied(.text), "\(scope)")
    }
    for (index, scope) in ["org-a", "org-b", "org-a+org-b"].enumerated() {
      let verdict = try verdict(Cast.c1A) {
        $0.subject = SubjectID("s-\(scope.count)")
        $0.field = "f\(index)"
        $0.scope = ScopeID(scope)
      }
      #expect(verdict == .accepted(seq: Int64(4 + index)), "\(scope)")
    }
    let wide = try verdict(Cast.superAdmin) {
      $0.subject = "s-9"
      $0.scope = "org-a+org-aatiko+org-b"
    }
    #expect(wide == .accepted(seq: 7))
    #expect(try desk.texts(of: "org-a+org-aatiko+org-b", after: 0, limit: 9).texts.count == 1)
  }

  @Test(
    "Texts are read in pages of changes, those of others being passed over",
    arguments: SharedImplementation.allCases)
  func pages(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let aatiko = try harness.connect(Cast.superAdmin)
    var acts = [try course.creation()]
    for index in 0..<6 {
      var note = try course.note("Note \(index)", by: Cast.superAdmin)
      note.texts[0].isClosed = index % 2 == 1
      note.texts[0].scope = "org-aatiko"
      acts.append(note)
    }
    _ = try aatiko.append(Batch(course.scope, acts))
    let reader = try harness.connect(Cast.gie)
    var seen: [String?] = []
    var position: Int64 = 0
    var pages = 0
    while true {
      let page = try reader.texts(of: "org-aatiko", after: position, limit: 2)
      #expect(page.upTo > position)
      position = page.upTo
      seen += page.texts.map(\.value)
      pages += 1
      if !page.hasMore { break }
    }
    // A page counts the changes, or those of them that are read.
    #expect((2...3).contains(pages) && position == 6)
    #expect(seen == ["Note 0", "Note 2", "Note 4"])
    let last = try reader.texts(of: "org-aatiko", after: 6, limit: 2)
    #expect(last == TextPage(texts: [], upTo: 6, hasMore: false))
    #expect(try aatiko.texts(of: "org-aatiko", after: 0, limit: 9).texts.count == 6)
  }

  @Test(
    "What is erased is empty for all, and stays so",
    arguments: SharedImplementation.allCases)
  func erasing(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var (course, note, desk) = try stage(harness)
    let text = note.texts[0]
    let aatiko = try harness.connect(Cast.superAdmin)
    let before = try desk.journal(course.scope)
    try aatiko.erase(text.subject)
    let page = try desk.texts(of: course.scope, after: 3, limit: Self.all)
    #expect(page.texts.map(\.value) == [nil])
    #expect(page.texts.map(\.version) == [2])
    #expect(page.upTo == 4)
    try aatiko.erase(text.subject)
    #expect(try desk.heads(of: [course.scope]).first?.textSeq == 4)
    #expect(try desk.journal(course.scope) == before)
    // A late act on the same text stands; the text does not come back.
    let again = bringing(text, try course.note(by: Cast.c1A)) { $0.version = 3 }
    #expect(try desk.append(course.scope, again) == .accepted(seq: 3))
    #expect(
      try desk.texts(of: course.scope, after: 0, limit: 99).texts.count { $0.value == nil } == 1)
    #expect(try desk.heads(of: [course.scope]).first?.textSeq == 4)
    // A text that comes after its erasure comes in empty.
    try aatiko.erase("late")
    let late = bringing(text, try course.note(by: Cast.c1A)) { $0.subject = "late" }
    #expect(try desk.append(course.scope, late) == .accepted(seq: 4))
    let tombstone = try desk.texts(of: course.scope, after: 4, limit: 9).texts
    #expect(tombstone.map(\.subject) == ["late"])
    #expect(tombstone.map(\.value) == [nil])
    #expect(tombstone.map(\.version) == [2])
  }

  @Test(
    "Who answers for personal data erases it: Aatiko, or the only reader's administrator",
    arguments: SharedImplementation.allCases)
  func erasers(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var (course, note, desk) = try stage(harness)
    let nur = try course.nur(.a, by: Cast.c1A)
    #expect(try desk.append(course.scope, nur) == .accepted(seq: 3))
    let (ours, shared) = (nur.texts[0].subject, note.texts[0].subject)
    #expect(nur.texts[0].scope == "org-a")
    let people = SharedCast.people
    for person in people where person != Cast.superAdmin {
      for subject in [ours, shared, "unknown"] where !(person == SharedCast.admA && subject == ours)
      {
        let error = #expect(throws: SharedError.self, "\(person.id)") {
          try harness.connect(person).erase(subject)
        }
        #expect(error?.kind == .denied)
      }
    }
    #expect(try desk.texts(of: "org-a", after: 0, limit: 9).texts.map(\.value) != [nil])
    try harness.connect(SharedCast.admA).erase(ours)
    try harness.connect(SharedCast.admA).erase(ours)
    #expect(try desk.texts(of: "org-a", after: 0, limit: 9).texts.map(\.value) == [nil])
    try harness.connect(Cast.superAdmin).erase(shared)
    try harness.connect(Cast.superAdmin).erase("unknown")
    #expect(throws: SharedError.self) { try harness.connect(Cast.superAdmin).erase("c'est") }
  }
}
