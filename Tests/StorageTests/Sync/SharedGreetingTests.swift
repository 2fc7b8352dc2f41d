import Domain
import Testing

@testable import Storage

@Suite("What the shared database says first, and where its audiences stand")
struct SharedGreetingTests {
  @Test(
    "Everybody is told who they are, what the time is and which history this is",
    arguments: SharedImplementation.allCases)
  func hello(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let knowers = [
      Cast.c1A, Cast.c2A, Cast.c1B, Cast.c2B, Cast.pilB, Cast.c1C, Cast.c2C, SharedCast.admA,
      SharedCast.admB, Cast.superAdmin, Cast.facilitator,
    ]
    var epochs: Set<String> = []
    var keys: Set<String?> = []
    for person in SharedCast.people {
      let welcome = try harness.connect(person).hello()
      #expect(welcome.me == person)
      #expect(welcome.now == harness.now)
      #expect(!welcome.isTooRecent)
      #expect((welcome.nurKey != nil) == knowers.contains(person), "\(person.id)")
      epochs.insert(welcome.epoch)
      keys.insert(welcome.nurKey)
    }
    #expect(epochs.count == 1)
    #expect(keys.count == 2)
    let other = try implementation.harness().connect(Cast.superAdmin).hello()
    #expect(!epochs.contains(other.epoch) && !keys.contains(other.nurKey))
  }

  @Test(
    "A login without an account is refused, and so is one that was closed, at once",
    arguments: SharedImplementation.allCases)
  func refused(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let creation = try course.creation()
    let note = try course.note(by: Cast.c1A)
    let aatiko = try harness.connect(Cast.superAdmin)
    _ = try aatiko.append(course.scope, creation)
    func isRefused(_ call: () throws -> Void) -> Bool {
      do {
        try call()
        return false
      } catch let error as SharedError {
        return error.kind == .refusedLogin && !error.isPassing && error.french.contains("Aatiko")
      } catch {
        return false
      }
    }
    #expect(isRefused { _ = try harness.connect(login: "nobody").hello() })
    let desk = try harness.connect(Cast.c1A)
    _ = try desk.hello()
    try aatiko.put(SharedCast.account(of: Cast.c1A, isDisabled: true))
    #expect(isRefused { _ = try desk.append(course.scope, note) })
    #expect(isRefused { _ = try desk.pull(course.scope, after: 0, limit: 1) })
    #expect(isRefused { _ = try desk.heads(of: nil) })
    #expect(isRefused { _ = try desk.texts(of: course.scope, after: 0, limit: 1) })
    #expect(isRefused { _ = try desk.void("c", in: course.scope) })
    #expect(isRefused { try desk.erase("s") })
    #expect(isRefused { _ = try desk.directory() })
    #expect(isRefused { _ = try desk.accounts() })
    #expect(isRefused { _ = try harness.connect(Cast.c1A).hello() })
    try aatiko.put(SharedCast.account(of: Cast.c1A))
    #expect(try harness.connect(Cast.c1A).append(course.scope, note) == .accepted(seq: 2))
  }

  @Test("A right withdrawn is withdrawn at once", arguments: SharedImplementation.allCases)
  func role(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let aatiko = try harness.connect(Cast.superAdmin)
    _ = try aatiko.append(course.scope, try course.creation())
    let desk = try harness.connect(Cast.c1A)
    let nur = try course.nur(.a, by: Cast.c1A)
    var person = Cast.c1A
    person.roles = [.contact2]
    try aatiko.put(SharedCast.account(of: person))
    #expect(try desk.append(course.scope, nur) == .denied(.role))
    #expect(try desk.hello().me.roles == [.contact2])
    person.roles = [.referentInformatique]
    try aatiko.put(SharedCast.account(of: person))
    #expect(try desk.heads(of: nil).isEmpty)
    #expect(throws: SharedError.self) { try desk.pull(course.scope, after: 0, limit: 1) }
  }

  @Test(
    "A program that is too old writes nothing, and reads",
    arguments: SharedImplementation.allCases)
  func program(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let aatiko = try harness.connect(Cast.superAdmin)
    _ = try aatiko.append(course.scope, try course.creation())
    try harness.run("UPDATE meta SET value = '2' WHERE key = 'least_protocol'")
    #expect(try aatiko.hello().isTooRecent)
    let notes = [try course.note(by: Cast.superAdmin), try course.note(by: Cast.superAdmin)]
    #expect(try aatiko.append(Batch(course.scope, notes)) == [.denied(.program)])
    #expect(try aatiko.journal(course.scope).count == 1)
  }

  @Test(
    "Each reads where the audiences stand whose events or texts are for them",
    arguments: SharedImplementation.allCases)
  func heads(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var ours = SharedCourse()
    var theirs = SharedCourse(2, of: (Cast.bailleurB, Cast.bailleurC))
    let aatiko = try harness.connect(Cast.superAdmin)
    let acts = [try ours.creation(), try ours.note(by: Cast.superAdmin, .internal_)]
    _ = try aatiko.append(Batch(ours.scope, acts))
    _ = try aatiko.append(theirs.scope, try theirs.creation())
    _ = try harness.connect(Cast.c1A).append(ours.scope, try ours.nur(.a, by: Cast.c1A))
    func heads(_ person: Operator, _ scopes: [ScopeID]? = nil) throws -> [String] {
      try harness.connect(person).heads(of: scopes).map { "\($0.scope) \($0.seq) \($0.textSeq)" }
    }
    let both = "org-a+org-b 3 2"
    let nur = "org-a 0 1"
    let other = "org-b+org-c 1 2"
    #expect(try heads(Cast.c1A) == [nur, both])
    #expect(try heads(SharedCast.admA) == [nur, both])
    #expect(try heads(Cast.c1B) == [both, other])
    #expect(try heads(Cast.c1C) == [other])
    #expect(try heads(Cast.superAdmin) == [nur, both, "org-aatiko 0 1", other])
    #expect(try heads(Cast.facilitator) == heads(Cast.superAdmin))
    #expect(try heads(Cast.gie) == [nur, both, other])
    for person in [Cast.infA, Cast.aorif, Cast.partner, SharedCast.actimage] {
      #expect(try heads(person).isEmpty, "\(person.id)")
    }
    #expect(try heads(Cast.c1A, [ours.scope]) == [both])
    #expect(try heads(Cast.c1A, [theirs.scope, "nowhere"]).isEmpty)
    #expect(try heads(Cast.c1A, []).isEmpty)
    let desk = try harness.connect(Cast.c1A)
    #expect(try desk.heads(of: ["org-a"]).first?.chain == Chain.start(of: "org-a"))
    // An audience without events is no journal to be a fork of.
    let page = try desk.pull("org-a", after: 0, limit: 10)
    #expect(page.entries.isEmpty && page.before == Chain.start(of: "org-a"))
  }

  @Test(
    "A journal is read in pages, each after a chain that the reader compares",
    arguments: SharedImplementation.allCases)
  func pages(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let desk = try harness.connect(Cast.superAdmin)
    let acts =
      [try course.creation()] + (try (0..<9).map { _ in try course.note(by: Cast.superAdmin) })
    _ = try desk.append(Batch(course.scope, acts))
    let reader = try harness.connect(Cast.c1A)
    var chain = Chain.start(of: course.scope)
    for after in stride(from: Int64(0), to: 10, by: 4) {
      let page = try reader.pull(course.scope, after: after, limit: 4)
      #expect(page.before == chain)
      #expect(try reader.chain(of: course.scope, at: after) == chain)
      #expect(page.entries.map(\.seq) == Array(after + 1...min(after + 4, 10)))
      #expect(page.head.seq == 10)
      chain = page.entries.last?.chain ?? []
    }
    #expect(try reader.pull(course.scope, after: 10, limit: 4).before == chain)
    #expect(try reader.pull(course.scope, after: 10, limit: 4).entries.isEmpty)
    for beyond: Int64 in [11, .max, -1, .min] {
      let page = try reader.pull(course.scope, after: beyond, limit: 4)
      #expect(page.before == nil && page.entries.isEmpty)
      #expect(try reader.chain(of: course.scope, at: beyond) == nil)
    }
    #expect(try reader.pull(course.scope, after: 0, limit: 0).entries.count == 1)
    #expect(try reader.pull(course.scope, after: 0, limit: .max).entries.count == 10)
    // Of an audience that is not theirs nobody learns whether it is there.
    let stranger = try harness.connect(Cast.c1C)
    for scope in [course.scope, "org-a+org-z"] {
      let error = #expect(throws: SharedError.self) {
        try stranger.pull(scope, after: 0, limit: 1)
      }
      #expect(error?.kind == .denied)
      #expect(throws: SharedError.self) { try stranger.chain(of: scope, at: 1) }
      #expect(throws: SharedError.self) { try stranger.texts(of: scope, after: 0, limit: 1) }
    }
  }

  @Test(
    "An act that was withdrawn never comes in; one that is in is not withdrawn",
    arguments: SharedImplementation.allCases)
  func void(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let desk = try harness.connect(Cast.superAdmin)
    let creation = try course.creation()
    #expect(try desk.void(creation.command, in: course.scope))
    #expect(try desk.void(creation.command, in: course.scope))
    #expect(try desk.append(course.scope, creation) == .voided)
    #expect(try desk.heads(of: nil).isEmpty)
    var again = creation
    again.command = "another"
    #expect(try desk.append(course.scope, again) == .accepted(seq: 1))
    #expect(try !desk.void(again.command, in: course.scope))
    #expect(try desk.append(course.scope, again) == .duplicate)
  }
}
