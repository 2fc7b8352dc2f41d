import Domain
import Testing

@testable import Storage

@Suite("An accepted erasure empties its stream in the shared database, with the act itself")
struct SharedErasureTests {
  static let erasing = DossierCommand.erasePersonalData(reason: Reason(.demandeEffacement))

  /// A closed dossier with a NUR, a piece asked for and two notes.
  static func fill(
    _ harness: any SharedHarness, _ number: Int = 1,
    of bailleurs: (OrganisationID, OrganisationID) = (Cast.bailleurA, Cast.bailleurB)
  ) throws -> SharedCourse {
    var course = SharedCourse(number, of: bailleurs)
    let aatiko = try harness.connect(Cast.superAdmin)
    let agent = try harness.connect(Cast.c1A)
    _ = try aatiko.append(course.scope, try course.creation())
    let acts = [
      try course.nur(.a, by: Cast.c1A), try course.note("Note de tous", by: Cast.c1A),
      try course.note("Note interne", by: Cast.c1A, .internal_),
      try course.act(.requestPiece(volet: .a, piece: .avisImposition), by: Cast.c1A),
    ]
    for act in acts { #expect(try agent.append(course.scope, act)?.isAccepted == true) }
    let closing = try course.act(.cancel(reason: Reason(.litige)), by: Cast.superAdmin)
    #expect(try aatiko.append(course.scope, closing)?.isAccepted == true)
    return course
  }

  /// Every text and every sealed body that somebody gets.
  private func got(_ harness: any SharedHarness, by person: Operator) throws -> [String] {
    let base = try harness.connect(person)
    defer { base.close() }
    return try base.heads(of: nil).flatMap { head in
      try base.texts(of: head.scope, after: 0, limit: 999).texts.compactMap(\.value)
        + base.journal(head.scope).compactMap { $0.event.seal?.body }
    }
  }

  @Test(
    "Texts, sealed bodies and hashes are gone; the journal and its chain are what they were",
    arguments: SharedImplementation.allCases)
  func empties(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = try Self.fill(harness)
    let other = try Self.fill(harness, 2)
    let aatiko = try harness.connect(Cast.superAdmin)
    let (before, heads) = (try aatiko.journal(course.scope), try aatiko.heads(of: nil))
    let erasure = try course.act(Self.erasing, by: Cast.superAdmin)
    #expect(try aatiko.append(course.scope, erasure)?.isAccepted == true)
    #expect(try aatiko.append(course.scope, erasure) == .duplicate)
    let after = try aatiko.journal(course.scope)
    #expect(after.dropLast().map(\.chain) == before.map(\.chain))
    #expect(after.dropLast().map(\.event.payload) == before.map(\.event.payload))
    #expect(after.last?.event.payload == #"{"reason":{"motive":"G2"}}"#)
    let opened = try harness.connect(Cast.c1A).journal(course.scope).filter {
      $0.event.seal?.body != nil
    }
    #expect(Set(opened.map(\.event.stream)) == [other.stream])
    // Every audience that had a text of it learns of it.
    for head in try aatiko.heads(of: [course.scope, "org-a"]) {
      let old = try #require(heads.first { $0.scope == head.scope })
      #expect(head.textSeq > old.textSeq, "\(head.scope)")
    }
    for person in SharedCast.people {
      let texts = try got(harness, by: person)
      for trace in ["Locataire A1", "Locataire B1", "Note de tous", "Note interne"] {
        let count = texts.count { $0.contains(trace) }
        #expect(count <= 1, "\(person.id): \(trace)")
      }
      #expect(!texts.contains { $0.contains("Locataire A1") || $0.hasSuffix("2GDPUB") })
    }
    #expect(try got(harness, by: Cast.c1A).contains("Locataire A2"))
  }

  @Test("Nothing is added to it afterwards", arguments: SharedImplementation.allCases)
  func closes(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = try Self.fill(harness)
    let late = try {
      var branch = course
      return try branch.note("Trop tard", by: Cast.c1A)
    }()
    let aatiko = try harness.connect(Cast.superAdmin)
    _ = try aatiko.append(course.scope, try course.act(Self.erasing, by: Cast.superAdmin))
    let agent = try harness.connect(Cast.c1A)
    #expect(try agent.append(course.scope, late) == .behind)
    var forced = late
    forced.version = course.version
    #expect(try agent.append(course.scope, forced) == .denied(.stream))
    #expect(try !got(harness, by: Cast.superAdmin).contains("Trop tard"))
  }

  @Test(
    "Aatiko has it done, and the administrator of the only bailleur; nobody by a modified program",
    arguments: SharedImplementation.allCases)
  func rights(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let (shared, own) = (
      try Self.fill(harness), try Self.fill(harness, 3, of: (Cast.bailleurA, Cast.bailleurA))
    )
    for course in [shared, own] {
      for person in SharedCast.people where person != Cast.superAdmin {
        if course.stream == own.stream, person == SharedCast.admA { continue }
        for role in person.roles {
          var branch = course
          var act = try branch.act(Self.erasing, by: Cast.superAdmin)
          act.envelope.operatorID = person.id
          act.envelope.organisation = person.organisation
          act.envelope.role = role
          let verdict = try harness.connect(person).append(course.scope, act)
          #expect(verdict == .denied(.kind), "\(person.id)")
        }
      }
    }
    var branch = own
    let act = try branch.act(Self.erasing, by: SharedCast.admA)
    #expect(try harness.connect(SharedCast.admA).append(own.scope, act)?.isAccepted == true)
    #expect(try got(harness, by: SharedCast.admA).contains("Locataire A1"))
    #expect(try !got(harness, by: SharedCast.admA).contains("Locataire A3"))
  }

  @Test("A look over a shared file finds what an erasure has left, or what is gone without one")
  func inspection() throws {
    let harness = try SQLiteHarness()
    let aatiko = try harness.connect(Cast.superAdmin)
    for organisation in SharedCast.organisations { try aatiko.put(organisation) }
    for person in SharedCast.people where person != Cast.superAdmin {
      try aatiko.put(SharedCast.account(of: person))
    }
    var course = try Self.fill(harness)
    #expect(try SharedSQLite.verify(at: harness.path).faults.isEmpty)
    try harness.run("UPDATE stream SET erased = 1")
    let words = try SharedSQLite.verify(at: harness.path).faults.joined()
    #expect(words.contains("des textes restent") && words.contains("restent après un effacement"))
    try harness.run("UPDATE stream SET erased = 0")
    _ = try aatiko.append(course.scope, try course.act(Self.erasing, by: Cast.superAdmin))
    #expect(try SharedSQLite.verify(at: harness.path).faults.isEmpty)
    try harness.run("UPDATE stream SET erased = 0")
    #expect(try SharedSQLite.verify(at: harness.path).faults.count == 1)
  }

  @Test("It cannot be hidden in a seal", arguments: SharedImplementation.allCases)
  func sealed(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = try Self.fill(harness)
    var act = try course.act(Self.erasing, by: Cast.superAdmin)
    let event = act.events[0].shown
    act.events[0] = SubmittedEvent(
      shown: PendingCommand.Event(
        kind: EventSeal.withheldKind(of: Dossier.aggregate), schema: 1, payload: "{}"),
      seal: try EventSeal(event, for: [Cast.bailleurA], isClosed: false, salt: "s"))
    #expect(
      try harness.connect(Cast.superAdmin).append(course.scope, act) == .denied(.kind))
    #expect(try got(harness, by: Cast.c1A).contains("Locataire A1"))
  }
}

extension Verdict {
  var isAccepted: Bool { if case .accepted = self { true } else { false } }
}
